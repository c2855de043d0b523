//! Which customers a survey asks when it asks only some. The draw is a keyed hash of survey and
//! person, so that the same person is always in or always out, whoever asks and however often.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// How many steps the draw knows: what a float tells apart.
const STEPS: f64 = (1_u64 << 53) as f64;

/// Whether a survey asks this person. `share` runs from 0.0 (nobody) to 1.0 (everybody); whoever
/// is asked at a share is asked at every larger one. `survey` is its slug.
#[must_use]
pub fn is_sampled(key: &[u8; 32], survey: &str, person: &str, share: f64) -> bool {
    draw(key, survey, person) < share
}

/// A number in 0.0..1.0 that belongs to survey and person.
fn draw(key: &[u8; 32], survey: &str, person: &str) -> f64 {
    // HMAC fills a short key with zeros up to the hash's block (RFC 2104 §2).
    let mut block = [0; 64];
    for (place, byte) in block.iter_mut().zip(key) {
        *place = *byte;
    }
    let mut mac = Hmac::<Sha256>::new(&block.into());
    mac.update(survey.as_bytes());
    // No slug holds a NUL, so survey and person cannot run into each other.
    mac.update(&[0]);
    mac.update(person.as_bytes());
    let number = mac
        .finalize()
        .into_bytes()
        .iter()
        .take(8)
        .fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    (number >> 11) as f64 / STEPS
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{draw, is_sampled};

    #[test]
    fn about_the_share_is_drawn_and_each_survey_draws_anew() {
        let key = [7; 32];
        let drawn = |survey: &str| {
            (0..10_000).filter(|person| is_sampled(&key, survey, &person.to_string(), 0.3)).count()
        };
        assert!((2_850..3_150).contains(&drawn("one")), "{}", drawn("one"));
        let both = (0..10_000)
            .map(|person| person.to_string())
            .filter(|p| is_sampled(&key, "one", p, 0.3) && is_sampled(&key, "two", p, 0.3))
            .count();
        assert!((800..1_000).contains(&both), "{both}");
    }

    proptest! {
        #[test]
        fn the_ends_are_nobody_and_everybody(key: [u8; 32], survey: String, person: String) {
            prop_assert!(!is_sampled(&key, &survey, &person, 0.0));
            prop_assert!(is_sampled(&key, &survey, &person, 1.0));
        }

        #[test]
        fn a_larger_share_keeps_who_was_in(
            key: [u8; 32], person: String, less in 0.0..1.0_f64, more in 0.0..1.0_f64,
        ) {
            let (less, more) = (less.min(more), less.max(more));
            let asked = |share| is_sampled(&key, "one", &person, share);
            prop_assert!(!asked(less) || asked(more));
        }

        #[test]
        fn a_draw_is_stable(key: [u8; 32], person: String) {
            let (first, again) = (draw(&key, "one", &person), draw(&key, "one", &person));
            prop_assert!((0.0..1.0).contains(&first) && first == again);
        }
    }
}
