//! A share (top boxes, thumbs up) as a fraction from 0 to 1, with Wilson's score interval.
//!
//! E. B. Wilson (1927), as method 3 in R. G. Newcombe, "Two-sided confidence intervals for the
//! single proportion", Statistics in Medicine 17 (1998).

use super::{Estimate, Sample, Z_975};

/// The share of `hits` in `n` with Wilson's interval; hits beyond `n` count as `n`.
#[must_use]
pub fn estimate_share(hits: u64, n: u64) -> Option<Estimate> {
    if n == 0 {
        return None;
    }
    let total = n as f64;
    let share = hits.min(n) as f64 / total;
    let z2 = Z_975 * Z_975;
    let shrink = 1.0 + z2 / total;
    let centre = (share + z2 / (2.0 * total)) / shrink;
    let spread = share * (1.0 - share) / total + z2 / (4.0 * total * total);
    let half = Z_975 * spread.sqrt() / shrink;
    Some(Estimate::within(n, share, (centre, half), (0.0, 1.0)))
}

/// The share after adding one hit and one miss, with its standard error, to compare two disjoint
/// periods: A. Agresti, B. Caffo, The American Statistician 54 (2000).
#[must_use]
pub fn sample_share(hits: u64, n: u64) -> Option<Sample> {
    if n == 0 {
        return None;
    }
    let total = n as f64 + 2.0;
    let centre = (hits.min(n) as f64 + 1.0) / total;
    Some(Sample { centre, error: (centre * (1.0 - centre) / total).sqrt(), critical: Z_975 })
}

#[cfg(test)]
mod tests {
    use super::estimate_share;
    use proptest::prelude::*;

    /// Newcombe (1998), table I.
    #[test]
    fn published_intervals() {
        let interval = |hits, n| {
            estimate_share(hits, n).map(|e| (format!("{:.4}", e.low), format!("{:.4}", e.high)))
        };
        assert_eq!(interval(81, 263), Some(("0.2553".into(), "0.3662".into())));
        assert_eq!(interval(0, 20), Some(("0.0000".into(), "0.1611".into())));
        assert_eq!(interval(0, 0), None);
    }

    /// `python tests/data/statistics/vectors.py` (scipy 1.17.1, statsmodels 0.15.0, numpy 2.4.6).
    #[test]
    fn intervals_as_statsmodels_has_them() {
        let known = [
            (81, 263, 0.255_288_519_878_274_2, 0.366_209_576_982_800_04),
            (0, 20, 0.0, 0.161_125_158_052_819_4),
            (15, 148, 0.062_386_399_530_736_28, 0.160_487_241_723_308_03),
            (1, 29, 0.006_113_214_292_762_667, 0.171_755_218_793_202_93),
            (9, 10, 0.595_849_973_204_761_4, 0.982_123_786_904_927),
            (999, 1_000, 0.994_357_441_402_042_1, 0.999_823_453_629_373_9),
        ];
        for (hits, n, low, high) in known {
            let estimate = estimate_share(hits, n).unwrap();
            assert!((estimate.low - low).abs() < 1e-9, "{hits}/{n}: {}", estimate.low);
            assert!((estimate.high - high).abs() < 1e-9, "{hits}/{n}: {}", estimate.high);
        }
    }

    proptest! {
        #[test]
        fn lies_inside_the_scale_and_shrinks(hits in 0u64..5_000, misses in 0u64..5_000, k in 2u64..20) {
            prop_assume!(hits + misses > 0);
            let one = estimate_share(hits, hits + misses).unwrap();
            let many = estimate_share(hits * k, (hits + misses) * k).unwrap();
            prop_assert!(0.0 <= one.low && one.low <= one.score);
            prop_assert!(one.score <= one.high && one.high <= 1.0);
            prop_assert!(many.high - many.low <= one.high - one.low + 1e-12);
        }
    }
}
