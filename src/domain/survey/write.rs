//! A definition as a survey file.

use serde::Serialize;

use super::{Definition, FollowUp, Reminder, Texts, Window, format_duration};
use crate::types::{Kind, Trigger};

/// The file's keys in the file's order.
#[derive(Serialize)]
struct File<'a> {
    slug: &'a str,
    kind: Kind,
    active: bool,
    trigger: Trigger,
    delay: String,
    ask_within: String,
    answer_within: String,
    quiet_period: String,
    sample: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    window: Option<&'a Window>,
    #[serde(skip_serializing_if = "Texts::is_empty")]
    texts: &'a Texts,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    follow_up: Vec<FollowUpTable<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reminder: Vec<ReminderTable<'a>>,
}

#[derive(Serialize)]
struct FollowUpTable<'a> {
    key: &'a str,
    kind: &'a str,
    when: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    options: &'a [String],
    #[serde(skip_serializing_if = "Texts::is_empty")]
    texts: &'a Texts,
}

#[derive(Serialize)]
struct ReminderTable<'a> {
    delay: String,
    #[serde(skip_serializing_if = "Texts::is_empty")]
    texts: &'a Texts,
}

impl<'a> From<&'a Reminder> for ReminderTable<'a> {
    fn from(reminder: &'a Reminder) -> Self {
        Self { delay: format_duration(reminder.delay_seconds), texts: &reminder.texts }
    }
}

impl<'a> From<&'a FollowUp> for FollowUpTable<'a> {
    fn from(follow_up: &'a FollowUp) -> Self {
        Self {
            key: &follow_up.key,
            kind: follow_up.kind.name(),
            when: follow_up.when.word(),
            options: &follow_up.options,
            texts: &follow_up.texts,
        }
    }
}

impl Definition {
    /// The survey file that reads back as this definition, with every key spelled out.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let file = File {
            slug: &self.slug,
            kind: self.kind,
            active: self.active,
            trigger: self.trigger,
            delay: format_duration(self.delay_seconds),
            ask_within: format_duration(self.ask_within_seconds),
            answer_within: format_duration(self.answer_within_seconds),
            quiet_period: format_duration(self.quiet_period_seconds),
            sample: self.sample,
            window: self.window.as_ref(),
            texts: &self.texts,
            follow_up: self.follow_ups.iter().map(FollowUpTable::from).collect(),
            reminder: self.reminders.iter().map(ReminderTable::from).collect(),
        };
        #[expect(
            clippy::expect_used,
            reason = "TOML has a form for text, numbers and tables of them"
        )]
        toml::to_string(&file).expect("a survey file is text, numbers and tables")
    }
}
