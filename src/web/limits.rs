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
    limiter.check_key(&network_of(address)).is_ok()
}

/// Whoever has one IPv6 address has the 2⁶⁴ beside it.
fn network_of(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => IpAddr::V4(v4),
            None => IpAddr::V6(Ipv6Addr::from(u128::from(v6) >> 64 << 64)),
        },
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
        let network = |text: &str| network_of(text.parse().unwrap());
        assert_eq!(network("2001:db8::1"), network("2001:db8::ffff:1"));
        assert_ne!(network("2001:db8::1"), network("2001:db8:0:1::1"));
        assert_eq!(network("::ffff:192.0.2.1"), network("192.0.2.1"));
    }
}
