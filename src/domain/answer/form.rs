//! Reads the fields of a posted form one by one.

use super::{Answer, FieldProblem, Fields, Problem, TEXT_LENGTH};
use crate::domain::survey::{Definition, FollowUp, FollowUpKind};
use crate::types::without_controls;

/// A form that is being read, and what was wrong with it so far.
pub(super) struct Form<'a> {
    pub fields: &'a Fields,
    pub problems: Vec<FieldProblem>,
}

impl Form<'_> {
    fn values(&self, key: &str) -> impl Iterator<Item = &[u8]> {
        self.fields.iter().filter(move |(k, _)| k == key.as_bytes()).map(|(_, v)| v.as_slice())
    }

    fn refuse<T>(&mut self, field: &str, problem: Problem) -> Option<T> {
        self.problems.push(FieldProblem { field: field.to_owned(), problem });
        None
    }

    /// The last value of a field as text; browsers send one, the last wins if there are more.
    fn word(&mut self, key: &str) -> Option<String> {
        let last = self.values(key).last()?;
        match std::str::from_utf8(last) {
            Ok(text) => Some(text.trim().to_owned()),
            Err(_) => self.refuse(key, Problem::Unreadable),
        }
    }

    pub fn score(&mut self, definition: &Definition, has_one: bool) -> Option<u8> {
        let before = self.problems.len();
        match self.word("score").filter(|word| !word.is_empty()) {
            Some(word) => match word.parse() {
                Ok(score) if definition.kind.scale().contains(&score) => Some(score),
                _ => self.refuse("score", Problem::NotOffered),
            },
            None if has_one || self.problems.len() > before => None,
            None => self.refuse("score", Problem::Missing),
        }
    }

    pub fn text(&mut self, key: &str, limit: usize) -> Option<String> {
        let word = self.word(key)?;
        // Nobody types a control character, and no answer is lost for one that came along.
        let text = without_controls(&word).trim().to_owned();
        if text.chars().count() > limit {
            return self.refuse(key, Problem::TooLong { limit });
        }
        Some(text)
    }

    /// `None`: the form said nothing; `Some(None)`: it took the answer back.
    pub fn follow_up(&mut self, follow_up: &FollowUp) -> Option<Option<Answer>> {
        let key = follow_up.key.as_str();
        if follow_up.kind == FollowUpKind::Choices {
            return self.choices(follow_up);
        }
        if follow_up.kind == FollowUpKind::Text {
            let words = self.text(key, TEXT_LENGTH)?;
            return Some(Some(words).filter(|words| !words.is_empty()).map(Answer::Word));
        }
        let word = self.word(key)?;
        if word.is_empty() {
            return Some(None);
        }
        let answer = match follow_up.kind {
            FollowUpKind::Scale => {
                word.parse().ok().filter(|step| FollowUp::SCALE.contains(step)).map(Answer::Scale)
            }
            _ => follow_up.options.contains(&word).then_some(Answer::Word(word)),
        };
        match answer {
            Some(answer) => Some(Some(answer)),
            None => self.refuse(key, Problem::NotOffered),
        }
    }

    fn choices(&mut self, follow_up: &FollowUp) -> Option<Option<Answer>> {
        let key = follow_up.key.as_str();
        let sent: Vec<&[u8]> = self.values(key).collect();
        if sent.is_empty() {
            return None;
        }
        let offered = |value: &&[u8]| {
            value.is_empty() || follow_up.options.iter().any(|option| option.as_bytes() == *value)
        };
        if !sent.iter().all(offered) {
            return self.refuse(key, Problem::NotOffered);
        }
        let chosen = |option: &&String| sent.contains(&option.as_bytes());
        let options: Vec<String> = follow_up.options.iter().filter(chosen).cloned().collect();
        Some(Some(options).filter(|options| !options.is_empty()).map(Answer::Choices))
    }
}
