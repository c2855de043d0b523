//! A mean on a scale of whole steps, with Student's t interval.
//!
//! Student (1908); NIST/SEMATECH e-Handbook 1.3.5.2. Two departures, both on the cautious side:
//! one answer says nothing about its spread, so its interval is the whole scale; and the variance
//! is never taken below 1/n, as if one of the n answers had been a step off, because answers that
//! happen to agree do not make a mean certain.

use std::ops::RangeInclusive;

use super::{Estimate, Histogram, Sample, Z_975, t_975};

/// The mean of the answers with its t interval, cut to the scale.
#[must_use]
pub fn estimate_mean(histogram: &Histogram, scale: RangeInclusive<u8>) -> Option<Estimate> {
    let (mean, error) = mean_and_error(histogram)?;
    let ends = (f64::from(*scale.start()), f64::from(*scale.end()));
    let n = histogram.total();
    let half = error.map_or(ends.1 - ends.0, |error| t_975(n - 1) * error);
    Some(Estimate::within(n, mean, (mean, half), ends))
}

/// The mean and its standard error, to compare two disjoint periods; `None` for fewer than two
/// answers. The critical value is that of t with n − 1 degrees of freedom: with the larger of two
/// samples' values the test is cautious where Welch's would be exact.
#[must_use]
pub fn sample_mean(histogram: &Histogram) -> Option<Sample> {
    let (centre, error) = mean_and_error(histogram)?;
    let critical = t_975(histogram.total() - 1).max(Z_975);
    Some(Sample { centre, error: error?, critical })
}

/// The mean, and from two answers on its standard error.
fn mean_and_error(histogram: &Histogram) -> Option<(f64, Option<f64>)> {
    let n = histogram.total();
    if n == 0 {
        return None;
    }
    let total = n as f64;
    let mean = histogram.pairs().map(|(score, n)| f64::from(score) * n as f64).sum::<f64>() / total;
    if n == 1 {
        return Some((mean, None));
    }
    let squares = histogram
        .pairs()
        .map(|(score, n)| (f64::from(score) - mean).powi(2) * n as f64)
        .sum::<f64>();
    let variance = (squares / (total - 1.0)).max(1.0 / total);
    Some((mean, Some((variance / total).sqrt())))
}

#[cfg(test)]
mod tests {
    use super::estimate_mean;
    use crate::domain::stats::Histogram;
    use proptest::prelude::*;

    fn of(counts: &[(u8, u64)]) -> Histogram {
        let mut histogram = Histogram::default();
        for (score, n) in counts {
            assert!(histogram.add(*score, *n));
        }
        histogram
    }

    /// R: `t.test(c(4, 5, 5, 6, 7))` gives the mean 5.4 and 3.984279 to 6.815721, by hand:
    /// s² = 1.3, error √0.26, t(4) = 2.776445.
    #[test]
    fn worked_interval() {
        let estimate = estimate_mean(&of(&[(4, 1), (5, 2), (6, 1), (7, 1)]), 1..=7).unwrap();
        assert!((estimate.score - 5.4).abs() < 1e-12);
        assert!((estimate.low - (5.4 - 2.776_445_105 * 0.26_f64.sqrt())).abs() < 1e-8);
        assert!((estimate.high - (5.4 + 2.776_445_105 * 0.26_f64.sqrt())).abs() < 1e-8);
    }

    /// `python tests/data/statistics/vectors.py` (scipy 1.17.1, statsmodels 0.15.0, numpy 2.4.6).
    #[test]
    fn intervals_as_scipy_has_them() {
        let known = [
            ([0, 0, 0, 1, 2, 1, 1], 5.4, 3.984_285_223_017_728_6, 6.815_714_776_982_272),
            (
                [5, 9, 14, 30, 61, 80, 40],
                5.230_125_523_012_552_5,
                5.050_229_725_815_400_5,
                5.410_021_320_209_704_5,
            ),
            ([10, 0, 0, 0, 0, 0, 30], 5.5, 4.658_509_712_314_465, 6.341_490_287_685_535),
        ];
        for (counts, mean, low, high) in known {
            let counts: Vec<_> = (1..).zip(counts).collect();
            let estimate = estimate_mean(&of(&counts), 1..=7).unwrap();
            assert!((estimate.score - mean).abs() < 1e-9, "{}", estimate.score);
            assert!((estimate.low - low).abs() < 1e-9, "{}", estimate.low);
            assert!((estimate.high - high).abs() < 1e-9, "{}", estimate.high);
        }
    }

    #[test]
    fn little_says_little() {
        assert_eq!(estimate_mean(&of(&[]), 1..=7), None);
        let one = estimate_mean(&of(&[(6, 1)]), 1..=7).unwrap();
        assert_eq!((one.score, one.low, one.high), (6.0, 1.0, 7.0));
        let agreed = estimate_mean(&of(&[(6, 4)]), 1..=7).unwrap();
        assert!(agreed.low < 5.5 && agreed.high > 6.5);
    }

    proptest! {
        #[test]
        fn lies_inside_the_scale_and_shrinks(counts in prop::collection::vec(0u64..500, 7), k in 2u64..20) {
            prop_assume!(counts.iter().sum::<u64>() > 0);
            let scaled = |k| of(&(1u8..).zip(counts.iter().map(|n| n * k)).collect::<Vec<_>>());
            let one = estimate_mean(&scaled(1), 1..=7).unwrap();
            let many = estimate_mean(&scaled(k), 1..=7).unwrap();
            prop_assert!(1.0 <= one.low && one.low <= one.score);
            prop_assert!(one.score <= one.high && one.high <= 7.0);
            prop_assert!(many.high - many.low <= one.high - one.low + 1e-12);
        }
    }
}
