//! The intake of answers against what people and Delighted write.

mod delighted;
mod properties;
mod refusals;
mod tables;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use jiff::tz::TimeZone;

use super::super::Refusal;
use super::{AnswerDraft, AnswerReader, AnswerRules, Kept, parse_mapping};
use crate::domain::survey::Definition;
use crate::types::{Instant, Kind, Language};

static HANOI: LazyLock<TimeZone> = LazyLock::new(|| TimeZone::get("Asia/Ho_Chi_Minh").unwrap());

/// Sunday, 20 September 2026, ten in Saigon.
fn now() -> Instant {
    "2026-09-20T10:00:00+07:00".parse::<jiff::Timestamp>().unwrap().into()
}

/// A shop in Vietnam with a survey of each kind; the first is NPS and is meant.
fn shop() -> AnswerRules<'static> {
    let mut surveys = vec![Arc::new(Definition::default_after_purchase())];
    surveys.extend(Kind::ALL.map(|kind| Arc::new(Definition::new(kind.name(), kind))));
    AnswerRules {
        zone: &HANOI,
        language: Language::Vi,
        now: now(),
        surveys,
        survey: Some(0),
        dimensions: Vec::new(),
        map: BTreeMap::new(),
        source: None,
    }
}

/// The shop whose answers are of one kind.
fn shop_of(kind: Kind) -> AnswerRules<'static> {
    let rules = shop();
    let survey = rules.surveys.iter().rposition(|survey| survey.kind == kind);
    AnswerRules { survey, ..rules }
}

fn mapped(map: &[&str]) -> AnswerRules<'static> {
    AnswerRules { map: parse_mapping(map).unwrap(), ..shop() }
}

fn read_with(file: &[u8], rules: &AnswerRules<'_>) -> (Vec<AnswerDraft>, Vec<Refusal>, Kept) {
    let (mut answers, mut refusals) = (Vec::new(), Vec::new());
    let mut reader = AnswerReader::open(file, rules).unwrap();
    for item in reader.by_ref() {
        match item {
            Ok(answer) => answers.push(answer),
            Err(refusal) => refusals.push(refusal),
        }
    }
    let kept = reader.kept().clone();
    (answers, refusals, kept)
}

/// The answers of a sound file.
fn all(file: impl AsRef<[u8]>, rules: &AnswerRules<'_>) -> Vec<AnswerDraft> {
    let (answers, refusals, _) = read_with(file.as_ref(), rules);
    assert_eq!(refusals, vec![]);
    answers
}

fn scores(answers: &[AnswerDraft]) -> Vec<u8> {
    answers.iter().map(|answer| answer.stored.score).collect()
}

fn members(answer: &AnswerDraft) -> Vec<(&str, &str)> {
    answer.dimensions.iter().map(|(name, member)| (&**name, member.as_str())).collect()
}

/// Line and Fluent key of each refusal.
fn faults(file: &str, rules: &AnswerRules<'_>) -> Vec<(u64, &'static str)> {
    let (_, refusals, _) = read_with(file.as_bytes(), rules);
    refusals.iter().map(|refusal| (refusal.line, refusal.reason.key())).collect()
}
