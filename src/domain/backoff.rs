//! How long to wait before trying again what has failed: twice as long each time, up to an end.

use crate::types::Instant;

/// How long waits are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backoff {
    /// The first wait.
    pub first_seconds: i64,
    /// The longest.
    pub longest_seconds: i64,
}

/// How something goes that is tried until it works.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wait {
    failures: u32,
    since: Option<Instant>,
    until: Option<Instant>,
}

impl Wait {
    /// Whether it may be tried at that instant. A wait that has not begun yet was begun by a clock
    /// that had jumped ahead.
    #[must_use]
    pub fn is_over(&self, now: Instant) -> bool {
        self.until.is_none_or(|until| until <= now) || self.since.is_some_and(|since| now < since)
    }

    /// Whether it went wrong the last time.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        self.failures > 0
    }

    /// After it went wrong at that instant.
    #[must_use]
    pub fn failed(self, backoff: Backoff, now: Instant) -> Self {
        let doublings = self.failures.min(30);
        let wait = backoff.first_seconds.saturating_mul(1 << doublings);
        let until = Some(now.plus_seconds(wait.min(backoff.longest_seconds)));
        Self { failures: self.failures.saturating_add(1), since: Some(now), until }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_the_longest() {
        let backoff = Backoff { first_seconds: 5, longest_seconds: 60 };
        let now = Instant(0);
        let mut wait = Wait::default();
        assert!(wait.is_over(now) && !wait.has_failed());
        for seconds in [5, 10, 20, 40, 60, 60] {
            wait = wait.failed(backoff, now);
            assert!(!wait.is_over(now.plus_seconds(seconds - 1)), "{seconds}");
            assert!(wait.is_over(now.plus_seconds(seconds)), "{seconds}");
        }
        let long = (0..100).fold(wait, |wait, _| wait.failed(backoff, now));
        assert!(long.has_failed() && long.is_over(now.plus_seconds(60)));
        let ahead = Wait::default().failed(backoff, now.plus_seconds(31_536_000));
        assert!(ahead.is_over(now), "a clock that was set back");
    }
}
