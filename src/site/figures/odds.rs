//! Odds ratios on a logarithmic axis around 1.

use serde::Serialize;

use super::Label;
use super::rows::{Scale, scale_of};
use crate::domain::stats::{Estimate, Odds, Verdict};
use crate::site::chart::{self, Axis, Row};
use crate::site::words::Words;

/// The ticks of the axis, those in use; each with its mirror below 1.
const TICKS: [f64; 4] = [1.0, 2.0, 5.0, 10.0];

/// Beyond this the axis ends, and an interval runs out of it.
const FARTHEST: f64 = 12.0;

/// Odds ratios below each other.
#[derive(Debug, Serialize)]
pub(in crate::site) struct OddsFigure {
    rows: Vec<OddsRow>,
    ticks: Vec<Label>,
    /// The grid behind each row as SVG.
    grid: String,
}

#[derive(Debug, Serialize)]
struct OddsRow {
    name: String,
    question: String,
    shares: String,
    ratio: String,
    interval: String,
    n: String,
    /// Whether it is more than noise.
    clear: bool,
    shape: Row,
}

/// An odds ratio with its words.
pub(in crate::site) struct Said {
    /// What was said.
    pub(in crate::site) name: String,
    /// What had been asked.
    pub(in crate::site) question: String,
    /// The two shares in a sentence.
    pub(in crate::site) shares: String,
    /// How many said so.
    pub(in crate::site) n: u64,
    pub(in crate::site) odds: Odds,
}

/// Lays odds ratios out on an axis that holds them all; `None` if there are none.
pub(in crate::site) fn odds(words: Words, said: Vec<Said>) -> Option<OddsFigure> {
    let reach = |said: &Said| said.odds.low.ln().abs().max(said.odds.high.ln().abs());
    let farthest = said.iter().map(reach).reduce(f64::max)?;
    let axis = axis_to(farthest);
    let ticks = TICKS.iter().rev().map(|tick| 1.0 / tick).chain(TICKS.into_iter().skip(1));
    let seen = ticks.filter(|tick| tick.ln().abs() <= axis.to + 1e-9);
    let Scale { ticks, grid } =
        scale_of(axis, seen.map(|tick| (tick.ln(), words.ratio_tick(tick))));
    let row = |said: Said| {
        let Odds { ratio, low, high, verdict, .. } = said.odds;
        let logs = Estimate { n: said.n, score: ratio.ln(), low: low.ln(), high: high.ln() };
        OddsRow {
            name: said.name,
            question: said.question,
            shares: said.shares,
            ratio: words.ratio(ratio),
            interval: format!("{}–{}", words.ratio(low), words.ratio(high)),
            n: words.count(said.n),
            clear: verdict != Verdict::WithinNoise,
            shape: chart::row(logs, axis),
        }
    };
    Some(OddsFigure { rows: said.into_iter().map(row).collect(), ticks, grid })
}

/// An axis of logarithms, as long to the left of 1 as to the right.
fn axis_to(farthest: f64) -> Axis {
    let farthest = farthest.clamp(2.2_f64.ln(), FARTHEST.ln());
    Axis::whole((-farthest, farthest))
}
