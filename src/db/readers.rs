//! The reading threads: a few connections that share one queue.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;

use tokio::sync::oneshot;

use super::conn::{Address, Conn};
use super::job::answer;
use crate::error::{Context, Error, Kind, Result};

/// How many reads may wait.
const QUEUE: usize = 8192;

/// A read; it says whether its connection can still be trusted.
type Read = Box<dyn FnOnce(Result<&mut Conn>) -> bool + Send>;

/// The sending end.
pub(super) struct Readers {
    queue: mpsc::SyncSender<Read>,
}

impl Readers {
    /// Starts so many readers; each connects when its first read comes.
    pub(super) fn start(address: &Address, count: usize) -> Result<Self> {
        let (queue, reads) = mpsc::sync_channel(QUEUE);
        let reads = Arc::new(Mutex::new(reads));
        for index in 0..count {
            let (reads, address) = (Arc::clone(&reads), address.clone());
            thread::Builder::new()
                .name(format!("read-{index}"))
                .spawn(move || serve(&reads, &address))
                .doing(|| "cannot start a reader".to_owned())?;
        }
        Ok(Self { queue })
    }

    /// Runs `work` on the next free connection.
    pub(super) async fn run<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    {
        let (waiting, outcome) = oneshot::channel();
        let read: Read = Box::new(move |conn| {
            let result = catch_unwind(AssertUnwindSafe(|| conn.and_then(work)))
                .unwrap_or_else(|_panic| Err(Error::broken("a read panicked; see the log")));
            let trusted = !result.as_ref().is_err_and(|error| error.kind() == Kind::Busy);
            answer(waiting, result);
            trusted
        });
        self.queue
            .try_send(read)
            .map_err(|full| Error::busy("the queue of reads is full").because(full.to_string()))?;
        outcome.await.map_err(|gone| Error::broken("the reader stopped").because(gone))?
    }
}

fn serve(reads: &Mutex<mpsc::Receiver<Read>>, address: &Address) {
    let mut conn: Option<Conn> = None;
    loop {
        let next = reads.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(read) = next else { return };
        let connected = match conn.take() {
            Some(open) => Ok(conn.insert(open)),
            None => address.connect().map(|open| conn.insert(open)),
        };
        // A PostgreSQL server that was restarted leaves its clients with dead connections.
        if !read(connected) {
            conn = None;
        }
    }
}
