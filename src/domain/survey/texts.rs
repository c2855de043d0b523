//! Which texts a survey has, what stands in for those the shop has not written, and what may be
//! filled in.

use crate::types::{Group, Kind};

/// The texts a shop may write for a survey, per language.
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

/// The message in the locales (`survey.ftl`) that stands in for an unwritten text. Comment and
/// thanks speak to the group that answered; before there is a score, they speak to the passives.
#[must_use]
pub fn default_text_key(kind: Kind, key: &str, group: Option<Group>) -> String {
    match key {
        "question" | "low" | "high" | "subject" => format!("survey-{key}-{}", kind.name()),
        "comment" | "thanks" => {
            format!("survey-{key}-{}", group.unwrap_or(Group::Passive).name())
        }
        _ => format!("survey-{key}"),
    }
}

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

    use super::{TEXT_KEYS, default_text_key, unknown_placeholder};
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
    fn every_text_has_a_default_in_every_language() {
        for language in Language::ALL {
            let messages = messages(language);
            for kind in Kind::ALL {
                for (key, group) in TEXT_KEYS.iter().flat_map(|key| Group::ALL.map(|g| (key, g))) {
                    let message = default_text_key(kind, key, Some(group));
                    assert!(messages.contains(&message), "{language} lacks {message}");
                }
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
