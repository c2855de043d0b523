//! A score over time: every period from the first answer to the present.

use std::collections::BTreeMap;

use super::{enough, estimate, period::Period, sample};
use crate::domain::stats::{Estimate, Histogram, Sample, Verdict, compare_picked};
use crate::types::Kind;

/// One period of a series.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point<P> {
    /// The period.
    pub period: P,
    /// How many answers it has; 0 is a gap.
    pub n: u64,
    /// The score; `None` below the minimum.
    pub estimate: Option<Estimate>,
    /// What a test needs of it.
    pub sample: Option<Sample>,
    /// Whether the period still runs, so that its score may move.
    pub open: bool,
}

/// What stands out in a series: its lowest (highest) closed period is clearly below (above) the last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Swing<P> {
    /// Whether the series has risen from its lowest or fallen from its highest period.
    pub verdict: Verdict,
    /// The lowest or the highest period; for noise, the lowest.
    pub from: Point<P>,
    /// The last closed period; for noise, the highest.
    pub to: Point<P>,
}

/// Fills the gaps between the first period with answers and the current one. The current period
/// is left out while nobody has answered in it.
pub(super) fn fill<P: Period>(
    kind: Kind,
    counts: &BTreeMap<P, Histogram>,
    current: P,
    min_n: u64,
) -> Vec<Point<P>> {
    let mut points = Vec::new();
    let answered = |period: &P| counts.get(period).is_some_and(|histogram| histogram.total() > 0);
    let Some(first) = counts.keys().find(|period| answered(period)) else { return points };
    let mut period = *first;
    while period < current || (period == current && answered(&period)) {
        let histogram = counts.get(&period);
        points.push(Point {
            period,
            n: histogram.map_or(0, Histogram::total),
            estimate: enough(histogram.and_then(|counts| estimate(kind, counts)), min_n),
            sample: histogram.and_then(|counts| sample(kind, counts)),
            open: period == current,
        });
        let next = period.next();
        if next <= period {
            break;
        }
        period = next;
    }
    points
}

/// What stands out among up to 50 closed periods; `None` if fewer than two have a score.
#[must_use]
pub fn swing<P: Copy>(points: &[Point<P>]) -> Option<Swing<P>> {
    let scored: Vec<_> = points
        .iter()
        .filter(|point| !point.open)
        .filter_map(|point| Some((point.estimate?.score, point.sample?, *point)))
        .collect();
    let by_score = |a: &&(f64, Sample, _), b: &&(f64, Sample, _)| a.0.total_cmp(&b.0);
    let (lowest, highest) = (scored.iter().min_by(by_score)?, scored.iter().max_by(by_score)?);
    let last = scored.last().filter(|_| scored.len() > 1)?;
    let test = |from: &(f64, Sample, Point<P>)| compare_picked(from.1, last.1).verdict;
    Some(match (test(lowest), test(highest)) {
        (Verdict::Up, _) => Swing { verdict: Verdict::Up, from: lowest.2, to: last.2 },
        (_, Verdict::Down) => Swing { verdict: Verdict::Down, from: highest.2, to: last.2 },
        _ => Swing { verdict: Verdict::WithinNoise, from: lowest.2, to: highest.2 },
    })
}
