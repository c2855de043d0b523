//! Which texts a survey has, and what each may hold.

/// The texts a shop may write for a survey, per language. What it does not write is in the locales:
/// `survey-question-<kind>`, and so with `low`, `high` and `subject`; `survey-comment-<group>`, and
/// so with `thanks`; the rest of the mail as `mail-<key>`. `message` goes with a link that staff pass on.
pub const TEXT_KEYS: [&str; 13] = [
    "question",
    "low",
    "high",
    "comment",
    "thanks",
    "subject",
    "preheader",
    "heading",
    "greeting",
    "intro",
    "signature",
    "postscript",
    "message",
];

/// The texts a shop may write for one reminder, per language. `subject` and `intro` that it does
/// not write are in the locales as `mail-reminder-<number>-<key>`; greeting, signature and
/// postscript are then those of the survey.
pub const REMINDER_TEXT_KEYS: [&str; 7] =
    ["subject", "preheader", "heading", "greeting", "intro", "signature", "postscript"];

/// What a text may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    /// Its length in characters.
    pub longest: usize,
    /// Whether it may have several lines: in a subject they would end the header.
    pub lines: bool,
    /// Whether it may say different things to different customers. Pages of forms are the same for
    /// all but for the name and the number in them; mails are made for each.
    pub choices: bool,
}

impl Rule {
    /// The rule for a text of a follow-up.
    pub const FOLLOW_UP: Self = Self { longest: 500, lines: false, choices: false };

    /// The rule for a text of a survey or a reminder.
    pub fn of(key: &str) -> Self {
        let longest = match key {
            "intro" | "thanks" => 2_000,
            "question" | "signature" | "postscript" | "message" => 500,
            "low" | "high" => 100,
            _ => 200,
        };
        let lines = ["intro", "signature", "postscript", "thanks", "message"].contains(&key);
        Self { longest, lines, choices: key == "message" || REMINDER_TEXT_KEYS.contains(&key) }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::types::{Group, Kind, Language};

    fn messages(language: Language) -> BTreeSet<String> {
        let source = match language {
            Language::En => include_str!("../../../templates/locales/en/survey.ftl"),
            Language::Vi => include_str!("../../../templates/locales/vi/survey.ftl"),
            Language::Th => include_str!("../../../templates/locales/th/survey.ftl"),
        };
        let parsed = fluent_bundle::FluentResource::try_new(source.to_owned());
        assert!(parsed.is_ok(), "{language}: {:?}", parsed.err().map(|(_, errors)| errors));
        let names = source.lines().filter_map(|line| line.split_once(" ="));
        names.filter(|(name, _)| name.starts_with("survey-")).map(|(name, _)| name.into()).collect()
    }

    #[test]
    fn question_and_thanks_have_defaults_in_every_language() {
        for language in Language::ALL {
            let messages = messages(language);
            let of_kind = |key: &str| Kind::ALL.map(|kind| format!("survey-{key}-{}", kind.name()));
            let of_group =
                |key: &str| Group::ALL.map(|group| format!("survey-{key}-{}", group.name()));
            let by_kind = ["question", "low", "high", "subject"].into_iter().flat_map(of_kind);
            for message in by_kind.chain(["comment", "thanks"].into_iter().flat_map(of_group)) {
                assert!(messages.contains(&message), "{language} lacks {message}");
            }
        }
    }

    #[test]
    fn the_languages_have_the_same_messages() {
        let english = messages(Language::En);
        assert_eq!(messages(Language::Vi), english);
        assert_eq!(messages(Language::Th), english);
    }
}
