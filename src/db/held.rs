//! Answers that are kept and not counted, and why.

use std::collections::HashMap;

use diesel::prelude::*;

use super::Conn;
use super::dialect::insert_all;
use super::lists::{change_all, in_lock_order, load_all};
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
    change_all(ids, |list| {
        let held = held_responses::table.filter(held_responses::response_id.eq_any(list));
        Ok(diesel::delete(held).execute(conn)?)
    })?;
    Ok(())
}

/// Takes answers out of the count that were held for what nobody had decided about.
///
/// # Errors
/// What the database says.
pub fn drop_all(conn: &mut Conn, ids: &[i64]) -> Result<()> {
    change_all(ids, |list| {
        let held = held_responses::table.filter(held_responses::response_id.eq_any(list));
        let word = held_responses::reason.eq(Held::Dropped.word());
        Ok(diesel::update(held).set(word).execute(conn)?)
    })?;
    Ok(())
}

/// An answer of a burst.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Member {
    /// The answer.
    pub id: i64,
    /// When it was given.
    pub answered_at: i64,
    /// Why it is held, if it is.
    reason: Option<String>,
}

impl Member {
    /// Why it is held; `None` if it is counted.
    #[must_use]
    pub fn held(&self) -> Option<Held> {
        self.reason.as_deref().and_then(Held::parse)
    }
}

/// A touchpoint's answers between two instants, both included, in the order of their ids.
///
/// # Errors
/// What the database says.
pub fn at(
    conn: &mut Conn,
    touchpoint: TouchpointId,
    (from, to): (Instant, Instant),
) -> Result<Vec<Member>> {
    let rows = responses::table
        .left_join(held_responses::table)
        .filter(responses::answered_at.between(from.0, to.0))
        .filter(responses::touchpoint_id.eq(touchpoint.0))
        .order(responses::id)
        .select((responses::id, responses::answered_at, held_responses::reason.nullable()))
        .load(conn)?;
    Ok(rows)
}

/// Some answers, locked until the transaction ends, each with the reason why it is held if it is.
///
/// # Errors
/// What the database says.
pub fn lock(conn: &mut Conn, ids: &[i64]) -> Result<Vec<(ResponseRow, Option<Held>)>> {
    let rows: Vec<ResponseRow> = load_all(&in_lock_order(ids), |list| {
        let there = responses::table.filter(responses::id.eq_any(list)).order(responses::id);
        Ok(match conn {
            Conn::Sqlite(conn) => there.select(ResponseRow::as_select()).load(conn)?,
            Conn::Postgres(conn) => {
                there.select(ResponseRow::as_select()).for_update().load(conn)?
            }
        })
    })?;
    let held: HashMap<i64, String> = load_all(ids, |list| {
        let held = held_responses::table.filter(held_responses::response_id.eq_any(list));
        let columns = (held_responses::response_id, held_responses::reason);
        Ok(held.select(columns).load::<(i64, String)>(conn)?)
    })?
    .into_iter()
    .collect();
    let why = |id: &i64| held.get(id).and_then(|word| Held::parse(word));
    Ok(rows.into_iter().map(|row| (why(&row.id), row)).map(|(why, row)| (row, why)).collect())
}
