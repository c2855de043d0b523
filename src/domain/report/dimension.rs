//! The score by location, product, staff, …: who is above, who is below the rest.

use std::collections::BTreeMap;

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
    /// Those with enough answers, up to [`SHOWN`].
    pub members: Vec<Member>,
    /// How many are not listed: too few answers, or too many members.
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
    /// Every month from its first answer to the present.
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
        let (mut members, mut hidden) = (Vec::new(), usize::try_from(parts.beyond).unwrap_or(0));
        let mut tail = Histogram::default();
        for (name, part) in parts.members.iter().filter(|(_, part)| part.counts.total() > 0) {
            match member(kind, name, part, (all, current, min_n)) {
                Some(member) if *name != TAIL => members.push(member),
                _ => {
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
