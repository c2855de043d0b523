//! Which texts a survey has, and what may be filled in.

/// The texts a shop may write for a survey, per language. What it does not write is in the locales:
/// `survey-question-<kind>`, and so with `low`, `high` and `subject`; `survey-comment-<group>`, and
/// so with `thanks`; the rest of the mail as `mail-<key>`.
pub const TEXT_KEYS: [&str; 10] = [
    "question",
    "low",
    "high",
    "comment",
    "thanks",
    "subject",
    "greeting",
    "intro",
    "signature",
    "postscript",
];

/// What is filled in where a text names it in braces, as in `{name}`.
pub const PLACEHOLDERS: [&str; 3] = ["name", "shop", "order"];

/// The first name in braces that nothing can be filled in for.
pub(super) fn unknown_placeholder(text: &str) -> Option<&str> {
    text.split('{').skip(1).find_map(|rest| {
        let (name, _) = rest.split_once('}')?;
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        (is_name && !PLACEHOLDERS.contains(&name)).then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::unknown_placeholder;
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

    #[test]
    fn unknown_names_in_braces_are_found() {
        assert_eq!(unknown_placeholder("Chào {name}, đơn {order} của {shop}"), None);
        assert_eq!(unknown_placeholder("Hi {nmae}"), Some("nmae"));
        assert_eq!(unknown_placeholder("{ } {} { name } {"), None);
    }
}
