//! What the form's template is handed.

use serde::Serialize;

use super::{AskPage, Stage};
use crate::{
    domain::survey::{FollowUp, FollowUpKind, When},
    render::FluentValue,
    types::{Group, Kind},
    web::page::{GREETING_HOLE, NAME_HOLE, ORDER_HOLE, SUBMISSION_HOLE, frame::Frame},
};

/// The mouths of the five faces, from sad to glad.
const MOUTHS: [&str; 5] = [
    "M8 16.6c1.2-2.2 2.6-2.8 4-2.8s2.8.6 4 2.8",
    "M8.4 15.9c1.1-1.1 2.3-1.5 3.6-1.5s2.5.4 3.6 1.5",
    "M8.4 15h7.2",
    "M8.4 14.2c1.1 1.1 2.3 1.5 3.6 1.5s2.5-.4 3.6-1.5",
    "M7.6 13.4h8.8c-.5 2.4-2.1 3.7-4.4 3.7s-3.9-1.3-4.4-3.7z",
];

/// One step of a scale.
#[derive(Debug, Serialize)]
pub struct StepView {
    value: u8,
    /// What is read out, and shown where the step has no number.
    label: String,
    /// The class by which the style sheet finds the group of the checked step.
    group: &'static str,
    mouth: &'static str,
    chosen: bool,
}

impl StepView {
    /// The steps of the main question.
    pub fn of_score(page: &AskPage, frame: Frame, low: &str, high: &str) -> Vec<Self> {
        let kind = page.definition.kind;
        let step = |value: u8| Self {
            value,
            label: score_label(kind, value, frame, low, high),
            group: letter(kind.group(value)),
            mouth: MOUTHS.get(usize::from(value.saturating_sub(1))).copied().unwrap_or_default(),
            chosen: page.chosen() == Some(value),
        };
        kind.scale().map(step).collect()
    }

    /// The steps of a follow-up of kind scale.
    fn of_follow_up(page: &AskPage, key: &str, low: &str, high: &str) -> Vec<Self> {
        let step = |value: u8| Self {
            value,
            label: end_label(value, &FollowUp::SCALE, low, high),
            group: "",
            mouth: "",
            chosen: page.given.has(key, &value.to_string()),
        };
        FollowUp::SCALE.map(step).collect()
    }
}

fn score_label(kind: Kind, value: u8, frame: Frame, low: &str, high: &str) -> String {
    match kind {
        Kind::Stars => {
            let args = [("n", FluentValue::from(value))];
            frame.renderer.text(frame.language, "form-stars", &args)
        }
        Kind::Smileys => frame.text(&format!("form-smiley-{value}")),
        _ => end_label(value, &kind.scale(), low, high),
    }
}

/// Only the ends of a scale have words.
fn end_label(value: u8, scale: &std::ops::RangeInclusive<u8>, low: &str, high: &str) -> String {
    match value {
        value if value == *scale.start() => low.to_owned(),
        value if value == *scale.end() => high.to_owned(),
        _ => String::new(),
    }
}

/// The groups' letters in the style sheet.
fn letter(group: Group) -> &'static str {
    match group {
        Group::Detractor => "d",
        Group::Passive => "p",
        Group::Promoter => "o",
    }
}

/// A follow-up.
#[derive(Debug, Serialize)]
pub struct FollowUpView {
    key: String,
    kind: &'static str,
    class: String,
    label: String,
    low: String,
    high: String,
    steps: Vec<StepView>,
    options: Vec<OptionView>,
    text: String,
    problem: Option<String>,
}

#[derive(Debug, Serialize)]
struct OptionView {
    value: String,
    label: String,
    chosen: bool,
}

