//! The figures of a page: a chart's shapes with its words, ready for the templates.

mod distribution;
mod rows;
mod trend;

use serde::Serialize;

use super::chart::Axis;
use super::words::Words;
use crate::domain::report::span;
use crate::domain::stats::Estimate;
use crate::types::Kind;

pub(super) use distribution::{DistributionFigure, distribution};
pub(super) use rows::{RowsFigure, rows};
pub(super) use trend::{Brush, TrendFigure, spark, trend};

/// A text in a chart; `side` is a class that says which end of it stands at `x`.
#[derive(Debug, Serialize)]
struct Label {
    pub(super) x: String,
    pub(super) y: String,
    pub(super) side: &'static str,
    pub(super) text: String,
}

/// A line of a value table.
#[derive(Debug, Serialize)]
struct Values {
    pub(super) name: String,
    pub(super) n: String,
    pub(super) score: Option<String>,
    pub(super) interval: Option<String>,
}

/// An axis that holds all these intervals.
fn axis_of(kind: Kind, estimates: impl Iterator<Item = Estimate>, parts: f64) -> Option<Axis> {
    let ends = estimates.map(|estimate| (estimate.low, estimate.high));
    let (low, high) = ends.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
    Some(Axis::around(low, high, span(kind), parts))
}

fn values(words: Words, kind: Kind, name: String, n: u64, estimate: Option<Estimate>) -> Values {
    Values {
        name,
        n: words.count(n),
        score: estimate.map(|estimate| words.score(kind, estimate.score)),
        interval: estimate.map(|estimate| words.interval(kind, estimate)),
    }
}
