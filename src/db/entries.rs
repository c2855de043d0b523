//! The queue of counts: stages append, `fold` takes away.

use diesel::prelude::*;

use super::Conn;
use super::dialect::insert_all;
use super::lists::change_all;
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

/// The next entries after an id, with their ids.
///
/// # Errors
/// What the database says.
pub fn next(conn: &mut Conn, after: i64, limit: i64) -> Result<Vec<(i64, String)>> {
    let rows = entries::table
        .filter(entries::id.gt(after))
        .order(entries::id)
        .limit(limit)
        .select((entries::id, entries::body))
        .load(conn)?;
    Ok(rows)
}

/// Takes entries out of the queue and says how many were still there. There is no high-water
/// mark: ids commit out of order on PostgreSQL, so what is gone is what was counted.
///
/// # Errors
/// What the database says.
pub fn remove(conn: &mut Conn, ids: &[i64]) -> Result<usize> {
    let count = match conn {
        // A literal list has a limit there; the ids of one read are all that lies between its
        // ends, since one writer hands ids out in the order of its commits.
        Conn::Sqlite(conn) => match (ids.first(), ids.last()) {
            (Some(first), Some(last)) => {
                diesel::delete(entries::table.filter(entries::id.between(first, last)))
                    .execute(conn)?
            }
            _ => 0,
        },
        Conn::Postgres(conn) => {
            let gone = |list: &[i64]| {
                let there = entries::table.filter(entries::id.eq_any(list));
                Ok(diesel::delete(there).execute(conn)?)
            };
            change_all(ids, gone)?
        }
    };
    Ok(count)
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
