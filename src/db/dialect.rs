//! Where the two backends differ: upserts, multi-row inserts, row locks, claims.
//!
//! `on_each!` writes a diesel expression once and compiles it for both connections, for what
//! diesel can say to either backend but not to a `MultiConnection`.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::Conn;
use crate::error::Result;
use crate::types::Instant;

/// Runs the same diesel expression on whichever connection it is.
macro_rules! on_each {
    ($conn:expr, |$inner:ident| $run:expr) => {
        match $conn {
            $crate::db::Conn::Sqlite($inner) => $run,
            $crate::db::Conn::Postgres($inner) => $run,
        }
    };
}
pub(super) use on_each;

/// Inserts many rows: one statement on PostgreSQL, where each costs a round trip; a cached
/// statement a row on SQLite, where a call costs less than parsing a new text.
macro_rules! insert_all {
    ($conn:expr, $table:expr, $rows:expr) => {{
        let mut count = 0;
        match $conn {
            $crate::db::Conn::Sqlite(conn) => {
                for row in $rows {
                    count += diesel::insert_into($table).values(row).execute(conn)?;
                }
            }
            $crate::db::Conn::Postgres(conn) => {
                for rows in $rows.chunks($crate::db::dialect::ROWS_A_STATEMENT) {
                    count += diesel::insert_into($table).values(rows).execute(conn)?;
                }
            }
        }
        count
    }};
}
pub(super) use insert_all;

/// What the database server's clock shows, for comparison only: no rule asks it. `None` of SQLite,
/// which has none of its own.
///
/// # Errors
/// What the database says.
pub fn server_time(conn: &mut Conn) -> Result<Option<Instant>> {
    match conn {
        Conn::Sqlite(_) => Ok(None),
        Conn::Postgres(conn) => {
            let micros = "CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint)";
            Ok(Some(Instant(diesel::select(sql::<BigInt>(micros)).get_result(conn)?)))
        }
    }
}

/// Takes turns with all who write what is called so, until the transaction ends: for those who look
/// first whether something is there. SQLite has one writer by nature.
///
/// # Errors
/// What the database says.
pub fn take_turns(conn: &mut Conn, what: &str) -> Result<()> {
    if let Conn::Postgres(conn) = conn {
        let lock = "SELECT pg_advisory_xact_lock(hashtext('afterword'), hashtext($1))";
        diesel::sql_query(lock).bind::<Text, _>(what).execute(conn)?;
    }
    Ok(())
}

/// PostgreSQL takes 65,535 values a statement; the widest table has 17 columns.
pub(super) const ROWS_A_STATEMENT: usize = 1000;
