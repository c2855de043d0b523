//! Who is signed in on which device, and since when they were not seen. Secrets arrive hashed.

use diesel::prelude::*;

use super::Conn;
use super::access::UserRow;
use super::dialect::on_each;
use super::schema::{sessions, users};
use crate::error::Result;
use crate::types::{Instant, UserId};

/// A session.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = sessions)]
pub struct SessionRow {
    /// The hash of its secret.
    pub hash: String,
    /// Whose it is.
    pub user_id: i64,
    /// When it was opened.
    pub created_at: i64,
    /// When it ends, however much it is used.
    pub expires_at: i64,
    /// When it was last used, give or take some minutes.
    pub last_seen_at: i64,
    /// When it was last used for a page that shows a person, while it was good for those.
    pub fresh_at: i64,
    /// Until when a password may be chosen without the present one.
    pub choose_until: Option<i64>,
}

/// When a session is open: it ends after `now`, and was seen after `seen_after`.
#[derive(Clone, Copy, Debug)]
pub struct Open {
    /// The present instant.
    pub now: Instant,
    /// What was seen last before this is idle.
    pub seen_after: Instant,
}

impl Open {
    /// Open at an instant, where a session ends that was not seen for so many days.
    #[must_use]
    pub fn at(now: Instant, idle_days: u16) -> Self {
        Self { now, seen_after: now.plus_seconds(-i64::from(idle_days) * 86_400) }
    }
}

/// Opens a session in place of the one this browser had; those that are over go.
///
/// # Errors
/// What the database says.
pub fn open(
    conn: &mut Conn,
    session: &SessionRow,
    replaced: Option<&str>,
    open: Open,
) -> Result<()> {
    let is_over =
        sessions::expires_at.le(open.now.0).or(sessions::last_seen_at.le(open.seen_after.0));
    diesel::delete(sessions::table.filter(is_over)).execute(conn)?;
    if let Some(replaced) = replaced {
        close(conn, replaced)?;
    }
    on_each!(conn, |conn| diesel::insert_into(sessions::table).values(session).execute(conn))?;
    Ok(())
}

/// An open session and its user.
///
/// # Errors
/// What the database says.
pub fn find(conn: &mut Conn, hash: &str, open: Open) -> Result<Option<(SessionRow, UserRow)>> {
    let found = sessions::table
        .inner_join(users::table)
        .filter(sessions::hash.eq(hash))
        .filter(sessions::expires_at.gt(open.now.0))
        .filter(sessions::last_seen_at.gt(open.seen_after.0))
        .select((SessionRow::as_select(), UserRow::as_select()))
        .first(conn)
        .optional()?;
    Ok(found)
}

/// Notes that a session was used and, with `fresh`, that it is good for pages that show a person.
///
/// # Errors
/// What the database says.
pub fn touch(conn: &mut Conn, hash: &str, now: Instant, fresh: bool) -> Result<()> {
    diesel::update(sessions::table.find(hash))
        .set(sessions::last_seen_at.eq(now.0))
        .execute(conn)?;
    if fresh {
        diesel::update(sessions::table.find(hash))
            .set(sessions::fresh_at.eq(now.0))
            .execute(conn)?;
    }
    Ok(())
}

/// Ends a session.
///
/// # Errors
/// What the database says.
pub fn close(conn: &mut Conn, hash: &str) -> Result<()> {
    diesel::delete(sessions::table.find(hash)).execute(conn)?;
    Ok(())
}

/// Ends every session of a user; returns how many there were.
///
/// # Errors
/// What the database says.
pub fn close_all(conn: &mut Conn, user: UserId) -> Result<usize> {
    Ok(diesel::delete(sessions::table.filter(sessions::user_id.eq(user.0))).execute(conn)?)
}

/// How many sessions each user has open: (user, sessions).
///
/// # Errors
/// What the database says.
pub fn count_open(conn: &mut Conn, open: Open) -> Result<Vec<(i64, i64)>> {
    let rows = sessions::table
        .filter(sessions::expires_at.gt(open.now.0))
        .filter(sessions::last_seen_at.gt(open.seen_after.0))
        .group_by(sessions::user_id)
        .select((sessions::user_id, diesel::dsl::count_star()))
        .load(conn)?;
    Ok(rows)
}
