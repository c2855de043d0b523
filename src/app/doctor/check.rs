//! One thing that was looked at.

use serde::Serialize;

/// How things stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Nothing to do.
    Ok,
    /// It works, but could be better, or could not be told.
    Warn,
    /// Mail will be lost or refused, or the shop is not safe.
    Fail,
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// What it is about: `spf`, `disk`.
    pub check: String,
    /// How it stands.
    pub level: Level,
    /// What was found.
    pub found: String,
    /// What to change.
    pub advice: Option<String>,
}

impl Check {
    /// Nothing to do.
    pub(super) fn ok(name: &str, found: impl Into<String>) -> Self {
        Self { check: name.to_owned(), level: Level::Ok, found: found.into(), advice: None }
    }

    /// It could be better.
    pub(super) fn warn(name: &str, found: impl Into<String>, advice: impl Into<String>) -> Self {
        let (found, advice) = (found.into(), Some(advice.into()));
        Self { check: name.to_owned(), level: Level::Warn, found, advice }
    }

    /// It must be changed.
    pub(super) fn fail(name: &str, found: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { level: Level::Fail, ..Self::warn(name, found, advice) }
    }

    /// The same, worse or better.
    pub(super) fn at(self, level: Level) -> Self {
        Self { level, ..self }
    }
}
