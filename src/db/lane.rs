//! A lane: one thread, one connection, one queue. What has queued up shares a commit.
//!
//! A job that fails takes nobody with it: the batch is rolled back and every job runs alone.
//! Savepoints would spare that second run, but cost each batch round trips on PostgreSQL and
//! copies of pages on SQLite, and failures are rare. Nobody is answered before the commit.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use tokio::sync::mpsc;

use super::conn::{Address, Conn};
use super::error::is_locked;
use super::job::Job;
use crate::error::{Context, Error, Kind, Result};

/// How many jobs may wait; one more is told to come back.
const QUEUE: usize = 8192;

/// How many jobs share a commit at most.
const BATCH: usize = 256;

/// How long a writer tries to get SQLite's lock from another process.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long it waits between two tries; SQLite's own back-off grows to 100 ms, which would let
/// an import beside a running server win every race.
const BETWEEN_TRIES: Duration = Duration::from_micros(500);

/// How often a batch that lost a race on PostgreSQL is tried again.
const RETRIES: u32 = 3;

/// The writer waits for the lock by itself, keeps the upper pages of all indexes in memory, and
/// leaves a longer log to copy back at a time.
const WRITER_SETTINGS: &str = "
    PRAGMA busy_timeout = 0;
    PRAGMA cache_size = -32000;
    PRAGMA wal_autocheckpoint = 16000;
";

type Boxed = Box<dyn Job>;

/// The sending end of a lane.
pub(super) struct Lane {
    queue: mpsc::Sender<Boxed>,
}

impl Lane {
    /// Starts the thread; the first connection is made here, so that a wrong address is told at once.
    pub(super) fn start(address: &Address, index: usize) -> Result<Self> {
        let (queue, jobs) = mpsc::channel(QUEUE);
        let mut writer = Writer { address: address.clone(), conn: Some(connect(address)?) };
        thread::Builder::new()
            .name(format!("write-{index}"))
            .spawn(move || writer.work_through(jobs))
            .doing(|| "cannot start a writer".to_owned())?;
        Ok(Self { queue })
    }

    /// Queues a job.
    pub(super) fn send(&self, job: Boxed) -> Result<()> {
        self.queue.try_send(job).map_err(|full| match full {
            mpsc::error::TrySendError::Full(_) => Error::busy("the queue of writes is full"),
            mpsc::error::TrySendError::Closed(_) => Error::broken("the writer has stopped"),
        })
    }
}

fn connect(address: &Address) -> Result<Conn> {
    let mut conn = address.connect()?;
    if let Conn::Sqlite(sqlite) = &mut conn {
        sqlite.batch_execute(WRITER_SETTINGS)?;
    }
    Ok(conn)
}

struct Writer {
    address: Address,
    /// Absent after the server closed it; made anew for the next batch.
    conn: Option<Conn>,
}

impl Writer {
    fn work_through(&mut self, mut jobs: mpsc::Receiver<Boxed>) {
        while let Some(first) = jobs.blocking_recv() {
            let mut batch = vec![first];
            while batch.len() < BATCH {
                match jobs.try_recv() {
                    Ok(job) => batch.push(job),
                    Err(_empty) => break,
                }
            }
            let again = self.run_batch(batch);
            for job in again.into_iter().flat_map(Job::split) {
                self.run_alone(job);
            }
        }
    }

    /// Runs a batch in one transaction; what must run alone comes back.
    fn run_batch(&mut self, mut batch: Vec<Boxed>) -> Vec<Boxed> {
        let outcome = self.in_transaction(|conn| {
            batch.iter_mut().try_for_each(|job| run_guarded(job.as_mut(), conn))
        });
        match outcome {
            Ok(()) => {
                finish_all(batch, || Ok(()));
                Vec::new()
            }
            Err(Failure::RolledBack(_)) => batch,
            Err(Failure::Unknown(error)) => {
                finish_all(batch, || Err(unknown(&error)));
                Vec::new()
            }
        }
    }

    fn run_alone(&mut self, mut job: Boxed) {
        let mut tries = 0;
        loop {
            match self.in_transaction(|conn| run_guarded(job.as_mut(), conn)) {
                Ok(()) => return job.finish(Ok(())),
                Err(Failure::RolledBack(error))
                    if error.kind() == Kind::Busy && tries < RETRIES =>
                {
                    tries += 1
                }
                Err(Failure::RolledBack(error)) => return job.finish(Err(error)),
                Err(Failure::Unknown(error)) => return job.finish(Err(unknown(&error))),
            }
        }
    }

    fn in_transaction(
        &mut self,
        work: impl FnOnce(&mut Conn) -> Result<()>,
    ) -> Result<(), Failure> {
        let conn = match self.conn.take() {
            Some(conn) => self.conn.insert(conn),
            None => self.conn.insert(connect(&self.address).map_err(Failure::RolledBack)?),
        };
        begin(conn).map_err(Failure::RolledBack)?;
        let outcome = match work(conn) {
            Ok(()) => commit(conn),
            Err(error) => Err(Failure::RolledBack(error)),
        };
        if outcome.is_err() && conn.batch_execute("ROLLBACK").is_err() {
            // A connection that cannot even roll back is gone; closing it rolls back for us.
            self.conn = None;
        }
        outcome
    }
}

/// How a transaction can fail.
enum Failure {
    /// Nothing of it is in the database.
    RolledBack(Error),
    /// The line broke during COMMIT: it may be in the database or not.
    Unknown(Error),
}

fn begin(conn: &mut Conn) -> Result<()> {
    let Conn::Sqlite(sqlite) = conn else {
        return Ok(conn.batch_execute("BEGIN")?);
    };
    let started = Instant::now();
    loop {
        match sqlite.batch_execute("BEGIN IMMEDIATE") {
            Err(error) if is_locked(&error) && started.elapsed() < PATIENCE => {
                thread::sleep(BETWEEN_TRIES)
            }
            outcome => return Ok(outcome?),
        }
    }
}

fn commit(conn: &mut Conn) -> Result<(), Failure> {
    let sqlite = matches!(conn, Conn::Sqlite(_));
    conn.batch_execute("COMMIT").map_err(|error| {
        let closed = Error::from(error);
        // SQLite tells of a failed commit for certain; over a network the answer may be lost.
        if sqlite { Failure::RolledBack(closed) } else { Failure::Unknown(closed) }
    })
}

/// A bug in one closure must not end the thread that everybody's answers pass through.
fn run_guarded(job: &mut dyn Job, conn: &mut Conn) -> Result<()> {
    catch_unwind(AssertUnwindSafe(|| job.run(conn)))
        .unwrap_or_else(|_panic| Err(Error::broken("a write panicked; see the log")))
}

fn finish_all(batch: impl IntoIterator<Item = Boxed>, outcome: impl Fn() -> Result<()>) {
    for job in batch {
        job.finish(outcome());
    }
}

fn unknown(error: &Error) -> Error {
    Error::busy(format!("it is not known whether the write was committed: {error}"))
}
