//! From the fields of a posted form to an answer, by the rules of the survey's revision.
//!
//! What a person can put right comes back as problems beside the fields; what does not concern
//! them (unknown fields, questions of another group) is passed over.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::survey::{Definition, FollowUp, FollowUpKind};
use super::tally::mark;

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

/// What an answer counts for: its score, and every option chosen, by the score's group. Words of
/// the customer's own are not counted.
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
            Answer::Choices(options) => options.clone(),
        };
        let measure = format!("answer.{key}");
        marks.extend(values.iter().map(|value| mark(&measure, format!("{group}:{value}"))));
    }
    marks
}

struct Form<'a> {
    fields: &'a Fields,
    problems: Vec<FieldProblem>,
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

    fn score(&mut self, definition: &Definition, has_one: bool) -> Option<u8> {
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

    fn text(&mut self, key: &str, limit: usize) -> Option<String> {
        // Browsers send a line break as CR LF (HTML §4.10.22.3); one character here.
        let text = self.word(key)?.replace("\r\n", "\n");
        if text.chars().count() > limit {
            return self.refuse(key, Problem::TooLong { limit });
        }
        // PostgreSQL cannot keep a NUL, and nobody types one.
        Some(text.replace('\0', ""))
    }

    /// `None`: the form said nothing; `Some(None)`: it took the answer back.
    fn follow_up(&mut self, follow_up: &FollowUp) -> Option<Option<Answer>> {
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

#[cfg(test)]
mod properties;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::survey::{Texts, When};
    use crate::types::{Group, Kind};

    fn definition() -> Definition {
        let ask = |key: &str, kind, when| FollowUp {
            key: key.to_owned(),
            kind,
            when,
            options: if kind == FollowUpKind::Scale || kind == FollowUpKind::Text {
                Vec::new()
            } else {
                ["speed", "courtesy"].map(str::to_owned).to_vec()
            },
            texts: Texts::new(),
        };
        let mut definition = Definition::new("s", Kind::Nps);
        definition.follow_ups = vec![
            ask("reason", FollowUpKind::Choice, When::Only(Group::Detractor)),
            ask("liked", FollowUpKind::Choices, When::Any),
            ask("ease", FollowUpKind::Scale, When::Any),
            ask("wish", FollowUpKind::Text, When::Any),
        ];
        definition
    }

    fn form(pairs: &[(&str, &str)]) -> Fields {
        pairs.iter().map(|(k, v)| (k.as_bytes().to_vec(), v.as_bytes().to_vec())).collect()
    }

    fn answer(pairs: &[(&str, &str)], before: Option<&Stored>) -> Stored {
        let definition = definition();
        merge(&definition, before, read(&definition, &form(pairs), before).unwrap())
    }

    fn problem(pairs: &[(&str, &str)]) -> (String, Problem) {
        let problems = read(&definition(), &form(pairs), None).unwrap_err();
        assert_eq!(problems.len(), 1, "{problems:?}");
        (problems[0].field.clone(), problems[0].problem)
    }

    #[test]
    fn a_score_alone_counts() {
        let stored = answer(&[("score", "9")], None);
        assert_eq!((stored.score, stored.comment, stored.answers.len()), (9, None, 0));
    }

    #[test]
    fn comment_and_follow_ups_may_come_later() {
        let first = answer(&[("score", "3")], None);
        let then = answer(
            &[
                ("comment", " slow\r\nvery "),
                ("reason", "speed"),
                ("liked", "courtesy"),
                ("liked", "speed"),
            ],
            Some(&first),
        );
        assert_eq!(then.comment.as_deref(), Some("slow\nvery"));
        assert_eq!(then.answers["reason"], Answer::Word("speed".to_owned()));
        let both = ["speed", "courtesy"].map(str::to_owned).to_vec();
        assert_eq!(then.answers["liked"], Answer::Choices(both));
        let cleared = answer(&[("comment", ""), ("liked", "")], Some(&then));
        assert_eq!((cleared.comment, cleared.answers.len()), (None, 1));
    }

    #[test]
    fn another_group_retracts_its_answers_and_ignores_the_others() {
        let low = answer(&[("score", "2"), ("reason", "speed"), ("ease", "4")], None);
        let high = answer(&[("score", "10"), ("reason", "speed")], Some(&low));
        assert_eq!(high.answers.keys().collect::<Vec<_>>(), ["ease"]);
    }

    #[test]
    fn what_cannot_be_taken_is_named() {
        assert_eq!(problem(&[]), ("score".to_owned(), Problem::Missing));
        for score in ["11", "-1", "x", "9.5"] {
            assert_eq!(problem(&[("score", score)]).1, Problem::NotOffered);
        }
        assert_eq!(problem(&[("score", "1"), ("reason", "price")]).0, "reason");
        assert_eq!(problem(&[("score", "1"), ("liked", "price")]).0, "liked");
        assert_eq!(problem(&[("score", "1"), ("ease", "6")]).0, "ease");
        let long = "ế".repeat(COMMENT_LENGTH + 1);
        assert_eq!(
            problem(&[("score", "1"), ("comment", &long)]).1,
            Problem::TooLong { limit: COMMENT_LENGTH }
        );
        let broken = vec![(b"score".to_vec(), b"9".to_vec()), (b"comment".to_vec(), vec![0xff])];
        let problems = read(&definition(), &broken, None).unwrap_err();
        assert_eq!(problems[0].problem, Problem::Unreadable);
    }

    #[test]
    fn only_what_is_chosen_counts() {
        let stored =
            answer(&[("score", "2"), ("reason", "speed"), ("ease", "4"), ("wish", "tea")], None);
        let marks = marks(&definition(), &stored);
        assert_eq!(
            marks,
            [
                mark("score", "2"),
                mark("answer.ease", "detractor:4"),
                mark("answer.reason", "detractor:speed"),
            ]
        );
    }

    #[test]
    fn an_answer_reads_back_from_its_json() {
        let stored =
            answer(&[("score", "2"), ("reason", "speed"), ("ease", "4"), ("liked", "speed")], None);
        let json = serde_json::to_string(&stored.answers).unwrap();
        assert_eq!(json, r#"{"ease":4,"liked":["speed"],"reason":"speed"}"#);
        assert_eq!(
            serde_json::from_str::<BTreeMap<String, Answer>>(&json).unwrap(),
            stored.answers
        );
    }
}
