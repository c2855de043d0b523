//! Latencies in buckets of equal relative width: 32 to each doubling, so 3 % at worst.

use std::time::Duration;

/// Buckets to each doubling, as a power of two.
const BITS: u32 = 5;
const PER_DOUBLING: u64 = 1 << BITS;
const BUCKETS: usize = 64 << BITS;

/// Counts of durations, from 1 ns up.
pub struct Histogram {
    counts: Vec<u64>,
    count: u64,
}

impl Default for Histogram {
    fn default() -> Self {
        Self { counts: vec![0; BUCKETS], count: 0 }
    }
}

impl Histogram {
    /// Counts one.
    pub fn record(&mut self, duration: Duration) {
        let nanoseconds = u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX);
        self.counts[bucket(nanoseconds)] += 1;
        self.count += 1;
    }

    /// How many were counted.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The duration that `share` (0 to 1) of all do not exceed, rounded up to its bucket's end;
    /// zero where nothing was counted.
    pub fn quantile(&self, share: f64) -> Duration {
        let wanted = (self.count as f64 * share).ceil().max(1.0) as u64;
        let mut seen = 0;
        for (bucket, count) in self.counts.iter().enumerate() {
            seen += count;
            if seen >= wanted {
                return Duration::from_nanos(end_of(bucket as u64));
            }
        }
        Duration::ZERO
    }
}

/// The first 32 buckets hold one value each; then each doubling is cut into 32.
fn bucket(value: u64) -> usize {
    let doubling = (value | PER_DOUBLING).ilog2() - BITS;
    let within = value >> doubling;
    (u64::from(doubling) * PER_DOUBLING + within) as usize
}

/// The largest value of a bucket.
fn end_of(bucket: u64) -> u64 {
    let doubling = (bucket / PER_DOUBLING).saturating_sub(1);
    let within = bucket - doubling * PER_DOUBLING;
    let next = u128::from(within + 1) << doubling;
    u64::try_from(next - 1).unwrap_or(u64::MAX)
}
