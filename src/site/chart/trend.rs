//! A score over time: a line with its band, whiskers, and points sized by how many answered.

use std::fmt::Write;

use serde::Serialize;

use super::{Axis, coordinate, push_coordinate};
use crate::domain::stats::Estimate;

/// Where the first and the last period lie, in percent; right of the last stands its value.
const LEFT: f64 = 2.0;
const RIGHT: f64 = 88.0;
/// Room above the plot for a label, and below it for a label and the periods.
const ABOVE: f64 = 20.0;
const BELOW: f64 = 40.0;

/// One period.
#[derive(Clone, Copy, Debug)]
pub struct Datum {
    /// Its score; `None` is a gap.
    pub estimate: Option<Estimate>,
    /// Whether it still runs.
    pub open: bool,
}

/// The shapes of a trend.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Trend {
    /// Height of the chart.
    pub height: f64,
    /// Ticks: height and value.
    pub ticks: Vec<(String, f64)>,
    /// Where the axis of periods lies.
    pub base: String,
    /// Path of the intervals of neighbouring periods, across 0 to 100.
    pub band: String,
    /// Path of the scores, broken at gaps.
    pub line: String,
    /// Path of every interval.
    pub whiskers: String,
    /// The points as SVG: there are so many that a template would be slow to write them.
    pub points: String,
    /// Where the points lie.
    #[serde(skip)]
    pub marks: Vec<Mark>,
}

/// A point.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Which period.
    pub index: usize,
    /// Across, in percent.
    pub x: String,
    /// Down.
    pub y: String,
}

/// Draws a series on an axis, `height` pixels high; `radius` is that of the largest point.
#[must_use]
pub fn trend(series: &[Datum], axis: Axis, height: f64, radius: f64) -> Trend {
    let plot = Plot::new(axis, height, series.len());
    let most = series.iter().filter_map(|datum| datum.estimate).map(|e| e.n).max().unwrap_or(1);
    let mut trend = Trend {
        height,
        ticks: axis.ticks().map(|tick| (plot.y(tick), tick)).collect(),
        base: coordinate(height - BELOW + 16.0),
        ..Trend::default()
    };
    for (index, datum) in series.iter().enumerate() {
        let Some(estimate) = datum.estimate else { continue };
        let (x, y) = (plot.x(index), plot.y(estimate.score));
        let whisker =
            write!(trend.whiskers, "M{x} {}V{}", plot.y(estimate.high), plot.y(estimate.low));
        debug_assert!(whisker.is_ok(), "writing to a string cannot fail");
        let r = coordinate((radius * (estimate.n as f64 / most as f64).sqrt()).max(2.0));
        trend.points.push_str(&circle(&x, &y, &r, datum.open));
        trend.marks.push(Mark { index, x, y });
    }
    for run in stretches(series).into_iter().filter(|run| run.len() > 1) {
        trend.line.push_str(&plot.path(run.iter().map(|(index, e)| (*index, e.score)), 'M'));
        let upper = run.iter().map(|(index, e)| (*index, e.high));
        let lower = run.iter().rev().map(|(index, e)| (*index, e.low));
        trend.band.push_str(&plot.path(upper, 'M'));
        trend.band.push_str(&plot.path(lower, 'L'));
        trend.band.push('Z');
    }
    trend
}

impl Trend {
    /// Keeps the last point alone: those of windows that overlap would pass for so many scores.
    pub fn keep_last_point(&mut self) {
        let last = self.points.rfind("<circle").unwrap_or(0);
        self.points.drain(..last);
    }
}

/// A trend so small that it has no words: the line alone, in 100 by `height`, and its last point.
#[must_use]
pub fn spark(series: &[Datum], axis: Axis, height: f64) -> Trend {
    let plot = Plot { axis, top: 4.0, bottom: height - 4.0, periods: series.len() };
    let mut small = Trend { height, ..Trend::default() };
    for run in stretches(series) {
        small.line.push_str(&plot.path(run.iter().map(|(index, e)| (*index, e.score)), 'M'));
        // A stroke of no length with round ends is a dot.
        small.line.push_str(if run.len() == 1 { "h0" } else { "" });
    }
    let mut latest_first = series.iter().enumerate().rev();
    let last = latest_first.find_map(|(index, datum)| Some((index, datum.estimate?, datum.open)));
    if let Some((index, estimate, open)) = last {
        small.points = circle(&plot.x(index), &plot.y(estimate.score), "3", open);
    }
    small
}

