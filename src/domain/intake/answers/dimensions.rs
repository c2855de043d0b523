//! Which of the columns that nobody knows are worth counting apart.
//!
//! Judged by the first rows of the file, so that the same file is always judged the same: words
//! that come again and again (a branch, a table, a campaign) are; texts, numbers of parcels and
//! what looks like an address are not.

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::AnswerDraft;

/// How many rows are looked at.
pub const SAMPLE: usize = 10_000;

/// So many values may always differ.
const FEW: usize = 12;

/// Of more values one in so many may differ.
const ONE_IN: usize = 4;

/// The longest value, in characters, of something to count apart.
const LONGEST: usize = 60;

/// What the sample shows of one column.
#[derive(Default)]
struct Column {
    filled: usize,
    values: HashSet<u64>,
    is_text: bool,
}

/// Where the columns that nobody knows go.
#[derive(Debug, Default)]
pub struct Dimensions {
    counted: HashSet<Arc<str>>,
}

impl Dimensions {
    /// Judges by the first answers of a file.
    pub fn of<'d>(sample: impl Iterator<Item = &'d AnswerDraft>) -> Self {
        let mut columns = BTreeMap::<Arc<str>, Column>::new();
        for (name, value) in sample.flat_map(|draft| &draft.others) {
            let column = columns.entry(Arc::clone(name)).or_default();
            column.filled += 1;
            column.is_text = column.is_text || is_text(value);
            let mut hasher = DefaultHasher::new();
            value.hash(&mut hasher);
            column.values.insert(hasher.finish());
        }
        let comes_again = |column: &Column| {
            !column.is_text && column.values.len() <= FEW.max(column.filled / ONE_IN)
        };
        let counted = columns.into_iter().filter(|(_, column)| comes_again(column));
        Self { counted: counted.map(|(name, _)| name).collect() }
    }

    /// Puts what nobody knows of an answer to its dimensions or its properties.
    pub fn settle(&self, draft: &mut AnswerDraft) {
        for (name, value) in std::mem::take(&mut draft.others) {
            if self.counted.contains(&name) && is_member(&value) {
                draft.dimensions.push((name, value));
            } else {
                draft.properties.insert(name.to_string(), value);
            }
        }
        draft.dimensions.sort();
        draft.dimensions.dedup();
    }
}

/// Whether a value can be the member of a dimension, which stands on the site.
pub fn is_member(value: &str) -> bool {
    !value.is_empty() && !is_text(value)
}

/// What is no name of a thing: long texts, several lines, addresses, phone numbers.
fn is_text(value: &str) -> bool {
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let is_phone = digits >= 9
        && value
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ' ' | '+' | '-' | '.' | '(' | ')'));
    is_phone || value.contains(['@', '\n']) || value.chars().count() > LONGEST
}
