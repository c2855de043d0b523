//! Limits on guessing, by address. Only what failed counts: a shop's customers share one Wi-Fi,
//! and phones share their carrier's address.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;

use governor::clock::DefaultClock;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};

type Limiter = RateLimiter<IpAddr, HashMapStateStore<IpAddr>, DefaultClock>;

/// Unknown tokens that an address may try at once, and how many more each minute.
const UNKNOWN_TOKENS: (u32, u32) = (30, 10);

/// Wrong passwords that an address may try at once, and how many more each minute.
const SIGN_INS: (u32, u32) = (10, 2);

/// Tries to sign in under a name from wherever, at once, and how many more each minute: whoever
/// guesses from a thousand addresses guesses no faster.
const SIGN_INS_OF_A_NAME: (u32, u32) = (20, 2);

/// Whoever has one IPv6 address has the 2⁶⁴ beside it.
const NETWORK_BITS: u8 = 64;

/// How many addresses are kept before those that have been quiet are let go.
const KEPT: usize = 10_000;

/// The counters of failed tries.
pub struct Limits {
    unknown_tokens: Limiter,
    sign_ins: Limiter,
    names: RateLimiter<u64, HashMapStateStore<u64>, DefaultClock>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            unknown_tokens: limiter(UNKNOWN_TOKENS),
            sign_ins: limiter(SIGN_INS),
            names: limiter(SIGN_INS_OF_A_NAME),
        }
    }
}

fn limiter<K: Clone + Hash + Eq>(
    (burst, a_minute): (u32, u32),
) -> RateLimiter<K, HashMapStateStore<K>, DefaultClock> {
    let of = |n: u32| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
    RateLimiter::hashmap(Quota::per_minute(of(a_minute)).allow_burst(of(burst)))
}

impl Limits {
    /// Counts an unknown token; `false` once this address has tried too many.
    pub fn count_unknown_token(&self, address: Option<IpAddr>) -> bool {
        count(&self.unknown_tokens, address)
    }

    /// Counts a try to sign in; `false` once this address has tried too often.
    pub fn count_sign_in(&self, address: Option<IpAddr>) -> bool {
        count(&self.sign_ins, address)
    }

    /// Counts a try to sign in under a name; `false` once that name was tried too often.
    pub fn count_sign_in_of(&self, name: &str) -> bool {
        if self.names.len() > KEPT {
            self.names.retain_recent();
        }
        let mut hasher = DefaultHasher::new();
        name.trim().to_lowercase().hash(&mut hasher);
        self.names.check_key(&hasher.finish()).is_ok()
    }
}

fn count(limiter: &Limiter, address: Option<IpAddr>) -> bool {
    let Some(address) = address else { return true };
    if limiter.len() > KEPT {
        limiter.retain_recent();
    }
    limiter.check_key(&network_of(address, NETWORK_BITS)).is_ok()
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
    use super::*;

    #[test]
    fn an_address_runs_out_of_tries_and_another_does_not() {
        let limits = Limits::default();
        let guesser: IpAddr = "192.0.2.1".parse().unwrap();
        assert!((0..UNKNOWN_TOKENS.0).all(|_| limits.count_unknown_token(Some(guesser))));
        assert!(!limits.count_unknown_token(Some(guesser)));
        assert!(limits.count_unknown_token(Some("192.0.2.2".parse().unwrap())));
    }

    #[test]
    fn a_name_runs_out_of_tries_from_wherever_they_come() {
        let limits = Limits::default();
        assert!((0..SIGN_INS_OF_A_NAME.0).all(|_| limits.count_sign_in_of("owner")));
        assert!(!limits.count_sign_in_of(" Owner "));
        assert!(limits.count_sign_in_of("lan"));
    }

    #[test]
    fn a_whole_ipv6_network_is_one_guesser() {
        let network = |text: &str| network_of(text.parse().unwrap(), NETWORK_BITS);
        assert_eq!(network("2001:db8::1"), network("2001:db8::ffff:1"));
        assert_ne!(network("2001:db8::1"), network("2001:db8:0:1::1"));
        assert_eq!(network("::ffff:192.0.2.1"), network("192.0.2.1"));
        let whole = |text: &str| network_of(text.parse().unwrap(), 56).to_string();
        assert_eq!(whole("2001:db8:0:ff::1"), "2001:db8::");
        assert_eq!(whole("2001:db8:0:1ff::1"), "2001:db8:0:100::");
    }
}
