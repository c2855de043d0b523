//! The rows by which each server finds out whether the database takes writes.

use diesel::prelude::*;

use super::Conn;
use super::dialect::on_each;
use super::schema::heartbeats;
use crate::error::Result;
use crate::types::Instant;

/// Writes a server's row. Each has its own, so that none waits for another's commit.
///
/// # Errors
/// What the database says.
pub fn beat(conn: &mut Conn, node: &str, now: Instant) -> Result<()> {
    on_each!(conn, |conn| diesel::insert_into(heartbeats::table)
        .values((heartbeats::node.eq(node), heartbeats::beat_at.eq(now.0)))
        .on_conflict(heartbeats::node)
        .do_update()
        .set(heartbeats::beat_at.eq(now.0))
        .execute(conn))?;
    Ok(())
}

/// Removes the rows of servers that have not been heard of since an instant.
///
/// # Errors
/// What the database says.
pub fn forget(conn: &mut Conn, before: Instant) -> Result<()> {
    diesel::delete(heartbeats::table.filter(heartbeats::beat_at.lt(before.0))).execute(conn)?;
    Ok(())
}
