//! The score by location, product, staff, …: who is above, who is below the rest.

use std::collections::{BTreeMap, BTreeSet};

use super::hiding::{self, LeftOut};
use super::{Cell, Funnel, Month, Point, enough, estimate, sample, series};
use crate::domain::stats::{Estimate, Histogram, Verdict, compare_picked};
use crate::error::Result;
use crate::types::{self, Kind};

/// How many members of a dimension are shown each by itself; those with fewer answers together.
pub const SHOWN: usize = 60;

/// The name under which the cells of the members beyond come; no member is called so.
pub const TAIL: &str = "";

/// The measure that says how many those are.
pub const TAIL_MEASURE: &str = "members";

/// A dimension with its members, best score first.
#[derive(Clone, Debug, PartialEq)]
pub struct Dimension {
    /// `location`, `product`, …, as it is counted.
    pub name: String,
    /// Those with enough answers, up to [`SHOWN`], without those from whom the others could be
    /// worked out.
    pub members: Vec<Member>,
    /// How many are not listed: too few answers, or too many members; never one alone.
    pub hidden: usize,
    /// The score of those together; `None` if they have too few answers even so.
    pub tail: Option<Estimate>,
}

/// One member of a dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Its name as counted.
    pub name: String,
    /// Its score.
    pub estimate: Estimate,
    /// How often each score was given.
    pub counts: Histogram,
    /// Every month from its first answer to the present; without a score where it would tell of
    /// another member with too few answers.
    pub months: Vec<Point<Month>>,
    /// From orders to answers; all zero where that is not counted.
    pub funnel: Funnel,
    /// The score of all answers but its own; `None` if they are too few.
    pub rest: Option<Estimate>,
    /// Whether it differs from all the others together by more than noise, by the stricter measure
    /// for what is picked out of many.
    pub verdict: Verdict,
}

/// The cells of one dimension, sorted.
#[derive(Default)]
pub(super) struct Parts<'a> {
    members: BTreeMap<&'a str, Part>,
    beyond: u64,
}

#[derive(Default)]
struct Part {
    counts: Histogram,
    months: BTreeMap<Month, Histogram>,
    funnel: Funnel,
}

impl<'a> Parts<'a> {
    /// Takes a cell of this dimension; those of other measures are left alone.
    pub(super) fn add(
        &mut self,
        kind: Kind,
        cell: &'a Cell,
        n: u64,
        month: impl FnOnce() -> Result<Month>,
    ) -> Result<()> {
        let part = self.members.entry(cell.member.as_str()).or_default();
        match (cell.measure.as_str(), cell.grain.as_str()) {
            ("score", "part") => super::totals::add(kind, &mut part.counts, cell, n),
            ("score", "part_month") => {
                super::totals::add(kind, part.months.entry(month()?).or_default(), cell, n)
            }
            ("funnel", "part") => {
                part.funnel.add(&cell.value, n);
                Ok(())
            }
            (TAIL_MEASURE, "part") => {
                self.beyond += n;
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

/// All dimensions that have a member to show.
pub(super) fn rank(
    kind: Kind,
    (all, dimensions): (&Histogram, &BTreeMap<&str, Parts>),
    current: Month,
    min_n: u64,
) -> Vec<Dimension> {
    let all = dimensions.iter().map(|(name, parts)| {
        let (shown, by_month) = (parts.shown(min_n), parts.shown_by_month(min_n));
        let (mut members, mut hidden) = (Vec::new(), usize::try_from(parts.beyond).unwrap_or(0));
        let mut tail = Histogram::default();
        for (name, part) in parts.members.iter().filter(|(_, part)| part.counts.total() > 0) {
            let member = member(kind, name, part, (all, current, min_n));
            match member.filter(|_| shown.contains(name)) {
                Some(mut member) => {
                    hide_months(&mut member, &by_month);
                    members.push(member);
                }
                None => {
                    hidden += usize::from(*name != TAIL);
                    tail.merge(&part.counts);
                }
            }
        }
        members.sort_by(|a, b| b.estimate.score.total_cmp(&a.estimate.score));
        let tail = enough(estimate(kind, &tail), min_n).filter(|_| hidden > 1);
        Dimension { name: (*name).to_owned(), members, hidden, tail }
    });
    let mut shown: Vec<_> = all.filter(|dimension| !dimension.members.is_empty()).collect();
    // Where it happened comes first, then how it came in, then the rest by name.
    let given = types::Dimension::GIVEN;
    let place = |dimension: &Dimension| given.iter().position(|name| *name == dimension.name);
    shown.sort_by_key(|dimension| place(dimension).unwrap_or(given.len()));
    shown
}

/// Takes the scores of those months away that are not shown of this member.
fn hide_months(member: &mut Member, shown: &BTreeMap<Month, BTreeSet<&str>>) {
    for point in &mut member.months {
        let names = shown.get(&point.period);
        if !names.is_some_and(|names| names.contains(member.name.as_str())) {
            (point.estimate, point.sample) = (None, None);
        }
    }
}

impl Parts<'_> {
    /// The members that are shown each by themselves.
    fn shown(&self, min_n: u64) -> BTreeSet<&str> {
        let beyond = self.members.get(TAIL).map_or(0, |tail| tail.counts.total());
        let already =
            LeftOut { members: usize::try_from(self.beyond).unwrap_or(0), answers: beyond };
        let sizes = self.members.iter().filter(|(name, _)| **name != TAIL);
        hiding::shown(sizes.map(|(name, part)| (*name, part.counts.total())), already, min_n)
    }

    /// The same in each month, in which the whole is known too. Of those beyond, whose months are
    /// not read, some have answered in most of them: they are taken for enough.
    fn shown_by_month(&self, min_n: u64) -> BTreeMap<Month, BTreeSet<&str>> {
        let mut months = BTreeMap::<Month, Vec<(&str, u64)>>::new();
        for (name, part) in &self.members {
            for (month, counts) in &part.months {
                months.entry(*month).or_default().push((name, counts.total()));
            }
        }
        let shown = |sizes: Vec<_>| {
            let beyond =
                LeftOut { members: usize::try_from(self.beyond).unwrap_or(0), answers: min_n };
            let already = if self.beyond > 0 { beyond } else { LeftOut::default() };
            hiding::shown(sizes.into_iter(), already, min_n)
        };
        months.into_iter().map(|(month, sizes)| (month, shown(sizes))).collect()
    }
}

fn member(
    kind: Kind,
    name: &str,
    part: &Part,
    (all, current, min_n): (&Histogram, Month, u64),
) -> Option<Member> {
    let estimate = enough(estimate(kind, &part.counts), min_n)?;
    let others = all.without(&part.counts);
    let verdict = match (sample(kind, &others), sample(kind, &part.counts)) {
        (Some(others), Some(own)) => compare_picked(others, own).verdict,
        _ => Verdict::WithinNoise,
    };
    Some(Member {
        name: name.to_owned(),
        estimate,
        counts: part.counts.clone(),
        months: series::fill(kind, &part.months, current, min_n),
        funnel: part.funnel,
        rest: enough(super::estimate(kind, &others), min_n),
        verdict,
    })
}
