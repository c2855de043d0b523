//! Which score a kind of survey has, and in which unit people read it.

use std::ops::RangeInclusive;

use crate::domain::stats::{self, Estimate, Histogram, Sample};
use crate::types::{Group, Kind};

/// The unit of a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Net promoters, −100 to 100.
    Points,
    /// The share of the satisfied, 0 to 100.
    Percent,
    /// A mean on the scale of the question.
    Mean,
}

/// The unit of a kind's score: NPS in points; CSAT, stars, smileys and thumbs as the share of the
/// upper boxes in percent; CES as a mean.
#[must_use]
pub fn unit(kind: Kind) -> Unit {
    match kind {
        Kind::Nps => Unit::Points,
        Kind::Csat | Kind::Stars | Kind::Smileys | Kind::Thumbs => Unit::Percent,
        Kind::Ces => Unit::Mean,
    }
}

/// The least and the most a kind's score can be.
#[must_use]
pub fn span(kind: Kind) -> (f64, f64) {
    let scale: RangeInclusive<u8> = kind.scale();
    match unit(kind) {
        Unit::Points => (-100.0, 100.0),
        Unit::Percent => (0.0, 100.0),
        Unit::Mean => (f64::from(*scale.start()), f64::from(*scale.end())),
    }
}

/// The score of a kind with its interval, in its unit.
#[must_use]
pub fn estimate(kind: Kind, counts: &Histogram) -> Option<Estimate> {
    let groups = counts.groups(kind);
    match unit(kind) {
        Unit::Points => stats::estimate_nps(groups).map(|estimate| estimate.times(100.0)),
        Unit::Percent => stats::estimate_share(groups.promoters, groups.total())
            .map(|estimate| estimate.times(100.0)),
        Unit::Mean => stats::estimate_mean(counts, kind.scale()),
    }
}

/// What a test needs to compare these counts with others of the same kind.
#[must_use]
pub fn sample(kind: Kind, counts: &Histogram) -> Option<Sample> {
    let groups = counts.groups(kind);
    match unit(kind) {
        Unit::Points => stats::sample_nps(groups),
        Unit::Percent => stats::sample_share(groups.promoters, groups.total()),
        Unit::Mean => stats::sample_mean(counts),
    }
}

/// The plain score in its unit, and the variance of one answer around it.
#[must_use]
pub fn moments(kind: Kind, counts: &Histogram) -> Option<(f64, f64)> {
    let worth = |score: u8| match (unit(kind), kind.group(score)) {
        (Unit::Mean, _) => f64::from(score),
        (_, Group::Promoter) => 100.0,
        (Unit::Points, Group::Detractor) => -100.0,
        _ => 0.0,
    };
    let n = counts.total() as f64;
    if n <= 0.0 {
        return None;
    }
    let sum = |of: &dyn Fn(f64) -> f64| {
        counts.pairs().map(|(score, n)| of(worth(score)) * n as f64).sum::<f64>() / n
    };
    let mean = sum(&|value| value);
    Some((mean, sum(&|value| (value - mean).powi(2))))
}
