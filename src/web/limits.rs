//! Limits on guessing. Only what failed counts: a shop's customers share one Wi-Fi, and phones share
//! their carrier's address. `docs/decisions/21-guessing-passwords.md` says what follows from the
//! numbers.

use std::hash::{BuildHasher, Hash, RandomState};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::guessing::Allowance;
use crate::types::{Clock, Instant, folded};

/// Unknown tokens that an address may try.
const UNKNOWN_TOKENS: Allowance = Allowance::new(30, 6);

/// One-time links that an address may try and that are none.
const UNKNOWN_LINKS: Allowance = Allowance::new(30, 6);

/// Wrong passwords from an address, under whatever names: a shop's tablets share one.
const OF_ADDRESS: Allowance = Allowance::new(60, 60);

/// Wrong passwords from an address under one name.
const OF_ADDRESS_AND_NAME: Allowance = Allowance::new(10, 600);

/// Wrong passwords under a name from all browsers that it has not signed in with, wherever they are:
/// fewer than the hundred an hour that OWASP ASVS 4.0.3 (2.2.1) allows.
const OF_NAME: Allowance = Allowance::new(20, 300);

/// Wrong passwords from one browser under a name that has signed in with it before.
const OF_BROWSER: Allowance = Allowance::new(10, 300);

/// How many counters a table has. Strangers that share one by chance share its allowance; memory
/// does not grow with those who guess.
const COUNTERS: usize = 1 << 15;

/// How many bits of an IPv6 address name the network that one household or company gets: whoever has one
/// address has all of those.
pub const NETWORK_BITS: u8 = 56;

/// The counters of failed tries.
pub struct Limits {
    clock: Arc<dyn Clock>,
    tokens: Table,
    links: Table,
    addresses: Table,
    pairs: Table,
    names: Table,
    browsers: Table,
}

/// Who tries a password.
#[derive(Clone, Copy, Debug)]
pub enum Guesser<'a> {
    /// A browser of which nothing is known, at an address.
    Stranger(Option<IpAddr>),
    /// A browser that this name has signed in with, by what tells it from others.
    Known(&'a str),
}

/// A try, counted as failed unless it turns out to be right.
#[must_use]
pub struct Guess<'a> {
    limits: &'a Limits,
    spent: Vec<(&'a Table, usize)>,
}

impl<'a> Guess<'a> {
    /// Takes the count back.
    pub fn was_right(self) {
        for (table, counter) in self.spent {
            table.give_back(counter);
        }
    }

    /// Spends from one more table; if it has nothing left, all that was spent is given back.
    ///
    /// # Errors
    /// After how many seconds there will be something left.
    fn and(mut self, table: &'a Table, key: impl Hash) -> Result<Self, u32> {
        match table.spend(key, self.limits.clock.now()) {
            Ok(counter) => {
                self.spent.push((table, counter));
                Ok(self)
            }
            Err(seconds) => {
                self.was_right();
                Err(seconds)
            }
        }
    }
}

impl Limits {
    /// Limits by a clock.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            tokens: Table::new(UNKNOWN_TOKENS),
            links: Table::new(UNKNOWN_LINKS),
            addresses: Table::new(OF_ADDRESS),
            pairs: Table::new(OF_ADDRESS_AND_NAME),
            names: Table::new(OF_NAME),
            browsers: Table::new(OF_BROWSER),
        }
    }

    /// Counts an unknown token; `false` once this address has tried too many.
    pub fn count_unknown_token(&self, address: Option<IpAddr>) -> bool {
        self.count(&self.tokens, address)
    }

    /// Counts a one-time link that is none; `false` once this address has tried too many.
    pub fn count_unknown_link(&self, address: Option<IpAddr>) -> bool {
        self.count(&self.links, address)
    }

    fn count(&self, table: &Table, address: Option<IpAddr>) -> bool {
        let Some(address) = address else { return true };
        table.spend(network_of(address, NETWORK_BITS), self.clock.now()).is_ok()
    }

    /// Begins a try under a name as somebody typed it.
    ///
    /// # Errors
    /// After how many seconds to try again, if there were too many.
    pub fn guess(&self, guesser: Guesser<'_>, name: &str) -> Result<Guess<'_>, u32> {
        let name = folded(name);
        let guess = Guess { limits: self, spent: Vec::new() };
        match guesser {
            Guesser::Known(browser) => guess.and(&self.browsers, (browser, &name)),
            Guesser::Stranger(address) => {
                let network = address.map(|address| network_of(address, NETWORK_BITS));
                let guess = guess.and(&self.addresses, network)?;
                let guess = guess.and(&self.pairs, (network, &name))?;
                guess.and(&self.names, &name)
            }
        }
    }
}

/// Counters of one kind. What they are kept under is hashed with a key of this process, so that
/// nobody can choose whom to share a counter with.
struct Table {
    allowance: Allowance,
    hasher: RandomState,
    full_at: Mutex<Vec<Instant>>,
}

