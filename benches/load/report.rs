//! What a run measured.

use std::collections::BTreeMap;
use std::time::Duration;

use super::{Histogram, Response};

/// Counts and latencies of one run.
#[derive(Default)]
pub struct Report {
    /// From the first request to the last answer.
    pub lasted: Duration,
    /// Answers by status.
    pub statuses: BTreeMap<u16, u64>,
    /// From a request's first byte written to its answer's last byte read.
    pub latencies: Histogram,
    /// Bytes of all answers, heads and bodies.
    pub bytes: u64,
    /// Connections that ended before the answer was whole.
    pub broken: u64,
}

impl Report {
    /// Counts an answer.
    pub fn record(&mut self, response: Response, latency: Duration) {
        *self.statuses.entry(response.status).or_default() += 1;
        self.latencies.record(latency);
        self.bytes += response.length as u64;
    }

    /// Answers in a second, whatever their status.
    pub fn rate(&self) -> f64 {
        self.latencies.count() as f64 / self.lasted.as_secs_f64().max(f64::MIN_POSITIVE)
    }

    /// The statuses other than the one wanted, and broken connections, in words; empty is good.
    pub fn surprises(&self, wanted: u16) -> String {
        let others = self.statuses.iter().filter(|(status, _)| **status != wanted);
        let mut words: Vec<String> =
            others.map(|(status, count)| format!("{count} × {status}")).collect();
        if self.broken > 0 {
            words.push(format!("{} broken", self.broken));
        }
        words.join(", ")
    }

    /// One line of the table that [`heading`] heads; `bare` is the rate to compare with.
    pub fn row(&self, what: &str, connections: usize, bare: f64, resident: u64) -> String {
        let milliseconds = |share: f64| self.latencies.quantile(share).as_secs_f64() * 1e3;
        format!(
            "{what:<28} {connections:>5} {:>10.0} {:>7.3} {:>9.3} {:>9.3} {:>9} {:>8.1}",
            self.rate(),
            self.rate() / bare,
            milliseconds(0.50),
            milliseconds(0.99),
            self.bytes / self.latencies.count().max(1),
            resident as f64 / f64::from(1 << 20),
        )
    }
}

/// The table's first line.
pub fn heading() -> String {
    format!(
        "{:<28} {:>5} {:>10} {:>7} {:>9} {:>9} {:>9} {:>8}",
        "what", "conns", "requests/s", "of bare", "p50 ms", "p99 ms", "B/answer", "RSS MiB"
    )
}
