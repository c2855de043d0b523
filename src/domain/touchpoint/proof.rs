//! Proof of work, and patience for those whose browser runs no script.
//!
//! The work is ALTCHA's (altcha.org, "Proof-of-Work"): a number is hidden behind
//! SHA-256(salt ‖ number), and the browser tries numbers until it has it. The challenge is kept by
//! nobody: the salt names the page it was made for and until when, and an HMAC makes it ours. A
//! page has one answer, so that a solution used again only changes that answer.
//!
//! A picture or a riddle would keep out those who cannot see it or solve it. Work keeps out nobody,
//! and without a script some seconds of patience do, shown by a mark on the same salt.

use altcha_lib_rs::algorithm::AltchaAlgorithm;
use altcha_lib_rs::{
    ChallengeOptions, Payload, create_challenge, solve_challenge, verify_solution,
};

use crate::error::{Context, Result};
use crate::types::Instant;

/// How long a challenge may be answered.
const LIFETIME_SECONDS: i64 = 3_600;

/// How long those wait who show patience instead of work.
pub const WAIT_SECONDS: i64 = 8;

/// The largest number hidden: half of that many hashes on average, a second or two on a cheap
/// phone, on battery too.
pub const LARGEST: u64 = 30_000;

/// What the page needs to do the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    /// What stands before the number.
    pub salt: String,
    /// SHA-256 of salt and number, in hexadecimal.
    pub hash: String,
    /// The HMAC of that.
    pub signature: String,
}

/// What came back from the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Solution {
    /// The challenge's salt.
    pub salt: String,
    /// Its hash.
    pub hash: String,
    /// Its signature.
    pub signature: String,
    /// The number that was found, if any.
    pub number: Option<u64>,
    /// Whether the mark on the salt, by which it is known to be ours, is right.
    pub is_marked: bool,
}

/// What somebody has shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Proof {
    /// Nothing, or nothing that is right.
    #[default]
    None,
    /// Patience.
    Waited,
    /// Work.
    Worked,
}

/// Makes the challenge of one page. `page` is what the page is known by, such as `7k2m9q.0123…`; it
/// holds no `?`. `draw` lies in 0.0..1.0.
///
/// # Errors
/// Broken if the library refuses, which would be a bug.
pub fn challenge(key: &str, page: &str, now: Instant, draw: f64) -> Result<Challenge> {
    #[expect(clippy::cast_possible_truncation, reason = "below the largest")]
    #[expect(clippy::cast_sign_loss, reason = "never negative")]
    #[expect(clippy::cast_precision_loss, reason = "a small number")]
    let number = (draw * LARGEST as f64) as u64;
    // The last character ends the instant: without it a digit could move over into the number.
    let salt = format!("{page}.{}.", now.plus_seconds(LIFETIME_SECONDS).as_seconds());
    let options = ChallengeOptions {
        algorithm: Some(AltchaAlgorithm::Sha256),
        max_number: Some(LARGEST),
        hmac_key: key,
        salt: Some(salt),
        number: Some(number.min(LARGEST)),
        ..ChallengeOptions::default()
    };
    let made = create_challenge(options).doing(|| "a challenge cannot be made".to_owned())?;
    Ok(Challenge { salt: made.salt, hash: made.challenge, signature: made.signature })
}

/// What a solution shows that came from the page known as `page`.
#[must_use]
pub fn check(key: &str, page: &str, solution: &Solution, now: Instant) -> Proof {
    let Some(end) = end_of(&solution.salt, page) else { return Proof::None };
    let left = end.seconds_since(now);
    if !(0..=LIFETIME_SECONDS).contains(&left) {
        return Proof::None;
    }
    if has_worked(key, solution) {
        return Proof::Worked;
    }
    let waited = LIFETIME_SECONDS - left;
    if solution.is_marked && waited >= WAIT_SECONDS { Proof::Waited } else { Proof::None }
}

/// The end that a salt names, if it is that of this page.
fn end_of(salt: &str, page: &str) -> Option<Instant> {
    let end = salt.strip_prefix(page)?.strip_prefix('.')?.strip_suffix('.')?;
    end.parse().ok().map(Instant::from_seconds)
}

