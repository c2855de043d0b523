//! A score over time, with its finding, labels and value table.

use serde::Serialize;

use super::{Label, Values, axis_of, name_periods, values};
use crate::domain::report::Point;
use crate::site::chart::{self, Axis, Datum, Trend};
use crate::site::words::Words;
use crate::types::Kind;

/// A trend with its words.
#[derive(Debug, Serialize)]
pub(in crate::site) struct TrendFigure {
    /// What one sees.
    pub finding: String,
    shapes: Trend,
    ticks: Vec<Tick>,
    labels: Vec<Label>,
    periods: Vec<Label>,
    /// What part of the scale the axis shows, where it does not show all.
    cut: Option<(String, String)>,
    /// The rows of the value table as HTML, newest first: too many for a template to be quick.
    table: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Tick {
    pub(super) y: String,
    pub(super) text: String,
    pub(super) zero: bool,
}

impl Tick {
    /// A tick at `y`; without its number where the last value stands, at `last`: on a phone there is
    /// no room for both.
    pub(super) fn new(y: &str, text: String, last: Option<&str>, zero: bool) -> Self {
        let place = |y: &str| y.parse::<f64>().ok();
        let apart = last.and_then(place).zip(place(y)).map(|(last, y)| (last - y + 9.0).abs());
        let text = if apart.is_some_and(|apart| apart < CLEAR) { String::new() } else { text };
        Self { y: y.to_owned(), text, zero }
    }
}

/// How far the lines of two numbers are apart that do not touch.
const CLEAR: f64 = 15.0;

/// What a trend is drawn with.
pub(in crate::site) struct Brush<'a, P> {
    pub(in crate::site) height: f64,
    pub(in crate::site) radius: f64,
    /// Whether each period gets a whisker; among very many they are noise.
    pub(in crate::site) whiskers: bool,
    /// A period on the axis.
    pub(in crate::site) short: &'a dyn Fn(P) -> String,
    /// A period in the table.
    pub(in crate::site) long: &'a dyn Fn(P) -> String,
    /// The rows of the table, where they are not what is drawn: windows that overlap are drawn
    /// without points, and those end to end listed.
    pub(in crate::site) listed: Option<&'a [Point<P>]>,
}

/// Draws a series; `None` if fewer than two periods have a score: that is no trend.
pub(in crate::site) fn trend<P: Copy>(
    words: Words,
    kind: Kind,
    points: &[Point<P>],
    finding: String,
    brush: &Brush<P>,
) -> Option<TrendFigure> {
    let axis = axis_of_series(kind, points)?;
    let mut shapes = chart::trend(&data(points), axis, brush.height, brush.radius);
    if !brush.whiskers {
        shapes.whiskers.clear();
    }
    if brush.listed.is_some() {
        shapes.keep_last_point();
    }
    let last = shapes.marks.last().map(|mark| mark.y.as_str());
    let ticks = shapes.ticks.iter();
    let ticks = ticks.map(|(y, value)| Tick::new(y, words.tick(kind, *value), last, *value == 0.0));
    let cut = axis.broken.then(|| (words.tick(kind, axis.from), words.tick(kind, axis.to)));
    let row =
        |point: &Point<P>| values(words, kind, (brush.long)(point.period), point.n, point.estimate);
    Some(TrendFigure {
        finding,
        ticks: ticks.collect(),
        labels: labels(words, kind, points, &shapes),
        periods: period_labels(points, brush),
        cut,
        table: brush.listed.unwrap_or(points).iter().rev().map(row).map(table_row).collect(),
        shapes,
    })
}

pub(super) fn data<P>(points: &[Point<P>]) -> Vec<Datum> {
    points.iter().map(|point| Datum { estimate: point.estimate, open: point.open }).collect()
}

/// An axis that holds the intervals of a series; `None` if there are fewer than two.
fn axis_of_series<P>(kind: Kind, points: &[Point<P>]) -> Option<Axis> {
    let estimates = points.iter().filter_map(|point| point.estimate);
    axis_of(kind, estimates.clone(), 5.0).filter(|_| estimates.count() > 1)
}

/// Direct labels: the last value beside its point, the lowest and the highest below and above theirs.
fn labels<P>(words: Words, kind: Kind, points: &[Point<P>], shapes: &Trend) -> Vec<Label> {
    let score = |index: usize| points.get(index).and_then(|p| p.estimate).map_or(0.0, |e| e.score);
    let by_score = |a: &&chart::Mark, b: &&chart::Mark| score(a.index).total_cmp(&score(b.index));
    let label = |mark: &chart::Mark, down: f64, side| Label {
        x: mark.x.clone(),
        y: format!("{:.0}", mark.y.parse::<f64>().unwrap_or(0.0) + down),
        side,
        text: words.score(kind, score(mark.index)),
    };
    let mut labels = Vec::new();
    let Some(last) = shapes.marks.last() else { return labels };
    labels.push(label(last, 5.0, "beside"));
    let extremes = [
        (shapes.marks.iter().min_by(by_score), 22.0),
        (shapes.marks.iter().max_by(by_score), -12.0),
    ];
    for (mark, down) in extremes {
        labels.extend(
            mark.filter(|mark| mark.index != last.index).map(|mark| label(mark, down, "middle")),
        );
    }
    labels
}

/// Up to four periods named below the axis.
fn period_labels<P: Copy>(points: &[Point<P>], brush: &Brush<P>) -> Vec<Label> {
    let name = |index: usize| Some((brush.short)(points.get(index)?.period));
    name_periods(points.len(), brush.height - 4.0, &name)
}

/// Period, score, interval and n of one period.
fn table_row(values: Values) -> String {
    let Values { name, n, score, interval } = values;
    let name = name.replace('&', "&amp;").replace('<', "&lt;");
    let or_none = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
    let (score, interval) = (or_none(score), or_none(interval));
    format!(
        "<tr><th scope=\"row\">{name}</th><td>{score}</td><td>{interval}</td><td>{n}</td></tr>\n"
    )
}
