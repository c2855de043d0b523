//! How many mails may go out: limits a second, an hour and a day, and the slow start of a domain.
//!
//! A limit holds in every window of its length, wherever on the clock it begins. What was spent is
//! kept by slots, each a part of a window; a slot counts as long as any of it lies in the window,
//! so that the limit is never exceeded, and of an hour at most a sixtieth is given away.

use jiff::civil::Date;

use crate::types::Instant;

/// A length of time that a limit is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Any second.
    Second,
    /// Any sixty minutes.
    Hour,
    /// Any 24 hours.
    Day,
}

impl Unit {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Second, Self::Hour, Self::Day];

    /// The word in the database.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Hour => "hour",
            Self::Day => "day",
        }
    }

    /// Microseconds of the window and of one slot.
    fn lengths(self) -> (i64, i64) {
        match self {
            Self::Second => (1_000_000, 20_000),
            Self::Hour => (3_600_000_000, 60_000_000),
            Self::Day => (86_400_000_000, 900_000_000),
        }
    }

    /// The slot of an instant.
    #[must_use]
    pub fn slot(self, at: Instant) -> i64 {
        at.0.div_euclid(self.lengths().1)
    }

    /// The first slot that counts at an instant: the one in which a window ending there begins.
    #[must_use]
    pub fn first_slot(self, at: Instant) -> i64 {
        at.0.saturating_sub(self.lengths().0).div_euclid(self.lengths().1)
    }

    /// The last slot that counts at an instant: what lies further ahead was noted by a clock that had
    /// jumped. Those of two nodes may differ by a second, or by a slot.
    #[must_use]
    pub fn last_slot(self, at: Instant) -> i64 {
        self.slot(Instant(at.0.saturating_add(self.lengths().1.max(1_000_000))))
    }

    /// When the slot begins that is the first to count no more what lies in `slot`.
    #[must_use]
    pub fn free_after(self, slot: i64) -> Instant {
        let (window, length) = self.lengths();
        Instant(slot.saturating_add(1).saturating_mul(length).saturating_add(window))
    }
}

/// Mails that may go out on the first day of a domain, and by how much the days after it grow:
/// the pace large mailbox providers recommend to new senders (tens a day, then by half).
const FIRST_DAY: u32 = 50;

/// How many days a domain is new.
const WARM_UP_DAYS: i32 = 30;

/// The day's limit of a domain that began on `first`; `None` once it is not new any more. Before
/// its first day nothing goes out.
#[must_use]
pub fn warm_up_limit(first: Date, today: Date) -> Option<u32> {
    let days = first.until(today).map_or(WARM_UP_DAYS, |span| span.get_days());
    if days < 0 {
        return Some(0);
    }
    (days < WARM_UP_DAYS).then(|| (0..days).fold(FIRST_DAY, |limit, _| limit + limit / 2))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_domain_grows_by_half_each_day() {
        let first: Date = "2026-12-01".parse().unwrap();
        let limit = |day: &str| warm_up_limit(first, day.parse().unwrap());
        assert_eq!(limit("2026-11-30"), Some(0));
        assert_eq!(limit("2026-12-01"), Some(50));
        assert_eq!(limit("2026-12-02"), Some(75));
        assert_eq!(limit("2026-12-03"), Some(112));
        assert!(limit("2026-12-30").unwrap() > 1_000_000);
        assert_eq!(limit("2026-12-31"), None);
        assert_eq!(limit("2028-12-31"), None);
    }

    #[test]
    fn a_slot_far_ahead_does_not_count() {
        let now = Instant(1_790_000_000_000_000);
        for unit in Unit::ALL {
            assert!(unit.slot(now) <= unit.last_slot(now));
            assert!(unit.slot(now.plus_seconds(1)) <= unit.last_slot(now), "{unit:?}");
            assert!(unit.slot(now.plus_seconds(2 * 900)) > unit.last_slot(now), "{unit:?}");
        }
    }

    proptest! {
        /// What was spent less than a window ago counts; what counts no more lies further back.
        #[test]
        fn a_slot_counts_for_at_least_a_window(at in 0..4_000_000_000_000_000_i64, back in 0..90_000_000_000_i64) {
            for unit in Unit::ALL {
                let (now, spent) = (Instant(at + back), Instant(at));
                let counts = unit.slot(spent) >= unit.first_slot(now);
                prop_assert!(counts || back > unit.lengths().0);
                prop_assert!(!counts || back <= unit.lengths().0 + unit.lengths().1);
                let free = unit.free_after(unit.slot(spent));
                prop_assert!(unit.slot(spent) < unit.first_slot(free));
                prop_assert!(unit.slot(spent) >= unit.first_slot(Instant(free.0 - 1)));
            }
        }
    }
}
