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
pub mod failed_sign_ins;
pub mod gather;
pub mod heartbeats;
pub mod held;
pub mod invitations;
mod job;
mod kept;
mod lane;
pub mod leases;
pub mod ledger;
pub mod links;
mod lists;
pub mod migrate;
pub mod orders;
pub mod outbox;
pub mod parts;
pub mod peek;
pub mod planning;
pub mod preferences;
mod readers;
pub mod responses;
pub mod rushes;
mod schema;
mod session;
pub mod sessions;
pub mod settings;
mod snapshot;
pub mod suppressions;
pub mod surveys;
pub mod tallies;
mod timeouts;
pub mod to_print;
pub mod touchpoints;
mod watch;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::error::{Context, Error, Result};

pub use conn::{Address, Conn};
pub use gather::Gather;

/// How many write lanes PostgreSQL gets. SQLite has one writer by nature.
const POSTGRES_LANES: usize = 4;

/// A handle on the database, cheap to clone.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    address: Address,
    lanes: Vec<lane::Lane>,
    readers: readers::Readers,
    /// For reads that take long.
    long_readers: readers::Readers,
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
        let lanes: Vec<_> =
            (0..lanes).map(|index| lane::Lane::start(address, index)).collect::<Result<_>>()?;
        let (readers, long_readers) = readers_of(address)?;
        let pulses = lanes.iter().map(lane::Lane::pulse).collect();
        let (address, writes) = (address.clone(), AtomicU64::new(0));
        let inner = Arc::new(Inner { address, lanes, readers, long_readers, writes });
        checkpoint::start(&inner.address, &inner)?;
        watch::start(pulses, &inner)?;
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

    /// Runs `work` on a reading connection. It may run twice.
    ///
    /// # Errors
    /// What the closure returned; busy if no connection can be had in time.
    pub async fn read<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Conn) -> Result<T> + Send + 'static,
    {
        self.inner.readers.run(work).await
    }

    /// Like [`Db::read`], for what may take long: it has connections of its own, so that no form
    /// waits behind it.
    ///
    /// # Errors
    /// As [`Db::read`].
    pub async fn read_long<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Conn) -> Result<T> + Send + 'static,
    {
        self.inner.long_readers.run(work).await
    }

    /// Runs `work` on a connection of its own that sees one state of the database for as long as it
    /// takes, and holds up nobody. On SQLite the log grows meanwhile by all that is written.
    ///
    /// # Errors
    /// What the closure returned; busy if the database cannot be reached.
    pub async fn snapshot<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    {
        let inner = Arc::clone(&self.inner);
        tokio::task::spawn_blocking(move || snapshot::run(&inner.address, work))
            .await
            .doing(|| "a long read was cut short".to_owned())?
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

/// As many readers as cores, since a read of SQLite is work of this machine; some more where they
/// wait for a network. A quarter of them besides, two at least, for what takes long.
fn readers_of(address: &Address) -> Result<(readers::Readers, readers::Readers)> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let count = match address {
        Address::Sqlite(_) => cores.clamp(2, 16),
        Address::Postgres(_) => (2 * cores).clamp(4, 16),
    };
    let quick = readers::Staff { name: "read", count, patience: Duration::from_secs(5) };
    let long = readers::Staff {
        name: "read-long",
        count: (count / 4).max(2),
        patience: Duration::from_secs(60),
    };
    Ok((readers::Readers::start(address, quick)?, readers::Readers::start(address, long)?))
}
