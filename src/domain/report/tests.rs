use jiff::civil::date;
use proptest::prelude::*;

use super::{Cell, Report, swing};
use crate::domain::stats::Verdict;
use crate::types::{Group, Kind};

fn cell(measure: &str, period: &str, place: (&str, &str), value: &str, n: i64) -> Cell {
    Cell {
        measure: measure.into(),
        grain: match (period, place.0) {
            ("", _) => "part",
            (_, "all") if period.contains('W') => "week",
            (_, "all") => "month",
            _ => "part_month",
        }
        .into(),
        period: period.into(),
        dimension: place.0.into(),
        member: place.1.into(),
        value: value.into(),
        n,
    }
}

const ALL: (&str, &str) = ("all", "");

/// July to October 2026: fine, silence, bad, fine again; today is in November.
fn cells() -> Vec<Cell> {
    let mut cells = Vec::new();
    for (month, scores) in
        [("2026-07", [5, 10, 85]), ("2026-09", [60, 20, 20]), ("2026-10", [5, 10, 85])]
    {
        for (score, n) in ["3", "8", "10"].into_iter().zip(scores) {
            cells.push(cell("score", month, ALL, score, n));
            cells.push(cell("score", "", ("location", "Hải Châu"), score, n));
            cells.push(cell("score", month, ("location", "Hải Châu"), score, n));
        }
    }
    cells.push(cell("score", "", ("location", "Huế"), "10", 4));
    cells.push(cell("score", "", ("location", "Hội An"), "10", 3));
    cells.push(cell("score", "2026-W36", ALL, "8", 7));
    for (stage, n) in [("orders", 900), ("invited", 800), ("sent", 700), ("answered", 300)] {
        cells.push(cell("funnel", "2026-07", ALL, stage, n));
    }
    cells.push(cell("reason", "2026-07", ALL, "no_address", 80));
    cells.push(cell("reason", "2026-07", ALL, "quiet_period", 90));
    cells
}

fn report(cells: &[Cell]) -> Report {
    Report::new(Kind::Nps, cells, date(2026, 11, 21), 5).unwrap()
}

#[test]
fn tallies_become_a_report() {
    let report = report(&cells());
    assert_eq!(report.answers, 300);
    assert_eq!((report.groups.detractors, report.groups.promoters), (70, 190));
    assert!((report.score.unwrap().score - 40.0).abs() < 1e-9);
    assert_eq!(report.funnel.response_rate(), Some(0.375));
    assert_eq!(report.reasons, [("quiet_period".to_owned(), 90), ("no_address".to_owned(), 80)]);
    let weeks: Vec<_> = report.weeks.iter().map(|week| (week.period.to_string(), week.n)).collect();
    assert_eq!(weeks.first(), Some(&("2026-W36".to_owned(), 7)));
    assert_eq!(weeks.last(), Some(&("2026-W46".to_owned(), 0)));
}

#[test]
fn a_month_without_answers_is_a_gap() {
    let report = report(&cells());
    let months: Vec<_> = report
        .months
        .iter()
        .map(|month| (month.period.to_string(), month.estimate.is_some()))
        .collect();
    let wanted = [("2026-07", true), ("2026-08", false), ("2026-09", true), ("2026-10", true)];
    assert_eq!(months, wanted.map(|(month, scored)| (month.to_owned(), scored)));
}

#[test]
fn the_last_full_month_is_compared_and_the_swing_found() {
    let report = report(&cells());
    let change = report.change.unwrap();
    assert_eq!((change.month.to_string().as_str(), change.verdict), ("2026-10", Verdict::Up));
    let swing = swing(&report.months).unwrap();
    assert_eq!((swing.verdict, swing.from.period.to_string()), (Verdict::Up, "2026-09".to_owned()));
}

#[test]
fn small_groups_are_absent() {
    let report = self::report(&cells());
    let location = report.dimensions.first().unwrap();
    let names: Vec<_> = location.members.iter().map(|member| member.name.as_str()).collect();
    assert_eq!((names, location.hidden), (vec!["Hải Châu"], 2));
    assert_eq!(location.tail.map(|tail| tail.n), Some(7));
    let alone: Vec<_> = cells().into_iter().filter(|cell| cell.member != "Hội An").collect();
    let alone = self::report(&alone);
    assert!(alone.dimensions.is_empty(), "the whole without Hải Châu would be Huế");
    let few = [cell("score", "2026-10", ALL, "9", 4)];
    let report = Report::new(Kind::Nps, &few, date(2026, 11, 21), 5).unwrap();
    assert_eq!((report.answers, report.score, report.change), (4, None, None));
    assert!(swing(&report.months).is_none());
}

#[test]
fn a_member_has_a_trend_a_distribution_and_a_rest() {
    let report = report(&cells());
    let member = &report.dimensions[0].members[0];
    assert_eq!((member.counts.total(), member.months.len()), (300, 4));
    assert!(member.months[1].estimate.is_none(), "a gap stays one");
    assert_eq!(member.rest, None, "nobody else has answered");
}