/// Whether a challenge with this salt was made for this page and may still be answered.
#[must_use]
pub fn is_open(page: &str, salt: &str, now: Instant) -> bool {
    let left = end_of(salt, page).map(|end| end.seconds_since(now));
    left.is_some_and(|left| (0..=LIFETIME_SECONDS).contains(&left))
}

fn has_worked(key: &str, solution: &Solution) -> bool {
    let Some(number) = solution.number.filter(|number| *number <= LARGEST) else { return false };
    let payload = Payload {
        algorithm: AltchaAlgorithm::Sha256,
        challenge: solution.hash.clone(),
        number,
        salt: solution.salt.clone(),
        signature: solution.signature.clone(),
        took: None,
    };
    // Its own look at the expiry would ask the computer's clock; ours is passed in.
    verify_solution(&payload, key, false).is_ok()
}

/// Does the work, as the page does; for trials.
#[must_use]
pub fn solve(challenge: &Challenge) -> Option<u64> {
    let Challenge { salt, hash, .. } = challenge;
    solve_challenge(hash, salt, Some(AltchaAlgorithm::Sha256), Some(LARGEST), 0).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Instant = Instant(1_790_000_000_000_000);
    const KEY: &str = "a key for trials";
    const PAGE: &str = "7k2m9q.0123456789abcdef0123456789abcdef";

    fn solved() -> Solution {
        let challenge = challenge(KEY, PAGE, NOW, 0.01).unwrap();
        let number = solve(&challenge);
        let Challenge { salt, hash, signature, .. } = challenge;
        Solution { salt, hash, signature, number, is_marked: true }
    }

    #[test]
    fn work_is_good_for_its_page_and_its_hour() {
        let solution = solved();
        assert_eq!(solution.number, Some(300));
        let at = |seconds| check(KEY, PAGE, &solution, NOW.plus_seconds(seconds));
        assert_eq!(
            (at(0), at(3_600), at(3_601), at(-1)),
            (Proof::Worked, Proof::Worked, Proof::None, Proof::None)
        );
        let other = PAGE.replace('0', "f");
        assert_eq!(check(KEY, &other, &solution, NOW), Proof::None, "another page's");
        assert_eq!(
            check("another key", PAGE, &Solution { is_marked: false, ..solution }, NOW),
            Proof::None
        );
    }

    #[test]
    fn patience_takes_its_seconds_and_a_mark() {
        let without = Solution { number: None, ..solved() };
        let at = |seconds| check(KEY, PAGE, &without, NOW.plus_seconds(seconds));
        assert_eq!((at(WAIT_SECONDS - 1), at(WAIT_SECONDS)), (Proof::None, Proof::Waited));
        let unmarked = Solution { is_marked: false, ..without };
        assert_eq!(check(KEY, PAGE, &unmarked, NOW.plus_seconds(60)), Proof::None);
    }

    #[test]
    fn digits_do_not_wander_from_the_end_into_the_number() {
        let solution = solved();
        let moved = |salt: &str, number| Solution {
            salt: salt.to_owned(),
            number,
            is_marked: false,
            ..solution.clone()
        };
        let end = solution.salt.trim_end_matches('.');
        let (shorter, last) = end.split_at(end.len() - 1);
        for (salt, number) in [
            (end.to_owned(), Some(300)),
            (format!("{end}3"), Some(0)),
            (format!("{end}30."), Some(0)),
            (format!("{shorter}."), format!("{last}300").parse().ok()),
        ] {
            assert_eq!(check(KEY, PAGE, &moved(&salt, number), NOW), Proof::None, "{salt}");
        }
    }

    proptest! {
        #[test]
        fn what_is_made_up_shows_nothing(
            salt in "\\PC{0,60}", hash in "[0-9a-f]{64}", signature in "\\PC{0,70}",
            number in prop::option::of(any::<u64>()), marked in any::<bool>(),
        ) {
            let solution = Solution { salt, hash, signature, number, is_marked: marked };
            prop_assert_eq!(check(KEY, PAGE, &solution, NOW), Proof::None);
            let ours = Solution { salt: solved().salt, is_marked: false, ..solution };
            prop_assert_eq!(check(KEY, PAGE, &ours, NOW), Proof::None);
        }
    }
}
