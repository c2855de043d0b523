//! The control chart of the weeks: when did the score leave its usual level?
//!
//! The centre is the score of all answers charted, and a week's standard error is that of as many
//! answers drawn from them. Weeks with fewer answers than the minimum are added to the next one,
//! since the chart would give away the scores of the few.

use std::collections::BTreeMap;

use super::Week;
use super::scoring::moments;
use crate::domain::stats::{ControlPoint, Histogram, Observation, Verdict, control_chart};
use crate::types::Kind;

/// How many weeks are charted.
const WEEKS: usize = 53;

/// Fewer points are no chart.
const FEWEST: usize = 8;

/// The chart of the last year.
#[derive(Clone, Debug, PartialEq)]
pub struct Control {
    /// The score of all answers charted.
    pub centre: f64,
    /// The points, oldest first.
    pub points: Vec<Charted>,
    /// When it was outside its limits, oldest first.
    pub signals: Vec<Signal>,
}

/// One point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Charted {
    /// The week, or the last of those that were added up.
    pub week: Week,
    /// From how many answers.
    pub n: u64,
    /// Their score.
    pub score: f64,
    /// The chart there.
    pub chart: ControlPoint,
}

/// A time outside the limits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Signal {
    /// Above or below.
    pub verdict: Verdict,
    /// The first week.
    pub from: Week,
    /// The last week.
    pub to: Week,
    /// Whether it lasts to the end of the chart.
    pub lasting: bool,
}

/// Charts the closed weeks; `None` while there are too few.
pub(super) fn chart(
    kind: Kind,
    weeks: &BTreeMap<Week, Histogram>,
    current: Week,
    min_n: u64,
) -> Option<Control> {
    let closed: Vec<_> = weeks.range(..current).collect();
    let recent = closed.get(closed.len().saturating_sub(WEEKS)..)?;
    let (mut pooled, mut waiting) = (Histogram::default(), Histogram::default());
    let mut groups = Vec::new();
    for (week, counts) in recent {
        waiting.merge(counts);
        if waiting.total() >= min_n.max(1) {
            pooled.merge(&waiting);
            groups.push((**week, std::mem::take(&mut waiting)));
        }
    }
    if groups.len() < FEWEST {
        return None;
    }
    let (centre, variance) = moments(kind, &pooled)?;
    let seen = |(week, counts): &(Week, Histogram)| {
        let (score, _) = moments(kind, counts)?;
        let error = (variance / counts.total() as f64).sqrt();
        Some((*week, counts.total(), Observation { score, error }))
    };
    let seen: Vec<_> = groups.iter().filter_map(seen).collect();
    let observations: Vec<_> = seen.iter().map(|(_, _, observation)| *observation).collect();
    let points: Vec<_> = seen
        .iter()
        .zip(control_chart(centre, &observations))
        .map(|((week, n, seen), chart)| Charted { week: *week, n: *n, score: seen.score, chart })
        .collect();
    Some(Control { centre, signals: signals(&points), points })
}

/// Neighbours outside on the same side are one signal.
fn signals(points: &[Charted]) -> Vec<Signal> {
    let runs = points.chunk_by(|a, b| a.chart.verdict == b.chart.verdict);
    let last = points.last().map(|point| point.week);
    let signal = |run: &[Charted]| {
        let (first, end) = (run.first()?, run.last()?);
        let verdict = Some(first.chart.verdict).filter(|v| *v != Verdict::WithinNoise)?;
        let lasting = last == Some(end.week);
        Some(Signal { verdict, from: first.week, to: end.week, lasting })
    };
    runs.filter_map(signal).collect()
}

#[cfg(test)]
mod tests {
    use super::super::period::Period;
    use super::*;

    /// Forty weeks with `n` answers each; those from week 30 on have only detractors.
    fn weeks(n: u64) -> BTreeMap<Week, Histogram> {
        let mut week = Week::parse("2026-W01").unwrap();
        let mut weeks = BTreeMap::new();
        for number in 0..40 {
            let mut counts = Histogram::default();
            let unhappy = if number >= 30 { n } else { n / 5 };
            assert!(counts.add(3, unhappy) && counts.add(9, n - unhappy));
            weeks.insert(week, counts);
            week = week.next();
        }
        weeks
    }

    #[test]
    fn a_lasting_fall_is_one_signal() {
        let control = chart(Kind::Nps, &weeks(20), Week::parse("2026-W41").unwrap(), 5).unwrap();
        assert_eq!(control.points.len(), 40);
        assert!((control.centre - 20.0).abs() < 1e-9);
        let signal = control.signals.last().unwrap();
        assert_eq!((signal.verdict, signal.lasting), (Verdict::Down, true));
        assert_eq!(control.signals.iter().filter(|s| s.verdict == Verdict::Down).count(), 1);
    }

    #[test]
    fn small_weeks_are_added_up_and_the_open_one_left_out() {
        let control = chart(Kind::Nps, &weeks(2), Week::parse("2026-W40").unwrap(), 5).unwrap();
        assert!(control.points.iter().all(|point| point.n == 6));
        assert_eq!(control.points.len(), 13);
        assert!(chart(Kind::Nps, &weeks(1), Week::parse("2026-W20").unwrap(), 5).is_none());
        assert!(chart(Kind::Nps, &BTreeMap::new(), Week::parse("2026-W20").unwrap(), 5).is_none());
    }
}
