//! All connections: how many there may be, and which goes first when they run short.
//!
//! Nobody is turned away for where they come from: a shop's guests share one Wi-Fi, phones share their
//! carrier's address. Where there are too many, of one network or of all, those go that their clients
//! have kept waiting longest; one whose request is being answered stays. See
//! `docs/decisions/23-connections.md`.

mod connection;
mod files;
mod heads;
mod progress;
mod slices;
mod stream;
mod watch;

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

pub use connection::{Connection, During};
pub use files::{allow_many_files, room_for};
pub use progress::Deadlines;
pub use stream::Watched;
pub use watch::watch;

use super::body::Kind;
use super::limits::{NETWORK_BITS, network_of};

/// How many connections an address may have, or a network of IPv6: a school on one Wi-Fi has fewer.
const OF_A_NETWORK: usize = 512;

/// How many are let in beyond the limit, to be told how the server is, and nothing else.
const SPARE: usize = 16;

/// How many go at a time, if so many have been waited for longer than [`QUIET`]: looking through all of
/// them for each one would cost a flood nothing and the server much.
const AT_A_TIME: usize = 32;

/// See [`AT_A_TIME`].
const QUIET: Duration = Duration::from_secs(1);

/// How often those that are overdue are looked for.
const SWEEP_EVERY: Duration = Duration::from_millis(500);

/// All connections.
pub struct Connections {
    limit: usize,
    deadlines: Deadlines,
    is_trusted: Box<dyn Fn(IpAddr) -> bool + Send + Sync>,
    table: Mutex<Table>,
}

#[derive(Default)]
struct Table {
    all: HashMap<u64, Arc<Connection>>,
    of_network: HashMap<IpAddr, usize>,
    next: u64,
}

impl Connections {
    /// Room for so many. Addresses that are trusted, the shop's own proxies, may have them all.
    pub fn new(
        limit: usize,
        deadlines: Deadlines,
        is_trusted: impl Fn(IpAddr) -> bool + Send + Sync + 'static,
    ) -> Arc<Self> {
        let table = Mutex::new(Table::default());
        Arc::new(Self { limit, deadlines, is_trusted: Box::new(is_trusted), table })
    }

    /// How long clients are waited for.
    pub fn deadlines(&self) -> Deadlines {
        self.deadlines
    }

    /// Lets a connection in, in place of others if need be; none if all are being answered.
    pub(super) fn admit(&self, peer: IpAddr, now: Instant) -> Option<Arc<Connection>> {
        let network = network_of(peer, NETWORK_BITS);
        let mut table = self.table();
        if !(self.is_trusted)(peer) && table.count(network) >= OF_A_NETWORK {
            table.make_room(now, |one| one.network == network);
            if table.count(network) >= OF_A_NETWORK {
                return None;
            }
        }
        if table.all.len() >= self.limit {
            table.make_room(now, |_| true);
        }
        let is_spare = table.all.len() >= self.limit;
        if table.all.len() >= self.limit + SPARE {
            return None;
        }
        let id = table.next;
        table.next = id.wrapping_add(1);
        let connection = Arc::new(Connection::new((id, network), is_spare, now));
        table.all.insert(id, Arc::clone(&connection));
        *table.of_network.entry(network).or_default() += 1;
        Some(connection)
    }

    /// Forgets a connection that has ended.
    fn forget(&self, connection: &Connection) {
        self.table().remove(connection.id);
    }

    /// Gives up those connections that have room of a kind and whose bodies have been waited for longest.
    pub fn make_room_for_bodies(&self, kind: Kind) {
        self.table().make_room(Instant::now(), |one| one.awaits_body_in(kind));
    }

    /// Gives up those that have been waited for too long.
    fn sweep(&self, now: Instant) {
        let overdue: Vec<_> = {
            let table = self.table();
            let overdue = table.all.values().filter(|one| one.is_overdue(now, &self.deadlines));
            overdue.cloned().collect()
        };
        for connection in overdue {
            connection.close();
        }
    }

    /// Sweeps until nobody holds the table any more.
    pub fn keep_swept(self: &Arc<Self>) {
        let table = Arc::downgrade(self);
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(SWEEP_EVERY).await;
                match table.upgrade() {
                    Some(table) => table.sweep(Instant::now()),
                    None => return,
                }
            }
        });
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Table {
    fn count(&self, network: IpAddr) -> usize {
        self.of_network.get(&network).copied().unwrap_or(0)
    }

    fn remove(&mut self, id: u64) {
        let Some(gone) = self.all.remove(&id) else { return };
        if let Some(n) = self.of_network.get_mut(&gone.network) {
            *n = n.saturating_sub(1);
            if *n == 0 {
                self.of_network.remove(&gone.network);
            }
        }
    }

    /// Gives up those of some connections that have been waited for longest: one at least, if any is
    /// waited for at all.
    fn make_room(&mut self, now: Instant, concerned: impl Fn(&Connection) -> bool) {
        let of = |one: &Arc<Connection>| Some((one.quiet(now)?, one.id));
        let mut quiet: Vec<(Duration, u64)> =
            self.all.values().filter(|one| concerned(one)).filter_map(of).collect();
        quiet.sort_unstable_by(|one, other| other.cmp(one));
        let long = quiet.iter().take(AT_A_TIME).filter(|(quiet, _)| *quiet >= QUIET).count();
        for (_, id) in quiet.into_iter().take(long.max(1)) {
            if let Some(connection) = self.all.get(&id) {
                connection.close();
            }
            self.remove(id);
        }
    }
}

#[cfg(test)]
mod tests;
