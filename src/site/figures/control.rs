//! The control chart with its signals in sentences.

use serde::Serialize;

use super::trend::Tick;
use super::{Label, name_periods};
use crate::domain::report::{Charted, Report, Signal, span};
use crate::domain::stats::Verdict;
use crate::site::chart::{self, Axis};
use crate::site::words::Words;

const HEIGHT: f64 = 240.0;

/// How many signals are told, the newest first.
const TOLD: usize = 4;

/// A control chart with its words.
#[derive(Debug, Serialize)]
pub(in crate::site) struct ControlFigure {
    finding: String,
    /// The earlier signals.
    signals: Vec<String>,
    shapes: chart::Control,
    ticks: Vec<Tick>,
    periods: Vec<Label>,
    /// The usual level, in words.
    centre: String,
    last: String,
    cut: Option<(String, String)>,
    /// The rows of the value table as HTML, newest first.
    table: String,
}

/// Draws the chart of a report; `None` if it has none.
pub(in crate::site) fn control(words: Words, report: &Report) -> Option<ControlFigure> {
    let control = report.control.as_ref()?;
    let kind = report.kind;
    let points: Vec<_> = control.points.iter().map(|point| point.chart).collect();
    let ends = points.iter().flat_map(|p| [p.low, p.high, p.smoothed]);
    let (low, high) = ends.fold((control.centre, control.centre), |(low, high), value| {
        (low.min(value), high.max(value))
    });
    let axis = Axis::around(low, high, span(kind), 5.0);
    let shapes = chart::control(&points, control.centre, axis, HEIGHT)?;
    let tick = |(y, value): &(String, f64)| {
        Tick::new(y, words.tick(kind, *value), Some(&shapes.last.1), false)
    };
    let told = control.signals.iter().rev().take(TOLD).map(|signal| tell(words, signal));
    let mut told: Vec<_> = told.collect();
    let finding =
        if told.is_empty() { words.text("site-control-calm", &[]) } else { told.remove(0) };
    let name = |index: usize| Some(words.short_week(control.points.get(index)?.week));
    Some(ControlFigure {
        finding,
        signals: told,
        ticks: shapes.ticks.iter().map(tick).collect(),
        periods: name_periods(points.len(), HEIGHT - 4.0, &name),
        centre: words.score(kind, control.centre),
        last: points.last().map_or_else(String::new, |p| words.score(kind, p.smoothed)),
        cut: axis.broken.then(|| (words.tick(kind, axis.from), words.tick(kind, axis.to))),
        table: control.points.iter().rev().map(|point| row(words, report, point)).collect(),
        shapes,
    })
}

/// A signal in a sentence.
pub(in crate::site) fn tell(words: Words, signal: &Signal) -> String {
    let side = if signal.verdict == Verdict::Up { "high" } else { "low" };
    let (from, to) = (words.week(signal.from), words.week(signal.to));
    let key = match (signal.lasting, signal.from == signal.to) {
        (true, _) => format!("site-control-{side}-since"),
        (false, true) => format!("site-control-{side}-once"),
        (false, false) => format!("site-control-{side}"),
    };
    words.text(&key, &[("from", &from), ("to", &to)])
}

/// Week, score, smoothed score, limits and n.
fn row(words: Words, report: &Report, point: &Charted) -> String {
    let score = |value: f64| words.score(report.kind, value);
    let (week, chart) = (words.week(point.week), point.chart);
    let outside = chart.verdict != Verdict::WithinNoise;
    let smoothed = score(chart.smoothed);
    let smoothed = if outside { format!("<strong>{smoothed}</strong>") } else { smoothed };
    let (low, high) = (score(chart.low), score(chart.high));
    let (own, n) = (score(point.score), words.count(point.n));
    format!(
        "<tr><th scope=\"row\">{week}</th><td>{own}</td><td>{smoothed}</td><td>{low}</td><td>{high}</td><td>{n}</td></tr>\n"
    )
}
