//! Named estimates on one axis: the gauge, and the members of a dimension.

use serde::Serialize;

use super::{Label, Values, axis_of, values};
use crate::domain::report::span;
use crate::domain::stats::Estimate;
use crate::site::chart::{self, Axis, Row};
use crate::site::words::Words;
use crate::types::Kind;

/// Named estimates on one axis.
#[derive(Debug, Serialize)]
pub(in crate::site) struct RowsFigure {
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
pub(in crate::site) fn rows(
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
    let Scale { ticks, grid } = scale(words, kind, axis);
    Some(RowsFigure { rows: named.map(row).collect(), ticks, grid })
}

/// What stands below rows, and behind each of them as SVG.
pub(super) struct Scale {
    pub(super) ticks: Vec<Label>,
    pub(super) grid: String,
}

/// The scale of an axis of scores.
pub(super) fn scale(words: Words, kind: Kind, axis: Axis) -> Scale {
    scale_of(axis, axis.ticks().map(|value| (value, words.tick(kind, value))))
}

/// A scale with these ticks.
pub(super) fn scale_of(axis: Axis, ticks: impl Iterator<Item = (f64, String)>) -> Scale {
    let tick = |(value, text): (f64, String)| {
        let at = Estimate { n: 0, score: value, low: value, high: value };
        let side = match axis.share(value) {
            share if share < 0.05 => "start",
            share if share > 0.95 => "end",
            _ => "middle",
        };
        Label { x: chart::row(at, axis).x, y: "14".into(), side, text }
    };
    let ticks: Vec<_> = ticks.map(tick).collect();
    let line = |tick: &Label| {
        format!(r#"<line class="grid" x1="{0}%" x2="{0}%" y1="-6" y2="38"/>"#, tick.x)
    };
    let grid = ticks.iter().map(line).collect();
    Scale { ticks, grid }
}
