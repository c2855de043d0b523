//! How often each score was given.

use crate::types::{Group, Kind};

use super::Groups;

/// Counts of the scores 0 to 10; every kind's scale fits in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Histogram([u64; 11]);

impl Histogram {
    /// Adds `n` answers with a score; false if no scale knows that score.
    #[must_use]
    pub fn add(&mut self, score: u8, n: u64) -> bool {
        let slot = self.0.get_mut(usize::from(score));
        if let Some(slot) = slot {
            *slot = slot.saturating_add(n);
            return true;
        }
        false
    }

    /// How many gave this score.
    #[must_use]
    pub fn count(&self, score: u8) -> u64 {
        self.0.get(usize::from(score)).copied().unwrap_or(0)
    }

    /// How many answers there are.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }

    /// Each score with its count, from low to high.
    pub fn pairs(&self) -> impl Iterator<Item = (u8, u64)> + '_ {
        (0u8..).zip(self.0.iter().copied())
    }

    /// The counts of the three groups of a kind's scale.
    #[must_use]
    pub fn groups(&self, kind: Kind) -> Groups {
        let mut groups = Groups::default();
        for (score, n) in self.pairs() {
            match kind.group(score) {
                Group::Detractor => groups.detractors += n,
                Group::Passive => groups.passives += n,
                Group::Promoter => groups.promoters += n,
            }
        }
        groups
    }

    /// Adds all of another one.
    pub fn merge(&mut self, other: &Self) {
        for (slot, more) in self.0.iter_mut().zip(other.0) {
            *slot = slot.saturating_add(more);
        }
    }

    /// What is here and not in `part`: the rest, to compare a part with.
    #[must_use]
    pub fn without(&self, part: &Self) -> Self {
        let mut rest = self.clone();
        for (slot, taken) in rest.0.iter_mut().zip(part.0) {
            *slot = slot.saturating_sub(taken);
        }
        rest
    }
}

#[cfg(test)]
mod tests {
    use super::Histogram;
    use crate::types::Kind;

    #[test]
    fn scores_fall_into_their_groups() {
        let mut histogram = Histogram::default();
        for (score, n) in [(0, 1), (6, 2), (7, 3), (9, 4), (10, 5)] {
            assert!(histogram.add(score, n));
        }
        assert!(!histogram.add(11, 1));
        let groups = histogram.groups(Kind::Nps);
        assert_eq!((groups.detractors, groups.passives, groups.promoters), (3, 3, 9));
        assert_eq!(histogram.total(), 15);
        assert_eq!(histogram.without(&histogram).total(), 0);
    }
}
