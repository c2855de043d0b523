//! Reads `[[follow_up]]`: the questions behind the score.

use super::super::{FollowUp, FollowUpKind, Texts, When};
use super::reader::{Field, Reader, Section};
use super::texts::read_follow_up_texts;

/// How many follow-ups a survey may have: a form of more is not answered.
const MOST: usize = 10;

/// How many options a follow-up may offer.
const MOST_OPTIONS: usize = 20;

/// Keys of a follow-up in a survey file.
const KEYS: [&str; 5] = ["key", "kind", "when", "options", "texts"];

/// Fields of the form that are not follow-ups.
const TAKEN: [&str; 5] = ["score", "comment", "via", "submission_id", "edit"];

/// Reads every follow-up; those behind a problem are left out.
pub(super) fn read_follow_ups(reader: &mut Reader<'_>, survey: &Section<'_>) -> Vec<FollowUp> {
    let Some(field) = survey.get("follow_up") else { return Vec::new() };
    let Some(sections) = reader.sections(&field) else { return Vec::new() };
    if sections.len() > MOST {
        reader.problem(&field, format!("found {}; allowed: {MOST} at most", sections.len()));
    }
    let mut follow_ups: Vec<FollowUp> = Vec::new();
    for section in sections.iter().take(MOST) {
        let taken: Vec<&str> = follow_ups.iter().map(|earlier| earlier.key.as_str()).collect();
        let follow_up = read_follow_up(reader, section, &taken);
        follow_ups.extend(follow_up);
    }
    follow_ups
}

fn read_follow_up(
    reader: &mut Reader<'_>,
    section: &Section<'_>,
    earlier: &[&str],
) -> Option<FollowUp> {
    reader.check_keys(section, &KEYS);
    let key = reader.required(section, "key").and_then(|field| read_key(reader, &field, earlier));
    let kinds = FollowUpKind::ALL.map(|kind| (kind.name(), kind));
    let kind = reader.required(section, "kind").and_then(|field| reader.one_of(&field, &kinds));
    let whens = When::ALL.map(|when| (when.word(), when));
    let when = match section.get("when") {
        Some(field) => reader.one_of(&field, &whens),
        None => Some(When::Any),
    };
    let kind = kind?;
    let options = read_options(reader, section, kind);
    let texts = match (section.get("texts"), &options) {
        (Some(field), Some(options)) => read_follow_up_texts(reader, &field, kind, options),
        _ => Some(Texts::new()),
    };
    Some(FollowUp { key: key?, kind, when: when?, options: options?, texts: texts? })
}

fn read_key(reader: &mut Reader<'_>, field: &Field<'_>, earlier: &[&str]) -> Option<String> {
    let key = reader.text(field)?;
    if !is_key(key) {
        reader.refuse(field, "1 to 40 of a-z, 0-9 and underscores, a letter first");
    } else if TAKEN.contains(&key) {
        let taken = TAKEN.join(", ");
        reader.refuse(field, &format!("anything but {taken}, which the form itself uses"));
    } else if earlier.contains(&key) {
        reader.refuse(field, "a key that no other follow-up has");
    } else {
        return Some(key.to_owned());
    }
    None
}

/// The option keys: some where something is chosen, none elsewhere.
fn read_options(
    reader: &mut Reader<'_>,
    section: &Section<'_>,
    kind: FollowUpKind,
) -> Option<Vec<String>> {
    if !kind.has_options() {
        return match section.get("options") {
            Some(field) => {
                let message = format!("a follow-up of kind \"{}\" has no options", kind.name());
                reader.problem(&field, message);
                None
            }
            None => Some(Vec::new()),
        };
    }
    let field = reader.required(section, "options")?;
    let written = reader.texts(&field)?;
    if !(1..=MOST_OPTIONS).contains(&written.len()) {
        let message = format!("found {} options; allowed: 1 to {MOST_OPTIONS}", written.len());
        reader.problem(&field, message);
    }
    let mut options: Vec<String> = Vec::new();
    for (option, start) in written.into_iter().take(MOST_OPTIONS) {
        let allowed = if !is_key(option) {
            "1 to 40 of a-z, 0-9 and underscores, a letter first"
        } else if option == "label" {
            "anything but \"label\", which names the question's own text"
        } else if options.iter().any(|earlier| earlier == option) {
            "each option once"
        } else {
            options.push(option.to_owned());
            continue;
        };
        reader.problem_in(&field, start, &format!("found \"{option}\"; allowed: {allowed}"));
    }
    Some(options)
}

/// Keys stand in form fields, JSON and tallies, so they are plain.
fn is_key(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.len() <= 40
        && text.chars().all(plain)
}