#[test]
fn a_month_is_not_shown_of_one_where_it_tells_of_another() {
    let (a, b) = (("location", "A"), ("location", "B"));
    let mut cells = vec![
        cell("score", "2026-09", ALL, "9", 40),
        cell("score", "2026-10", ALL, "9", 23),
        cell("score", "", a, "9", 40),
        cell("score", "", b, "9", 23),
    ];
    let months = [(a, 20, 20), (b, 20, 3)];
    for (place, first, second) in months {
        cells.push(cell("score", "2026-09", place, "9", first));
        cells.push(cell("score", "2026-10", place, "9", second));
    }
    let report = report(&cells);
    for member in &report.dimensions[0].members {
        let scored = member.months.iter().map(|point| point.estimate.is_some());
        assert_eq!(scored.collect::<Vec<_>>(), [true, false], "{}", member.name);
    }
}

proptest! {
    /// What a page, a table or a file shows of a dimension, taken from the whole, never leaves
    /// fewer than the minimum, nor one member alone.
    #[test]
    fn no_member_can_be_worked_out_from_the_whole(
        sizes in prop::collection::vec((0i64..12, 0i64..12), 1..8),
    ) {
        let mut cells = Vec::new();
        for (at, (low, high)) in sizes.iter().enumerate() {
            let name = format!("m{at}");
            for (value, n) in [("2", *low), ("10", *high)] {
                cells.push(cell("score", "2026-10", ALL, value, n));
                cells.push(cell("score", "", ("staff", &name), value, n));
            }
        }
        let report = report(&cells);
        for dimension in &report.dimensions {
            let shown: u64 = dimension.members.iter().map(|member| member.estimate.n).sum();
            prop_assert!(dimension.members.iter().all(|member| member.estimate.n >= 5));
            let left = report.answers - shown;
            prop_assert_ne!(dimension.hidden, 1);
            prop_assert!(left == 0 || left >= 5, "{left} left of {}", report.answers);
            prop_assert_eq!(dimension.tail.map_or(0, |tail| tail.n), left);
        }
    }
}

#[test]
fn members_beyond_are_one_group() {
    let product = |name| ("product", name);
    let cells = [
        cell("score", "2026-10", ALL, "9", 40),
        cell("score", "", product("Trà"), "9", 20),
        cell("score", "", product("Ấm"), "0", 3),
        cell("score", "", product(""), "9", 17),
        cell("members", "", product(""), "", 1940),
    ];
    let product = &report(&cells).dimensions[0];
    assert_eq!((product.members.len(), product.hidden), (1, 1941));
    assert_eq!(product.tail.unwrap().n, 20, "with those of too few answers");
    let rest = product.members[0].rest.unwrap();
    assert_eq!((rest.n, rest.score.round()), (20, 100.0));
}

#[test]
fn follow_ups_are_counted_by_group() {
    let cells = [
        cell("answer.why", "2026-10", ALL, "promoter:fast", 3),
        cell("answer.why", "2026-09", ALL, "promoter:fast", 1),
        cell("answer.why", "2026-10", ALL, "detractor:slow:ly", 2),
        cell("answer.why", "2026-10", ALL, "of a later version", 2),
        cell("ticked.why", "2026-10", ALL, "promoter", 2),
    ];
    let report = report(&cells);
    let why = &report.follow_ups["why"];
    assert_eq!(why.options().collect::<Vec<_>>(), ["fast", "slow:ly"]);
    assert_eq!((why.chose("fast", Group::Promoter), why.chose("fast", Group::Passive)), (4, 0));
    assert_eq!(why.answered(Group::Promoter, false), 4);
    assert_eq!(why.answered(Group::Promoter, true), 2);
}

#[test]
fn an_empty_shop_has_an_empty_report() {
    let report = report(&[]);
    assert_eq!((report.answers, report.score, report.funnel.response_rate()), (0, None, None));
    assert!(report.months.is_empty() && report.weeks.is_empty() && report.dimensions.is_empty());
}

#[test]
fn each_kind_has_its_unit() {
    let score = |kind, value: &str| {
        let cells =
            [cell("score", "2026-10", ALL, value, 9), cell("score", "2026-10", ALL, "1", 1)];
        Report::new(kind, &cells, date(2026, 11, 21), 5).unwrap().score.unwrap().score
    };
    assert!((score(Kind::Csat, "5") - 90.0).abs() < 1e-9);
    assert!((score(Kind::Ces, "6") - 5.5).abs() < 1e-9);
    assert!((score(Kind::Nps, "10") - 80.0).abs() < 1e-9);
}

#[test]
fn a_score_outside_the_scale_is_an_error() {
    let wrong = [cell("score", "2026-10", ALL, "6", 1)];
    assert!(Report::new(Kind::Stars, &wrong, date(2026, 11, 21), 5).is_err());
    let wrong = [cell("score", "2026-13", ALL, "5", 1)];
    assert!(Report::new(Kind::Stars, &wrong, date(2026, 11, 21), 5).is_err());
}
