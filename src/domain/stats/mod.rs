//! Scores and their uncertainty, as pure functions of counts.
//!
//! Counts come in, an [`Estimate`] or a [`Verdict`] goes out. No counts, no number: every
//! function answers `None` for n = 0, and none ever returns NaN or an infinity.

mod change;
mod ewma;
mod histogram;
mod mean;
mod nps;
mod odds;
mod share;
mod student;

#[cfg(test)]
mod coverage;

pub use change::{Change, Sample, Verdict, compare, compare_picked};
pub use ewma::{ControlPoint, LAMBDA, Observation, WIDTH, control_chart};
pub use histogram::Histogram;
pub use mean::{estimate_mean, sample_mean};
pub use nps::{Groups, estimate_nps, nps, sample_nps, variance};
pub use odds::{Odds, Table};
pub use share::{estimate_share, sample_share};
pub use student::t_975;

/// The 97.5 % point of the normal distribution: half-width of a 95 % interval in standard errors.
pub const Z_975: f64 = 1.959_963_984_540_054;

/// The share of intervals that hold the true value in the long run.
pub const CONFIDENCE: f64 = 0.95;

/// A score with its 95 % interval, in the unit of the function that made it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// From how many answers.
    pub n: u64,
    /// The observed score.
    pub score: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

impl Estimate {
    /// An interval `centre ± half`, cut to the scale and widened where needed to hold the observed
    /// score (adjusted intervals of one or two answers may miss it).
    fn within(n: u64, score: f64, (centre, half): (f64, f64), (least, most): (f64, f64)) -> Self {
        let low = (centre - half).clamp(least, most).min(score);
        let high = (centre + half).clamp(least, most).max(score);
        Self { n, score, low, high }
    }

    /// The same estimate in a unit `factor` times smaller: a share in percent, an NPS in points.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self {
            n: self.n,
            score: self.score * factor,
            low: self.low * factor,
            high: self.high * factor,
        }
    }
}
