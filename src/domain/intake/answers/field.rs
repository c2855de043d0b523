//! The fields of an answer that a column can hold.

use std::{collections::BTreeMap, fmt};

use super::super::{mapping::read_pairs, text::fold};
use crate::domain::tally::ALL;
use crate::error::Result;

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnswerField {
    /// The answer's id where it comes from.
    Id,
    /// The slug of its survey.
    Survey,
    /// Delighted's word for the kind of question.
    SurveyType,
    /// When it was given.
    AnsweredAt,
    /// The score.
    Score,
    /// What the customer wrote.
    Comment,
    /// The language it was given in.
    Language,
    /// The way it came in.
    Channel,
    /// The answer to the follow-up of this key.
    Answer(String),
    /// Something to count apart, under a name of its own.
    Dimension(String),
    /// Something to keep with the answer, under a name of its own.
    Property(String),
}

/// The plain fields and their words.
const PLAIN: [(AnswerField, &str); 8] = [
    (AnswerField::Id, "id"),
    (AnswerField::Survey, "survey"),
    (AnswerField::SurveyType, "survey_type"),
    (AnswerField::AnsweredAt, "answered_at"),
    (AnswerField::Score, "score"),
    (AnswerField::Comment, "comment"),
    (AnswerField::Language, "language"),
    (AnswerField::Channel, "channel"),
];

/// The dimensions that have a word of their own on the command line.
pub const KNOWN_DIMENSIONS: [&str; 5] = ["location", "product", "staff", "tier", "tag"];

impl AnswerField {
    /// Reads a field as written on the command line: a word, a known dimension, or
    /// `dimension.NAME`, `property.NAME`, `answer.KEY`.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        if let Some((field, _)) = PLAIN.iter().find(|(_, plain)| *plain == word) {
            return Some(field.clone());
        }
        if KNOWN_DIMENSIONS.contains(&word) {
            return Some(Self::Dimension(word.to_owned()));
        }
        let (kind, name) = word.split_once('.').filter(|(_, name)| !name.trim().is_empty())?;
        match kind {
            "dimension" => Some(Self::Dimension(name_of(name))),
            "property" => Some(Self::Property(name_of(name))),
            "answer" => Some(Self::Answer(name.to_owned())),
            _ => None,
        }
    }
}

impl fmt::Display for AnswerField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answer(key) => write!(f, "answer.{key}"),
            Self::Dimension(name) => write!(f, "dimension.{name}"),
            Self::Property(name) => write!(f, "property.{name}"),
            plain => {
                let word = PLAIN.iter().find(|(field, _)| field == plain).map(|(_, word)| *word);
                f.write_str(word.unwrap_or_default())
            }
        }
    }
}

/// Reads the values of `--map`.
///
/// # Errors
/// Refused with what would be right.
pub fn parse_mapping<S: AsRef<str>>(values: &[S]) -> Result<BTreeMap<AnswerField, String>> {
    let plain: Vec<&str> = PLAIN.iter().map(|(_, word)| *word).collect();
    let words = format!(
        "{}, {}, or dimension.NAME, property.NAME, answer.KEY",
        plain.join(", "),
        KNOWN_DIMENSIONS.join(", ")
    );
    read_pairs(values, AnswerField::parse, &words)
}

/// A header as the name of a dimension or a property: lower case, no accents, words joined by `_`,
/// so that it can stand in an address.
pub fn name_of(header: &str) -> String {
    let words = header.split(|c: char| !c.is_alphanumeric() && !is_mark(c));
    let name = words.map(fold).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_");
    match name.as_str() {
        "" => "other".to_owned(),
        // The whole has that name among the dimensions.
        ALL => format!("{ALL}_"),
        _ => name.chars().take(40).collect(),
    }
}

/// Whether a character belongs to the letter before it: an accent written apart, a Thai vowel.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}')
}
