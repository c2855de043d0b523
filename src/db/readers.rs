//! The reading threads: a few connections that share one queue.
//!
//! A connection that died unnoticed does not fail the read that finds it so: the read runs once more,
//! on a new one.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::TrySendError;
use std::sync::{Arc, Mutex, PoisonError, Weak, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;

use super::conn::{Address, Conn};
use super::error::{Line, judge};
use super::job::{Boxed, Task};
use crate::error::{Context, Error, Kind, Result};

/// How many reads may wait.
const QUEUE: usize = 8192;

/// How long a reader that finds no connection leaves the queue to those that have one.
const REST: Duration = Duration::from_secs(1);

/// A read, and since when it has waited for a reader.
type Waiting = (Instant, Boxed);

/// The sending end.
pub(super) struct Readers {
    queue: Arc<mpsc::SyncSender<Waiting>>,
}

/// What one set of readers is like.
#[derive(Clone, Copy)]
pub(super) struct Staff {
    /// How their threads are called.
    pub(super) name: &'static str,
    /// How many there are.
    pub(super) count: usize,
    /// For how long a read may wait for one of them: who asked has gone by then.
    pub(super) patience: Duration,
}

impl Readers {
    /// Starts them; each connects when its first read comes.
    pub(super) fn start(address: &Address, staff: Staff) -> Result<Self> {
        let (queue, reads) = mpsc::sync_channel(QUEUE);
        let queue = Arc::new(queue);
        let (reads, connected) = (Arc::new(Mutex::new(reads)), Arc::new(AtomicUsize::new(0)));
        for index in 0..staff.count {
            let mut reader = Reader {
                address: address.clone(),
                queue: Arc::downgrade(&queue),
                reads: Arc::clone(&reads),
                connected: Arc::clone(&connected),
                patience: staff.patience,
                conn: None,
            };
            thread::Builder::new()
                .name(format!("{}-{index}", staff.name))
                .spawn(move || reader.work_through())
                .doing(|| "cannot start a reader".to_owned())?;
        }
        Ok(Self { queue })
    }

    /// Runs `work` on the next free connection; on another one if it gets lost meanwhile.
    pub(super) async fn run<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Conn) -> Result<T> + Send + 'static,
    {
        let (task, outcome) = Task::new(work);
        self.queue
            .try_send((Instant::now(), Box::new(task)))
            .map_err(|full| Error::busy("the queue of reads is full").because(full.to_string()))?;
        outcome.await.map_err(|gone| Error::broken("the reader stopped").because(gone))?
    }
}

struct Reader {
    address: Address,
    /// Where reads are put back.
    queue: Weak<mpsc::SyncSender<Waiting>>,
    reads: Arc<Mutex<mpsc::Receiver<Waiting>>>,
    /// How many of these readers have a connection.
    connected: Arc<AtomicUsize>,
    patience: Duration,
    conn: Option<Conn>,
}

impl Reader {
    fn work_through(&mut self) {
        loop {
            let next = self.reads.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok((since, mut read)) = next else { return };
            if since.elapsed() > self.patience {
                read.finish(Err(Error::busy("no reader was free in time")));
                continue;
            }
            let outcome = match self.attempt(&mut read) {
                Err(Missed::Lost(_)) => self.attempt(&mut read),
                outcome => outcome,
            };
            let leaves = self.conn.is_none() && self.connected.load(Ordering::Relaxed) > 0;
            match outcome {
                Ok(()) => read.finish(Ok(())),
                Err(Missed::Unreachable(error)) if leaves => self.put_back((since, read), error),
                Err(Missed::Unreachable(error) | Missed::Lost(error) | Missed::Failed(error)) => {
                    read.finish(Err(error))
                }
            }
            if leaves {
                thread::sleep(REST);
            }
        }
    }

    /// Leaves a read to those that have a connection.
    fn put_back(&self, (since, read): Waiting, error: Error) {
        let Some(queue) = self.queue.upgrade() else { return read.finish(Err(error)) };
        if let Err(TrySendError::Full((_, read)) | TrySendError::Disconnected((_, read))) =
            queue.try_send((since, read))
        {
            read.finish(Err(error));
        }
    }

    fn attempt(&mut self, read: &mut Boxed) -> Result<(), Missed> {
        let conn = match self.conn.take() {
            Some(conn) => self.conn.insert(conn),
            None => {
                let conn = self.address.connect().map_err(Missed::Unreachable)?;
                self.connected.fetch_add(1, Ordering::Relaxed);
                self.conn.insert(conn)
            }
        };
        let started = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| read.run(conn)))
            .unwrap_or_else(|_panic| Err(Error::broken("a read panicked; see the log")));
        let Err(error) = outcome else { return Ok(()) };
        let line = line_of(conn, &error, started);
        if line != Line::Lost {
            return Err(Missed::Failed(judge(error, line).into_error()));
        }
        tracing::warn!(%error, "a reader lost its connection");
        self.conn = None;
        self.connected.fetch_sub(1, Ordering::Relaxed);
        Err(Missed::Lost(judge(error, line).into_error()))
    }
}

/// Why a read came to nothing.
enum Missed {
    /// There was no connection to be had.
    Unreachable(Error),
    /// It died since it was last used, or just now.
    Lost(Error),
    /// The read failed by itself.
    Failed(Error),
}

/// What became of the connection that a read failed on.
fn line_of(conn: &mut Conn, error: &Error, started: Instant) -> Line {
    let took = started.elapsed();
    match conn {
        Conn::Sqlite(_) => Line::Sqlite,
        // A refusal is the read's own word.
        Conn::Postgres(_) if error.kind() == Kind::Refused => Line::Postgres(took),
        Conn::Postgres(conn) => match conn.batch_execute("ROLLBACK") {
            Ok(()) => Line::Postgres(took),
            Err(_gone) => Line::Lost,
        },
    }
}
