//! The database: two backends behind one [`Db`], and the only place that speaks SQL.
//!
//! In come closures over a [`Conn`]; out go plain rows. Writes pass one door ([`Db::write`]),
//! reads another ([`Db::read`]); the functions in the modules below take `&mut Conn`, so that
//! their callers own the transaction.

pub mod access;
pub mod audit;
pub mod batches;
pub mod blanks;
pub mod bounces;
pub mod budget;
pub mod bursts;
mod checkpoint;
pub mod conn;
pub mod customers;
pub mod deliveries;
pub mod devices;
pub mod dialect;
pub mod entries;
mod error;
pub mod gather;
pub mod held;
pub mod invitations;
mod job;
mod kept;
mod lane;
pub mod leases;
pub mod ledger;
pub mod links;
pub mod migrate;
pub mod orders;
pub mod parts;
pub mod peek;
pub mod preferences;
mod readers;
pub mod responses;
pub mod rushes;
mod schema;
pub mod settings;
pub mod suppressions;
pub mod surveys;
pub mod tallies;
pub mod to_print;
pub mod touchpoints;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::{Error, Result};

pub use conn::{Address, Conn};
pub use gather::Gather;

/// How many write lanes PostgreSQL gets. SQLite has one writer by nature.
const POSTGRES_LANES: usize = 4;

/// How many connections answer reads.
const READERS: usize = 2;

/// A handle on the database, cheap to clone.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    address: Address,
    lanes: Vec<lane::Lane>,
    readers: readers::Readers,
    /// How many writes were asked for.
    writes: AtomicU64,
}

impl Db {
    /// Connects, brings the tables up to date and starts the threads that read and write.
    ///
    /// # Errors
    /// Refused if the database is newer than this program or cannot be reached.
    pub fn open(address: &Address) -> Result<Self> {
        migrate::bring_up_to_date(address)?;
        Self::open_as_it_is(address)
    }

    /// Connects without touching the tables.
    ///
    /// # Errors
    /// Refused if the database cannot be reached.
    pub fn open_as_it_is(address: &Address) -> Result<Self> {
        let lanes = match address {
            Address::Sqlite(_) => 1,
            Address::Postgres(_) => POSTGRES_LANES,
        };
        let lanes =
            (0..lanes).map(|index| lane::Lane::start(address, index)).collect::<Result<_>>()?;
        let readers = readers::Readers::start(address, READERS)?;
        let inner =
            Arc::new(Inner { address: address.clone(), lanes, readers, writes: AtomicU64::new(0) });
        checkpoint::start(address, &inner)?;
        Ok(Self { inner })
    }

    /// Where this database lives.
    #[must_use]
    pub fn address(&self) -> &Address {
        &self.inner.address
    }

    /// Runs `work` in a transaction and returns once it is committed.
    ///
    /// The closure touches nothing but the connection and may run twice; an `Err` from it rolls
    /// its own changes back and nobody else's. Work of others may share the commit.
    ///
    /// # Errors
    /// What the closure returned; busy if the queue is full or the commit's outcome is unknown.
    pub async fn write<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Conn) -> Result<T> + Send + 'static,
    {
        self.write_for(0, work).await
    }

    /// Like [`Db::write`], in the lane of `key`: equal keys never run beside each other.
    ///
    /// # Errors
    /// As [`Db::write`].
    pub async fn write_for<T, F>(&self, key: u64, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Conn) -> Result<T> + Send + 'static,
    {
        let (task, outcome) = job::Task::new(work);
        self.send(key, Box::new(task))?;
        outcome.await.map_err(|gone| Error::busy("the writer stopped").because(gone))?
    }

    /// Runs `work` on a reading connection.
    ///
    /// # Errors
    /// What the closure returned; busy if the queue is full.
    pub async fn read<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    {
        self.inner.readers.run(work).await
    }

    /// How many writes this process has asked for so far: who has asked for fewer in the meantime
    /// knows that others write too. Answers that are gathered count once.
    #[must_use]
    pub fn writes(&self) -> u64 {
        self.inner.writes.load(Ordering::Relaxed)
    }

    fn send(&self, key: u64, job: Box<dyn job::Job>) -> Result<()> {
        self.inner.writes.fetch_add(1, Ordering::Relaxed);
        let count = u64::try_from(self.inner.lanes.len()).unwrap_or(1).max(1);
        let index = usize::try_from(key % count).unwrap_or(0);
        let lane = self.inner.lanes.get(index);
        lane.ok_or_else(|| Error::broken("no lane to write in"))?.send(job)
    }
}
