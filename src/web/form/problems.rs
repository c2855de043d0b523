//! What was typed and what is wrong with it, for the form that comes back.

use std::collections::BTreeMap;

use crate::domain::answer::{Answer, FieldProblem, Fields, Problem, Stored};
use crate::render::{FluentValue, Renderer};
use crate::types::Language;
use crate::web::page::ask::Given;

/// The sentences beside the fields.
pub fn sentences(
    renderer: &Renderer,
    language: Language,
    problems: &[FieldProblem],
) -> Vec<(String, String)> {
    let sentence = |found: &FieldProblem| {
        let (key, args) = match found.problem {
            Problem::Missing => ("form-problem-score-missing", None),
            Problem::NotOffered if found.field == "score" => ("form-problem-score-unknown", None),
            Problem::NotOffered => ("form-problem-choice-unknown", None),
            Problem::TooLong { limit } => ("form-problem-too-long", Some(limit)),
            Problem::Unreadable => ("form-problem-unreadable", None),
        };
        let args: Vec<_> = args.map(|max| ("max", FluentValue::from(max))).into_iter().collect();
        (found.field.clone(), renderer.text(language, key, &args))
    };
    problems.iter().map(sentence).collect()
}

/// What was typed, to be shown again; broken bytes as replacement characters.
pub fn given_of(fields: &Fields) -> (Option<u8>, Given) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (mut chosen, mut given) = (None, Given::default());
    for (key, value) in fields {
        match key.as_slice() {
            b"score" => chosen = text(value).trim().parse().ok(),
            b"comment" => given.comment = text(value),
            key => given.answers.entry(text(key)).or_default().push(text(value)),
        }
    }
    (chosen, given)
}

/// A stored answer, to be changed.
pub fn given_of_stored(stored: &Stored) -> Given {
    let values = |answer: &Answer| match answer {
        Answer::Scale(step) => vec![step.to_string()],
        Answer::Word(word) => vec![word.clone()],
        Answer::Choices(options) => options.clone(),
    };
    Given {
        comment: stored.comment.clone().unwrap_or_default(),
        answers: stored
            .answers
            .iter()
            .map(|(key, answer)| (key.clone(), values(answer)))
            .collect::<BTreeMap<_, _>>(),
    }
}
