//! What a survey's tallies say: cells come in, a [`Report`] goes out.
//!
//! A report holds all that the site shows of a survey, in the units people read: points for NPS,
//! percent for shares, the scale's own unit for means. Where there are fewer answers than the
//! minimum there is no score, and a group that small is not listed at all.

mod cell;
mod dimension;
mod funnel;
mod monthly;
mod period;
mod scoring;
mod series;
mod summary;
mod totals;

use jiff::civil::Date;

use super::stats::{Estimate, Groups, Histogram, Verdict};
use crate::{error::Result, types::Kind};

pub use cell::Cell;
pub use dimension::{Dimension, Member};
pub use funnel::Funnel;
pub use monthly::{Against, MonthReport, Segment, months};
pub use period::{Month, Week};
pub use scoring::{Unit, estimate, sample, span, unit};
pub use series::{Point, Swing, swing};
pub use summary::{Statement, summarise};

use totals::Totals;

/// What the site shows of a survey.
#[derive(Clone, Debug)]
pub struct Report {
    /// The survey's kind, which decides the unit.
    pub kind: Kind,
    /// How many answers there are.
    pub answers: u64,
    /// The score of all answers; `None` below the minimum.
    pub score: Option<Estimate>,
    /// How often each score was given.
    pub counts: Histogram,
    /// The same by group.
    pub groups: Groups,
    /// From orders to answers.
    pub funnel: Funnel,
    /// Why something was not sent, the most frequent reason first.
    pub reasons: Vec<(String, u64)>,
    /// Every month from the first answer to the present, those without answers included.
    pub months: Vec<Point<Month>>,
    /// Every ISO week likewise.
    pub weeks: Vec<Point<Week>>,
    /// The last full month against the one before; `None` if either has too few answers.
    pub change: Option<MonthChange>,
    /// The score by location, channel and language.
    pub dimensions: Vec<Dimension>,
}

/// The last full month against the one before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MonthChange {
    /// The last full month.
    pub month: Month,
    /// Its score.
    pub now: Estimate,
    /// The score of the month before.
    pub before: Estimate,
    /// Whether the difference is more than noise.
    pub verdict: Verdict,
}

impl Report {
    /// Draws up the report as of `today`, the shop's local day. Scores of fewer than `min_n` answers
    /// are left out. Fails on a cell that no survey of this kind can have.
    pub fn new(kind: Kind, cells: &[Cell], today: Date, min_n: u64) -> Result<Self> {
        let totals = Totals::of(kind, cells)?;
        let month = Month::of(today);
        let min_n = min_n.max(1);
        Ok(Self {
            kind,
            answers: totals.all.total(),
            score: enough(estimate(kind, &totals.all), min_n),
            groups: totals.all.groups(kind),
            months: series::fill(kind, &totals.months, month, min_n),
            weeks: series::fill(kind, &totals.weeks, Week::of(today), min_n),
            change: change(kind, &totals, month, min_n),
            dimensions: dimension::rank(kind, &totals, min_n),
            funnel: totals.funnel,
            reasons: funnel::most_frequent_first(totals.reasons),
            counts: totals.all,
        })
    }
}

/// An estimate, if it stands on enough answers.
fn enough(estimate: Option<Estimate>, min_n: u64) -> Option<Estimate> {
    estimate.filter(|estimate| estimate.n >= min_n)
}

fn change(kind: Kind, totals: &Totals, current: Month, min_n: u64) -> Option<MonthChange> {
    let month = current.before();
    let (now, before) = (totals.months.get(&month)?, totals.months.get(&month.before())?);
    let verdict = super::stats::compare(sample(kind, before)?, sample(kind, now)?).verdict;
    Some(MonthChange {
        month,
        now: enough(estimate(kind, now), min_n)?,
        before: enough(estimate(kind, before), min_n)?,
        verdict,
    })
}

#[cfg(test)]
mod tests;
