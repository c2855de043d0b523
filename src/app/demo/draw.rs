//! Draws by chance from a seeded source, so that the same seed tells the same story.

use crate::types::Random;

/// A source to draw from.
pub(super) struct Draw(Random);

impl Draw {
    /// A source that repeats itself for the same seed.
    pub fn from_seed(seed: u64) -> Self {
        Self(Random::from_seed(seed))
    }

    /// Whether something of this probability happens.
    pub fn chance(&self, probability: f64) -> bool {
        self.0.unit() < probability
    }

    /// A number from `low` up to `high`.
    pub fn between(&self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.0.unit()
    }

    /// A whole number from `low` up to `high`, both included.
    pub fn whole(&self, low: i64, high: i64) -> i64 {
        (self.between(low as f64, high as f64 + 1.0).floor() as i64).min(high)
    }

    /// A place in a list of `length`; 0 for an empty one.
    pub fn index(&self, length: usize) -> usize {
        let index = (self.0.unit() * length as f64).floor() as usize;
        index.min(length.saturating_sub(1))
    }

    /// One of a list; nothing of an empty one.
    pub fn pick<'a, T>(&self, list: &'a [T]) -> Option<&'a T> {
        list.get(self.index(list.len()))
    }

    /// A place in a list of weights, the heavier the likelier.
    pub fn weighted(&self, weights: &[f64]) -> usize {
        let mut rest = self.0.unit() * weights.iter().sum::<f64>();
        for (index, weight) in weights.iter().enumerate() {
            rest -= weight;
            if rest < 0.0 {
                return index;
            }
        }
        weights.len().saturating_sub(1)
    }

    /// A number whose typical size is `typical`: many are smaller, a few are much larger.
    pub fn waiting(&self, typical: f64) -> f64 {
        -typical * (1.0 - self.0.unit()).ln()
    }

    /// A random decimal as customers have it.
    pub fn public_id(&self) -> i64 {
        self.0.public_id()
    }
}

/// Deals the places of a list in a mixed order, each once before any comes again.
#[derive(Default)]
pub(super) struct Deck(Vec<usize>);

impl Deck {
    /// The next place of a list of `length`.
    pub fn deal(&mut self, draw: &Draw, length: usize) -> usize {
        if self.0.is_empty() {
            self.0 = (0..length).collect();
        }
        let next = draw.index(self.0.len());
        if next < self.0.len() { self.0.swap_remove(next) } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::{Deck, Draw};

    #[test]
    fn the_same_seed_draws_the_same() {
        let (one, other) = (Draw::from_seed(7), Draw::from_seed(7));
        for _ in 0..100 {
            assert_eq!(one.whole(1, 6), other.whole(1, 6));
        }
    }

    #[test]
    fn a_deck_repeats_nothing_before_its_end() {
        let (draw, mut deck) = (Draw::from_seed(1), Deck::default());
        let mut dealt: Vec<usize> = (0..12).map(|_| deck.deal(&draw, 12)).collect();
        dealt.sort_unstable();
        assert_eq!(dealt, (0..12).collect::<Vec<_>>());
    }

    #[test]
    fn weights_count() {
        let draw = Draw::from_seed(3);
        let hits = (0..1000).filter(|_| draw.weighted(&[1.0, 9.0]) == 1).count();
        assert!((850..950).contains(&hits), "{hits}");
        assert_eq!(draw.weighted(&[0.0, 1.0, 0.0]), 1);
    }
}
