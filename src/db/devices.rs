//! That a device has answered somewhere: a keyed hash and a place, forgotten after hours.

use diesel::dsl::{count_star, exists, min};
use diesel::prelude::*;

use super::Conn;
use super::dialect::insert_all;
use super::schema::{bursts, device_traces};
use crate::domain::touchpoint::SLOT_SECONDS;
use crate::error::Result;
use crate::types::Instant;

/// That a device has answered.
#[derive(Clone, Debug, PartialEq, Eq, Insertable)]
#[diesel(table_name = device_traces)]
pub struct NewTrace<'a> {
    /// The keyed hash of its cookie.
    pub device: &'a str,
    /// Where: `touchpoint:12`, or `card`.
    pub place: &'a str,
    /// When.
    pub created_at: i64,
}

/// Notes that devices have answered.
///
/// # Errors
/// What the database says.
pub fn note(conn: &mut Conn, rows: &[NewTrace<'_>]) -> Result<()> {
    insert_all!(conn, device_traces::table, rows);
    Ok(())
}

/// How often a device has answered at a place between two instants, and when first. What lies ahead of
/// the second, since a clock was ahead, counts as far as two clocks may differ.
///
/// # Errors
/// What the database says.
pub fn seen(
    conn: &mut Conn,
    device: &str,
    place: &str,
    (since, now): (Instant, Instant),
) -> Result<(i64, Option<Instant>)> {
    let (n, first): (i64, Option<i64>) = device_traces::table
        .filter(device_traces::device.eq(device))
        .filter(device_traces::place.eq(place))
        .filter(device_traces::created_at.gt(since.0))
        .filter(device_traces::created_at.le(ahead_of(now)))
        .select((count_star(), min(device_traces::created_at)))
        .first(conn)?;
    Ok((n, first.map(Instant)))
}

/// The last instant that a clock which is right may have written by now.
fn ahead_of(now: Instant) -> i64 {
    now.plus_seconds(SLOT_SECONDS).0
}

/// Whether anything is left from before an instant, or from the future.
///
/// # Errors
/// What the database says.
pub fn any_to_forget(conn: &mut Conn, (before, now): (Instant, Instant)) -> Result<bool> {
    let created_at = device_traces::created_at;
    let old = device_traces::table.filter(created_at.le(before.0));
    let ahead = device_traces::table.filter(created_at.gt(ahead_of(now)));
    Ok(diesel::select(exists(old)).get_result(conn)?
        || diesel::select(exists(ahead)).get_result(conn)?)
}

/// What was forgotten.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Traces from before an instant.
    pub old: usize,
    /// Traces from the future: a clock was ahead.
    pub ahead: usize,
}

/// Forgets what is from before an instant or from the future, of bursts too.
///
/// # Errors
/// What the database says.
pub fn forget(conn: &mut Conn, (before, now): (Instant, Instant)) -> Result<Forgotten> {
    let ahead = ahead_of(now);
    diesel::update(bursts::table)
        .filter(bursts::device.is_not_null())
        .filter(bursts::last_at.le(before.0).or(bursts::last_at.gt(ahead)))
        .set(bursts::device.eq(None::<String>))
        .execute(conn)?;
    let created_at = device_traces::created_at;
    let old = diesel::delete(device_traces::table.filter(created_at.le(before.0)));
    let old = old.execute(conn)?;
    let ahead = diesel::delete(device_traces::table.filter(created_at.gt(ahead)));
    Ok(Forgotten { old, ahead: ahead.execute(conn)? })
}
