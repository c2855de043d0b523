//! Copies SQLite's log back into the database file, beside the writer.
//!
//! Left to itself, SQLite does so at the end of whichever commit finds the log long, and the answers
//! behind that commit wait for it. A passive checkpoint on a connection of its own holds up nobody;
//! the writer's own then finds little left to copy when it starts the log anew.

use std::sync::{Arc, Weak};
use std::thread;
use std::time::Duration;

use diesel::connection::SimpleConnection;

use super::conn::{Address, Conn};
use crate::error::{Context, Result};

/// How long it rests between two checkpoints.
const REST: Duration = Duration::from_millis(100);

/// Starts the thread; it ends soon after `owner` is gone. PostgreSQL looks after itself.
pub(super) fn start<T: Send + Sync + 'static>(address: &Address, owner: &Arc<T>) -> Result<()> {
    if matches!(address, Address::Postgres(_)) {
        return Ok(());
    }
    let (conn, owner) = (address.connect()?, Arc::downgrade(owner));
    thread::Builder::new()
        .name("checkpoint".to_owned())
        .spawn(move || work(conn, &owner))
        .doing(|| "cannot start the checkpoints".to_owned())?;
    Ok(())
}

fn work<T>(mut conn: Conn, owner: &Weak<T>) {
    while owner.strong_count() > 0 {
        thread::sleep(REST);
        if let Err(error) = conn.batch_execute("PRAGMA wal_checkpoint(PASSIVE)") {
            // The log grows until the writer copies it back itself.
            tracing::warn!(%error, "the log could not be copied back");
        }
    }
}
