//! Things that must exist twice or thrice alike: migrations, texts.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Migrations that one kind of database has and the other has not.
pub fn unpaired_migrations(root: &Path) -> Vec<String> {
    let backends = ["sqlite", "postgres"];
    let names = backends.map(|backend| names_in(&root.join("migrations").join(backend)));
    let mut complaints = missing("migrations", &backends, &names);
    for (backend, names) in backends.iter().zip(&names) {
        for name in names {
            for file in ["up.sql", "down.sql"] {
                let path = format!("migrations/{backend}/{name}/{file}");
                if !root.join(&path).is_file() {
                    complaints.push(format!("{path} is missing"));
                }
            }
        }
    }
    complaints
}

/// Texts that one language has and another has not, by file and key.
pub fn untranslated_texts(root: &Path) -> Vec<String> {
    let languages = ["en", "vi", "th"];
    let keys = languages.map(|language| {
        let directory = root.join("templates/locales").join(language);
        let keys = names_in(&directory).into_iter().flat_map(|file| {
            let text = fs::read_to_string(directory.join(&file)).expect("a file of texts");
            let keys = keys_of(&text).into_iter().map(move |key| format!("{file} {key}"));
            keys.collect::<Vec<_>>()
        });
        keys.collect()
    });
    missing("templates/locales", &languages, &keys)
}

/// The messages, terms (`-brand`) and attributes (`key.title`) of a Fluent file.
fn keys_of(text: &str) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    let mut message = String::new();
    for line in text.lines() {
        let Some((left, _)) = line.split_once('=') else { continue };
        let name = left.trim();
        let is_name = |name: &str| {
            name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '-')
                && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
        };
        if is_name(name) && !line.starts_with(char::is_whitespace) {
            name.clone_into(&mut message);
            keys.push(message.clone());
        } else if let Some(attribute) = name.strip_prefix('.').filter(|name| is_name(name)) {
            keys.push(format!("{message}.{attribute}"));
        }
    }
    keys
}

/// What some have and one lacks; that nobody has anything is a complaint too.
fn missing(place: &str, who: &[&str], has: &[BTreeSet<String>]) -> Vec<String> {
    let mut all: BTreeMap<&String, usize> = BTreeMap::new();
    for name in has.iter().flatten() {
        *all.entry(name).or_default() += 1;
    }
    if all.is_empty() {
        return vec![format!("{place}: there is nothing to compare")];
    }
    let mut complaints = Vec::new();
    for (name, _) in all.into_iter().filter(|(_, count)| *count < who.len()) {
        let lack = who.iter().zip(has).filter(|(_, has)| !has.contains(name));
        complaints.extend(lack.map(|(who, _)| format!("{place}/{who}: {name} is missing")));
    }
    complaints
}

/// The names in a directory, hidden ones left out; none where it does not exist.
fn names_in(directory: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(directory).into_iter().flatten();
    let names = entries.map(|entry| entry.expect("a directory").file_name());
    let names = names.map(|name| name.to_string_lossy().into_owned());
    names.filter(|name| !name.starts_with('.')).collect()
}
