//! The score of the last so many days, moved on day by day.
//!
//! Windows that overlap share answers and are drawn only; what is compared and listed never
//! overlaps: the last window, the ones before it end to end, and the one of a year ago.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Point, enough, estimate, sample};
use crate::domain::stats::{Estimate, Histogram, Verdict, compare};
use crate::types::Kind;

/// How a window is drawn: its length, from point to point, and how many points.
const WINDOWS: [(i64, i64, i64); 4] = [(1, 1, 50), (7, 1, 91), (30, 3, 122), (90, 7, 52)];

/// How many windows end to end are listed at most.
const LISTED: i64 = 13;

/// How far back the days of a report must reach for all its windows: 90 days, a year ago.
pub const DAYS_BACK: i64 = 365 + 90;

/// A window of so many days.
#[derive(Clone, Debug, PartialEq)]
pub struct Rolling {
    /// Its length.
    pub days: i64,
    /// The window at each day it is drawn for, by its last day.
    pub points: Vec<Point<Date>>,
    /// Windows end to end, oldest first, by their last day.
    pub apart: Vec<Point<Date>>,
    /// The last against the one before.
    pub before: Option<Step>,
    /// The last against that of a year ago.
    pub year: Option<Step>,
}

/// One window against an earlier one that it shares no day with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The earlier one.
    pub then: Estimate,
    /// The later one.
    pub now: Estimate,
    /// Whether the difference is more than noise.
    pub verdict: Verdict,
}

/// All windows as of `today`; empty if nobody answered in their time.
pub(super) fn roll(
    kind: Kind,
    days: &BTreeMap<Date, Histogram>,
    today: Date,
    min_n: u64,
) -> Vec<Rolling> {
    let Some(sums) = Sums::of(days, today) else { return Vec::new() };
    let look = |days: i64| move |back: i64| (days, back);
    WINDOWS
        .into_iter()
        .map(|(length, step, count)| {
            let at = |(days, back)| sums.point(kind, days, back, min_n);
            let window = look(length);
            let line = (0..count).rev().map(|place| at(window(place * step)));
            let listed = (0..LISTED).rev().map(|place| at(window(place * length)));
            let now = at(window(0));
            let against = |back| step_between(&at(window(back)), &now);
            Rolling {
                days: length,
                points: from_first(line),
                apart: from_first(listed),
                before: against(length),
                year: against(365.max(length)),
            }
        })
        .collect()
}

/// Without the gaps before the first score.
fn from_first(points: impl Iterator<Item = Point<Date>>) -> Vec<Point<Date>> {
    points.skip_while(|point| point.estimate.is_none()).collect()
}

fn step_between(then: &Point<Date>, now: &Point<Date>) -> Option<Step> {
    let verdict = compare(then.sample?, now.sample?).verdict;
    Some(Step { then: then.estimate?, now: now.estimate?, verdict })
}

/// Answers up to each day, so that any window is a difference of two.
struct Sums {
    today: Date,
    /// Up to so many days ago, that day included; the last is empty.
    until: Vec<Histogram>,
}

impl Sums {
    fn of(days: &BTreeMap<Date, Histogram>, today: Date) -> Option<Self> {
        let first = *days.keys().next().filter(|day| **day <= today)?;
        let span = i64::from(first.until(today).ok()?.get_days()).min(DAYS_BACK);
        let (mut sum, mut until) = (Histogram::default(), vec![Histogram::default()]);
        for back in (0..=span).rev() {
            if let Some(counts) = days.get(&today.saturating_sub(back.days())) {
                sum.merge(counts);
            }
            until.push(sum.clone());
        }
        until.reverse();
        Some(Self { today, until })
    }

    fn point(&self, kind: Kind, days: i64, back: i64, min_n: u64) -> Point<Date> {
        let nothing = Histogram::default();
        let until = |back: i64| {
            usize::try_from(back).ok().and_then(|back| self.until.get(back)).unwrap_or(&nothing)
        };
        let counts = until(back).without(until(back + days));
        Point {
            period: self.today.saturating_sub(back.days()),
            n: counts.total(),
            estimate: enough(estimate(kind, &counts), min_n),
            sample: sample(kind, &counts),
            open: days == 1 && back == 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// Ten answers a day, of which all score 10 in the last 30 days and 0 before.
    fn days() -> BTreeMap<Date, Histogram> {
        let today = date(2026, 11, 21);
        let day = |back: i64| {
            let mut counts = Histogram::default();
            assert!(counts.add(if back < 30 { 10 } else { 0 }, 10));
            (today.saturating_sub(back.days()), counts)
        };
        (0..500).map(day).collect()
    }

    #[test]
    fn windows_hold_their_days_and_nothing_else() {
        let windows = roll(Kind::Nps, &days(), date(2026, 11, 21), 5);
        assert_eq!(windows.iter().map(|window| window.days).collect::<Vec<_>>(), [1, 7, 30, 90]);
        for window in &windows {
            let last = window.points.last().unwrap();
            assert_eq!((last.n, last.period), (window.days as u64 * 10, date(2026, 11, 21)));
            let pairs = window.apart.windows(2);
            for pair in pairs {
                let gap = pair[0].period.until(pair[1].period).unwrap().get_days();
                assert_eq!(i64::from(gap), window.days, "windows that are listed do not overlap");
            }
        }
        let month = &windows[2];
        let (before, year) = (month.before.unwrap(), month.year.unwrap());
        assert_eq!((before.now.score, before.then.score), (100.0, -100.0));
        assert_eq!((before.verdict, year.verdict), (Verdict::Up, Verdict::Up));
        let quarter = &windows[3];
        assert!((quarter.before.unwrap().now.score + 100.0 / 3.0).abs() < 1e-9);
        assert_eq!(quarter.year.unwrap().then.n, 900, "the days reach back far enough");
        assert_eq!(windows[0].before.unwrap().verdict, Verdict::WithinNoise);
    }

    #[test]
    fn a_young_shop_has_short_lines_and_no_year() {
        let days = days().into_iter().rev().take(3).collect();
        let windows = roll(Kind::Nps, &days, date(2026, 11, 22), 5);
        assert_eq!(windows[1].points.len(), 4);
        assert_eq!(windows[1].points.last().unwrap().n, 30);
        assert!(
            windows
                .iter()
                .all(|window| window.year.is_none() && window.before.is_none() || window.days == 1)
        );
        assert!(roll(Kind::Nps, &BTreeMap::new(), date(2026, 11, 22), 5).is_empty());
    }
}
