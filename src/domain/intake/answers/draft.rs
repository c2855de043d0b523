//! What comes out of a file of answers.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::answer::Stored;
use crate::types::{Instant, Language};

/// One answer, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerDraft {
    /// The physical line it begins in.
    pub line: u64,
    /// What it is known by, the same at every import.
    pub key: String,
    /// Its survey, by its place among the rules' surveys.
    pub survey: usize,
    /// When it was given.
    pub answered_at: Instant,
    /// Whether only the day is known; the instant is then noon, or the present on the present day.
    pub whole_day: bool,
    /// Score, comment and the answers to follow-ups.
    pub stored: Stored,
    /// The language it was given in, if the file says so.
    pub language: Option<Language>,
    /// The language of its comment, as far as the letters give it away, else the shop's.
    pub comment_language: Language,
    /// The way it came in, if the file says so.
    pub channel: Option<String>,
    /// What it is counted under: dimension and member.
    pub dimensions: Vec<(Arc<str>, String)>,
    /// What is kept with it.
    pub properties: BTreeMap<String, String>,
    /// Columns that nobody knows: `dimensions` decides where they go.
    pub(super) others: Vec<(Arc<str>, String)>,
}
