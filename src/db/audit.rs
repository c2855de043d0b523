//! Who did what by hand, in the order it was done. Lines are added and never changed.

use diesel::prelude::*;

use super::Conn;
use super::schema::audit_log;
use crate::error::Result;
use crate::types::Instant;

/// Who does what is done on the command line.
pub const COMMAND_LINE: &str = "command line";

/// A line of the log.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = audit_log)]
pub struct AuditRow {
    /// Row id.
    pub id: i64,
    /// The user's name as it was then, or `command line`.
    pub who: String,
    /// What was done, as `cards.print`.
    pub action: String,
    /// JSON object; no addresses, codes or answers.
    pub details: String,
    /// When.
    pub created_at: i64,
}

/// Adds a line.
///
/// # Errors
/// What the database says.
pub fn note(
    conn: &mut Conn,
    who: &str,
    action: &str,
    details: &serde_json::Value,
    now: Instant,
) -> Result<()> {
    diesel::insert_into(audit_log::table)
        .values((
            audit_log::who.eq(who),
            audit_log::action.eq(action),
            audit_log::details.eq(details.to_string()),
            audit_log::created_at.eq(now.0),
        ))
        .execute(conn)?;
    Ok(())
}

/// The newest lines, newest first, below row `before` if given.
///
/// # Errors
/// What the database says.
pub fn latest(conn: &mut Conn, before: Option<i64>, limit: i64) -> Result<Vec<AuditRow>> {
    let rows = audit_log::table
        .filter(audit_log::id.lt(before.unwrap_or(i64::MAX)))
        .order(audit_log::id.desc())
        .limit(limit)
        .select(AuditRow::as_select())
        .load(conn)?;
    Ok(rows)
}
