//! Randomness that is passed in: from the system in production, from a seed in tests and the demo.

use std::sync::{Arc, Mutex, PoisonError};

use rand::{Rng, RngExt, SeedableRng, rngs::ChaCha20Rng};

use super::Token;

const SMALLEST_ID: i64 = 100_000_000_000;
const LARGEST_ID: i64 = 999_999_999_999_999;

/// Long enough that two sets of answers that happen to overlap hardly ever draw the same id.
const LONGEST_STEP: i64 = 1 << 16;

/// A shared source of randomness, cheap to clone.
#[derive(Clone)]
pub struct Random(Arc<Mutex<ChaCha20Rng>>);

impl Random {
    /// A source seeded by the operating system.
    #[must_use]
    pub fn from_system() -> Self {
        Self(Arc::new(Mutex::new(rand::make_rng())))
    }

    /// A source that repeats itself for the same seed.
    #[must_use]
    pub fn from_seed(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(ChaCha20Rng::seed_from_u64(seed))))
    }

    /// A fresh token.
    #[must_use]
    pub fn token(&self) -> Token {
        Token::from_bits(self.with(Rng::next_u64))
    }

    /// A random decimal of 12 to 15 digits: below 2⁵³, and never a counter.
    #[must_use]
    pub fn public_id(&self) -> i64 {
        self.with(|rng| rng.random_range(SMALLEST_ID..=LARGEST_ID))
    }

    /// A random decimal like [`Self::public_id`], a random step after another one: rows that are
    /// stored together then share pages of the table, where each would have changed its own.
    #[must_use]
    pub fn public_id_after(&self, other: i64) -> i64 {
        let id = other.saturating_add(self.with(|rng| rng.random_range(1..=LONGEST_STEP)));
        if (SMALLEST_ID..=LARGEST_ID).contains(&id) { id } else { self.public_id() }
    }

    /// So many random bytes.
    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        self.with(|rng| {
            let mut bytes = [0; N];
            rng.fill_bytes(&mut bytes);
            bytes
        })
    }

    /// A number in `0.0..1.0`.
    #[must_use]
    pub fn unit(&self) -> f64 {
        self.with(|rng| rng.random())
    }

    fn with<T>(&self, draw: impl FnOnce(&mut ChaCha20Rng) -> T) -> T {
        draw(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl std::fmt::Debug for Random {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Random")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_twelve_to_fifteen_digits_and_grow_within_a_set() {
        let random = Random::from_seed(7);
        let mut last = random.public_id();
        for _ in 0..10_000 {
            let next = random.public_id_after(last);
            assert!((1..=LONGEST_STEP).contains(&(next - last)));
            assert!((SMALLEST_ID..=LARGEST_ID).contains(&next));
            last = next;
        }
        assert!((SMALLEST_ID..=LARGEST_ID).contains(&random.public_id_after(LARGEST_ID)));
    }
}
