//! Answers that are kept and not counted, and why.

use diesel::prelude::*;

use super::Conn;
use super::dialect::insert_all;
use super::responses::ResponseRow;
use super::schema::{held_responses, responses};
use crate::error::Result;
use crate::types::{Held, Instant, ResponseId, TouchpointId};

/// An answer to hold.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = held_responses)]
pub struct NewHeld {
    response_id: i64,
    reason: &'static str,
    created_at: i64,
}

impl NewHeld {
    /// Holds an answer for a reason.
    #[must_use]
    pub fn new(response: ResponseId, reason: Held, now: Instant) -> Self {
        Self { response_id: response.0, reason: reason.word(), created_at: now.0 }
    }
}

/// Notes that answers are held.
///
/// # Errors
/// What the database says.
pub fn insert(conn: &mut Conn, rows: &[NewHeld]) -> Result<()> {
    if !rows.is_empty() {
        insert_all!(conn, held_responses::table, rows);
    }
    Ok(())
}

/// Why an answer is held; `None` if it is counted.
///
/// # Errors
/// What the database says.
pub fn reason(conn: &mut Conn, response: ResponseId) -> Result<Option<Held>> {
    let word: Option<String> = held_responses::table
        .find(response.0)
        .select(held_responses::reason)
        .first(conn)
        .optional()?;
    Ok(word.as_deref().and_then(Held::parse))
}

/// Counts answers again.
///
/// # Errors
/// What the database says.
pub fn release(conn: &mut Conn, ids: &[i64]) -> Result<()> {
    diesel::delete(held_responses::table.filter(held_responses::response_id.eq_any(ids)))
        .execute(conn)?;
    Ok(())
}

/// What is held for a reason of a touchpoint's answers between two instants, both included; locked
/// until the transaction ends.
///
/// # Errors
/// What the database says.
pub fn lock_at(
    conn: &mut Conn,
    touchpoint: TouchpointId,
    (from, to): (Instant, Instant),
    reason: Held,
) -> Result<Vec<ResponseRow>> {
    let held: Vec<i64> = held_responses::table
        .filter(held_responses::reason.eq(reason.word()))
        .filter(held_responses::created_at.between(from.0, to.0))
        .select(held_responses::response_id)
        .load(conn)?;
    lock(conn, touchpoint, &held)
}

/// What is counted of them.
///
/// # Errors
/// What the database says.
pub fn lock_counted_at(
    conn: &mut Conn,
    touchpoint: TouchpointId,
    (from, to): (Instant, Instant),
) -> Result<Vec<ResponseRow>> {
    // An index holds answers by when they last changed, which is never before they were given.
    let ids: Vec<i64> = responses::table
        .left_join(held_responses::table)
        .filter(responses::updated_at.ge(from.0))
        .filter(responses::answered_at.between(from.0, to.0))
        .filter(responses::touchpoint_id.eq(touchpoint.0))
        .filter(held_responses::response_id.is_null())
        .select(responses::id)
        .load(conn)?;
    lock(conn, touchpoint, &ids)
}

fn lock(conn: &mut Conn, touchpoint: TouchpointId, ids: &[i64]) -> Result<Vec<ResponseRow>> {
    let there = responses::table
        .filter(responses::id.eq_any(ids))
        .filter(responses::touchpoint_id.eq(touchpoint.0))
        .order(responses::id);
    let rows = match conn {
        Conn::Sqlite(conn) => there.select(ResponseRow::as_select()).load(conn)?,
        Conn::Postgres(conn) => there.select(ResponseRow::as_select()).for_update().load(conn)?,
    };
    Ok(rows)
}
