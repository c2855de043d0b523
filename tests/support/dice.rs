//! Chance that can be repeated (SplitMix64, Steele, Lea and Flood 2014).

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A sequence of numbers that its seed determines.
#[derive(Clone)]
pub struct Dice(u64);

impl Dice {
    /// From the variable, else from the time of day. `name` is who plays.
    pub fn new(name: &str, variable: &str) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
        let seed = match std::env::var(variable) {
            Ok(seed) => seed.parse().unwrap_or_else(|_| panic!("{variable} is a number")),
            Err(_) => now.as_secs() ^ u64::from(now.subsec_nanos()),
        };
        println!("{name}: {variable}={seed}");
        Self(seed)
    }

    /// A sequence of its own for somebody else.
    pub fn split(&mut self) -> Self {
        Self(self.next())
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// One of these.
    pub fn any<T: Copy>(&mut self, of: &[T]) -> T {
        let count = u64::try_from(of.len()).expect("a number");
        of[usize::try_from(self.below(count)).expect("a number")]
    }

    /// True this often in a thousand.
    pub fn per_mille(&mut self, chances: u64) -> bool {
        self.below(1000) < chances
    }

    /// A time between two numbers of milliseconds.
    pub fn between(&mut self, least: u64, most: u64) -> Duration {
        // In microseconds: what is looked for hides between two instructions.
        Duration::from_micros(least * 1000 + self.below((most - least) * 1000))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}
