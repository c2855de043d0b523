//! One walk over the cells, sorted into what the report is drawn from.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::follow_ups::FollowUpCounts;
use super::{Cell, Funnel, Hours, Month, Week, attention::Mail, dimension::Parts, period::Period};
use crate::domain::stats::Histogram;
use crate::error::{Error, Result};
use crate::types::Kind;

/// Sums of the cells; what is borrowed is borrowed from them.
#[derive(Default)]
pub(super) struct Totals<'a> {
    pub(super) all: Histogram,
    pub(super) months: BTreeMap<Month, Histogram>,
    pub(super) weeks: BTreeMap<Week, Histogram>,
    pub(super) days: BTreeMap<Date, Histogram>,
    pub(super) hours: Hours,
    pub(super) waits: BTreeMap<&'a str, u64>,
    /// By dimension.
    pub(super) parts: BTreeMap<&'a str, Parts<'a>>,
    /// By follow-up.
    pub(super) follow_ups: FollowUpCounts<'a>,
    pub(super) funnel: Funnel,
    pub(super) reasons: BTreeMap<&'a str, u64>,
    pub(super) mail: Mail<'a>,
    /// By kind, those that nobody has decided about.
    pub(super) bursts: BTreeMap<&'a str, u64>,
}

impl<'a> Totals<'a> {
    /// Sorts the cells; those of other measures and grains are left alone.
    pub(super) fn of(kind: Kind, cells: &'a [Cell]) -> Result<Self> {
        let mut totals = Self::default();
        let (mut month, mut part_month) = (Latest::default(), Latest::default());
        let (mut week, mut day) = (Latest::default(), Latest::default());
        for cell in cells {
            // A count below zero is an erasure folded before what it erases; it nets out later.
            let n = u64::try_from(cell.n).unwrap_or(0);
            match (cell.measure.as_str(), cell.grain.as_str(), cell.dimension.as_str()) {
                ("score", "month", "all") => {
                    add(kind, &mut totals.all, cell, n)?;
                    add(kind, totals.months.entry(month.of(cell)?).or_default(), cell, n)?;
                }
                ("score", "week", "all") => {
                    add(kind, totals.weeks.entry(week.of(cell)?).or_default(), cell, n)?;
                }
                ("score", "day", "all") => {
                    add(kind, totals.days.entry(day.of(cell)?).or_default(), cell, n)?;
                }
                ("funnel", "month", "all") => {
                    totals.funnel.add(&cell.value, n);
                    *totals
                        .mail
                        .entry(month.of(cell)?)
                        .or_default()
                        .entry(&cell.value)
                        .or_default() += n;
                }
                ("reason", "month", "all") => {
                    *totals.reasons.entry(&cell.value).or_default() += n;
                    *totals
                        .mail
                        .entry(month.of(cell)?)
                        .or_default()
                        .entry(&cell.value)
                        .or_default() += n;
                }
                ("hour", "month", "all") => {
                    // A mark of a later version is passed over.
                    let _known = totals.hours.add(&cell.value, n);
                }
                ("burst", "month", "all") => {
                    *totals.bursts.entry(&cell.value).or_default() += n;
                }
                ("wait", "month", "all") => *totals.waits.entry(&cell.value).or_default() += n,
                (measure, "month", "all") => totals.follow_ups.add(measure, &cell.value, n),
                (_, "part" | "part_month", dimension) => {
                    let parts = totals.parts.entry(dimension).or_default();
                    parts.add(kind, cell, n, || part_month.of(cell))?;
                }
                _ => {}
            }
        }
        Ok(totals)
    }
}

pub(super) fn add(kind: Kind, histogram: &mut Histogram, cell: &Cell, n: u64) -> Result<()> {
    let score = cell.value.parse().ok().filter(|score| kind.scale().contains(score));
    match score {
        Some(score) if histogram.add(score, n) => Ok(()),
        _ => Err(Error::broken(format!(
            "a tally counts {:?} as a score of {}",
            cell.value,
            kind.name()
        ))),
    }
}

/// The period read last: cells come sorted, and reading a week is slow.
pub(super) struct Latest<'a, P>(Option<(&'a str, P)>);

impl<P> Default for Latest<'_, P> {
    fn default() -> Self {
        Self(None)
    }
}

impl<'a, P: Period> Latest<'a, P> {
    pub(super) fn of(&mut self, cell: &'a Cell) -> Result<P> {
        match self.0 {
            Some((text, period)) if text == cell.period => Ok(period),
            _ => {
                let period = P::parse(&cell.period).ok_or_else(|| {
                    let (period, grain) = (&cell.period, &cell.grain);
                    Error::broken(format!("a tally has the period {period:?} at the grain {grain}"))
                })?;
                self.0 = Some((&cell.period, period));
                Ok(period)
            }
        }
    }
}
