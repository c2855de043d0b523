//! Reads the shop's wording: `[texts.vi]` and `[follow_up.texts.vi]`.

use std::collections::BTreeMap;

use super::super::texts::{PLACEHOLDERS, TEXT_KEYS, unknown_placeholder};
use super::super::{FollowUpKind, Texts};
use super::reader::{Field, Reader, Section};
use crate::types::Language;

/// The longest text of a survey, in characters.
const LONGEST: usize = 2_000;

/// Reads a survey's texts; `None` behind a problem.
pub(super) fn read_survey_texts(reader: &mut Reader<'_>, field: &Field<'_>) -> Option<Texts> {
    read_texts(reader, field, &TEXT_KEYS)
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
    read_texts(reader, field, &allowed)
}

fn read_texts(reader: &mut Reader<'_>, field: &Field<'_>, allowed: &[&str]) -> Option<Texts> {
    let languages = reader.section(field)?;
    reader.check_keys(&languages, &Language::ALL.map(Language::tag));
    let mut texts = Texts::new();
    for language in Language::ALL {
        let Some(field) = languages.get(language.tag()) else { continue };
        let Some(section) = reader.section(&field) else { continue };
        reader.check_keys(&section, allowed);
        let written = read_language(reader, &section, allowed);
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
) -> BTreeMap<String, String> {
    let mut written = BTreeMap::new();
    for key in section.keys().filter(|key| allowed.contains(key)) {
        let Some(field) = section.get(key) else { continue };
        let Some(text) = reader.text(&field) else { continue };
        check_text(reader, &field, key, text);
        written.insert(key.to_owned(), text.to_owned());
    }
    written
}

/// Line breaks are for what stands in paragraphs: in a subject they would end the header.
fn check_text(reader: &mut Reader<'_>, field: &Field<'_>, key: &str, text: &str) {
    let paragraphs = ["intro", "signature", "postscript", "thanks"].contains(&key);
    let forbidden = |c: char| c.is_control() && !(paragraphs && matches!(c, '\n' | '\t'));
    if text.trim().is_empty() {
        reader
            .refuse(field, "a text that says something; without the key the default text is used");
    } else if text.chars().count() > LONGEST {
        reader.refuse(field, "2,000 characters at most");
    } else if text.chars().any(forbidden) {
        let lines = if paragraphs { "any number of lines" } else { "one line" };
        reader.refuse(field, &format!("{lines} without control characters"));
    }
    if let Some(name) = unknown_placeholder(text) {
        let known = PLACEHOLDERS.map(|name| format!("{{{name}}}")).join(", ");
        reader.problem(field, format!("found {{{name}}}; allowed: {known}"));
    }
}
