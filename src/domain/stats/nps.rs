//! The Net Promoter Score as a fraction from −1 to 1, with the adjusted Wald interval.
//!
//! B. Rocks, "Interval estimation for the Net Promoter Score", The American Statistician 70 (2016),
//! arXiv:1601.07235: add ¾, 1½, ¾ answers to detractors, passives, promoters, then take Wald's
//! interval of those. The two outer shares are not independent; their covariance is in
//! [`variance`].

use super::{Estimate, Sample, Z_975};

/// What is added to detractors and promoters; passives get twice that.
const ADDED: f64 = 0.75;

/// Counts of the three groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    /// 0 to 6 on the scale of NPS.
    pub detractors: u64,
    /// 7 and 8.
    pub passives: u64,
    /// 9 and 10.
    pub promoters: u64,
}

impl Groups {
    /// How many answers there are.
    #[must_use]
    pub fn total(self) -> u64 {
        self.detractors + self.passives + self.promoters
    }
}

/// (promoters − detractors) / n, a fraction from −1 to 1.
#[must_use]
pub fn nps(groups: Groups) -> Option<f64> {
    moments(groups, 0.0).map(|(score, ..)| score)
}

/// The variance of one answer that counts −1, 0 or 1: (promoters + detractors) / n − NPS².
#[must_use]
pub fn variance(groups: Groups) -> Option<f64> {
    moments(groups, 0.0).map(|(_, variance, _)| variance)
}

/// The observed score with the adjusted Wald interval.
#[must_use]
pub fn estimate_nps(groups: Groups) -> Option<Estimate> {
    let score = nps(groups)?;
    let sample = sample_nps(groups)?;
    let half = Z_975 * sample.error;
    Some(Estimate::within(groups.total(), score, (sample.centre, half), (-1.0, 1.0)))
}

/// The adjusted score and its standard error, to compare two disjoint periods.
#[must_use]
pub fn sample_nps(groups: Groups) -> Option<Sample> {
    if groups.total() == 0 {
        return None;
    }
    let (centre, variance, n) = moments(groups, ADDED)?;
    Some(Sample { centre, error: (variance / n).sqrt(), critical: Z_975 })
}

/// Score, variance of one answer and number of answers, after adding `added`, 2·`added`, `added`.
fn moments(groups: Groups, added: f64) -> Option<(f64, f64, f64)> {
    let detractors = groups.detractors as f64 + added;
    let promoters = groups.promoters as f64 + added;
    let n = detractors + promoters + groups.passives as f64 + 2.0 * added;
    if n <= 0.0 {
        return None;
    }
    let score = (promoters - detractors) / n;
    let variance = ((promoters + detractors) / n - score * score).max(0.0);
    Some((score, variance, n))
}

#[cfg(test)]
mod tests {
    use super::{Groups, estimate_nps, nps, variance};
    use proptest::prelude::*;

    fn groups(detractors: u64, passives: u64, promoters: u64) -> Groups {
        Groups { detractors, passives, promoters }
    }

    /// R package NPS 2, its own tests, and stats.SE 18609.
    #[test]
    fn published_scores_and_variances() {
        let near = |found: Option<f64>, wanted: f64| (found.unwrap() - wanted).abs() < 1e-12;
        assert!(near(nps(groups(1, 2, 3)), 1.0 / 3.0));
        assert!(near(variance(groups(1, 2, 3)), 5.0 / 9.0));
        assert!(near(variance(groups(1, 0, 1)), 1.0));
        assert!(near(variance(groups(0, 1, 1)), 0.25));
        assert!(near(variance(groups(1, 1, 1)), 2.0 / 3.0));
        assert!(near(variance(groups(54, 108, 162)), 5.0 / 9.0));
        let standard_error = |g: Groups| (variance(g).unwrap() / g.total() as f64).sqrt();
        assert_eq!(format!("{:.3}", standard_error(groups(1, 2, 3))), "0.304");
        assert_eq!(format!("{:.1}", 100.0 * standard_error(groups(54, 108, 162))), "4.1");
    }

    #[test]
    fn worked_intervals() {
        let interval =
            |g| estimate_nps(g).map(|e| (format!("{:.6}", e.low), format!("{:.6}", e.high)));
        assert_eq!(interval(groups(10, 20, 70)), Some(("0.452698".into(), "0.712351".into())));
        assert_eq!(interval(groups(0, 0, 10)), Some(("0.475036".into(), "1.000000".into())));
        assert_eq!(interval(groups(0, 0, 0)), None);
    }

    /// `python tests/data/statistics/vectors.py` (scipy 1.17.1, statsmodels 0.15.0, numpy 2.4.6).
    #[test]
    fn intervals_as_statsmodels_has_them() {
        let known = [
            (10, 20, 70, 0.452_697_602_538_482_5, 0.712_350_941_150_837_7),
            (0, 1, 3, -0.073_415_363_054_422_7, 0.930_558_220_197_279_7),
            (3, 0, 4, -0.468_051_530_178_650_75, 0.668_051_530_178_650_7),
            (54, 108, 162, 0.249_452_514_130_335_76, 0.411_097_944_585_260_6),
            (400, 300, 300, -0.151_087_823_765_754_75, -0.048_313_970_850_396_79),
            (1, 0, 0, -1.0, 0.484_986_494_202_520_27),
        ];
        for (d, p, o, low, high) in known {
            let estimate = estimate_nps(groups(d, p, o)).unwrap();
            assert!((estimate.low - low).abs() < 1e-9, "{d} {p} {o}: {}", estimate.low);
            assert!((estimate.high - high).abs() < 1e-9, "{d} {p} {o}: {}", estimate.high);
        }
    }

    proptest! {
        #[test]
        fn lies_inside_the_scale_and_shrinks(d in 0u64..5_000, p in 0u64..5_000, o in 1u64..5_000, k in 2u64..20) {
            let one = estimate_nps(groups(d, p, o)).unwrap();
            let many = estimate_nps(groups(d * k, p * k, o * k)).unwrap();
            prop_assert!(-1.0 <= one.low && one.low <= one.score);
            prop_assert!(one.score <= one.high && one.high <= 1.0);
            prop_assert!(many.high - many.low <= one.high - one.low + 1e-12);
        }
    }
}
