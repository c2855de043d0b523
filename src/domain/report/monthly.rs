//! A survey month by month, each on its own: the report to the boss.
//!
//! Cells come in, a [`MonthReport`] for each month goes out, from the first month with answers to
//! the present. A month is compared with the one before and with the same month a year ago; none
//! of them overlap, so the two-sample test holds.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::follow_ups::FollowUpCounts;
use super::hiding::{self, LeftOut};
use super::period::Period;
use super::totals::{Latest, add};
use super::{Cell, Counted, Funnel, Month, enough, estimate, funnel, sample};
use crate::domain::stats::{Estimate, Groups, Histogram, Verdict, compare, compare_picked};
use crate::domain::tally::{ANSWER, TICKED};
use crate::error::Result;
use crate::types::Kind;

/// How many of the best and of the worst segments are named.
const NAMED: usize = 3;

/// What a survey says about one month.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthReport {
    /// The month.
    pub month: Month,
    /// Whether it still runs.
    pub open: bool,
    /// How many answers it has.
    pub answers: u64,
    /// Its score; `None` below the minimum.
    pub score: Option<Estimate>,
    /// How often each score was given.
    pub counts: Histogram,
    /// The same by group.
    pub groups: Groups,
    /// Against the month before; `None` if either has too few answers.
    pub before: Option<Against>,
    /// Against the same month a year ago, likewise.
    pub year_ago: Option<Against>,
    /// From orders to answers.
    pub funnel: Funnel,
    /// Why something was not sent, the most frequent reason first.
    pub reasons: Vec<(String, u64)>,
    /// The segments that are above all other answers of the month by more than noise, the highest
    /// first.
    pub best: Vec<Segment>,
    /// Those below, the lowest first.
    pub worst: Vec<Segment>,
    /// What was answered to the follow-ups.
    pub follow_ups: BTreeMap<String, Counted>,
}

/// A month beside another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Against {
    /// The other month.
    pub month: Month,
    /// Its score.
    pub score: Estimate,
    /// Whether the difference is more than noise.
    pub verdict: Verdict,
}

/// A member of a dimension in one month.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// `location`, `channel`, …
    pub dimension: String,
    /// Its name as counted.
    pub member: String,
    /// Its score in the month.
    pub score: Estimate,
}

/// Every month from the first answer to `today`, the shop's local day, oldest first. Scores of
/// fewer than `min_n` answers are left out; the running month is left out while nobody has answered.
///
/// # Errors
/// A cell that no survey of this kind can have.
pub fn months(kind: Kind, cells: &[Cell], today: Date, min_n: u64) -> Result<Vec<MonthReport>> {
    let sums = sums(kind, cells)?;
    let min_n = min_n.max(1);
    let current = Month::of(today);
    let answered = |month: &Month| sums.get(month).is_some_and(|sums| sums.all.total() > 0);
    let mut reports = Vec::new();
    let Some(mut month) = sums.keys().copied().find(|month| answered(month)) else {
        return Ok(reports);
    };
    let none = Sums::default();
    while month < current || (month == current && answered(&month)) {
        let own = sums.get(&month).unwrap_or(&none);
        let against = |other: Month| against(kind, own, (other, sums.get(&other)?), min_n);
        let (best, worst) = segments(kind, own, min_n);
        reports.push(MonthReport {
            month,
            open: month == current,
            answers: own.all.total(),
            score: enough(estimate(kind, &own.all), min_n),
            counts: own.all.clone(),
            groups: own.all.groups(kind),
            before: against(month.before()),
            year_ago: against(month.year_before()),
            funnel: own.funnel,
            reasons: funnel::most_frequent_first(own.reasons.clone()),
            best,
            worst,
            follow_ups: own.follow_ups.clone().counted(),
        });
        month = month.next();
    }
    Ok(reports)
}

/// The counts of one month; what is borrowed is borrowed from the cells.
#[derive(Default)]
struct Sums<'a> {
    all: Histogram,
    members: BTreeMap<(&'a str, &'a str), Histogram>,
    funnel: Funnel,
    reasons: BTreeMap<&'a str, u64>,
    follow_ups: FollowUpCounts<'a>,
}

