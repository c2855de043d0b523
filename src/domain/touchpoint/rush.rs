//! Whether far more answers come in at a place than it ever had.
//!
//! Time is cut into slots of ten minutes. A place that has been there for a week is in a rush from
//! four times its busiest slot on, [`FEW`] at least; a new one, of which nothing is known, from
//! [`MANY`] on: a hall that lets out, every guest with a phone, stays below that. In a rush, and
//! in the slot after one, each answer is asked for proof of work. Those who cannot show any go on
//! by a slower page and are counted up to the same limit; what is beyond is kept, not counted.
//! So nobody is turned away, and a flood without work moves the score no further than the place's
//! busiest day could.

use super::Proof;
use crate::types::Instant;

/// How long a slot is.
pub const SLOT_SECONDS: i64 = 600;

/// A known place is never in a rush below this.
pub const FEW: i64 = 30;

/// How many answers of a slot a new place takes before it is in a rush.
pub const MANY: i64 = 150;

/// How many times its busiest slot is far above what a place ever had.
const FAR_ABOVE: i64 = 4;

/// How long a place must have been there to be known.
const KNOWN_SECONDS: i64 = 7 * 86_400;

/// The slot of an instant.
#[must_use]
pub fn slot_of(at: Instant) -> i64 {
    at.as_seconds().div_euclid(SLOT_SECONDS)
}

/// How many answers of a slot are no rush, for a place of this age whose busiest slot had `peak`.
#[must_use]
pub fn limit(peak: i64, age_seconds: i64) -> i64 {
    let known = FAR_ABOVE.saturating_mul(peak).max(FEW);
    if age_seconds < KNOWN_SECONDS { known.max(MANY) } else { known }
}

/// How fast answers come in at a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rush {
    /// The slot it was last looked at.
    pub slot: i64,
    /// Answers of that slot that are counted.
    pub n: i64,
    /// Those of them that came in a rush without proof.
    pub unproven: i64,
    /// The most counted answers of any earlier slot without a rush.
    pub peak: i64,
    /// The last slot in which proof is asked for; before `slot` if in none.
    pub hot_until: i64,
}

/// What becomes of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is counted.
    Counted,
    /// It is not stored yet: some work, or some patience, is asked for.
    Asked,
    /// It is kept and not counted.
    Held,
}

impl Rush {
    /// The same place at a slot that is not earlier: what an earlier slot without a rush had
    /// becomes known. Clocks of two nodes may differ; an earlier slot changes nothing.
    #[must_use]
    pub fn at(self, slot: i64) -> Self {
        if slot <= self.slot {
            return self;
        }
        let calm = self.hot_until < self.slot;
        let peak = if calm { self.peak.max(self.n) } else { self.peak };
        Self { slot, n: 0, unproven: 0, peak, hot_until: self.hot_until }
    }

    /// Whether proof is asked for.
    #[must_use]
    pub fn is_hot(&self) -> bool {
        self.hot_until >= self.slot
    }

    /// Takes one more answer; `limit` is that of [`limit`].
    pub fn take(&mut self, shown: Proof, limit: i64) -> Verdict {
        let over = self.n >= limit;
        if over {
            self.hot_until = self.slot + 1;
        }
        let verdict = match shown {
            _ if !over && !self.is_hot() => Verdict::Counted,
            Proof::Worked => Verdict::Counted,
            Proof::None => Verdict::Asked,
            Proof::Waited if self.unproven < limit => {
                self.unproven += 1;
                Verdict::Counted
            }
            Proof::Waited => Verdict::Held,
        };
        self.n += i64::from(verdict == Verdict::Counted);
        verdict
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WEEK: i64 = 7 * 86_400;

    #[test]
    fn a_hundred_guests_at_once_are_no_rush_at_a_new_place() {
        let mut rush = Rush::default().at(10);
        let limit = limit(rush.peak, 3_600);
        assert!((0..100).all(|_| rush.take(Proof::None, limit) == Verdict::Counted));
        assert!(!rush.is_hot());
    }

    #[test]
    fn four_times_the_busiest_slot_is_a_rush_and_it_lasts_a_slot_longer() {
        assert_eq!((limit(0, WEEK), limit(7, WEEK), limit(50, WEEK)), (30, 30, 200));
        assert_eq!((limit(0, WEEK - 1), limit(50, 0)), (150, 200));
        let mut rush = Rush { peak: 10, ..Rush::default() }.at(10);
        for _ in 0..40 {
            assert_eq!(rush.take(Proof::None, 40), Verdict::Counted);
        }
        assert_eq!(rush.take(Proof::None, 40), Verdict::Asked);
        assert_eq!(rush.take(Proof::Worked, 40), Verdict::Counted);
        let mut next = rush.at(11);
        assert_eq!(next.take(Proof::None, 40), Verdict::Asked);
        let mut later = next.at(12);
        assert_eq!(later.take(Proof::None, 40), Verdict::Counted);
        assert_eq!(later.peak, 10, "a rush is not what a place is used to");
    }

    #[test]
    fn patience_is_counted_up_to_the_limit() {
        let mut rush = Rush { hot_until: 6, ..Rush::default() }.at(5);
        let taken: Vec<_> = (0..35).map(|_| rush.take(Proof::Waited, 30)).collect();
        assert_eq!(taken.iter().filter(|taken| **taken == Verdict::Counted).count(), 30);
        assert_eq!(taken.last(), Some(&Verdict::Held));
    }

    fn any_proof() -> impl Strategy<Value = Proof> {
        prop_oneof![Just(Proof::None), Just(Proof::Waited), Just(Proof::Worked)]
    }

    proptest! {
        /// However answers come: work always counts, nothing shown is never held, and what counts
        /// of a slot without work is at most twice the limit.
        #[test]
        fn nobody_is_turned_away_and_little_counts_without_work(
            steps in prop::collection::vec((0_i64..3, any_proof()), 0..400),
            peak in 0_i64..20,
        ) {
            let mut rush = Rush { peak, hot_until: -1, ..Rush::default() };
            let (mut slot, mut free) = (0, 0);
            for (pause, proof) in steps {
                if pause == 2 {
                    slot += 1;
                    free = 0;
                }
                rush = rush.at(slot);
                let limit = limit(rush.peak, WEEK);
                let verdict = rush.take(proof, limit);
                match proof {
                    Proof::Worked => prop_assert_eq!(verdict, Verdict::Counted),
                    Proof::None => prop_assert_ne!(verdict, Verdict::Held),
                    Proof::Waited => prop_assert_ne!(verdict, Verdict::Asked),
                }
                free += i64::from(verdict == Verdict::Counted && proof != Proof::Worked);
                prop_assert!(free <= 2 * limit, "{} of {}", free, limit);
                prop_assert!(rush.unproven <= rush.n && rush.slot == slot);
            }
        }

        /// Never a rush below what a place is known to have.
        #[test]
        fn what_a_place_had_before_is_no_rush(peak in 0_i64..10_000, age in 0_i64..100_000_000) {
            prop_assert!(limit(peak, age) >= peak.max(FEW));
            prop_assert!(limit(peak + 1, age) >= limit(peak, age));
        }
    }
}
