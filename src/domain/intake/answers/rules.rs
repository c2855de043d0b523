//! What the shop tells the intake of answers about itself and about the file.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::AnswerField;
use crate::domain::survey::Definition;
use crate::types::{Dimension, Instant, Language};

/// The shop's side of reading a file of answers.
#[derive(Clone, Debug)]
pub struct AnswerRules<'a> {
    /// The zone of times written without an offset.
    pub zone: &'a TimeZone,
    /// The shop's language: of comments that give nothing away, and of encodings left open.
    pub language: Language,
    /// The present: nobody has answered later.
    pub now: Instant,
    /// The surveys that there are.
    pub surveys: Vec<Arc<Definition>>,
    /// Which of them all answers belong to, by its place; if none is named the rows have to say.
    pub survey: Option<usize>,
    /// Dimensions that the shop has named: a column headed so holds one.
    pub dimensions: Vec<Dimension>,
    /// Columns named by hand: these win over what their headers say.
    pub map: BTreeMap<AnswerField, String>,
    /// The name under which the answers are known; by default `delighted` for Delighted's, else
    /// `file`.
    pub source: Option<String>,
}
