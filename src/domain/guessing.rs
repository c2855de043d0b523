//! How often somebody may fail before they must wait: so many at once, then one for every so many
//! seconds (the generic cell rate algorithm, ITU-T I.371).

use crate::types::Instant;

/// So many failures at once, and how long until one more is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    at_once: u32,
    seconds: u32,
}

impl Allowance {
    /// `at_once` failures, and one more every so many seconds.
    #[must_use]
    pub const fn new(at_once: u32, seconds: u32) -> Self {
        Self { at_once, seconds }
    }

    /// Spends one. `full_at` is when nothing will be spent any more: then the next `full_at` is
    /// returned, or after how many seconds one may be spent.
    ///
    /// # Errors
    /// How many seconds to wait, if all is spent.
    pub fn spend(self, full_at: Instant, now: Instant) -> Result<Instant, u32> {
        let all = i64::from(self.at_once) * i64::from(self.seconds);
        // A clock that was set back must not lock anybody out for as long.
        let full_at = full_at.clamp(now, now.plus_seconds(all));
        let next = full_at.plus_seconds(i64::from(self.seconds));
        let over = next.0 - now.plus_seconds(all).0;
        if over <= 0 {
            return Ok(next);
        }
        let seconds = u64::try_from(over).unwrap_or_default().div_ceil(1_000_000);
        Err(u32::try_from(seconds).unwrap_or(u32::MAX))
    }

    /// Gives one back that was spent and turned out to be no failure.
    #[must_use]
    pub fn give_back(self, full_at: Instant) -> Instant {
        full_at.plus_seconds(-i64::from(self.seconds))
    }

    /// How many failures there can be in so many seconds.
    #[must_use]
    pub const fn most_in(self, seconds: u32) -> u32 {
        self.at_once.saturating_add(seconds / self.seconds)
    }
}

#[cfg(test)]
mod tests {
    use super::Allowance;
    use crate::types::Instant;

    const START: Instant = Instant(1_000_000_000);
    const THREE: Allowance = Allowance::new(3, 60);

    #[test]
    fn so_many_at_once_and_one_more_for_each_stretch() {
        let mut full_at = Instant(0);
        for _ in 0..3 {
            full_at = THREE.spend(full_at, START).unwrap();
        }
        assert_eq!(THREE.spend(full_at, START), Err(60));
        assert_eq!(THREE.spend(full_at, START.plus_seconds(20)), Err(40));
        let later = START.plus_seconds(60);
        full_at = THREE.spend(full_at, later).unwrap();
        assert_eq!(THREE.spend(full_at, later), Err(60));
        // After a long rest there are three again, and not more.
        let rested = START.plus_seconds(86_400);
        for _ in 0..3 {
            full_at = THREE.spend(full_at, rested).unwrap();
        }
        assert!(THREE.spend(full_at, rested).is_err());
        assert_eq!(THREE.most_in(86_400), 3 + 1440);
    }

    #[test]
    fn what_was_no_failure_is_not_counted() {
        let mut full_at = Instant(0);
        for _ in 0..100 {
            full_at = THREE.give_back(THREE.spend(full_at, START).unwrap());
        }
        assert!(THREE.spend(full_at, START).is_ok());
    }

    #[test]
    fn a_clock_that_was_set_back_locks_nobody_out() {
        let full_at = THREE.spend(Instant(0), START.plus_seconds(31_536_000)).unwrap();
        assert_eq!(THREE.spend(full_at, START), Err(60));
        assert!(THREE.spend(full_at, START.plus_seconds(60)).is_ok());
    }
}
