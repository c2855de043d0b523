//! The figures of a page: a chart's shapes with its words, ready for the templates.

use serde::Serialize;

use super::chart::{self, Axis, Column, Datum, Row, Segment, Trend};
use super::words::Words;
use crate::domain::report::{Point, Report, span};
use crate::domain::stats::Estimate;
use crate::types::{Group, Kind};

/// A trend with its words.
#[derive(Debug, Serialize)]
pub(super) struct TrendFigure {
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
struct Tick {
    y: String,
    text: String,
    zero: bool,
}

/// A text in a chart; `side` is a class that says which end of it stands at `x`.
#[derive(Debug, Serialize)]
struct Label {
    x: String,
    y: String,
    side: &'static str,
    text: String,
}

/// A line of a value table.
#[derive(Debug, Serialize)]
struct Values {
    name: String,
    n: String,
    score: Option<String>,
    interval: Option<String>,
}

/// What a trend is drawn with.
pub(super) struct Brush<'a, P> {
    pub(super) height: f64,
    pub(super) radius: f64,
    /// Whether each period gets a whisker; among very many they are noise.
    pub(super) whiskers: bool,
    /// A period on the axis.
    pub(super) short: &'a dyn Fn(P) -> String,
    /// A period in the table.
    pub(super) long: &'a dyn Fn(P) -> String,
}

/// Draws a series; `None` if fewer than two periods have a score: that is no trend.
pub(super) fn trend<P: Copy>(
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
    let ticks = shapes.ticks.iter();
    let ticks = ticks.map(|(y, value)| Tick {
        y: y.clone(),
        text: words.tick(kind, *value),
        zero: *value == 0.0,
    });
    let cut = axis.broken.then(|| (words.tick(kind, axis.from), words.tick(kind, axis.to)));
    let row =
        |point: &Point<P>| values(words, kind, (brush.long)(point.period), point.n, point.estimate);
    Some(TrendFigure {
        finding,
        ticks: ticks.collect(),
        labels: labels(words, kind, points, &shapes),
        periods: period_labels(points, brush),
        cut,
        table: points.iter().rev().map(row).map(table_row).collect(),
        shapes,
    })
}

/// The shapes of a card's small trend; `None` if there is nothing to draw.
pub(super) fn spark(report: &Report) -> Option<Trend> {
    let skipped = report.months.len().saturating_sub(24);
    let months: Vec<_> = report.months.iter().skip(skipped).copied().collect();
    let axis = axis_of_series(report.kind, &months)?;
    Some(chart::spark(&data(&months), axis, 48.0))
}

fn data<P>(points: &[Point<P>]) -> Vec<Datum> {
    points.iter().map(|point| Datum { estimate: point.estimate, open: point.open }).collect()
}

/// An axis that holds the intervals of a series; `None` if there are fewer than two.
fn axis_of_series<P>(kind: Kind, points: &[Point<P>]) -> Option<Axis> {
    let estimates = points.iter().filter_map(|point| point.estimate);
    axis_of(kind, estimates.clone(), 5.0).filter(|_| estimates.count() > 1)
}

