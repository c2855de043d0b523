//! What stands between a shared code and the count: one answer a device in some hours, and proof of
//! work while far more come in than ever before. Nobody is turned away; see
//! `docs/decisions/12-shared-codes.md`.

use crate::db::bursts::Seen;
use crate::db::devices::{self, NewTrace};
use crate::db::touchpoints::TouchpointRow;
use crate::db::{Conn, rushes};
use crate::domain::touchpoint::{BURST, Proof, Rush, SLOT_SECONDS, Verdict, limit, slot_of};
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
        devices::seen(conn, device, &at, now.plus_seconds(-with.device_seconds))?
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
    let id = TouchpointId(place.id);
    let before = rushes::lock(conn, id)?.at(slot_of(now));
    let mut rush = before;
    let age_seconds = now.seconds_since(Instant(place.created_at));
    let verdict = rush.take(proof, limit(before.peak, age_seconds));
    rushes::keep(conn, id, &rush)?;
    note_rush(conn, with, place, (&before, &rush, verdict), now)?;
    Ok(match verdict {
        Verdict::Asked => Pass::Asked,
        Verdict::Counted => Pass::In(None),
        Verdict::Held => Pass::In(Some(Held::Flood)),
    })
}

/// A rush is noted when it begins, and then with each answer that is stored.
fn note_rush(
    conn: &mut Conn,
    with: &Recorder,
    place: &TouchpointRow,
    (before, after, verdict): (&Rush, &Rush, Verdict),
    now: Instant,
) -> Result<()> {
    let begins = after.is_hot() && !before.is_hot();
    if !begins && (!after.is_hot() || verdict == Verdict::Asked) {
        return Ok(());
    }
    // All that came in the first ten minutes.
    let first_at = Instant::from_seconds(after.slot.saturating_mul(SLOT_SECONDS));
    let seen = seen(place, BurstKind::Place, after.n, first_at);
    burst::note(conn, &seen, (now, &with.zone))
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
