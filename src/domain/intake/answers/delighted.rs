//! Delighted's kinds of question and their scales, as its own clients know them.

use std::ops::RangeInclusive;

use super::super::{Why, text::fold};
use crate::domain::survey::Definition;
use crate::types::Kind;

/// Refuses an answer to another kind of question than the survey asks.
pub fn check(survey_type: &str, definition: &Definition) -> Result<(), Why> {
    let found = fold(survey_type);
    let (wanted, scale) = match found.as_str() {
        "nps" | "enps" => (Some(Kind::Nps), 0..=10),
        "csat" => (Some(Kind::Csat), 1..=5),
        "smileys" => (Some(Kind::Smileys), 1..=5),
        "starsfive" | "stars" => (Some(Kind::Stars), 1..=5),
        "thumbs" => (Some(Kind::Thumbs), 0..=1),
        "ces7" => (Some(Kind::Ces), 1..=7),
        // Efforts of five steps are no part of ours, which has seven.
        "ces" => (None, 1..=5),
        "csat3" | "pmf" => (None, 1..=3),
        _ => return Ok(()),
    };
    match wanted {
        Some(kind) if kind == definition.kind => Ok(()),
        Some(kind) => Err(Why::OtherKind {
            found: survey_type.to_owned(),
            kind: kind.name(),
            survey: definition.slug.clone(),
            own: definition.kind.name(),
        }),
        None => Err(no_kind(survey_type, &scale)),
    }
}

fn no_kind(found: &str, scale: &RangeInclusive<u8>) -> Why {
    Why::NoKind { found: found.to_owned(), least: *scale.start(), most: *scale.end() }
}
