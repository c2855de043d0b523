//! Failed sign-ins, counted by the hour, user and source.

use diesel::prelude::*;

use super::Conn;
use super::dialect::on_each;
use super::schema::failed_sign_ins;
use crate::error::Result;
use crate::types::Instant;

/// How many rows an hour may have; what is more is counted without its source.
const ROWS_AN_HOUR: i64 = 50;

/// For how many hours they are kept.
const KEPT_HOURS: i64 = 90 * 24;

/// The failures of one hour.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = failed_sign_ins)]
pub struct FailedRow {
    /// The user's name; empty where there is none of the name that was typed.
    pub name: String,
    /// A keyed hash of the network; empty for all that are too many to tell apart.
    pub source: String,
    /// How many.
    pub tries: i64,
    /// When the last one was.
    pub last_at: i64,
}

/// Counts a failure.
///
/// # Errors
/// What the database says.
pub fn count(conn: &mut Conn, name: &str, source: &str, now: Instant) -> Result<()> {
    let hour = now.as_seconds().div_euclid(3600);
    let of_hour = failed_sign_ins::table.filter(failed_sign_ins::hour.eq(hour));
    let rows: i64 = of_hour.count().get_result(conn)?;
    if rows == 0 {
        let old = failed_sign_ins::table.filter(failed_sign_ins::hour.lt(hour - KEPT_HOURS));
        diesel::delete(old).execute(conn)?;
    }
    let is_known: bool =
        diesel::select(diesel::dsl::exists(failed_sign_ins::table.find((hour, name, source))))
            .get_result(conn)?;
    let source = if is_known || rows < ROWS_AN_HOUR { source } else { "" };
    let row = (
        failed_sign_ins::hour.eq(hour),
        failed_sign_ins::name.eq(name),
        failed_sign_ins::source.eq(source),
        failed_sign_ins::tries.eq(1),
        failed_sign_ins::last_at.eq(now.0),
    );
    on_each!(conn, |conn| diesel::insert_into(failed_sign_ins::table)
        .values(row)
        .on_conflict((failed_sign_ins::hour, failed_sign_ins::name, failed_sign_ins::source))
        .do_update()
        .set((
            failed_sign_ins::tries.eq(failed_sign_ins::tries + 1),
            failed_sign_ins::last_at.eq(now.0)
        ))
        .execute(conn))?;
    Ok(())
}

/// The newest, newest first.
///
/// # Errors
/// What the database says.
pub fn latest(conn: &mut Conn, limit: i64) -> Result<Vec<FailedRow>> {
    let rows = failed_sign_ins::table
        // The key leads to the hours; within one the last come first.
        .order((failed_sign_ins::hour.desc(), failed_sign_ins::last_at.desc()))
        .limit(limit)
        .select(FailedRow::as_select())
        .load(conn)?;
    Ok(rows)
}
