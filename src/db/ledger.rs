//! The ledger: every delivery, sent or not, for those who look.

use diesel::prelude::*;
use serde::Serialize;

use super::Conn;
use super::schema::{deliveries, invitations, surveys};
use crate::error::Result;

/// A line of the ledger.
#[derive(Clone, Debug, Serialize, Queryable)]
pub struct LedgerLine {
    /// The invitation's row id.
    pub invitation: i64,
    /// The survey's slug.
    pub survey: String,
    /// What was asked about.
    pub subject: String,
    /// The way it goes out.
    pub kind: String,
    /// How far it has come.
    pub state: String,
    /// Why it was not sent.
    pub reason: Option<String>,
    /// When it should go out.
    pub due_at: i64,
    /// When it is tried next.
    pub next_attempt_at: i64,
    /// When it went out.
    pub sent_at: Option<i64>,
}

/// The ledger, by state and reason if given, after row `after`.
///
/// # Errors
/// What the database says.
pub fn ledger(
    conn: &mut Conn,
    state: Option<&str>,
    reason: Option<&str>,
    (after, limit): (i64, i64),
) -> Result<Vec<(i64, LedgerLine)>> {
    let mut query = deliveries::table
        .inner_join(invitations::table.inner_join(surveys::table))
        .filter(deliveries::id.gt(after))
        .order(deliveries::id)
        .limit(limit)
        .select((
            deliveries::id,
            (
                deliveries::invitation_id,
                surveys::slug,
                invitations::subject,
                deliveries::kind,
                deliveries::state,
                deliveries::reason,
                deliveries::due_at,
                deliveries::next_attempt_at,
                deliveries::sent_at,
            ),
        ))
        .into_boxed();
    if let Some(state) = state {
        query = query.filter(deliveries::state.eq(state));
    }
    if let Some(reason) = reason {
        query = query.filter(deliveries::reason.eq(reason));
    }
    Ok(query.load(conn)?)
}

/// How many deliveries there are in each state, and for which reason.
///
/// # Errors
/// What the database says.
pub fn count_by_state(conn: &mut Conn) -> Result<Vec<(String, Option<String>, i64)>> {
    let rows = deliveries::table
        .group_by((deliveries::state, deliveries::reason))
        .select((deliveries::state, deliveries::reason, diesel::dsl::count_star()))
        .load(conn)?;
    Ok(rows)
}
