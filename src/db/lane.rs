//! A lane: one thread, one connection, one queue. What has queued up shares a commit.
//!
//! A job that fails takes nobody with it: the batch is rolled back and every job runs alone.
//! Savepoints would spare that second run, but cost each batch round trips on PostgreSQL and
//! copies of pages on SQLite, and failures are rare. Nobody is answered before the commit.
//!
//! A lane outlives its connection: one that was lost is made anew, and where there is no server to be
//! had, all who wait are told to come back.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;

use tokio::sync::mpsc;

use super::conn::{Address, Conn};
use super::error::Verdict;
use super::job::{Boxed, Job};
use super::session::{Failure, Session};
use super::watch::Pulse;
use crate::error::{Context, Error, Result};

/// How many jobs may wait; one more is told to come back.
const QUEUE: usize = 8192;

/// How many jobs share a commit at most.
const BATCH: usize = 256;

/// How often a job that lost a race, or its connection, is tried again.
const RETRIES: u32 = 3;

/// The sending end of a lane.
pub(super) struct Lane {
    queue: mpsc::Sender<Boxed>,
    pulse: Arc<Pulse>,
}

impl Lane {
    /// Starts the thread; the first connection is made here, so that a wrong address is told at once.
    pub(super) fn start(address: &Address, index: usize) -> Result<Self> {
        let (queue, jobs) = mpsc::channel(QUEUE);
        let pulse = Arc::new(Pulse::default());
        let mut writer = Writer { session: Session::open(address)?, pulse: Arc::clone(&pulse) };
        thread::Builder::new()
            .name(format!("write-{index}"))
            .spawn(move || writer.work_through(jobs))
            .doing(|| "cannot start a writer".to_owned())?;
        Ok(Self { queue, pulse })
    }

    /// Where it can be seen for how long the lane has been at what it does.
    pub(super) fn pulse(&self) -> Arc<Pulse> {
        Arc::clone(&self.pulse)
    }

    /// Queues a job.
    pub(super) fn send(&self, job: Boxed) -> Result<()> {
        self.queue.try_send(job).map_err(|full| match full {
            mpsc::error::TrySendError::Full(_) => Error::busy("the queue of writes is full"),
            mpsc::error::TrySendError::Closed(_) => Error::broken("the writer has stopped"),
        })
    }
}

struct Writer {
    session: Session,
    /// Where those who watch see since when a batch has been running.
    pulse: Arc<Pulse>,
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
            self.pulse.begin();
            let done = self.work_off(batch);
            self.pulse.end();
            if let Err(error) = done
                && self.session.is_lost()
            {
                // Those who came meanwhile would wait as long for a server that is not there.
                while let Ok(job) = jobs.try_recv() {
                    job.finish(Err(error.repeated()));
                }
            }
        }
    }

    /// Runs a batch and tells everybody in it. The error is that no transaction could be begun.
    fn work_off(&mut self, batch: Vec<Boxed>) -> Result<()> {
        let mut alone = self.run_batch(batch)?.into_iter().flat_map(Job::split);
        while let Some(job) = alone.next() {
            if let Err(error) = self.run_alone(job) {
                finish_all(alone, || Err(error.repeated()));
                return Err(error);
            }
        }
        Ok(())
    }

    /// Runs a batch in one transaction; what must run alone comes back.
    fn run_batch(&mut self, mut batch: Vec<Boxed>) -> Result<Vec<Boxed>> {
        let outcome = self
            .session
            .transact(|conn| batch.iter_mut().try_for_each(|job| run_guarded(job.as_mut(), conn)));
        match outcome {
            Ok(()) => finish_all(batch, || Ok(())),
            Err(Failure::RolledBack(_)) => return Ok(batch),
            Err(Failure::Unknown(error)) => finish_all(batch, || Err(unknown(&error))),
            Err(Failure::NotBegun(error)) => {
                finish_all(batch, || Err(error.repeated()));
                return Err(error);
            }
        }
        Ok(Vec::new())
    }

    fn run_alone(&mut self, mut job: Boxed) -> Result<()> {
        let mut left = RETRIES;
        let outcome = loop {
            match self.session.transact(|conn| run_guarded(job.as_mut(), conn)) {
                Err(Failure::RolledBack(Verdict::Again(_))) if left > 0 => left -= 1,
                outcome => break outcome,
            }
        };
        match outcome {
            Ok(()) => job.finish(Ok(())),
            Err(Failure::RolledBack(verdict)) => job.finish(Err(verdict.into_error())),
            Err(Failure::Unknown(error)) => job.finish(Err(unknown(&error))),
            Err(Failure::NotBegun(error)) => {
                job.finish(Err(error.repeated()));
                return Err(error);
            }
        }
        Ok(())
    }
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
