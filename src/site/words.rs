//! Numbers and periods of a report in the words of a language.

use fluent_bundle::FluentValue;
use jiff::civil::Date;
use serde::Serialize;

use super::calendar::Calendar;
use super::input::SiteInput;
use crate::domain::report::{Month, Unit, Week, unit};
use crate::domain::stats::Estimate;
use crate::error::{Context, Result};
use crate::render::{Renderer, format};
use crate::types::{Kind, Language};

/// A language, and where its texts are.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) renderer: &'a Renderer,
    pub(super) lang: Language,
    pub(super) calendar: &'a Calendar,
}

/// What a text is told: names and finished words.
pub(super) type Args<'a> = &'a [(&'a str, &'a str)];

impl Words<'_> {
    /// A text that speaks of finished words.
    pub(super) fn text(&self, key: &str, args: Args) -> String {
        let args: Vec<_> =
            args.iter().map(|(name, value)| (*name, FluentValue::from(*value))).collect();
        self.renderer.text(self.lang, key, &args)
    }

    /// Renders a template with the fields of `page` as its variables.
    pub(super) fn render<T: Serialize>(&self, template: &str, page: &T) -> Result<String> {
        let context =
            tera::Context::from_serialize(page).doing(|| format!("filling {template}"))?;
        self.renderer.render(template, self.lang, context)
    }

    /// The text of a word that may be of a later version or the shop's own; then the word itself.
    pub(super) fn word(&self, prefix: &str, word: &str) -> String {
        let key = format!("{prefix}-{}", word.replace('_', "-"));
        if self.renderer.has_text(self.lang, &key) { self.text(&key, &[]) } else { word.to_owned() }
    }

    /// `1.234`
    pub(super) fn count(&self, n: u64) -> String {
        self.whole(n as f64)
    }

    /// A whole number.
    fn whole(&self, value: f64) -> String {
        small(value.round()).unwrap_or_else(|| format::number(self.lang, value.round()))
    }

    /// A score in its unit: `−12`, `93%`, `5,3`.
    pub(super) fn score(&self, kind: Kind, score: f64) -> String {
        match unit(kind) {
            Unit::Points => self.whole(score),
            Unit::Percent => format!("{}%", self.whole(score)),
            Unit::Mean => format::decimal(self.lang, score, 1),
        }
    }

    /// A score at a tick: as [`score`](Self::score), but a whole mean has no decimals.
    pub(super) fn tick(&self, kind: Kind, value: f64) -> String {
        let is_whole = value.fract() == 0.0 && unit(kind) == Unit::Mean;
        if is_whole { self.whole(value) } else { self.score(kind, value) }
    }

    /// `45–59`, `88–95%`; with a minus in it `−12 to 5`, since a dash beside a minus misleads.
    pub(super) fn interval(&self, kind: Kind, estimate: Estimate) -> String {
        let (low, high) = (estimate.low, estimate.high);
        let low_text = match unit(kind) {
            Unit::Percent => self.whole(low),
            Unit::Points | Unit::Mean => self.score(kind, low),
        };
        let high_text = self.score(kind, high);
        if low_text.starts_with('−') || high_text.starts_with('−') {
            return self.text("site-interval", &[("low", &low_text), ("high", &high_text)]);
        }
        format!("{low_text}–{high_text}")
    }

    /// A share in whole percent.
    pub(super) fn share(&self, part: u64, whole: u64) -> String {
        let fraction = if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
        format!("{}%", self.whole(100.0 * fraction))
    }

    /// `tháng 9 năm 2026`
    pub(super) fn month(&self, month: Month) -> String {
        self.calendar.month(month).0.to_owned()
    }

    /// A month as short as an axis wants it.
    pub(super) fn short_month(&self, month: Month) -> String {
        self.calendar.month(month).1.to_owned()
    }

    /// The day a week begins.
    pub(super) fn week(&self, week: Week) -> String {
        self.calendar.week(week).0.to_owned()
    }

    /// The day a week begins, without its year.
    pub(super) fn short_week(&self, week: Week) -> String {
        self.calendar.week(week).1.to_owned()
    }

    /// When the site was built, on the shop's clock.
    pub(super) fn built(&self, input: &SiteInput) -> String {
        let built = input.built_at.to_timestamp().to_zoned(input.shop.time_zone.clone());
        let (day, time) = (self.day(built.date()), built.strftime("%H:%M").to_string());
        self.text("site-built", &[("day", &day), ("time", &time)])
    }

    /// A day.
    pub(super) fn day(&self, day: Date) -> String {
        format::date(self.lang, day)
    }
}

/// Below a thousand there is nothing to group, and all our languages write the same digits.
fn small(whole: f64) -> Option<String> {
    let is_small = whole.fract() == 0.0 && whole.abs() < 1000.0;
    is_small.then(|| format!("{}{}", if whole < 0.0 { "−" } else { "" }, whole.abs() as u16))
}
