//! A survey as it stands in one revision.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{FollowUp, FollowUpKind, Reminder, When, Window};
use crate::types::{Group, Kind, Language, Trigger};

/// The shop's own wording: language → key → text. What is absent has a default in the locales.
pub type Texts = BTreeMap<Language, BTreeMap<String, String>>;

/// Seconds in a day of the survey's delays; a day here is always 24 hours.
const DAY: i64 = 86_400;

/// What is asked, of whom and when. As JSON this is the stored revision: absent fields take their
/// defaults and unknown ones are passed over, so that older and newer versions read each other's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Definition {
    /// The survey's name in files, addresses and on the site.
    pub slug: String,
    /// The kind of the main question; never changes.
    pub kind: Kind,
    /// Whether new orders are asked.
    #[serde(default = "defaults::active")]
    pub active: bool,
    /// What starts the wait.
    #[serde(default = "defaults::trigger")]
    pub trigger: Trigger,
    /// The wait between trigger and first send.
    #[serde(default = "defaults::delay")]
    pub delay_seconds: i64,
    /// Orders whose trigger lies further back are not asked.
    #[serde(default = "defaults::ask_within")]
    pub ask_within_seconds: i64,
    /// How long after the last send or print an answer is taken.
    #[serde(default = "defaults::answer_within")]
    pub answer_within_seconds: i64,
    /// How long a person is left alone after a mail of any survey; 0 for not at all.
    #[serde(default = "defaults::quiet_period")]
    pub quiet_period_seconds: i64,
    /// The share of customers who are asked, from 0.0 to 1.0.
    #[serde(default = "defaults::sample")]
    pub sample: f64,
    /// When mail may go out, in the customer's time zone; absent: at any time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// The shop's own wording of question, thanks, subject and so on.
    #[serde(default)]
    pub texts: Texts,
    /// Up to ten further questions, in the order in which they are asked.
    #[serde(default)]
    pub follow_ups: Vec<FollowUp>,
    /// Up to three further mails to those who have not answered, in the order of sending.
    #[serde(default)]
    pub reminders: Vec<Reminder>,
}

impl Definition {
    /// A survey of which only the required keys are given.
    #[must_use]
    pub fn new(slug: impl Into<String>, kind: Kind) -> Self {
        Self {
            slug: slug.into(),
            kind,
            active: defaults::active(),
            trigger: defaults::trigger(),
            delay_seconds: defaults::delay(),
            ask_within_seconds: defaults::ask_within(),
            answer_within_seconds: defaults::answer_within(),
            quiet_period_seconds: defaults::quiet_period(),
            sample: defaults::sample(),
            window: None,
            texts: Texts::new(),
            follow_ups: Vec::new(),
            reminders: Vec::new(),
        }
    }

    /// The survey that exists after the first start.
    #[must_use]
    pub fn default_after_purchase() -> Self {
        let reason = FollowUp {
            key: "reason".to_owned(),
            kind: FollowUpKind::Choice,
            when: When::Only(Group::Detractor),
            options: ["speed", "courtesy", "product"].map(str::to_owned).to_vec(),
            texts: Texts::new(),
        };
        Self { follow_ups: vec![reason], ..Self::new("after-purchase", Kind::Nps) }
    }

    /// The shop's own text for a key in exactly this language.
    #[must_use]
    pub fn text(&self, language: Language, key: &str) -> Option<&str> {
        self.texts.get(&language)?.get(key).map(String::as_str)
    }

    /// The reminder of this number, from 1.
    #[must_use]
    pub fn reminder(&self, number: u8) -> Option<&Reminder> {
        self.reminders.get(usize::from(number.checked_sub(1)?))
    }

    /// The group of a score in this survey.
    #[must_use]
    pub fn group(&self, score: u8) -> Group {
        self.kind.group(score)
    }

    /// The follow-up with this key.
    #[must_use]
    pub fn follow_up(&self, key: &str) -> Option<&FollowUp> {
        self.follow_ups.iter().find(|follow_up| follow_up.key == key)
    }

    /// The follow-ups asked of a group, in order.
    pub fn follow_ups_of(&self, group: Group) -> impl Iterator<Item = &FollowUp> {
        self.follow_ups.iter().filter(move |follow_up| follow_up.when.includes(group))
    }
}

/// What an absent key means, in TOML and in JSON alike.
pub(super) mod defaults {
    use super::{DAY, Trigger};

    pub fn active() -> bool {
        true
    }
    pub fn trigger() -> Trigger {
        Trigger::Fulfilled
    }
    pub fn delay() -> i64 {
        3 * DAY
    }
    pub fn ask_within() -> i64 {
        30 * DAY
    }
    pub fn answer_within() -> i64 {
        60 * DAY
    }
    pub fn quiet_period() -> i64 {
        90 * DAY
    }
    pub fn sample() -> f64 {
        1.0
    }
}

#[cfg(test)]
mod tests {
    use super::Definition;
    use crate::types::{Group, Kind};

    #[test]
    fn a_revision_reads_back_from_its_json() {
        let definition = Definition::default_after_purchase();
        let json = serde_json::to_string(&definition).unwrap();
        assert_eq!(serde_json::from_str::<Definition>(&json).unwrap(), definition);
    }

    #[test]
    fn absent_fields_have_defaults_and_unknown_ones_are_passed_over() {
        let read: Definition =
            serde_json::from_str(r#"{"slug":"s","kind":"ces","of_a_later_version":[1]}"#).unwrap();
        assert_eq!(read, Definition::new("s", Kind::Ces));
        assert_eq!((read.reminder(0), read.reminder(1)), (None, None));
    }

    #[test]
    fn each_group_has_its_follow_ups() {
        let definition = Definition::default_after_purchase();
        assert_eq!(definition.follow_ups_of(Group::Detractor).count(), 1);
        assert_eq!(definition.follow_ups_of(Group::Promoter).count(), 0);
    }
}
