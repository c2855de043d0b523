//! The queue of counts: stages append, `fold` takes away.

use diesel::prelude::*;

use super::Conn;
use super::dialect::insert_all;
use super::schema::entries;
use crate::error::Result;

#[derive(Insertable)]
#[diesel(table_name = entries)]
struct NewEntry<'a> {
    body: &'a str,
}

/// Appends entries (JSON).
///
/// # Errors
/// What the database says.
pub fn append(conn: &mut Conn, bodies: &[String]) -> Result<()> {
    let rows: &[NewEntry<'_>] = &bodies.iter().map(|body| NewEntry { body }).collect::<Vec<_>>();
    insert_all!(conn, entries::table, rows);
    Ok(())
}

/// Takes up to `limit` entries out of the queue. There is no high-water mark: ids commit out of
/// order on PostgreSQL, so what is gone is what was counted.
///
/// # Errors
/// What the database says.
pub fn take(conn: &mut Conn, limit: i64) -> Result<Vec<String>> {
    let next = entries::table.order(entries::id).limit(limit).select((entries::id, entries::body));
    let rows: Vec<(i64, String)> = match conn {
        Conn::Sqlite(conn) => next.load(conn)?,
        Conn::Postgres(conn) => next.for_update().skip_locked().load(conn)?,
    };
    let (ids, bodies): (Vec<i64>, Vec<String>) = rows.into_iter().unzip();
    match (conn, ids.last()) {
        (_, None) => {}
        // One writer: nothing with a smaller id can still arrive.
        (Conn::Sqlite(conn), Some(last)) => {
            diesel::delete(entries::table.filter(entries::id.le(last))).execute(conn)?;
        }
        (Conn::Postgres(conn), Some(_)) => {
            diesel::delete(entries::table.filter(entries::id.eq_any(&ids))).execute(conn)?;
        }
    }
    Ok(bodies)
}

/// All entries that wait: for a recount.
///
/// # Errors
/// What the database says.
pub fn waiting(conn: &mut Conn) -> Result<Vec<String>> {
    Ok(entries::table.order(entries::id).select(entries::body).load(conn)?)
}

/// Whether an entry waits.
///
/// # Errors
/// What the database says.
pub fn any(conn: &mut Conn) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(entries::table.select(entries::id))).get_result(conn)?)
}

/// How many entries wait.
///
/// # Errors
/// What the database says.
pub fn count(conn: &mut Conn) -> Result<i64> {
    Ok(entries::table.count().get_result(conn)?)
}
