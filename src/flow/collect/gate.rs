//! What stands between a shared code and the count: one answer a device in some hours, and proof of
//! work while far more come in than ever before. Nobody is turned away; see
//! `docs/decisions/12-shared-codes.md`.

use crate::db::bursts::Seen;
use crate::db::devices::{self, NewTrace};
use crate::db::touchpoints::TouchpointRow;
use crate::db::{Conn, rushes};
use crate::domain::touchpoint::{BURST, Limits, Proof, Rush, SLOT_SECONDS, Verdict, slot_of};
use crate::error::Result;
use crate::flow::steps::burst;
use crate::flow::steps::record::Recorder;
use crate::types::{BurstKind, Held, Instant, SurveyId, TouchpointId};

/// What becomes of a new answer at a touchpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pass {
    /// Its sender is asked for proof first.
    Asked,
    /// It is stored; and not counted, if there is a reason.
    In(Option<Held>),
}

/// Lets a new answer through.
pub(super) fn pass(
    conn: &mut Conn,
    with: &Recorder,
    place: &TouchpointRow,
    (device, proof): (&str, Proof),
    now: Instant,
) -> Result<Pass> {
    let is_limited = !place.shared_device && with.device_seconds > 0;
    let at = format!("touchpoint:{}", place.id);
    let (before, first_at) = if is_limited {
        devices::seen(conn, device, &at, (now.plus_seconds(-with.device_seconds), now))?
    } else {
        (0, None)
    };
    let pass = if before > 0 {
        Pass::In(Some(Held::Repeat))
    } else {
        rush(conn, with, place, proof, now)?
    };
    if is_limited && pass != Pass::Asked {
        devices::note(conn, &[NewTrace { device, place: &at, created_at: now.0 }])?;
    }
    if before + 1 >= BURST {
        let first_at = first_at.unwrap_or(now);
        let seen =
            Seen { device: Some(device), ..seen(place, BurstKind::Device, before + 1, first_at) };
        burst::note(conn, &seen, (now, &with.zone))?;
    }
    Ok(pass)
}

/// Whether it comes in a rush, and what then.
fn rush(
    conn: &mut Conn,
    with: &Recorder,
    place: &TouchpointRow,
    proof: Proof,
    now: Instant,
) -> Result<Pass> {
    let (id, slot) = (TouchpointId(place.id), slot_of(now));
    let stored = rushes::lock(conn, id)?;
    if stored.is_ahead_of(slot) {
        let seconds = (stored.slot - slot).saturating_mul(SLOT_SECONDS);
        tracing::warn!(
            touchpoint = place.id,
            seconds,
            "what was counted here lies in the future, since a clock was ahead; it is begun anew"
        );
    }
    let since = slot_of(Instant(place.created_at));
    let before = stored.at(slot, since);
    let limits = before.limits(since);
    let mut rush = before;
    let verdict = rush.take(proof, limits, with.count_rushes);
    rushes::keep(conn, id, &rush)?;
    let is_told = match (rush.is_hot(), before.is_hot()) {
        (true, false) => true,
        (hot, _) => hot && verdict != Verdict::Asked,
    };
    if is_told {
        note_rush(conn, with, place, (&rush, limits), now)?;
    }
    Ok(match verdict {
        Verdict::Asked => Pass::Asked,
        Verdict::Counted => Pass::In(None),
        Verdict::Held => Pass::In(Some(Held::Flood)),
    })
}

/// Notes a rush: when it begins, and then with each answer that is stored.
fn note_rush(
    conn: &mut Conn,
    with: &Recorder,
    place: &TouchpointRow,
    (rush, limits): (&Rush, Limits),
    now: Instant,
) -> Result<()> {
    let begun = rush.begun(limits);
    let n = if begun == rush.slot { rush.n } else { rush.day_n };
    let first_at = Instant::from_seconds(begun.saturating_mul(SLOT_SECONDS));
    burst::note(conn, &seen(place, BurstKind::Place, n, first_at), (now, &with.zone))
}

fn seen(place: &TouchpointRow, kind: BurstKind, n: i64, first_at: Instant) -> Seen<'static> {
    Seen {
        kind,
        survey: SurveyId(place.survey_id),
        touchpoint: Some(TouchpointId(place.id)),
        device: None,
        n,
        first_at,
    }
}
