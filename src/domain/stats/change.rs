//! Whether a change between two periods is more than noise.
//!
//! Two-sample z test of disjoint samples: z = (later − earlier) / √(error₁² + error₂²), on the
//! adjusted scores of [`sample_nps`](super::sample_nps) and [`sample_share`](super::sample_share)
//! and the plain means of [`sample_mean`](super::sample_mean). Overlapping periods must not be
//! compared: they are not independent.

/// What a test needs to know of one period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// The score, adjusted as its kind asks.
    pub centre: f64,
    /// Its standard error.
    pub error: f64,
    /// How many standard errors of difference are more than noise, at 5 %.
    pub critical: f64,
}

/// What can be said of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Clearly higher.
    Up,
    /// Clearly lower.
    Down,
    /// Such a difference comes about by chance.
    WithinNoise,
}

/// The outcome of a test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// The difference in standard errors; positive is up.
    pub z: f64,
    /// Its meaning.
    pub verdict: Verdict,
}

/// Standard errors of difference that are more than noise when the pair was picked for being far
/// apart among up to 50: 5 % shared among 50 tests (Bonferroni).
pub(super) const PICKED: f64 = 3.290_526_731;

/// Tests a change between two periods chosen beforehand, at 5 %.
#[must_use]
pub fn compare(earlier: Sample, later: Sample) -> Change {
    judge(earlier, later, earlier.critical.max(later.critical))
}

/// Tests a difference between periods or groups of which one was picked for standing out.
#[must_use]
pub fn compare_picked(earlier: Sample, later: Sample) -> Change {
    judge(earlier, later, earlier.critical.max(later.critical).max(PICKED))
}

fn judge(earlier: Sample, later: Sample, critical: f64) -> Change {
    let error = earlier.error.hypot(later.error);
    let difference = later.centre - earlier.centre;
    let z = if error > 0.0 { difference / error } else { 0.0 };
    let verdict = match z {
        z if z > critical => Verdict::Up,
        z if z < -critical => Verdict::Down,
        _ => Verdict::WithinNoise,
    };
    Change { z, verdict }
}

#[cfg(test)]
mod tests {
    use super::{Verdict, compare};
    use crate::domain::stats::{Groups, sample_nps, sample_share};
    use proptest::prelude::*;

    fn nps(detractors: u64, passives: u64, promoters: u64) -> super::Sample {
        sample_nps(Groups { detractors, passives, promoters }).unwrap()
    }

    /// By hand: (30,30,40) adjusts to 10/103 with variance 71.5/103 − (10/103)², (10,20,70) to
    /// 60/103 with variance 81.5/103 − (60/103)²; z = 0.485437 / √((0.684751 + 0.451928)/103).
    #[test]
    fn a_worked_change() {
        let change = compare(nps(30, 30, 40), nps(10, 20, 70));
        assert!((change.z - 4.620_964).abs() < 1e-5, "{}", change.z);
        assert_eq!(change.verdict, Verdict::Up);
        assert_eq!(compare(nps(10, 20, 70), nps(30, 30, 40)).verdict, Verdict::Down);
    }

    /// `python tests/data/statistics/vectors.py` (scipy 1.17.1, statsmodels 0.15.0, numpy 2.4.6).
    #[test]
    fn changes_as_statsmodels_has_them() {
        let known = [
            ([30, 30, 40], [10, 20, 70], 4.620_968_085_649_847),
            ([2, 3, 5], [1, 3, 6], 0.527_328_044_304_643_9),
            ([54, 108, 162], [60, 90, 150], -0.545_595_787_542_878_4),
        ];
        for (before, after, z) in known {
            let of = |[d, p, o]: [u64; 3]| nps(d, p, o);
            assert!((compare(of(before), of(after)).z - z).abs() < 1e-9, "{before:?}");
        }
        let shares = [
            (30, 50, 45, 60, 1.659_389_565_460_391),
            (1, 2, 2, 2, 0.755_928_946_018_454_4),
            (810, 1_000, 790, 950, 1.238_117_450_483_665_8),
        ];
        for (hits, n, later_hits, later_n, z) in shares {
            let of = |hits, n| sample_share(hits, n).unwrap();
            let change = compare(of(hits, n), of(later_hits, later_n));
            assert!((change.z - z).abs() < 1e-9, "{hits}/{n}: {}", change.z);
        }
    }

    #[test]
    fn ten_answers_are_noise() {
        assert_eq!(compare(nps(2, 3, 5), nps(1, 3, 6)).verdict, Verdict::WithinNoise);
        let (half, all) = (sample_share(1, 2).unwrap(), sample_share(2, 2).unwrap());
        assert_eq!(compare(half, all).verdict, Verdict::WithinNoise);
    }

    proptest! {
        #[test]
        fn turning_time_round_turns_the_sign(a in prop::array::uniform3(0u64..1_000), b in prop::array::uniform3(0u64..1_000)) {
            prop_assume!(a.iter().sum::<u64>() > 0 && b.iter().sum::<u64>() > 0);
            let (a, b) = (nps(a[0], a[1], a[2]), nps(b[0], b[1], b[2]));
            prop_assert!(compare(a, b).z.is_finite());
            prop_assert_eq!(compare(a, b).z, -compare(b, a).z);
        }
    }
}
