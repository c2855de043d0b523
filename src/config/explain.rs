//! What is wrong with a configuration, in words for whoever runs the machine.

use figment::error::{Actual, Kind};
use figment::{Error, Figment};

/// Keys whose values are never repeated in a message.
const SECRET: [&str; 7] = [
    "secret_key",
    "server.metrics_token",
    "database.url",
    "mail.smtp_url",
    "returns.imap_url",
    "returns.hook_secret",
    "publish.targets.secret_key",
];

/// A problem with a key: what was found and what is allowed.
pub(super) struct Problem {
    /// The key with its section, such as `mail.per_hour`.
    pub(super) key: &'static str,
    /// What was found and what is allowed.
    pub(super) message: String,
}

/// One line on a problem, with the file or variable that the key stands in.
pub(super) fn explain(layers: &Figment, key: &str, message: &str) -> String {
    let place = layers.find_metadata(key).map_or("the defaults", |source| source.name.as_ref());
    format!("{place}: {key}: {message}")
}

/// The lines on what could not be read.
pub(super) fn explain_all(layers: &Figment, error: Error) -> String {
    let lines = error.into_iter().map(|error| {
        // The key of an unknown field is known by its own name, that of a list's item by the list's.
        let is_index = |part: &String| part.bytes().all(|byte| byte.is_ascii_digit());
        let parts: Vec<_> = error.path.iter().filter(|part| !is_index(part)).cloned().collect();
        let key = parts.join(".");
        explain(layers, &key, &describe(&key, error.kind))
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn describe(key: &str, kind: Kind) -> String {
    let list = |words: &[&str]| words.join(", ");
    match kind {
        Kind::UnknownField(_, allowed) => {
            format!("there is no such key; allowed: {}", list(allowed))
        }
        Kind::UnknownVariant(found, allowed) => {
            format!("found \"{found}\"; allowed: {}", list(allowed))
        }
        Kind::InvalidType(found, expected) | Kind::InvalidValue(found, expected) => {
            format!("found {}; allowed: {}", show(key, &found), in_words(&expected))
        }
        Kind::Message(message) => message,
        other => other.to_string(),
    }
}

fn show(key: &str, found: &Actual) -> String {
    if SECRET.contains(&key) {
        return "something else".to_owned();
    }
    match found {
        Actual::Str(text) => format!("\"{text}\""),
        Actual::Bool(value) => value.to_string(),
        Actual::Unsigned(number) => number.to_string(),
        Actual::Signed(number) => number.to_string(),
        Actual::Float(number) => number.to_string(),
        Actual::Seq => "a list".to_owned(),
        Actual::Map => "a section".to_owned(),
        other => other.to_string(),
    }
}

/// What serde expects, as the file's author would say it.
fn in_words(expected: &str) -> String {
    match expected {
        "u16" => "a whole number from 0 to 65535".to_owned(),
        "u32" => "a whole number from 0 to 4294967295".to_owned(),
        "a boolean" => "true or false".to_owned(),
        "a string" | "string" | "path string" => "a text in quotes".to_owned(),
        "a sequence" => "a list in brackets".to_owned(),
        other => match other.strip_prefix("struct ") {
            Some(section) => format!("a section [{}]", section.to_lowercase()),
            None => other.to_owned(),
        },
    }
}
