//! A writer's connection and its transactions. A session outlives its connections: one that was lost
//! is made anew, once, before anybody is told.

use std::thread;
use std::time::{Duration, Instant};

use diesel::QueryResult;
use diesel::connection::SimpleConnection;

use super::conn::{Address, Conn};
use super::error::{Line, Verdict, is_locked, judge, only_reads};
use crate::error::{Error, Result};

/// How long a writer tries to get SQLite's lock from another process.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long it waits between two tries; SQLite's own back-off grows to 100 ms, which would let
/// an import beside a running server win every race.
const BETWEEN_TRIES: Duration = Duration::from_micros(500);

/// The writer waits for the lock by itself, keeps the upper pages of all indexes in memory, and
/// leaves a longer log to copy back at a time. What a long reading transaction has made the log grow
/// beyond that is given back afterwards.
const SQLITE_SETTINGS: &str = "
    PRAGMA busy_timeout = 0;
    PRAGMA cache_size = -32000;
    PRAGMA wal_autocheckpoint = 16000;
    PRAGMA journal_size_limit = 67108864;
";

/// A server that commits only with its standby waits for that one without an end. Were the statement
/// cut short there, it would say "committed" of what the standby does not have.
const POSTGRES_COMMIT: &str = "SET LOCAL statement_timeout = 0; COMMIT";

/// How a transaction can fail.
pub(super) enum Failure {
    /// It did not come to a beginning; nothing was tried.
    NotBegun(Error),
    /// Nothing of it is in the database.
    RolledBack(Verdict),
    /// The line broke during COMMIT: it may be in the database or not.
    Unknown(Error),
}

/// A connection for writing, or the place of one.
pub(super) struct Session {
    address: Address,
    /// Absent after it was lost; made anew for the next transaction.
    conn: Option<Conn>,
}

impl Session {
    /// Connects.
    pub(super) fn open(address: &Address) -> Result<Self> {
        Ok(Self { address: address.clone(), conn: Some(connect(address)?) })
    }

    /// Whether it has no connection at present.
    pub(super) fn is_lost(&self) -> bool {
        self.conn.is_none()
    }

    /// Runs `work` in a transaction and commits it.
    pub(super) fn transact(
        &mut self,
        work: impl FnOnce(&mut Conn) -> Result<()>,
    ) -> Result<(), Failure> {
        let conn = self.begin().map_err(Failure::NotBegun)?;
        let started = Instant::now();
        match work(conn) {
            Ok(()) => {
                let committed = commit(conn);
                if committed.is_err() {
                    self.roll_back(started.elapsed());
                }
                committed
            }
            Err(error) => {
                let line = self.roll_back(started.elapsed());
                if only_reads(&error) {
                    // Another server may be the one that writes; a new connection looks for it.
                    self.conn = None;
                }
                Err(Failure::RolledBack(judge(error, line)))
            }
        }
    }

    /// The connection, in a new transaction. One that was lost since the last is made anew.
    fn begin(&mut self) -> Result<&mut Conn> {
        if let Some(mut conn) = self.conn.take() {
            match begin(&mut conn) {
                Ok(()) => return Ok(self.conn.insert(conn)),
                Err(error) if is_locked(&error) => {
                    self.conn = Some(conn);
                    return Err(error.into());
                }
                Err(error) => {
                    tracing::warn!(%error, "a writer lost its connection and makes a new one");
                }
            }
        }
        let mut conn = connect(&self.address)?;
        begin(&mut conn)?;
        Ok(self.conn.insert(conn))
    }

    /// Takes a transaction back that took so long, and says what became of its connection.
    fn roll_back(&mut self, took: Duration) -> Line {
        let line = match &mut self.conn {
            Some(conn) => match (conn.batch_execute("ROLLBACK"), conn) {
                (Ok(()), Conn::Postgres(_)) => return Line::Postgres(took),
                (Ok(()), Conn::Sqlite(_)) => return Line::Sqlite,
                (Err(_), Conn::Sqlite(_)) => Line::Sqlite,
                (Err(_), Conn::Postgres(_)) => Line::Lost,
            },
            None => Line::Lost,
        };
        // A connection that cannot even roll back is gone; closing it rolls back for us.
        self.conn = None;
        line
    }
}

fn connect(address: &Address) -> Result<Conn> {
    let mut conn = address.connect()?;
    if let Conn::Sqlite(sqlite) = &mut conn {
        sqlite.batch_execute(SQLITE_SETTINGS)?;
    }
    Ok(conn)
}

fn begin(conn: &mut Conn) -> QueryResult<()> {
    let Conn::Sqlite(sqlite) = conn else {
        return conn.batch_execute("BEGIN");
    };
    let started = Instant::now();
    loop {
        match sqlite.batch_execute("BEGIN IMMEDIATE") {
            Err(error) if is_locked(&error) && started.elapsed() < PATIENCE => {
                thread::sleep(BETWEEN_TRIES)
            }
            outcome => return outcome,
        }
    }
}

fn commit(conn: &mut Conn) -> Result<(), Failure> {
    match conn {
        // SQLite tells of a failed commit for certain; over a network the answer may be lost.
        Conn::Sqlite(conn) => conn
            .batch_execute("COMMIT")
            .map_err(|error| Failure::RolledBack(judge(error.into(), Line::Sqlite))),
        Conn::Postgres(conn) => {
            conn.batch_execute(POSTGRES_COMMIT).map_err(|error| Failure::Unknown(error.into()))
        }
    }
}
