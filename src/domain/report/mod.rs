//! What a survey's tallies say: cells come in, a [`Report`] goes out.
//!
//! A report holds all that the site shows of a survey, in the units people read: points for NPS,
//! percent for shares, the scale's own unit for means. Where there are fewer answers than the
//! minimum there is no score, and a group that small is not listed at all.

mod attention;
mod cell;
mod control;
mod dimension;
mod drivers;
mod follow_ups;
mod funnel;
mod hiding;
mod monthly;
mod period;
mod quarter;
mod rhythm;
mod rolling;
mod scoring;
mod series;
mod summary;
mod totals;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::stats::{Estimate, Groups, Histogram, Verdict};
use crate::{error::Result, types::Kind};

pub use attention::Attention;
pub use cell::Cell;
pub use control::{Charted, Control, Signal};
pub use dimension::{Dimension, Member, SHOWN, TAIL, TAIL_MEASURE};
pub use drivers::{Driver, Drivers, Refused, Said, UPPER, drivers};
pub use follow_ups::Counted;
pub use funnel::Funnel;
pub use monthly::{Against, MonthReport, Segment, months};
pub use period::{Month, Week};
pub use quarter::Quarter;
pub use rhythm::{Hours, WAITS, Waits};
pub use rolling::{DAYS_BACK, Rolling, Step};
pub use scoring::{Unit, estimate, moments, sample, span, unit};
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
    /// Every quarter likewise.
    pub quarters: Vec<Point<Quarter>>,
    /// The last 1, 7, 30 and 90 days, moved on day by day.
    pub windows: Vec<Rolling>,
    /// The control chart of the weeks.
    pub control: Option<Control>,
    /// The groups of each month that has enough answers.
    pub groups_by_month: Vec<(Month, Groups)>,
    /// When people answer.
    pub hours: Hours,
    /// How long they take.
    pub waits: Waits,
    /// What an owner should look at.
    pub attention: Vec<Attention>,
    /// The last full month against the one before; `None` if either has too few answers.
    pub change: Option<MonthChange>,
    /// The last full month against the same month a year ago, likewise.
    pub year_change: Option<MonthChange>,
    /// The score by location, channel, language, and what the shop has named.
    pub dimensions: Vec<Dimension>,
    /// What was answered to the follow-ups.
    pub follow_ups: BTreeMap<String, Counted>,
}

/// The last full month against an earlier one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MonthChange {
    /// The last full month.
    pub month: Month,
    /// Its score.
    pub now: Estimate,
    /// The earlier month.
    pub than: Month,
    /// The score of the earlier month.
    pub before: Estimate,
    /// Whether the difference is more than noise.
    pub verdict: Verdict,
}

impl Report {
    /// Draws up the report as of `today`, the shop's local day. Scores of fewer than `min_n` answers
    /// are left out. Fails on a cell that no survey of this kind can have.
    pub fn new(kind: Kind, cells: &[Cell], today: Date, min_n: u64) -> Result<Self> {
        let totals = Totals::of(kind, cells)?;
        let (month, week) = (Month::of(today), Week::of(today));
        let min_n = min_n.max(1);
        let against = |than| change(kind, &totals, month.before(), than, min_n);
        let (change, year_change) =
            (against(month.before().before()), against(month.before().year_before()));
        let dimensions = dimension::rank(kind, (&totals.all, &totals.parts), month, min_n);
        let control = control::chart(kind, &totals.weeks, week, min_n);
        let mail = (&totals.mail, month);
        let attention = attention::look(
            (change, year_change),
            control.as_ref(),
            &dimensions,
            mail,
            &totals.bursts,
        );
        Ok(Self {
            kind,
            answers: totals.all.total(),
            score: enough(estimate(kind, &totals.all), min_n),
            groups: totals.all.groups(kind),
            months: series::fill(kind, &totals.months, month, min_n),
            weeks: series::fill(kind, &totals.weeks, week, min_n),
            quarters: series::fill(
                kind,
                &quarter::gather(&totals.months),
                Quarter::of(month),
                min_n,
            ),
            windows: rolling::roll(kind, &totals.days, today, min_n),
            groups_by_month: groups_by_month(kind, &totals, min_n),
            hours: totals.hours,
            waits: Waits::of(&totals.waits),
            control,
            attention,
            change,
            year_change,
            dimensions,
            follow_ups: totals.follow_ups.counted(),
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

fn change(
    kind: Kind,
    totals: &Totals,
    month: Month,
    than: Month,
    min_n: u64,
) -> Option<MonthChange> {
    let (now, before) = (totals.months.get(&month)?, totals.months.get(&than)?);
    let verdict = super::stats::compare(sample(kind, before)?, sample(kind, now)?).verdict;
    Some(MonthChange {
        month,
        now: enough(estimate(kind, now), min_n)?,
        than,
        before: enough(estimate(kind, before), min_n)?,
        verdict,
    })
}

fn groups_by_month(kind: Kind, totals: &Totals, min_n: u64) -> Vec<(Month, Groups)> {
    let shown = totals.months.iter().filter(|(_, counts)| counts.total() >= min_n);
    shown.map(|(month, counts)| (*month, counts.groups(kind))).collect()
}

#[cfg(test)]
mod tests;