fn sums<'a>(kind: Kind, cells: &'a [Cell]) -> Result<BTreeMap<Month, Sums<'a>>> {
    let mut months = BTreeMap::<Month, Sums<'a>>::new();
    let mut latest = Latest::default();
    for cell in cells.iter().filter(|cell| cell.grain == "month") {
        let measure = cell.measure.as_str();
        let is_answer = measure.starts_with(ANSWER) || measure.starts_with(TICKED);
        if !is_answer && !matches!(measure, "score" | "funnel" | "reason") {
            continue;
        }
        // A count below zero is an erasure folded before what it erases; it nets out later.
        let n = u64::try_from(cell.n).unwrap_or(0);
        let sums = months.entry(latest.of(cell)?).or_default();
        match (measure, cell.dimension.as_str()) {
            ("score", "all") => add(kind, &mut sums.all, cell, n)?,
            ("score", dimension) => {
                let member = sums.members.entry((dimension, &cell.member)).or_default();
                add(kind, member, cell, n)?;
            }
            ("funnel", "all") => sums.funnel.add(&cell.value, n),
            ("reason", "all") => *sums.reasons.entry(&cell.value).or_default() += n,
            (measure, "all") => sums.follow_ups.add(measure, &cell.value, n),
            _ => {}
        }
    }
    Ok(months)
}

fn against(kind: Kind, own: &Sums, (month, other): (Month, &Sums), min_n: u64) -> Option<Against> {
    enough(estimate(kind, &own.all), min_n)?;
    let score = enough(estimate(kind, &other.all), min_n)?;
    let verdict = compare(sample(kind, &other.all)?, sample(kind, &own.all)?).verdict;
    Some(Against { month, score, verdict })
}

/// Who stands out, by the stricter measure for what is picked out of many.
fn segments(kind: Kind, sums: &Sums, min_n: u64) -> (Vec<Segment>, Vec<Segment>) {
    let (mut best, mut worst) = (Vec::new(), Vec::new());
    let shown = shown(sums, min_n);
    for ((dimension, member), counts) in &sums.members {
        if !shown.contains(&(*dimension, *member)) {
            continue;
        }
        let Some(score) = enough(estimate(kind, counts), min_n) else { continue };
        let others = sample(kind, &sums.all.without(counts));
        let (Some(others), Some(own)) = (others, sample(kind, counts)) else { continue };
        let named = match compare_picked(others, own).verdict {
            Verdict::Up => &mut best,
            Verdict::Down => &mut worst,
            Verdict::WithinNoise => continue,
        };
        let (dimension, member) = ((*dimension).to_owned(), (*member).to_owned());
        named.push(Segment { dimension, member, score });
    }
    best.sort_by(|a, b| b.score.score.total_cmp(&a.score.score));
    worst.sort_by(|a, b| a.score.score.total_cmp(&b.score.score));
    best.truncate(NAMED);
    worst.truncate(NAMED);
    (best, worst)
}

