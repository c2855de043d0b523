//! The figures of a page: a chart's shapes with its words, ready for the templates.

mod bars;
mod control;
mod distribution;
mod heat;
mod multiples;
mod odds;
mod rows;
mod shares;
mod trend;

use serde::Serialize;

use super::chart::{self, Axis};
use super::words::Words;
use crate::domain::report::span;
use crate::domain::stats::Estimate;
use crate::types::Kind;

pub(super) use bars::{BarsFigure, funnel, waits};
pub(super) use control::{ControlFigure, control};
pub(super) use distribution::{DistributionFigure, distribution, distribution_of};
pub(super) use heat::{HeatFigure, heat};
pub(super) use multiples::{MONTHS, Multiples, Named, multiples};
pub(super) use odds::{OddsFigure, Said, odds};
pub(super) use rows::{RowsFigure, rows};
pub(super) use shares::{SharesFigure, shares};
pub(super) use trend::{Brush, TrendFigure, trend};

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

/// Up to four of so many periods named below the axis, the last one among them.
fn name_periods(count: usize, y: f64, name: &dyn Fn(usize) -> Option<String>) -> Vec<Label> {
    let last = count.saturating_sub(1);
    let step = count.div_ceil(4).max(1);
    let wanted = (0..count).rev().step_by(step);
    let mut labels: Vec<_> = wanted
        .enumerate()
        .filter_map(|(place, index)| {
            // On a phone every second one gives way where they are long.
            let side = match index {
                0 if last > 0 => "start",
                _ if place % 2 == 1 => "middle spare",
                _ => "middle",
            };
            let x = chart::across(index, count);
            Some(Label { x, y: format!("{y:.0}"), side, text: name(index)? })
        })
        .collect();
    labels.reverse();
    labels
}
