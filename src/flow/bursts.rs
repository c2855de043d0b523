//! Bursts of answers: shown to staff, settled by the owner, and forgotten with the devices they came
//! from.
//!
//! Settling says what the answers were. Guests: what was held of them is counted, and the place is
//! known to be that busy. No guests: what was counted of them is taken out. Neither deletes anything,
//! and an answer taken out can still be read.

use serde_json::json;

use super::House;
use super::steps::{burst, count};
use crate::db::bursts::{self, BurstRow, OpenBurst};
use crate::db::held::{self, NewHeld};
use crate::db::responses::{self, NewEvent};
use crate::db::{Conn, audit, devices, entries, rushes};
use crate::domain::tally::Entry;
use crate::error::{Error, Result};
use crate::types::{BurstKind, Held, Instant, ResponseId, Settled, SurveyId, TouchpointId};

/// For how long a settled burst is still shown.
const SHOWN_SECONDS: i64 = 30 * 86_400;

/// How long devices are known where answers are not limited: bursts of cards still need it.
const LEAST_HOURS: u32 = 12;

/// Bursts to look at, and those settled lately.
///
/// # Errors
/// What the database says.
pub async fn list(house: &House) -> Result<Vec<BurstRow>> {
    let since = house.now().plus_seconds(-SHOWN_SECONDS);
    house.db.read(move |conn| bursts::list(conn, since)).await
}

/// Settles a burst; how many answers are counted or taken out by it. `None` if somebody was quicker.
///
/// # Errors
/// What the database says.
pub async fn settle(house: &House, who: &str, id: i64, settled: Settled) -> Result<Option<usize>> {
    let (inside, who) = (house.clone(), who.to_owned());
    house.db.write(move |conn| settle_in(conn, (&inside, &who), id, settled)).await
}

fn settle_in(
    conn: &mut Conn,
    (house, who): (&House, &str),
    id: i64,
    to: Settled,
) -> Result<Option<usize>> {
    let now = house.now();
    // A rush is locked before its burst, as by those who answer.
    if let Some(touchpoint) = bursts::touchpoint_of(conn, id)? {
        rushes::lock(conn, touchpoint)?;
    }
    let Some(open) = bursts::lock_open(conn, id)? else { return Ok(None) };
    let kind = BurstKind::parse(&open.kind)
        .ok_or_else(|| Error::broken("a stored burst has an unknown kind"))?;
    let changed = match open.touchpoint_id.map(TouchpointId) {
        Some(touchpoint) => change(conn, (&open, kind, touchpoint), to, now)?,
        None => 0,
    };
    bursts::settle(conn, id, to, now)?;
    let details = json!({ "burst": id, "as": to.word(), "answers": changed });
    audit::note(conn, who, "burst.settle", &details, now)?;
    let at = (Instant(open.first_at), &house.zone);
    burst::count(conn, (SurveyId(open.survey_id), kind), -1, at)?;
    Ok(Some(changed))
}

/// Counts or takes out the answers of a burst at a touchpoint.
fn change(
    conn: &mut Conn,
    (open, kind, touchpoint): (&OpenBurst, BurstKind, TouchpointId),
    to: Settled,
    now: Instant,
) -> Result<usize> {
    let mut rush = rushes::lock(conn, touchpoint)?;
    if (kind, to) == (BurstKind::Place, Settled::Guests) {
        rush.peak = rush.peak.max(open.n);
        rush.hot_until = rush.slot - 1;
        rushes::keep(conn, touchpoint, &rush)?;
    }
    let during = (Instant(open.first_at), Instant(open.last_at));
    let held = match (kind, to) {
        (_, Settled::Guests) => None,
        (BurstKind::Place, Settled::Dropped) => Some(Held::Dropped),
        // What one device sent too many of is held already; the guests between are not its.
        (_, Settled::Dropped) => return Ok(0),
    };
    let rows = match held {
        None => held::lock_at(conn, touchpoint, during, reason_of(kind))?,
        Some(_) => held::lock_counted_at(conn, touchpoint, during)?,
    };
    let (mut bodies, mut events) = (Vec::new(), Vec::new());
    for row in &rows {
        let counted = count::from_json(&row.entry)?;
        let n = i64::from(held.is_none());
        let entry = Entry { n, ..counted.clone() };
        let body = count::to_json(&entry)?;
        responses::recount(conn, row.id, &body)?;
        bodies.push(match held {
            None => count::row(&[body]),
            Some(_) => count::row(&[count::to_json(&counted.taken_back())?]),
        });
        let kind = if held.is_none() { "response.created" } else { "response.held" };
        events.push(NewEvent { kind, response_id: Some(row.id), created_at: now.0 });
    }
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    match held {
        None => held::release(conn, &ids)?,
        Some(why) => {
            let row = |id: &i64| NewHeld::new(ResponseId(*id), why, now);
            held::insert(conn, &ids.iter().map(row).collect::<Vec<_>>())?;
        }
    }
    entries::append(conn, &bodies)?;
    responses::note_events(conn, &events)?;
    Ok(rows.len())
}

/// What is held of this kind of burst: what is held for another reason stays held.
fn reason_of(kind: BurstKind) -> Held {
    match kind {
        BurstKind::Place => Held::Flood,
        BurstKind::Device | BurstKind::Cards => Held::Repeat,
    }
}

/// Whether there are traces of devices to forget.
///
/// # Errors
/// What the database says.
pub fn any_to_forget(conn: &mut Conn, before: Instant) -> Result<bool> {
    devices::any_before(conn, before)
}

/// What is older than this is forgotten.
#[must_use]
pub fn forget_before(house: &House) -> Instant {
    let hours = house.config.answers.device_hours.max(LEAST_HOURS);
    house.now().plus_seconds(-3600 * i64::from(hours))
}

/// Forgets devices; how many traces.
///
/// # Errors
/// What the database says.
pub async fn forget(house: &House) -> Result<usize> {
    let before = forget_before(house);
    house.db.write(move |conn| devices::forget(conn, before)).await
}
