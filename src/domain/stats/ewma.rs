//! The control chart of exponentially weighted means: has a score left its usual level?
//!
//! NIST/SEMATECH e-Handbook 6.3.2.4 (after S. W. Roberts 1959): zₜ = λxₜ + (1 − λ)zₜ₋₁, begun at the
//! centre μ, and limits μ ± L·σ·√(λ/(2 − λ)·(1 − (1 − λ)²ᵗ)). Periods have different numbers of
//! answers and so different σₜ; the variance of zₜ is then vₜ = λ²σₜ² + (1 − λ)²vₜ₋₁, which is
//! NIST's expression where all σₜ are equal.

use super::Verdict;

/// λ, the weight of the latest period: 0.2 to 0.3 by NIST; the lesser finds lesser shifts.
pub const LAMBDA: f64 = 0.2;

/// L, the width of the limits in standard errors. With λ = 0.2 a steady score leaves them once in
/// about 560 periods (J. M. Lucas, M. S. Saccucci, Technometrics 32, 1990).
pub const WIDTH: f64 = 3.0;

/// The score of one period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Observation {
    /// The score.
    pub score: f64,
    /// Its standard error if nothing had changed, in the same unit.
    pub error: f64,
}

/// The chart at one period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ControlPoint {
    /// The weighted mean.
    pub smoothed: f64,
    /// The lower limit.
    pub low: f64,
    /// The upper limit.
    pub high: f64,
    /// Whether the mean lies outside the limits, and on which side.
    pub verdict: Verdict,
}

/// Charts observations around their centre with [`LAMBDA`] and [`WIDTH`].
#[must_use]
pub fn control_chart(centre: f64, observations: &[Observation]) -> Vec<ControlPoint> {
    chart_with(centre, observations, (LAMBDA, WIDTH))
}

fn chart_with(
    centre: f64,
    observations: &[Observation],
    (lambda, width): (f64, f64),
) -> Vec<ControlPoint> {
    let rest = 1.0 - lambda;
    let (mut smoothed, mut variance) = (centre, 0.0);
    let step = |observation: &Observation| {
        smoothed = lambda * observation.score + rest * smoothed;
        variance = (lambda * observation.error).powi(2) + rest * rest * variance;
        let half = width * f64::sqrt(variance);
        let (low, high) = (centre - half, centre + half);
        // Where all answers agree the limits meet, and rounding must not raise an alarm.
        let slack = 1e-9 * (1.0 + centre.abs());
        let verdict = match smoothed {
            mean if mean > high + slack => Verdict::Up,
            mean if mean < low - slack => Verdict::Down,
            _ => Verdict::WithinNoise,
        };
        ControlPoint { smoothed, low, high, verdict }
    };
    observations.iter().map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::{Observation, chart_with, control_chart};
    use crate::domain::stats::Verdict;
    use proptest::prelude::*;

    /// The example of NIST 6.3.2.4: λ = 0.3, L = 3, μ = 50, s = 2.0539.
    #[test]
    fn the_handbook_s_example() {
        let given = [
            52.0, 47.0, 53.0, 49.3, 50.1, 47.0, 51.0, 50.1, 51.2, 50.5, 49.6, 47.6, 49.9, 51.3,
            47.8, 51.2, 52.6, 52.4, 53.6, 52.1,
        ];
        let printed = [
            50.60, 49.52, 50.56, 50.18, 50.16, 49.21, 49.75, 49.85, 50.26, 50.33, 50.11, 49.36,
            49.52, 50.05, 49.38, 49.92, 50.73, 51.23, 51.94, 51.99,
        ];
        let given = given.map(|score| Observation { score, error: 2.0539 });
        let chart = chart_with(50.0, &given, (0.3, 3.0));
        for (point, wanted) in chart.iter().zip(printed) {
            // The handbook rounds as it goes.
            assert!((point.smoothed - wanted).abs() < 0.011, "{} {wanted}", point.smoothed);
            assert_eq!(point.verdict, Verdict::WithinNoise);
        }
        let last = chart.last().unwrap();
        // Printed as 52.5884 and, from rounded factors, 47.4115.
        assert_eq!(format!("{:.4}", last.high), "52.5884");
        assert!((last.low - 47.4115).abs() < 2e-4, "{}", last.low);
    }

    /// `python tests/data/statistics/vectors.py` (pandas 3.1.1, numpy 2.4.6).
    #[test]
    fn unequal_periods_as_pandas_has_them() {
        let given = [(52.0, 6.0), (47.0, 3.0), (61.5, 9.5), (38.0, 4.25), (20.0, 2.0)]
            .map(|(score, error)| Observation { score, error });
        let chart = control_chart(50.0, &given);
        let wanted = [
            (50.4, 3.600_000_000_000_000_5),
            (49.72, 3.396_233_207_540_378),
            (52.076_000_000_000_01, 6.314_429_190_354_422_5),
            (49.260_800_000_000_01, 5.658_673_894_120_425),
            (43.408_640_000_000_01, 4.683_287_067_178_352),
        ];
        for (point, (smoothed, half)) in chart.iter().zip(wanted) {
            assert!((point.smoothed - smoothed).abs() < 1e-9, "{point:?}");
            assert!((point.high - 50.0 - half).abs() < 1e-9, "{point:?}");
        }
        assert_eq!(chart.last().map(|point| point.verdict), Some(Verdict::Down));
    }

    proptest! {
        #[test]
        fn the_limits_surround_the_centre(given in prop::collection::vec((-100.0..100.0, 0.0..50.0), 0..60), centre in -100.0..100.0) {
            let given: Vec<_> = given.into_iter().map(|(score, error)| Observation { score, error }).collect();
            for point in control_chart(centre, &given) {
                prop_assert!(point.smoothed.is_finite() && point.low <= centre && centre <= point.high);
            }
        }

        #[test]
        fn what_never_moves_never_signals(score in -100.0..100.0, errors in prop::collection::vec(0.0..50.0, 0..60)) {
            let given: Vec<_> = errors.into_iter().map(|error| Observation { score, error }).collect();
            prop_assert!(control_chart(score, &given).iter().all(|point| point.verdict == Verdict::WithinNoise));
        }
    }
}
