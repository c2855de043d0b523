//! That a device has answered somewhere: a keyed hash and a place, forgotten after hours.

use diesel::dsl::{count_star, min};
use diesel::prelude::*;

use super::Conn;
use super::dialect::insert_all;
use super::schema::{bursts, device_traces};
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

/// How often a device has answered at a place since an instant, and when first.
///
/// # Errors
/// What the database says.
pub fn seen(
    conn: &mut Conn,
    device: &str,
    place: &str,
    since: Instant,
) -> Result<(i64, Option<Instant>)> {
    let (n, first): (i64, Option<i64>) = device_traces::table
        .filter(device_traces::device.eq(device))
        .filter(device_traces::place.eq(place))
        .filter(device_traces::created_at.gt(since.0))
        .select((count_star(), min(device_traces::created_at)))
        .first(conn)?;
    Ok((n, first.map(Instant)))
}

/// Whether anything is left from before an instant.
///
/// # Errors
/// What the database says.
pub fn any_before(conn: &mut Conn, before: Instant) -> Result<bool> {
    let old = device_traces::table.filter(device_traces::created_at.le(before.0));
    Ok(diesel::select(diesel::dsl::exists(old)).get_result(conn)?)
}

/// Forgets what is from before an instant, of bursts too; how much.
///
/// # Errors
/// What the database says.
pub fn forget(conn: &mut Conn, before: Instant) -> Result<usize> {
    diesel::update(bursts::table)
        .filter(bursts::device.is_not_null())
        .filter(bursts::last_at.le(before.0))
        .set(bursts::device.eq(None::<String>))
        .execute(conn)?;
    let old = device_traces::table.filter(device_traces::created_at.le(before.0));
    Ok(diesel::delete(old).execute(conn)?)
}
