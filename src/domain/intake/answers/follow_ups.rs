//! Answers to follow-ups, where a column has a follow-up's key or asks its question.

use std::collections::HashMap;

use super::super::text::{fold, trim};
use super::AnswerRules;
use super::json::SEPARATOR;
use crate::domain::answer::{self, Answer};
use crate::domain::survey::{Definition, FollowUp, FollowUpKind};
use crate::types::Language;

/// The follow-ups of all surveys by what stands above their column.
#[derive(Debug, Default)]
pub struct FollowUps(HashMap<(usize, String), String>);

impl FollowUps {
    /// The keys and the questions of the rules' surveys.
    pub fn new(rules: &AnswerRules<'_>) -> Self {
        let mut known = HashMap::new();
        for (survey, definition) in rules.surveys.iter().enumerate() {
            for follow_up in &definition.follow_ups {
                let labels = Language::ALL.iter().filter_map(|lang| follow_up.text(*lang, "label"));
                for name in labels.chain([follow_up.key.as_str()]) {
                    known.insert((survey, fold(name)), follow_up.key.clone());
                }
            }
        }
        Self(known)
    }

    /// The follow-up that a header (folded) stands for.
    pub fn key(&self, survey: usize, folded: &str) -> Option<&str> {
        if self.0.is_empty() {
            return None;
        }
        self.0.get(&(survey, folded.to_owned())).map(String::as_str)
    }
}

/// Reads a cell as the answer to a follow-up, as the form would take it from one who gave this
/// score; `None` if it would not.
pub fn read(definition: &Definition, score: u8, key: &str, cell: &str) -> Option<Answer> {
    let follow_up = definition.follow_up(key)?;
    let values: Vec<String> = match follow_up.kind {
        FollowUpKind::Choices => {
            cell.split([SEPARATOR, ';', ',', '|']).map(|part| option_of(follow_up, part)).collect()
        }
        FollowUpKind::Choice => vec![option_of(follow_up, cell)],
        _ => vec![trim(cell).to_owned()],
    };
    let mut fields: answer::Fields = vec![(b"score".to_vec(), score.to_string().into_bytes())];
    let filled = values.into_iter().filter(|value| !value.is_empty());
    fields.extend(filled.map(|value| (key.as_bytes().to_vec(), value.into_bytes())));
    answer::read(definition, &fields, None).ok()?.answers.remove(key).flatten()
}

/// An option's key, where its key or its words in any language are written.
fn option_of(follow_up: &FollowUp, written: &str) -> String {
    let folded = fold(written);
    let says = |option: &&String| {
        let words = Language::ALL.iter().filter_map(|lang| follow_up.text(*lang, option));
        words.chain([option.as_str()]).any(|words| fold(words) == folded)
    };
    follow_up.options.iter().find(says).cloned().unwrap_or_else(|| trim(written).to_owned())
}
