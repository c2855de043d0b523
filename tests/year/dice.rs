//! Chance that a seed determines. Everything decided about one thing has dice of its own, so that
//! a year in which one thing goes differently is otherwise the same.

/// A sequence of numbers (SplitMix64, Steele, Lea and Flood 2014).
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// The dice for one thing of a kind, such as the order number 17.
    pub fn new(seed: u64, kind: &str, which: u64) -> Self {
        let kind = kind.bytes().fold(0, |hash, byte| mix(hash ^ u64::from(byte)));
        Self(mix(seed ^ mix(kind ^ mix(which))))
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    /// A number from `least` to `most`, both included.
    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        least + self.below(u64::try_from(most - least + 1).expect("a range")).cast_signed()
    }

    /// Something that happens so many times in a thousand.
    pub fn happens(&mut self, in_thousand: u64) -> bool {
        self.below(1000) < in_thousand
    }

    /// A wait in seconds: mostly short, seldom up to about seven times the mean.
    pub fn wait(&mut self, mean: i64) -> i64 {
        let unit = (self.below(1000) + 1) as f64 / 1000.0;
        (-unit.ln() * mean as f64) as i64
    }

    /// One of several things.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let end = u64::try_from(of.len()).expect("a length");
        &of[usize::try_from(self.below(end)).expect("an index")]
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }
}

fn mix(number: u64) -> u64 {
    let mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
