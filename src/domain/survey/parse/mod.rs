//! Reads a survey file: TOML comes in; a [`Definition`], or every problem with its line, goes out.

mod follow_ups;
mod reader;
mod reminders;
mod texts;

use toml_edit::ImDocument;

use super::definition::defaults;
use super::{Definition, Problem, Texts, Weekday, Window, parse_duration};
use crate::types::{Kind, Trigger};
use reader::{Reader, Section};

/// Every key at the top of a survey file.
const KEYS: [&str; 13] = [
    "slug",
    "kind",
    "active",
    "trigger",
    "delay",
    "ask_within",
    "answer_within",
    "quiet_period",
    "sample",
    "window",
    "texts",
    "follow_up",
    "reminder",
];

/// The largest survey file, in bytes: with all texts there can be, in all languages, it has half of it.
pub const LARGEST_FILE: usize = 1024 * 1024;

impl Definition {
    /// Reads a survey file.
    ///
    /// # Errors
    /// Every problem of the file, up to a hundred, in the order of its lines; of broken TOML the
    /// first alone, and of a file that is too large nothing else.
    pub fn from_toml(source: &str) -> Result<Self, Vec<Problem>> {
        if source.len() > LARGEST_FILE {
            let message = format!(
                "the file has {} bytes or more; allowed: {LARGEST_FILE} at most",
                source.len()
            );
            return Err(vec![Problem::at(source, LARGEST_FILE, message)]);
        }
        let document = ImDocument::parse(source).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            vec![Problem::at(source, offset, format!("this is not TOML: {}", error.message()))]
        })?;
        let mut reader = Reader::new(source);
        let definition = read_survey(&mut reader, &Section::whole(document.as_table()));
        match (definition, reader.into_problems()) {
            (Some(definition), problems) if problems.is_empty() => Ok(definition),
            (_, problems) => Err(problems),
        }
    }
}

/// Reads everything, even behind a problem, so that all problems are told at once.
fn read_survey(reader: &mut Reader<'_>, survey: &Section<'_>) -> Option<Definition> {
    reader.check_keys(survey, &KEYS);
    let slug = read_slug(reader, survey);
    let kinds = Kind::ALL.map(|kind| (kind.name(), kind));
    let kind = reader.required(survey, "kind").and_then(|field| reader.one_of(&field, &kinds));
    let triggers: Vec<_> = Trigger::ALL.iter().map(|trigger| (trigger.word(), *trigger)).collect();
    let trigger = survey.get("trigger").map(|field| reader.one_of(&field, &triggers));
    let active = survey.get("active").map(|field| reader.boolean(&field));
    let delay = read_duration(reader, survey, "delay", 0);
    let ask_within = read_duration(reader, survey, "ask_within", 1);
    let answer_within = read_duration(reader, survey, "answer_within", 1);
    let quiet_period = read_duration(reader, survey, "quiet_period", 0);
    let sample = survey.get("sample").map(|field| reader.share(&field));
    let window = survey.get("window").map(|field| read_window(reader, &field));
    let texts = survey.get("texts").map(|field| texts::read_survey_texts(reader, &field));
    let follow_ups = follow_ups::read_follow_ups(reader, survey);
    let closes = answer_within.flatten().unwrap_or_else(defaults::answer_within);
    let reminders = reminders::read_reminders(reader, survey, closes);
    let definition = Definition {
        slug: slug?,
        kind: kind?,
        active: active.unwrap_or(Some(defaults::active()))?,
        trigger: trigger.unwrap_or(Some(defaults::trigger()))?,
        delay_seconds: delay.unwrap_or(Some(defaults::delay()))?,
        ask_within_seconds: ask_within.unwrap_or(Some(defaults::ask_within()))?,
        answer_within_seconds: answer_within.unwrap_or(Some(defaults::answer_within()))?,
        quiet_period_seconds: quiet_period.unwrap_or(Some(defaults::quiet_period()))?,
        sample: sample.unwrap_or(Some(defaults::sample()))?,
        window: match window {
            Some(window) => Some(window?),
            None => None,
        },
        texts: texts.unwrap_or_else(|| Some(Texts::new()))?,
        follow_ups,
        reminders,
    };
    check_timing(reader, survey, &definition);
    Some(definition)
}

/// Names that the site has a use for itself.
pub(super) const TAKEN: [&str; 5] = ["index", "data", "en", "vi", "th"];

/// A slug stands in addresses and file names, so it is plain.
fn read_slug(reader: &mut Reader<'_>, survey: &Section<'_>) -> Option<String> {
    let field = reader.required(survey, "slug")?;
    let slug = reader.text(&field)?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let good = (1..=60).contains(&slug.len())
        && slug.chars().all(plain)
        && !slug.starts_with('-')
        && !slug.ends_with('-')
        && !TAKEN.contains(&slug);
    if !good {
        reader.refuse(
            &field,
            "1 to 60 of a-z, 0-9 and hyphens within, but not index, data, en, vi or th",
        );
    }
    good.then(|| slug.to_owned())
}

fn read_duration(
    reader: &mut Reader<'_>,
    survey: &Section<'_>,
    key: &str,
    least: i64,
) -> Option<Option<i64>> {
    let field = survey.get(key)?;
    let Some(written) = reader.text(&field) else { return Some(None) };
    Some(match parse_duration(written) {
        Ok(seconds) if seconds < least => {
            reader.refuse(&field, "more than nothing");
            None
        }
        Ok(seconds) => Some(seconds),
        Err(message) => {
            reader.problem(&field, message);
            None
        }
    })
}

fn read_window(reader: &mut Reader<'_>, field: &reader::Field<'_>) -> Option<Window> {
    let window = reader.section(field)?;
    reader.check_keys(&window, &["weekdays", "hours"]);
    let days = Weekday::ALL.map(|day| (day.word(), day));
    let weekdays = match window.get("weekdays") {
        Some(field) => reader.several_of(&field, &days),
        None => Some(Weekday::ALL.to_vec()),
    };
    let Some(field) = window.get("hours") else {
        return weekdays.and_then(|weekdays| Window::new(&weekdays, "00:00-24:00").ok());
    };
    let hours = reader.text(&field)?;
    match Window::new(&weekdays?, hours) {
        Ok(window) => Some(window),
        Err(message) => {
            reader.problem(&field, message);
            None
        }
    }
}

/// A wait longer than `ask_within` would ask nobody, which nobody means.
fn check_timing(reader: &mut Reader<'_>, survey: &Section<'_>, definition: &Definition) {
    if definition.delay_seconds <= definition.ask_within_seconds {
        return;
    }
    if let Some(field) = survey.get("delay").or_else(|| survey.get("ask_within")) {
        let message = "`delay` is longer than `ask_within`, so nobody would be asked; allowed is a \
                       delay of at most `ask_within` (30 days, unless the file says otherwise)";
        reader.problem(&field, message);
    }
}

#[cfg(test)]
mod tests;
