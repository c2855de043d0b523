//! A mean on a scale of whole steps, with an interval by Student's t.
//!
//! Answers pile up at one end of the scale, and the plain t interval does not see the rare far
//! answer that did not come: at n = 20 it holds the truth of such a population 90 times of 100. So, as
//! the interval of NPS does by three, it is computed as if one answer more had come, spread evenly over
//! the scale: that is Perks' prior for the shares of K answers, 1/K each (Perks, *Journal of the
//! Institute of Actuaries* 73, 1947, 285–334; recommended for many parameters at once by Berger,
//! Bernardo and Sun, *Overall objective priors*, Bayesian Analysis 10, 2015, 189–221). Centre and
//! variance are those of the mean under the posterior, a Dirichlet distribution: with shares
//! pₛ = (nₛ + 1/K)/(n + 1), the mean is m = Σ s·pₛ and its variance (Σ s²·pₛ − m²)/(n + 2). The limit is
//! that of t with n − 1 degrees of freedom.
//!
//! One answer says nothing about its spread: its interval is the whole scale. A comparison of two
//! periods takes the means as they are, with their plain standard errors (NIST/SEMATECH e-Handbook
//! 1.3.5.3); there the variance is never taken below 1/n, as if one of the n answers had been a step
//! off, because answers that happen to agree do not make a mean certain.

use std::ops::RangeInclusive;

use super::{Estimate, Histogram, Sample, Z_975, t_975};

/// The mean of the answers with its interval, cut to the scale.
#[must_use]
pub fn estimate_mean(histogram: &Histogram, scale: RangeInclusive<u8>) -> Option<Estimate> {
    let n = histogram.total();
    let ends = (f64::from(*scale.start()), f64::from(*scale.end()));
    let mean = mean_of(histogram)?;
    if n == 1 {
        return Some(Estimate { n, score: mean, low: ends.0, high: ends.1 });
    }
    let (more, total) = (1.0 / scale.len() as f64, n as f64 + 1.0);
    let share = |score: u8| (histogram.count(score) as f64 + more) / total;
    let centre: f64 = scale.clone().map(|score| f64::from(score) * share(score)).sum();
    let spread: f64 = scale.map(|score| (f64::from(score) - centre).powi(2) * share(score)).sum();
    let half = t_975(n - 1) * (spread / (total + 1.0)).sqrt();
    Some(Estimate::within(n, mean, (centre, half), ends))
}

/// The mean and its standard error, to compare two disjoint periods; `None` for fewer than two
/// answers. The critical value is that of t with n − 1 degrees of freedom: with the larger of two
/// samples' values the test is cautious where Welch's would be exact.
#[must_use]
pub fn sample_mean(histogram: &Histogram) -> Option<Sample> {
    let (n, mean) = (histogram.total(), mean_of(histogram)?);
    if n < 2 {
        return None;
    }
    let total = n as f64;
    let squares = histogram
        .pairs()
        .map(|(score, n)| (f64::from(score) - mean).powi(2) * n as f64)
        .sum::<f64>();
    let variance = (squares / (total - 1.0)).max(1.0 / total);
    let critical = t_975(n - 1).max(Z_975);
    Some(Sample { centre: mean, error: (variance / total).sqrt(), critical })
}

fn mean_of(histogram: &Histogram) -> Option<f64> {
    let n = histogram.total();
    let sum: f64 = histogram.pairs().map(|(score, n)| f64::from(score) * n as f64).sum();
    (n > 0).then(|| sum / n as f64)
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

    /// By hand: 4, 5, 5, 6, 7 and a seventh of each step make the shares m = 31/6, Σ s²·p = 171/6,
    /// variance (171/6 − 961/36)/7, t(4) = 2.776445.
    #[test]
    fn worked_interval() {
        let estimate = estimate_mean(&of(&[(4, 1), (5, 2), (6, 1), (7, 1)]), 1..=7).unwrap();
        assert!((estimate.score - 5.4).abs() < 1e-12);
        let half = 2.776_445_105 * ((171.0 / 6.0 - 961.0 / 36.0) / 7.0_f64).sqrt();
        assert!((estimate.low - (31.0 / 6.0 - half)).abs() < 1e-8);
        assert!((estimate.high - (31.0 / 6.0 + half)).abs() < 1e-8);
    }

    /// `python tests/data/statistics/vectors.py` (scipy 1.17.1, statsmodels 0.15.0, numpy 2.4.6).
    #[test]
    fn intervals_as_scipy_has_them() {
        let known = [
            ([0, 0, 0, 1, 2, 1, 1], 5.4, 3.756_580_996_577_771, 6.576_752_336_755_561),
            (
                [5, 9, 14, 30, 61, 80, 40],
                5.230_125_523_012_552_5,
                5.045_567_643_134_531,
                5.404_432_356_865_469,
            ),
            ([10, 0, 0, 0, 0, 0, 30], 5.5, 4.653_347_610_255_295, 6.273_481_658_037_387),
            ([1, 0, 0, 0, 0, 2, 17], 6.6, 5.821_244_637_585_168, 7.0),
            (
                [3, 2, 1, 2, 2, 1, 3],
                3.928_571_428_571_428_4,
                2.742_405_957_921_567_6,
                5.124_260_708_745_1,
            ),
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