impl Table {
    fn new(allowance: Allowance) -> Self {
        let full_at = Mutex::new(vec![Instant(0); COUNTERS]);
        Self { allowance, hasher: RandomState::new(), full_at }
    }

    fn spend(&self, key: impl Hash, now: Instant) -> Result<usize, u32> {
        let hash = self.hasher.hash_one(key);
        let counter = usize::try_from(hash % COUNTERS as u64).unwrap_or_default();
        let mut all = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(full_at) = all.get_mut(counter) else { return Ok(counter) };
        self.allowance.spend(full_at, now)?;
        Ok(counter)
    }

    fn give_back(&self, counter: usize) {
        let mut all = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(full_at) = all.get_mut(counter) {
            self.allowance.give_back(full_at);
        }
    }
}

/// The network that an address belongs to: an IPv4 address is one by itself, an IPv6 address is known
/// by its first bits.
pub fn network_of(address: IpAddr, bits: u8) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => {
            let mask = u128::MAX.checked_shl(128 - u32::from(bits.min(128))).unwrap_or(0);
            IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & mask))
        }
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::types::ManualClock;

    fn limits() -> (Limits, Arc<ManualClock>) {
        let clock = Arc::new(ManualClock::new(Instant::from_seconds(1_800_000_000)));
        (Limits::new(clock.clone()), clock)
    }

    fn host(n: u32) -> Option<IpAddr> {
        Some(IpAddr::V4((0x0a00_0000 + n).into()))
    }

    /// How many guesses of one a second are taken within a day.
    fn a_day_of(limits: &Limits, clock: &ManualClock, mut guess: impl FnMut(u32) -> bool) -> u32 {
        let mut taken = 0;
        for second in 0..86_400 {
            taken += u32::from(guess(second));
            clock.advance(SignedDuration::from_secs(1));
        }
        assert!(limits.guess(Guesser::Known("a browser"), "owner").is_ok(), "the owner's own");
        taken
    }

    #[test]
    fn an_address_runs_out_of_tokens_and_another_does_not() {
        let (limits, _) = limits();
        assert!((0..30).all(|_| limits.count_unknown_token(host(1))));
        assert!(!limits.count_unknown_token(host(1)));
        assert!(limits.count_unknown_token(host(2)));
        assert!(limits.count_unknown_link(host(1)), "links are counted apart");
    }

    #[test]
    fn a_botnet_guesses_some_hundred_times_a_day_and_holds_no_known_browser_up() {
        let (limits, clock) = limits();
        let guess = |n: u32| limits.guess(Guesser::Stranger(host(n % 1000)), " Owner ").is_ok();
        let taken = a_day_of(&limits, &clock, guess);
        assert_eq!(taken, OF_NAME.most_in(86_400 - 1));
        assert!(taken <= 308, "{taken}");
    }

    #[test]
    fn one_host_guesses_less_and_leaves_others_their_tries() {
        let (limits, clock) = limits();
        let guess = |_| limits.guess(Guesser::Stranger(host(1)), "owner").is_ok();
        assert!(a_day_of(&limits, &clock, guess) <= 154);
        assert!(limits.guess(Guesser::Stranger(host(2)), "owner").is_ok());
        assert!(limits.guess(Guesser::Stranger(host(1)), "lan").is_ok(), "under another name");
    }

    #[test]
    fn what_was_right_is_not_counted() {
        let (limits, _) = limits();
        for _ in 0..1000 {
            limits.guess(Guesser::Stranger(host(1)), "owner").unwrap().was_right();
            limits.guess(Guesser::Known("a browser"), "owner").unwrap().was_right();
        }
    }

    #[test]
    fn a_refused_try_costs_nothing_elsewhere() {
        let (limits, _) = limits();
        let stranger = |n, name| limits.guess(Guesser::Stranger(host(n)), name);
        while stranger(1, "owner").is_ok() {}
        for _ in 0..1000 {
            assert!(stranger(1, "owner").is_err());
        }
        assert!(stranger(1, "lan").is_ok() && stranger(2, "owner").is_ok());
    }

    #[test]
    fn a_known_browser_s_tries_end_too() {
        let (limits, _) = limits();
        let known = |browser, name| limits.guess(Guesser::Known(browser), name);
        assert!((0..10).all(|_| known("stolen", "owner").is_ok()));
        assert_eq!(known("stolen", "owner").err(), Some(300));
        assert!(known("another", "owner").is_ok() && known("stolen", "lan").is_ok());
    }

    #[test]
    fn a_whole_ipv6_network_is_one_guesser() {
        let network = |text: &str| network_of(text.parse().unwrap(), NETWORK_BITS);
        assert_eq!(network("2001:db8::1"), network("2001:db8:0:ff::1"));
        assert_ne!(network("2001:db8::1"), network("2001:db8:0:100::1"));
        assert_eq!(network("::ffff:192.0.2.1"), network("192.0.2.1"));
        assert_eq!(network("2001:db8:0:1ff::1").to_string(), "2001:db8:0:100::");
    }
}