/// How far down a score lies in a trend drawn by [`spark`].
#[must_use]
pub fn spark_level(score: f64, axis: Axis, height: f64) -> String {
    Plot { axis, top: 4.0, bottom: height - 4.0, periods: 1 }.y(score)
}

/// A point; that of a period that still runs is hollow.
fn circle(x: &str, y: &str, r: &str, open: bool) -> String {
    let class = if open { "mark open" } else { "mark" };
    format!(r#"<circle class="{class}" cx="{x}%" cy="{y}" r="{r}"/>"#)
}

/// Stretches of periods that have scores, without those that have none.
fn stretches(series: &[Datum]) -> Vec<Vec<(usize, Estimate)>> {
    let numbered: Vec<_> = series.iter().map(|datum| datum.estimate).enumerate().collect();
    numbered
        .split(|(_, estimate)| estimate.is_none())
        .filter(|run| !run.is_empty())
        .map(|run| {
            run.iter().filter_map(|(index, estimate)| Some((*index, (*estimate)?))).collect()
        })
        .collect()
}

/// Where periods and values lie.
pub(super) struct Plot {
    axis: Axis,
    top: f64,
    bottom: f64,
    periods: usize,
}

impl Plot {
    /// A plot `height` pixels high, with room for labels above and below.
    pub(super) fn new(axis: Axis, height: f64, periods: usize) -> Self {
        Self { axis, top: ABOVE, bottom: height - BELOW, periods }
    }

    pub(super) fn x(&self, index: usize) -> String {
        coordinate(across(index, self.periods))
    }

    pub(super) fn y(&self, value: f64) -> String {
        coordinate(self.height(value))
    }

    fn height(&self, value: f64) -> f64 {
        self.bottom - self.axis.share(value) * (self.bottom - self.top)
    }

    /// A path through values, begun by moving or by drawing on.
    pub(super) fn path(&self, values: impl Iterator<Item = (usize, f64)>, first: char) -> String {
        let mut path = String::new();
        for (index, value) in values {
            path.push(if path.is_empty() { first } else { 'L' });
            push_coordinate(&mut path, across(index, self.periods));
            path.push(' ');
            push_coordinate(&mut path, self.height(value));
        }
        path
    }
}

/// Where a period lies, in percent of the width.
pub(super) fn across(index: usize, periods: usize) -> f64 {
    if periods < 2 {
        return f64::midpoint(LEFT, RIGHT);
    }
    LEFT + (RIGHT - LEFT) * index as f64 / (periods - 1) as f64
}

#[cfg(test)]
mod tests {
    use super::{Datum, trend};
    use crate::domain::stats::Estimate;
    use crate::site::chart::Axis;

    fn datum(score: Option<f64>) -> Datum {
        let estimate =
            score.map(|score| Estimate { n: 40, score, low: score - 10.0, high: score + 10.0 });
        Datum { estimate, open: false }
    }

    #[test]
    fn a_gap_breaks_line_and_band() {
        let series =
            [Some(0.0), Some(50.0), None, Some(20.0), None, Some(0.0), Some(10.0)].map(datum);
        let trend = trend(&series, Axis::whole((-100.0, 100.0)), 264.0, 6.0);
        assert_eq!(trend.line, "M2 122L16.33 71M73.67 122L88 111.8");
        assert_eq!(trend.line.matches('M').count(), 2);
        assert_eq!(trend.band.matches('Z').count(), 2);
        assert_eq!((trend.marks.len(), trend.whiskers.matches('M').count()), (5, 5));
    }

    #[test]
    fn nothing_and_one_point_draw() {
        let axis = Axis::whole((0.0, 100.0));
        assert_eq!(trend(&[], axis, 200.0, 6.0).line, "");
        let one = trend(&[datum(Some(50.0))], axis, 200.0, 6.0);
        assert_eq!((one.line.as_str(), one.marks.len()), ("", 1));
        assert!(!format!("{one:?}").contains("NaN"));
    }
}
