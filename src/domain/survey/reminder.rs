//! A further mail to those who have not answered.

use serde::{Deserialize, Serialize};

use super::Texts;
use crate::types::Language;

/// One of up to three further mails, sent only to those who have not answered by then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// The wait since the mail before: the first reminder's since the survey mail itself.
    pub delay_seconds: i64,
    /// The shop's wording of this reminder, by the keys of [`super::REMINDER_TEXT_KEYS`]. What is
    /// absent has a default for its number in the locales.
    #[serde(default)]
    pub texts: Texts,
}

impl Reminder {
    /// How many a survey may have. Who has not answered four mails does not want to.
    pub const MOST: usize = 3;

    /// The shop's own text for a key in exactly this language.
    #[must_use]
    pub fn text(&self, language: Language, key: &str) -> Option<&str> {
        self.texts.get(&language)?.get(key).map(String::as_str)
    }
}
