//! Long reads that must see one state of the database, beside those who write.
//!
//! Each has a connection of its own, so that it holds up neither writers nor other readers.

use diesel::connection::SimpleConnection;

use super::conn::{Address, Conn};
use crate::error::Result;

/// SQLite's reading transaction: its state is that of the first read.
const SQLITE: &str = "PRAGMA query_only = ON; BEGIN";

/// Nothing cuts a long count short.
const POSTGRES: &str = "SET statement_timeout = 0; BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// Runs `work` in a transaction that sees one state and changes nothing.
pub(super) fn run<T>(address: &Address, work: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
    let mut conn = address.connect()?;
    conn.batch_execute(if matches!(conn, Conn::Sqlite(_)) { SQLITE } else { POSTGRES })?;
    let outcome = work(&mut conn)?;
    conn.batch_execute("COMMIT")?;
    Ok(outcome)
}