/// The members that may be named: see [`hiding`].
fn shown<'a>(sums: &Sums<'a>, min_n: u64) -> BTreeSet<(&'a str, &'a str)> {
    let mut dimensions = BTreeMap::<&str, Vec<_>>::new();
    for ((dimension, member), counts) in &sums.members {
        let size = ((*dimension, *member), counts.total());
        dimensions.entry(dimension).or_default().push(size);
    }
    let shown = |sizes: Vec<_>| hiding::shown(sizes.into_iter(), LeftOut::default(), min_n);
    dimensions.into_values().flat_map(shown).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::{MonthReport, months};
    use crate::domain::report::Cell;
    use crate::domain::stats::Verdict;
    use crate::types::{Group, Kind};

    fn cell(
        measure: &str,
        period: &str,
        (dimension, member): (&str, &str),
        value: &str,
        n: i64,
    ) -> Cell {
        let own = str::to_owned;
        Cell {
            measure: own(measure),
            grain: own("month"),
            period: own(period),
            dimension: own(dimension),
            member: own(member),
            value: own(value),
            n,
        }
    }

    fn nps(period: &str, place: (&str, &str), counts: [i64; 3]) -> Vec<Cell> {
        let values = ["3", "8", "10"].into_iter().zip(counts);
        values.map(|(value, n)| cell("score", period, place, value, n)).collect()
    }

    const ALL: (&str, &str) = ("all", "");

    fn reports(cells: &[Cell]) -> Vec<MonthReport> {
        months(Kind::Nps, cells, date(2026, 11, 21), 5).unwrap()
    }

    #[test]
    fn a_month_stands_beside_the_one_before_and_that_of_a_year_ago() {
        let mut cells = nps("2025-10", ALL, [10, 20, 70]);
        cells.extend(nps("2026-09", ALL, [30, 30, 40]));
        cells.extend(nps("2026-10", ALL, [10, 20, 70]));
        cells.push(cell("reason", "2026-10", ALL, "no_address", 4));
        cells.push(cell("funnel", "2026-10", ALL, "invited", 300));
        cells.push(cell("answer.why", "2026-10", ALL, "detractor:slow", 6));
        let reports = reports(&cells);
        assert_eq!(reports.len(), 13, "the gap is filled, the empty running month is not shown");
        let last = reports.last().unwrap();
        assert_eq!(
            (last.month.to_string().as_str(), last.open, last.answers),
            ("2026-10", false, 100)
        );
        assert_eq!(last.before.unwrap().verdict, Verdict::Up);
        assert_eq!(last.year_ago.unwrap().verdict, Verdict::WithinNoise);
        assert_eq!((last.funnel.invited, last.reasons.len()), (300, 1));
        assert_eq!(last.follow_ups["why"].chose("slow", Group::Detractor), 6);
        assert!(reports[5].follow_ups.is_empty());
        assert_eq!(reports[5].answers, 0);
        assert_eq!((reports[5].score, reports[5].before), (None, None));
    }

    #[test]
    fn segments_are_named_only_when_they_stand_out() {
        let mut cells = nps("2026-11", ALL, [40, 20, 240]);
        cells.extend(nps("2026-11", ("location", "A"), [36, 10, 14]));
        cells.extend(nps("2026-11", ("location", "B"), [4, 10, 226]));
        cells.extend(nps("2026-11", ("channel", "few"), [4, 0, 0]));
        let reports = reports(&cells);
        let [month] = reports.as_slice() else { panic!("{reports:?}") };
        assert!(month.open);
        let names = |segments: &[super::Segment]| -> Vec<String> {
            segments.iter().map(|segment| segment.member.clone()).collect()
        };
        assert_eq!((names(&month.best), names(&month.worst)), (vec!["B".into()], vec!["A".into()]));
    }

    #[test]
    fn nobody_is_named_beside_one_who_is_hidden() {
        let mut cells = nps("2026-11", ALL, [44, 20, 240]);
        cells.extend(nps("2026-11", ("location", "A"), [36, 10, 14]));
        cells.extend(nps("2026-11", ("location", "B"), [4, 10, 226]));
        cells.extend(nps("2026-11", ("location", "few"), [4, 0, 0]));
        let reports = reports(&cells);
        assert!(reports[0].worst.is_empty(), "the whole without A and B would be the four");
        assert_eq!(reports[0].best.len(), 1);
    }

    #[test]
    fn nothing_has_no_months() {
        assert!(reports(&[]).is_empty());
        assert!(reports(&[cell("funnel", "2026-01", ALL, "orders", 9)]).is_empty());
        let few = reports(&nps("2026-10", ALL, [0, 0, 4]));
        assert_eq!((few[0].answers, few[0].score), (4, None));
    }

    proptest! {
        #[test]
        fn months_add_up(counts in prop::collection::vec((0usize..30, prop::array::uniform3(0i64..40)), 0..40)) {
            let period = |month: usize| format!("{}-{:02}", 2024 + month / 12, 1 + month % 12);
            let cells: Vec<Cell> =
                counts.iter().flat_map(|(month, counts)| nps(&period(*month), ALL, *counts)).collect();
            let wanted: i64 = cells.iter().map(|cell| cell.n).sum();
            let reports = months(Kind::Nps, &cells, date(2026, 11, 21), 5).unwrap();
            prop_assert_eq!(reports.iter().map(|report| report.answers).sum::<u64>(), wanted as u64);
            prop_assert!(reports.windows(2).all(|pair| pair[0].month == pair[1].month.before()));
            for report in &reports {
                prop_assert_eq!(report.score.is_some(), report.answers >= 5);
            }
        }
    }
}
