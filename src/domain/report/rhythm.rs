//! When people answer: by weekday and hour, and how long after they were asked.

use std::collections::BTreeMap;

/// The buckets of the time to answer, as they are counted, from short to long.
pub const WAITS: [&str; 8] = ["5m", "1h", "6h", "1d", "3d", "1w", "2w", "more"];

/// Answers by weekday (Monday first) and hour of the shop's clock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hours([[u64; 24]; 7]);

impl Hours {
    /// Counts `n` more at a mark such as `1-0` (Monday, midnight); false if it is none.
    pub(super) fn add(&mut self, mark: &str, n: u64) -> bool {
        let place = mark.split_once('-').and_then(|(day, hour)| {
            let (day, hour): (usize, usize) = (day.parse().ok()?, hour.parse().ok()?);
            self.0.get_mut(day.checked_sub(1)?)?.get_mut(hour)
        });
        if let Some(place) = place {
            *place += n;
            return true;
        }
        false
    }

    /// The counts of each weekday, by hour.
    #[must_use]
    pub fn days(&self) -> &[[u64; 24]; 7] {
        &self.0
    }

    /// How many there are.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.0.iter().flatten().sum()
    }

    /// The weekday (0 is Monday) and hour with most, and the most.
    #[must_use]
    pub fn busiest(&self) -> Option<(usize, usize, u64)> {
        let cells = self.0.iter().enumerate().flat_map(|(day, hours)| {
            hours.iter().enumerate().map(move |(hour, n)| (day, hour, *n))
        });
        // The earliest of equals.
        cells
            .filter(|(_, _, n)| *n > 0)
            .max_by_key(|(day, hour, n)| (*n, usize::MAX - day * 24 - hour))
    }
}

/// Answers by how long they took, in the buckets of [`WAITS`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waits([u64; 8]);

impl Waits {
    /// Sorts counts by bucket; words of later versions are passed over.
    pub(super) fn of(counts: &BTreeMap<&str, u64>) -> Self {
        Self(WAITS.map(|bucket| counts.get(bucket).copied().unwrap_or(0)))
    }

    /// The counts, from short to long.
    #[must_use]
    pub fn counts(&self) -> &[u64; 8] {
        &self.0
    }

    /// How many there are.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }

    /// The bucket by whose end half of all have answered.
    #[must_use]
    pub fn median(&self) -> Option<&'static str> {
        let half = self.total().div_ceil(2);
        let mut sum = 0;
        let reached = |(bucket, n): (&'static str, &u64)| {
            sum += n;
            (sum >= half && half > 0).then_some(bucket)
        };
        WAITS.into_iter().zip(&self.0).find_map(reached)
    }
}

#[cfg(test)]
mod tests {
    use super::{Hours, Waits};
    use std::collections::BTreeMap;

    #[test]
    fn hours_are_found_and_nonsense_is_not() {
        let mut hours = Hours::default();
        assert!(hours.add("7-23", 3) && hours.add("1-0", 3) && hours.add("2-5", 1));
        assert!(["0-1", "8-1", "1-24", "x", "1-", ""].iter().all(|mark| !hours.add(mark, 1)));
        assert_eq!((hours.total(), hours.busiest()), (7, Some((0, 0, 3))));
        assert_eq!(Hours::default().busiest(), None);
    }

    #[test]
    fn half_have_answered_by_the_median() {
        let waits = |counts: &[(&'static str, u64)]| {
            Waits::of(&counts.iter().copied().collect::<BTreeMap<_, _>>())
        };
        assert_eq!(waits(&[("5m", 1), ("1d", 2), ("more", 1)]).median(), Some("1d"));
        assert_eq!(waits(&[("5m", 2), ("more", 2)]).median(), Some("5m"));
        assert_eq!((waits(&[("unheard", 2)]).median(), waits(&[]).median()), (None, None));
    }
}
