//! A further question behind the score.

use serde::{Deserialize, Serialize};

use super::Texts;
use crate::types::{Group, Language};

/// A further question, asked of everybody or of one group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// The form's field and the name in answers and tallies.
    pub key: String,
    /// What can be answered; never changes.
    pub kind: FollowUpKind,
    /// Who is asked.
    #[serde(default)]
    pub when: When,
    /// The keys to choose from, in order; empty unless something is chosen. Never reused.
    #[serde(default)]
    pub options: Vec<String>,
    /// The shop's wording: `label`, one text per option key, `low` and `high` for a scale.
    #[serde(default)]
    pub texts: Texts,
}

impl FollowUp {
    /// The steps of a follow-up of kind [`FollowUpKind::Scale`].
    pub const SCALE: std::ops::RangeInclusive<u8> = 1..=5;

    /// The shop's own text for `label`, `low`, `high` or an option key, in exactly this language.
    #[must_use]
    pub fn text(&self, language: Language, key: &str) -> Option<&str> {
        self.texts.get(&language)?.get(key).map(String::as_str)
    }

    /// What stands in for a missing text: the key with its underscores as spaces.
    #[must_use]
    pub fn spoken(key: &str) -> String {
        key.replace('_', " ")
    }
}

/// How a follow-up is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FollowUpKind {
    /// One of the options.
    Choice,
    /// Any number of the options.
    Choices,
    /// One to five.
    Scale,
    /// In the customer's own words.
    Text,
}

impl FollowUpKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Choice, Self::Choices, Self::Scale, Self::Text];

    /// The word for this kind in survey files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Choice => "choice",
            Self::Choices => "choices",
            Self::Scale => "scale",
            Self::Text => "text",
        }
    }

    /// Whether this kind offers options.
    #[must_use]
    pub fn has_options(self) -> bool {
        matches!(self, Self::Choice | Self::Choices)
    }
}

/// Who is asked a follow-up. In files and JSON: `any` or the group's word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum When {
    /// Everybody.
    #[default]
    Any,
    /// Those of one group.
    Only(Group),
}

impl When {
    /// Every value, in the order in which they are listed to people.
    pub const ALL: [Self; 4] = [
        Self::Only(Group::Promoter),
        Self::Only(Group::Passive),
        Self::Only(Group::Detractor),
        Self::Any,
    ];

    /// Whether a group is asked.
    #[must_use]
    pub fn includes(self, group: Group) -> bool {
        match self {
            Self::Any => true,
            Self::Only(only) => only == group,
        }
    }

    /// The word in survey files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Only(group) => group.name(),
        }
    }

    /// Reads the word; `None` if it is none of the four.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|when| when.word() == word)
    }
}

impl TryFrom<String> for When {
    type Error = String;

    fn try_from(word: String) -> Result<Self, Self::Error> {
        Self::parse(&word).ok_or_else(|| format!("`{word}` is no group"))
    }
}

impl From<When> for String {
    fn from(when: When) -> Self {
        when.word().to_owned()
    }
}
