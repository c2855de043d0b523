//! Reads the shop's wording: `[texts.vi]`, `[follow_up.texts.vi]` and `[reminder.texts.vi]`.

use std::collections::BTreeMap;

use super::super::texts::{REMINDER_TEXT_KEYS, Rule, TEXT_KEYS};
use super::super::{FollowUpKind, Phrase, Texts};
use super::reader::{Field, Reader, Section};
use crate::types::Language;

/// Reads a survey's texts; `None` behind a problem.
pub(super) fn read_survey_texts(reader: &mut Reader<'_>, field: &Field<'_>) -> Option<Texts> {
    read_texts(reader, field, &TEXT_KEYS, Rule::of)
}

/// Reads a reminder's texts; `None` behind a problem.
pub(super) fn read_reminder_texts(reader: &mut Reader<'_>, field: &Field<'_>) -> Option<Texts> {
    read_texts(reader, field, &REMINDER_TEXT_KEYS, Rule::of)
}

/// Reads a follow-up's texts: its label, one per option, and the ends of a scale.
pub(super) fn read_follow_up_texts(
    reader: &mut Reader<'_>,
    field: &Field<'_>,
    kind: FollowUpKind,
    options: &[String],
) -> Option<Texts> {
    let mut allowed = vec!["label"];
    if kind == FollowUpKind::Scale {
        allowed.extend(["low", "high"]);
    }
    allowed.extend(options.iter().map(String::as_str));
    read_texts(reader, field, &allowed, |_key| Rule::FOLLOW_UP)
}

fn read_texts(
    reader: &mut Reader<'_>,
    field: &Field<'_>,
    allowed: &[&str],
    rule: fn(&str) -> Rule,
) -> Option<Texts> {
    let languages = reader.section(field)?;
    reader.check_keys(&languages, &Language::ALL.map(Language::tag));
    let mut texts = Texts::new();
    for language in Language::ALL {
        let Some(field) = languages.get(language.tag()) else { continue };
        let Some(section) = reader.section(&field) else { continue };
        reader.check_keys(&section, allowed);
        let written = read_language(reader, &section, allowed, rule);
        if !written.is_empty() {
            texts.insert(language, written);
        }
    }
    Some(texts)
}

fn read_language(
    reader: &mut Reader<'_>,
    section: &Section<'_>,
    allowed: &[&str],
    rule: fn(&str) -> Rule,
) -> BTreeMap<String, String> {
    let mut written = BTreeMap::new();
    for key in section.keys().filter(|key| allowed.contains(key)) {
        let Some(field) = section.get(key) else { continue };
        let Some(text) = reader.text(&field) else { continue };
        check_text(reader, &field, rule(key), text);
        written.insert(key.to_owned(), text.to_owned());
    }
    written
}

fn check_text(reader: &mut Reader<'_>, field: &Field<'_>, rule: Rule, text: &str) {
    let forbidden = |c: char| c.is_control() && !(rule.lines && matches!(c, '\n' | '\t'));
    if text.trim().is_empty() {
        reader
            .refuse(field, "a text that says something; without the key the default text is used");
    } else if text.chars().count() > rule.longest {
        reader.refuse(field, &format!("{} characters at most", rule.longest));
    } else if text.chars().any(forbidden) {
        let lines = if rule.lines { "any number of lines" } else { "one line" };
        reader.refuse(field, &format!("{lines} without control characters"));
    }
    match Phrase::parse(text) {
        Ok(phrase) if phrase.has_choice() && !rule.choices => reader.problem(
            field,
            "found {% if … %}; allowed: {{ name }}, {{ shop }}, {{ order }}, because choices are \
             for texts of the mail alone, and this one stands on the form",
        ),
        Ok(_) => {}
        Err(unreadable) => reader.problem_within(field, unreadable.found, unreadable.to_string()),
    }
}
