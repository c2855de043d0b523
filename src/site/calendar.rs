//! The names of the periods a site shows, made once a build and language: every page names the
//! same months and weeks, and formatting a date is the dearest thing a page would do.

use std::collections::BTreeMap;

use fluent_bundle::FluentValue;
use jiff::civil::{Date, date};

use crate::domain::report::{Month, Report, Week};
use crate::render::{Renderer, format};
use crate::types::Language;

/// Names of periods, long and short.
#[derive(Default)]
pub(super) struct Calendar {
    months: BTreeMap<Month, (String, String)>,
    weeks: BTreeMap<Week, (String, String)>,
}

impl Calendar {
    /// Names the periods of these reports in a language.
    pub(super) fn new<'a>(
        renderer: &Renderer,
        lang: Language,
        reports: impl Iterator<Item = &'a Report>,
    ) -> Self {
        let mut calendar = Self::default();
        for report in reports {
            for point in &report.months {
                let month = point.period;
                let name = || name_month(renderer, lang, month);
                calendar.months.entry(month).or_insert_with(name);
                for earlier in [month.before(), month.year_before()] {
                    let name = || name_month(renderer, lang, earlier);
                    calendar.months.entry(earlier).or_insert_with(name);
                }
            }
            for point in &report.weeks {
                let name = || name_week(lang, point.period);
                calendar.weeks.entry(point.period).or_insert_with(name);
            }
        }
        calendar
    }

    /// Long and short name of a month; empty if no report has it.
    pub(super) fn month(&self, month: Month) -> (&str, &str) {
        self.months.get(&month).map_or(("", ""), |(long, short)| (long, short))
    }

    /// Long and short name of the day a week begins; empty if no report has it.
    pub(super) fn week(&self, week: Week) -> (&str, &str) {
        self.weeks.get(&week).map_or(("", ""), |(long, short)| (long, short))
    }
}

/// `tháng 9 năm 2026`, and as short as an axis wants it: `9/2026`, `Sep 2026`, `ก.ย. 2569`.
fn name_month(renderer: &Renderer, lang: Language, month: Month) -> (String, String) {
    let long = format::month(lang, first_day(month));
    let (year, number) = month.parts();
    let era = if lang == Language::Th { 543 } else { 0 };
    // As text, so that the year's thousands are not grouped.
    let year = FluentValue::from((year + era).to_string());
    let args = [("month", FluentValue::from(number)), ("year", year)];
    (long, renderer.text(lang, "site-short-month", &args))
}

fn name_week(lang: Language, week: Week) -> (String, String) {
    (format::date(lang, week.monday()), format::day_month(lang, week.monday()))
}

fn first_day(month: Month) -> Date {
    let (year, month) = month.parts();
    match (i16::try_from(year), i8::try_from(month)) {
        (Ok(year), Ok(month)) => Date::new(year, month, 1).unwrap_or(date(1, 1, 1)),
        _ => date(1, 1, 1),
    }
}
