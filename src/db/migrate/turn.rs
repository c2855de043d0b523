//! One at a time: who may look at the tables' versions and change the tables.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::db::conn::{Address, Conn};
use crate::db::dialect::on_each;
use crate::error::{Context, Result};

/// How often it is tried again on PostgreSQL. A statement that waits would hold a snapshot, which
/// some changes of tables wait for in their turn.
const TRY_EVERY: Duration = Duration::from_millis(100);

/// The lock all nodes know.
const TRY_LOCK: &str = "pg_try_advisory_lock(7233521)";

/// Migrations take as long as they take.
const POSTGRES_SETTINGS: &str = "SET lock_timeout = 0; SET statement_timeout = 0";

/// A connection whose owner alone migrates; the next one's turn comes when it is dropped, or when
/// the process dies.
pub(super) struct Turn {
    conn: Conn,
    /// SQLite's own lock is too late: the first connection already writes to an empty file.
    _file: Option<File>,
}

impl Turn {
    /// Waits for it, as long as it takes, and says so.
    pub(super) fn wait(address: &Address) -> Result<Self> {
        match address {
            Address::Sqlite(path) => {
                make_parent(path)?;
                let file = lock(path)?;
                Ok(Self { conn: address.connect()?, _file: Some(file) })
            }
            Address::Postgres(_) => {
                let mut conn = address.connect()?;
                conn.batch_execute(POSTGRES_SETTINGS)?;
                let mut told = false;
                while !try_lock(&mut conn)? {
                    if !told {
                        tell();
                        told = true;
                    }
                    thread::sleep(TRY_EVERY);
                }
                Ok(Self { conn, _file: None })
            }
        }
    }

    /// The connection.
    pub(super) fn conn(&mut self) -> &mut Conn {
        &mut self.conn
    }
}

/// Locks a file beside the database.
fn lock(database: &Path) -> Result<File> {
    let path = PathBuf::from(format!("{}.migrate-lock", database.display()));
    let file = File::options().create(true).truncate(false).write(true).open(&path);
    let file = file.doing(|| format!("cannot open {}", path.display()))?;
    let locked = match file.try_lock() {
        Err(TryLockError::WouldBlock) => {
            tell();
            file.lock()
        }
        Err(TryLockError::Error(error)) => Err(error),
        Ok(()) => Ok(()),
    };
    locked.doing(|| format!("cannot lock {}", path.display()))?;
    Ok(file)
}

/// The lock goes with the connection.
fn try_lock(conn: &mut Conn) -> Result<bool> {
    Ok(on_each!(conn, |conn| diesel::select(sql::<Bool>(TRY_LOCK)).get_result(conn))?)
}

fn tell() {
    tracing::warn!("another process brings the database's tables up to date; waiting for it");
}

fn make_parent(path: &Path) -> Result<()> {
    let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) else {
        return Ok(());
    };
    std::fs::create_dir_all(parent)
        .doing(|| format!("cannot make the directory {}", parent.display()))
}
