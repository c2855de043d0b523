//! The form: one question, its scale, and what is asked of the group of the chosen score.

mod view;

use std::collections::BTreeMap;

use tera::Context;

use super::{GREETING_HOLE, SUBMISSION_HOLE, ShopLook, frame::Frame};
use crate::domain::survey::Definition;
use crate::error::Result;
use crate::render::{FluentValue, Renderer};
use crate::types::Language;
use view::{CommentView, ProblemView, StepView};

/// What was typed before, as it came: to be shown again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// The comment.
    pub comment: String,
    /// Answers by follow-up: option keys, the step of a scale, or the text.
    pub answers: BTreeMap<String, Vec<String>>,
}

impl Given {
    fn has(&self, key: &str, value: &str) -> bool {
        self.answers.get(key).is_some_and(|values| values.iter().any(|given| given == value))
    }

    fn text(&self, key: &str) -> &str {
        self.answers.get(key).and_then(|values| values.first()).map_or("", String::as_str)
    }
}

/// What the form is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// A first answer.
    Asking,
    /// A change of a stored answer.
    Editing,
    /// The score is stored; only its group's follow-ups and the comment are asked. Browsers that
    /// showed them already (those with `:has`) show the thanks alone.
    FollowUps,
}

/// A form. Without `given` and `problems` it is the same for everybody whose revision, language,
/// stage and preselected score are the same, save for the holes.
#[derive(Clone, Debug)]
pub struct AskPage<'a> {
    /// Whose form it is.
    pub shop: &'a ShopLook,
    /// What is asked.
    pub definition: &'a Definition,
    /// The reader's language.
    pub language: Language,
    /// The score that is chosen already; one outside the scale counts as none.
    pub chosen: Option<u8>,
    /// What was typed before.
    pub given: Given,
    /// What is wrong: the field (`score`, `comment` or a follow-up's key) and a sentence in the
    /// reader's language (`form-problem-…`).
    pub problems: Vec<(String, String)>,
    /// What the form is for.
    pub stage: Stage,
    /// Whether the page belongs to a touchpoint and carries a `submission_id`.
    pub touchpoint: bool,
    /// Whether it says that the stored score is kept and does not count.
    pub held: bool,
    /// In how many seconds a change may be sent again that came too soon.
    pub wait_seconds: Option<i64>,
}

impl AskPage<'_> {
    /// The page, with its holes.
    ///
    /// # Errors
    /// A broken template.
    pub fn to_html(&self, renderer: &Renderer) -> Result<String> {
        let frame = Frame { renderer, shop: self.shop, language: self.language };
        let mut context = Context::new();
        context.insert("touchpoint", &self.touchpoint);
        context.insert("held", &self.held);
        context.insert("submission", &SUBMISSION_HOLE);
        context.insert("greeting", &GREETING_HOLE);
        context.insert("chosen", &self.chosen());
        context.insert("score_problem", &self.problem("score"));
        context.insert("follow_ups", &self.follow_ups(frame));
        context.insert("comment", &CommentView::new(self, frame));
        let problems: Vec<_> = self.problems.iter().map(ProblemView::new).collect();
        context.insert("problems", &problems);
        let wait = self.wait_seconds.map(|n| [("seconds", FluentValue::from(n))]);
        let wait = wait.map(|args| renderer.text(self.language, "form-wait", &args));
        context.insert("wait", &wait);
        self.insert_question(frame, &mut context);
        self.insert_stage(frame, &mut context);
        let title = if self.stage == Stage::FollowUps { "thanks-title" } else { "form-title" };
        frame.render("form/ask.html", &frame.text(title), context)
    }

    fn insert_question(&self, frame: Frame, context: &mut Context) {
        let kind = self.definition.kind.name();
        let text =
            |own: &str| frame.survey_text(self.definition, own, &format!("survey-{own}-{kind}"));
        let (low, high) = (text("low"), text("high"));
        context.insert("kind", kind);
        context.insert("question", &text("question"));
        context.insert("steps", &StepView::of_score(self, frame, &low, &high));
        context.insert("low", &low);
        context.insert("high", &high);
    }

    fn insert_stage(&self, frame: Frame, context: &mut Context) {
        let (stage, button) = match self.stage {
            Stage::Asking => ("asking", "form-send"),
            Stage::Editing => ("editing", "form-save"),
            Stage::FollowUps => ("follow_ups", "form-send-more"),
        };
        context.insert("stage", stage);
        context.insert("button", &frame.text(button));
        if let Some(score) = self.chosen() {
            let group = self.definition.group(score);
            context.insert("thanks", &frame.thanks(self.definition, group));
            context.insert("next", &frame.text(&format!("thanks-next-{}", group.name())));
        } else {
            context.insert("thanks", &frame.text("thanks-title"));
            context.insert("next", "");
        }
    }

    /// All follow-ups, or at stage [`Stage::FollowUps`] those of the group.
    fn follow_ups(&self, frame: Frame) -> Vec<view::FollowUpView> {
        let group = match (self.stage, self.chosen()) {
            (Stage::FollowUps, Some(score)) => Some(self.definition.group(score)),
            _ => None,
        };
        let asked = self.definition.follow_ups.iter();
        asked
            .filter(|follow_up| group.is_none_or(|group| follow_up.when.includes(group)))
            .map(|follow_up| view::FollowUpView::new(self, follow_up, frame))
            .collect()
    }

    fn chosen(&self) -> Option<u8> {
        self.chosen.filter(|score| self.definition.kind.scale().contains(score))
    }

    fn problem(&self, field: &str) -> Option<&str> {
        self.problems.iter().find(|(name, _)| name == field).map(|(_, message)| message.as_str())
    }
}
