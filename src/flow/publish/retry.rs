//! Which places wait for another try. A place that fails is left alone for a while, whatever changes
//! meanwhile, so that one that hangs does not hold the others up with every answer.

use std::collections::BTreeMap;

use crate::domain::backoff::{Backoff, Wait};
use crate::types::Instant;

/// From half a minute to an hour.
const WAITS: Backoff = Backoff { first_seconds: 30, longest_seconds: 3_600 };

/// What a run serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Every place that does not wait: the figures have changed.
    All,
    /// Places alone whose wait is over: the others have this edition.
    Overdue,
}

/// The places that have not got the last edition, by their number in `publish.targets`. In memory:
/// a process that starts serves all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Retries(BTreeMap<usize, Wait>);

impl Retries {
    /// Whether every place was served.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the wait of one is over.
    #[must_use]
    pub fn any_due(&self, now: Instant) -> bool {
        self.0.values().any(|wait| wait.is_over(now))
    }

    /// Whether a place is to be served now.
    pub(super) fn is_wanted(&self, place: usize, wanted: Wanted, now: Instant) -> bool {
        let wait = self.0.get(&place);
        wait.map_or(wanted == Wanted::All, |wait| wait.is_over(now))
    }

    /// Notes how it went.
    pub(super) fn note(&mut self, place: usize, served: bool, now: Instant) {
        let wait = self.0.remove(&place).unwrap_or_default();
        if !served {
            self.0.insert(place, wait.failed(WAITS, now));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_that_fails_waits_alone() {
        let (mut retries, now) = (Retries::default(), Instant(0));
        retries.note(0, true, now);
        retries.note(1, false, now);
        assert!(!retries.is_empty() && !retries.any_due(now));
        assert!(retries.is_wanted(0, Wanted::All, now) && !retries.is_wanted(1, Wanted::All, now));
        let later = now.plus_seconds(30);
        assert!(retries.any_due(later) && retries.is_wanted(1, Wanted::Overdue, later));
        assert!(!retries.is_wanted(0, Wanted::Overdue, later), "it has this edition");
        retries.note(1, true, later);
        assert_eq!(retries, Retries::default());
    }
}
