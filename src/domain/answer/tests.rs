//! Forms as people, browsers and programs send them.

use super::*;
use crate::domain::survey::{FollowUp, Texts, When};
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
fn no_answer_is_lost_for_a_control_character() {
    let typed = "ch\0ậm\u{7} quá\r\nlần sau\tnhé\u{9b}";
    let stored = answer(&[("score", "9"), ("comment", typed), ("wish", "\u{1}trà\0")], None);
    assert_eq!(stored.comment.as_deref(), Some("chậm quá\nlần sau\tnhé"));
    assert_eq!(stored.answers["wish"], Answer::Word("trà".to_owned()));
    let nothing = answer(&[("score", "9"), ("comment", "\0 \0")], None);
    assert_eq!(nothing.comment, None);
    // What is left out counts for no length.
    let long = format!("{}\0", "ế".repeat(COMMENT_LENGTH));
    assert_eq!(
        answer(&[("score", "9"), ("comment", &long)], None).comment.unwrap().chars().count(),
        COMMENT_LENGTH
    );
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
    assert_eq!(serde_json::from_str::<BTreeMap<String, Answer>>(&json).unwrap(), stored.answers);
}