impl FollowUpView {
    /// `ask` as this page shows it.
    pub fn new(page: &AskPage, ask: &FollowUp, frame: Frame) -> Self {
        let (low, high) = (text_of(ask, "low", frame), text_of(ask, "high", frame));
        let steps = if ask.kind == FollowUpKind::Scale {
            StepView::of_follow_up(page, &ask.key, &low, &high)
        } else {
            Vec::new()
        };
        let option = |option: &String| OptionView {
            value: option.clone(),
            label: text_of(ask, option, frame),
            chosen: page.given.has(&ask.key, option),
        };
        Self {
            kind: ask.kind.name(),
            class: class_of(page, ask),
            label: text_of(ask, "label", frame),
            steps,
            options: ask.options.iter().map(option).collect(),
            text: without_holes(page.given.text(&ask.key)),
            problem: page.problem(&ask.key).map(str::to_owned),
            key: ask.key.clone(),
            low,
            high,
        }
    }
}

/// When the style sheet shows a follow-up: with a score of its groups, or always when the group is
/// known or something in it is to be put right.
fn class_of(page: &AskPage, ask: &FollowUp) -> String {
    if page.stage == Stage::FollowUps {
        return "q".to_owned();
    }
    let on = if page.problem(&ask.key).is_some() { " on" } else { "" };
    let groups = match ask.when {
        When::Any => "qd qp qo".to_owned(),
        When::Only(group) => format!("q{}", letter(group)),
    };
    format!("q f {groups}{on}")
}

/// The shop's text, else the house's for well-known keys, else the key as words.
fn text_of(ask: &FollowUp, key: &str, frame: Frame) -> String {
    if let Some(text) = ask.text(frame.language, key) {
        return frame.fill_in(text);
    }
    let default = match key {
        "low" | "high" if ask.kind == FollowUpKind::Scale => format!("survey-scale-{key}"),
        _ => format!("follow-up-{}-{key}", ask.key),
    };
    if frame.renderer.has_text(frame.language, &default) {
        return frame.text(&default);
    }
    FollowUp::spoken(if key == "label" { &ask.key } else { key })
}

/// The comment's box. Its label depends on the group, which only the browser knows while the
/// score is being chosen: all labels are there, and the style sheet shows one.
#[derive(Debug, Serialize)]
pub struct CommentView {
    class: &'static str,
    labels: Vec<LabelView>,
    text: String,
    problem: Option<String>,
}

#[derive(Debug, Serialize)]
struct LabelView {
    class: String,
    text: String,
}

impl CommentView {
    /// The comment's box of this page.
    pub fn new(page: &AskPage, frame: Frame) -> Self {
        let label = |word: &str, class: String| LabelView {
            class,
            text: frame.survey_text(page.definition, "comment", &format!("survey-comment-{word}")),
        };
        let own = page.definition.text(frame.language, "comment").is_some();
        let labels = match (page.stage, page.chosen()) {
            _ if own => vec![label("any", String::new())],
            (Stage::FollowUps, Some(score)) => {
                vec![label(page.definition.group(score).name(), String::new())]
            }
            _ => {
                let of_group = |group| label(Group::name(group), format!("g w{}", letter(group)));
                let mut labels = vec![label("any", "g0".to_owned())];
                labels.extend(Group::ALL.map(of_group));
                labels
            }
        };
        let problem = page.problem("comment").map(str::to_owned);
        let class = match (page.stage, problem.is_some()) {
            (Stage::FollowUps, _) => "q",
            (_, true) => "q c qd qp qo on",
            _ => "q c qd qp qo",
        };
        Self { class, labels, text: without_holes(&page.given.comment), problem }
    }
}

/// What was typed, without the characters that would be filled later.
fn without_holes(text: &str) -> String {
    text.replace([GREETING_HOLE, SUBMISSION_HOLE, NAME_HOLE, ORDER_HOLE], "")
}

/// A line of the summary.
#[derive(Debug, Serialize)]
pub struct ProblemView<'a> {
    field: &'a str,
    message: &'a str,
}

impl<'a> ProblemView<'a> {
    /// One problem.
    pub fn new((field, message): &'a (String, String)) -> Self {
        Self { field, message }
    }
}
