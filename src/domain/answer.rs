//! From the fields of a posted form to an answer, by the rules of the survey's revision.
//!
//! What a person can put right comes back as problems beside the fields; what does not concern
//! them (unknown fields, questions of another group) is passed over.

mod change;
mod form;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::survey::{Definition, FollowUpKind};
use super::tally::{ANSWER, TICKED, mark};
use form::Form;

pub use change::{COMPLETING_SECONDS, Change, MINUTE_SECONDS, Past, Weighed, is_open, weigh};

/// The fields of a form in the order sent: key and value, percent-decoded, maybe not UTF-8.
pub type Fields = Vec<(Vec<u8>, Vec<u8>)>;

/// How many characters a comment may have.
pub const COMMENT_LENGTH: usize = 4_000;

/// How many characters an answer in the customer's own words may have.
pub const TEXT_LENGTH: usize = 1_000;

/// The answer to a follow-up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    /// One to five.
    Scale(u8),
    /// One option, or the customer's own words.
    Word(String),
    /// Several options, in the survey's order.
    Choices(Vec<String>),
}

/// What a form said; `None` where it said nothing about a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Submission {
    /// The score.
    pub score: Option<u8>,
    /// The comment; an empty one clears what was written before.
    pub comment: Option<String>,
    /// Follow-ups by key; `None` clears what was answered before.
    pub answers: BTreeMap<String, Option<Answer>>,
}

/// An answer as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// On the kind's scale.
    pub score: u8,
    /// In the customer's own words.
    pub comment: Option<String>,
    /// Follow-ups by key.
    pub answers: BTreeMap<String, Answer>,
}

/// Something in a field that a person has to put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field.
    pub field: String,
    /// What is wrong.
    pub problem: Problem,
}

/// What can be wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// No score was chosen.
    Missing,
    /// Not one of the answers offered.
    NotOffered,
    /// More characters than fit.
    TooLong {
        /// How many fit.
        limit: usize,
    },
    /// Bytes that are no text.
    Unreadable,
}

/// Reads a posted form. `stored` is what this person has answered before.
///
/// # Errors
/// Every problem of the form.
pub fn read(
    definition: &Definition,
    fields: &Fields,
    stored: Option<&Stored>,
) -> Result<Submission, Vec<FieldProblem>> {
    let mut form = Form { fields, problems: Vec::new() };
    let mut submission = Submission {
        score: form.score(definition, stored.is_some()),
        comment: form.text("comment", COMMENT_LENGTH),
        answers: BTreeMap::new(),
    };
    let score = submission.score.or(stored.map(|stored| stored.score));
    let asked = score.map(|score| definition.group(score));
    for follow_up in asked.iter().flat_map(|group| definition.follow_ups_of(*group)) {
        if let Some(answer) = form.follow_up(follow_up) {
            submission.answers.insert(follow_up.key.clone(), answer);
        }
    }
    if form.problems.is_empty() { Ok(submission) } else { Err(form.problems) }
}

/// What is kept after a submission: what it does not mention stays, and what was answered as
/// one of another group goes.
#[must_use]
pub fn merge(definition: &Definition, before: Option<&Stored>, submission: Submission) -> Stored {
    let score = submission.score.or(before.map(|before| before.score)).unwrap_or_default();
    let group = definition.group(score);
    let asked = |key: &str| definition.follow_ups_of(group).any(|follow_up| follow_up.key == key);
    let mut answers: BTreeMap<_, _> =
        before.map(|before| before.answers.clone()).unwrap_or_default();
    answers.retain(|key, _| asked(key));
    for (key, answer) in submission.answers {
        match answer {
            Some(answer) => answers.insert(key, answer),
            None => answers.remove(&key),
        };
    }
    let comment = match submission.comment {
        Some(comment) => Some(comment).filter(|comment| !comment.is_empty()),
        None => before.and_then(|before| before.comment.clone()),
    };
    Stored { score, comment, answers }
}

/// What an answer counts for: its score, and every option chosen, by the score's group; of several
/// choices also that any was made. Words of the customer's own are not counted.
#[must_use]
pub fn marks(definition: &Definition, stored: &Stored) -> Vec<(String, String)> {
    let group = definition.group(stored.score).name();
    let mut marks = vec![mark("score", stored.score.to_string())];
    for (key, answer) in &stored.answers {
        let Some(follow_up) = definition.follow_up(key) else { continue };
        let values: Vec<String> = match answer {
            Answer::Word(_) if follow_up.kind == FollowUpKind::Text => continue,
            Answer::Word(option) => vec![option.clone()],
            Answer::Scale(step) => vec![step.to_string()],
            Answer::Choices(options) => {
                marks.push(mark(&format!("{TICKED}{key}"), group));
                options.clone()
            }
        };
        let measure = format!("{ANSWER}{key}");
        marks.extend(values.iter().map(|value| mark(&measure, format!("{group}:{value}"))));
    }
    marks
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
