//! A score over time at every grain a reader may want: days, windows, weeks, months, quarters.

use jiff::civil::Date;
use serde::Serialize;

use super::changes::verdict_class;
use super::figures::{self, Brush, TrendFigure};
use super::finding::swing_finding;
use super::words::Words;
use crate::domain::report::{Month, Point, Quarter, Report, Rolling, Week, swing};

/// How many periods are drawn at most; a swing is tested among so many.
const MONTHS: usize = 36;
const WEEKS: usize = 50;
const QUARTERS: usize = 24;

/// One of them.
#[derive(Serialize)]
pub(super) struct View {
    /// Its id, which the stylesheet knows.
    id: String,
    label: String,
    measure: String,
    /// What a row of its table is.
    period: String,
    figure: TrendFigure,
    /// Whether it is the one that is shown first.
    first: bool,
}

/// Those that have something to show, from short to long.
pub(super) fn views(words: Words, report: &Report) -> Vec<View> {
    let windows = report.windows.iter().filter_map(|window| rolling(words, report, window));
    let rest = [weeks(words, report), months(words, report), quarters(words, report)];
    let mut views: Vec<_> = windows.chain(rest.into_iter().flatten()).collect();
    // Months tell most; a young shop has none and begins with its days.
    let by_months = views.iter().position(|view| view.id == "months");
    let place = by_months.or_else(|| views.iter().position(|view| view.id == "d30")).unwrap_or(0);
    if let Some(view) = views.get_mut(place) {
        view.first = true;
    }
    views
}

/// The last full months as a card shows them.
pub(super) fn months_of_card(words: Words, report: &Report) -> Option<TrendFigure> {
    draw_months(words, report, last(&report.months, 24), (220.0, 6.5))
}

fn months(words: Words, report: &Report) -> Option<View> {
    let points = last(&report.months, MONTHS);
    let figure = draw_months(words, report, points, (284.0, 6.5))?;
    Some(view(words, report, "months", "site-by-month", figure))
}

/// Months of a survey or of a part of it, so high and with points so large.
pub(super) fn draw_months(
    words: Words,
    report: &Report,
    points: &[Point<Month>],
    (height, radius): (f64, f64),
) -> Option<TrendFigure> {
    let finding = swing_finding(words, report, swing(points), &|month| words.month(month));
    let brush = Brush {
        height,
        radius,
        whiskers: true,
        short: &|month: Month| words.short_month(month),
        long: &|month: Month| words.month(month),
        listed: None,
    };
    figures::trend(words, report.kind, points, finding, &brush)
}

fn quarters(words: Words, report: &Report) -> Option<View> {
    let points = last(&report.quarters, QUARTERS);
    let name = |quarter: Quarter| words.quarter(quarter);
    let finding = swing_finding(words, report, swing(points), &name);
    let brush = Brush {
        height: 284.0,
        radius: 6.5,
        whiskers: true,
        short: &name,
        long: &name,
        listed: None,
    };
    let figure = figures::trend(words, report.kind, points, finding, &brush)?;
    Some(view(words, report, "quarters", "site-by-quarter", figure))
}

fn weeks(words: Words, report: &Report) -> Option<View> {
    let points = last(&report.weeks, WEEKS);
    let finding = swing_finding(words, report, swing(points), &|week| words.short_week(week));
    let brush = Brush {
        height: 284.0,
        radius: 3.5,
        whiskers: false,
        short: &|week: Week| words.short_week(week),
        long: &|week: Week| words.week(week),
        listed: None,
    };
    let figure = figures::trend(words, report.kind, points, finding, &brush)?;
    Some(view(words, report, "weeks", "site-by-week", figure))
}

fn rolling(words: Words, report: &Report, window: &Rolling) -> Option<View> {
    let single = window.days == 1;
    let day = |day: Date| words.day(day);
    let short = |day: Date| words.short_day(day);
    let finding = match single {
        true => swing_finding(words, report, swing(&window.points), &short),
        false => window_finding(words, report, window),
    };
    let brush = Brush {
        height: 284.0,
        radius: 4.5,
        whiskers: single,
        short: &short,
        long: &day,
        listed: (!single).then_some(window.apart.as_slice()),
    };
    let figure = figures::trend(words, report.kind, &window.points, finding, &brush)?;
    let key = if single { "site-by-day" } else { "site-by-window" };
    let id = format!("d{}", window.days);
    let mut view = view(words, report, &id, key, figure);
    view.measure =
        words.text(key, &[("name", &name(words, report)), ("days", &window.days.to_string())]);
    Some(view)
}

/// The last window against the one before, and against that of a year ago.
fn window_finding(words: Words, report: &Report, window: &Rolling) -> String {
    let days = window.days.to_string();
    let score = |score: f64| words.score(report.kind, score);
    let Some(now) = window.points.last().and_then(|point| point.estimate) else {
        return words.text("site-window-few", &[("days", &days)]);
    };
    let now = score(now.score);
    let first = match window.before {
        None => words.text("site-window", &[("days", &days), ("now", &now)]),
        Some(step) => {
            let before = score(step.then.score);
            let args = [("days", days.as_str()), ("now", &now), ("before", &before)];
            words.text(&format!("site-window-{}", verdict_class(step.verdict)), &args)
        }
    };
    let year = window.year.map(|step| {
        let verdict = words.text(&format!("site-change-{}", verdict_class(step.verdict)), &[]);
        let before = score(step.then.score);
        words.text("site-window-year", &[("before", &before), ("verdict", &verdict)])
    });
    year.map_or(first.clone(), |year| format!("{first}. {year}"))
}

fn view(words: Words, report: &Report, id: &str, key: &str, figure: TrendFigure) -> View {
    View {
        label: words.text(&format!("site-view-{id}"), &[]),
        measure: words.text(key, &[("name", &name(words, report)), ("days", "")]),
        period: words.text(&format!("site-period-{}", id.trim_end_matches(char::is_numeric)), &[]),
        id: id.to_owned(),
        figure,
        first: false,
    }
}

fn name(words: Words, report: &Report) -> String {
    words.text(&format!("site-name-{}", report.kind.name()), &[])
}

fn last<T>(points: &[T], most: usize) -> &[T] {
    points.get(points.len().saturating_sub(most)..).unwrap_or(points)
}