/// An axis that holds all these intervals.
fn axis_of(kind: Kind, estimates: impl Iterator<Item = Estimate>, parts: f64) -> Option<Axis> {
    let ends = estimates.map(|estimate| (estimate.low, estimate.high));
    let (low, high) = ends.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
    Some(Axis::around(low, high, span(kind), parts))
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

/// Up to four periods named below the axis, the last one among them.
fn period_labels<P: Copy>(points: &[Point<P>], brush: &Brush<P>) -> Vec<Label> {
    let last = points.len().saturating_sub(1);
    let step = points.len().div_ceil(4).max(1);
    let wanted = (0..points.len()).rev().step_by(step);
    let mut labels: Vec<_> = wanted
        .enumerate()
        .filter_map(|(place, index)| {
            // On a phone every second one gives way where they are long.
            let side = match index {
                0 if last > 0 => "start",
                _ if place % 2 == 1 => "middle spare",
                _ => "middle",
            };
            let text = (brush.short)(points.get(index)?.period);
            let x = chart::across(index, points.len());
            Some(Label { x, y: format!("{:.0}", brush.height - 4.0), side, text })
        })
        .collect();
    labels.reverse();
    labels
}

fn values(words: Words, kind: Kind, name: String, n: u64, estimate: Option<Estimate>) -> Values {
    Values {
        name,
        n: words.count(n),
        score: estimate.map(|estimate| words.score(kind, estimate.score)),
        interval: estimate.map(|estimate| words.interval(kind, estimate)),
    }
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

/// Named estimates on one axis.
#[derive(Debug, Serialize)]
pub(super) struct RowsFigure {
    rows: Vec<NamedRow>,
    ticks: Vec<Label>,
    /// The grid behind each row as SVG.
    grid: String,
}

#[derive(Debug, Serialize)]
struct NamedRow {
    shape: Row,
    values: Values,
    /// A remark, such as that it is clearly below the rest.
    note: Option<String>,
}

/// Lays estimates out in rows, each with a name and perhaps a note, on the whole scale or on as
/// much of it as they need.
pub(super) fn rows(
    words: Words,
    kind: Kind,
    whole: bool,
    named: impl Iterator<Item = (String, Estimate, Option<String>)> + Clone,
) -> Option<RowsFigure> {
    let tight = axis_of(kind, named.clone().map(|(_, estimate, _)| estimate), 3.0)?;
    let axis = if whole { Axis::whole(span(kind)) } else { tight };
    let row = |(name, estimate, note): (String, Estimate, Option<String>)| NamedRow {
        shape: chart::row(estimate, axis),
        values: values(words, kind, name, estimate.n, Some(estimate)),
        note,
    };
    let tick = |value: f64| {
        let at = Estimate { n: 0, score: value, low: value, high: value };
        let side = match axis.share(value) {
            share if share < 0.05 => "start",
            share if share > 0.95 => "end",
            _ => "middle",
        };
        Label { x: chart::row(at, axis).x, y: "14".into(), side, text: words.tick(kind, value) }
    };
    let ticks: Vec<_> = axis.ticks().map(tick).collect();
    let line = |tick: &Label| {
        format!(r#"<line class="grid" x1="{0}%" x2="{0}%" y1="-6" y2="38"/>"#, tick.x)
    };
    let grid = ticks.iter().map(line).collect();
    Some(RowsFigure { rows: named.map(row).collect(), ticks, grid })
}

/// The three groups as one bar, and each score as a column.
#[derive(Debug, Serialize)]
pub(super) struct DistributionFigure {
    finding: String,
    parts: Vec<Part>,
    columns: Vec<CountColumn>,
}

#[derive(Debug, Serialize)]
struct Part {
    group: &'static str,
    name: String,
    scores: String,
    n: String,
    share: String,
    shape: Segment,
}

#[derive(Debug, Serialize)]
struct CountColumn {
    group: &'static str,
    score: String,
    n: String,
    share: String,
    shape: Column,
}

/// Draws the distribution of all answers; `None` if there are none.
pub(super) fn distribution(words: Words, report: &Report) -> Option<DistributionFigure> {
    let total = report.answers;
    if total == 0 {
        return None;
    }
    let kind = report.kind;
    let scores: Vec<u8> = kind.scale().collect();
    let count = |group: Group| {
        let of_group = scores.iter().filter(|score| kind.group(**score) == group);
        of_group.map(|score| report.counts.count(*score)).sum::<u64>()
    };
    let groups: Vec<_> = Group::ALL
        .into_iter()
        .filter_map(|group| Some((group, range(&scores, kind, group)?, count(group))))
        .collect();
    let shapes = chart::stack(&groups.iter().map(|(_, _, n)| *n).collect::<Vec<_>>());
    let part = |((group, scores, n), shape): ((Group, String, u64), Segment)| Part {
        group: group.name(),
        name: words.text(&format!("site-group-{}", group.name()), &[]),
        scores,
        n: words.count(n),
        share: words.share(n, total),
        shape,
    };
    let share = |group| words.share(count(group), total);
    let (happy, unhappy) = (share(Group::Promoter), share(Group::Detractor));
    let counts: Vec<_> = scores.iter().map(|score| report.counts.count(*score)).collect();
    let columns = chart::columns(&counts, 24.0, 132.0);
    let column = |((score, n), shape): ((&u8, &u64), Column)| CountColumn {
        group: kind.group(*score).name(),
        score: words.word(&format!("site-score-{}", kind.name()), &score.to_string()),
        n: words.count(*n),
        share: words.share(*n, total),
        shape,
    };
    Some(DistributionFigure {
        finding: words.text("site-distribution", &[("happy", &happy), ("unhappy", &unhappy)]),
        parts: groups.into_iter().zip(shapes).map(part).collect(),
        columns: scores.iter().zip(&counts).zip(columns).map(column).collect(),
    })
}

/// `0–6`, or `4` where a group is one score; `None` if no score is in that group.
fn range(scores: &[u8], kind: Kind, group: Group) -> Option<String> {
    let mut of_group = scores.iter().filter(|score| kind.group(**score) == group);
    let first = of_group.next()?;
    Some(of_group.next_back().map_or_else(|| first.to_string(), |last| format!("{first}–{last}")))
}
