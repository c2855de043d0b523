//! The three languages say the same things.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// Every message of a language with the variables it speaks of.
fn messages(lang: Language) -> BTreeMap<String, BTreeSet<String>> {
    let assets = Assets::new(None);
    let folder = format!("locales/{lang}/");
    let mut messages = BTreeMap::new();
    for name in assets.template_names(&[".ftl"]).unwrap() {
        let Some(file) = name.strip_prefix(&folder) else { continue };
        let source = assets.template(&name).unwrap();
        let mut key = String::new();
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, _)) = line.split_once(" =").filter(|_| !line.starts_with(' ')) {
                key = format!("{file}: {name}");
                messages.entry(key.clone()).or_insert_with(BTreeSet::new);
            }
            for part in line.split('$').skip(1) {
                let end = part.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-');
                let variable = part.get(..end.unwrap_or(part.len())).unwrap().to_owned();
                messages.entry(key.clone()).or_insert_with(BTreeSet::new).insert(variable);
            }
        }
    }
    messages
}

#[test]
fn every_text_exists_in_every_language_with_the_same_variables() {
    let english = messages(Language::En);
    assert!(!english.is_empty());
    for lang in [Language::Vi, Language::Th] {
        let other = messages(lang);
        for (key, variables) in &english {
            assert_eq!(other.get(key), Some(variables), "{key} in {lang}");
        }
        for key in other.keys() {
            assert!(english.contains_key(key), "{key} is in {lang} but not in en");
        }
    }
}

#[test]
fn a_missing_text_is_its_key() {
    let texts = Texts::load(&Assets::new(None)).unwrap();
    assert_eq!(texts.text_or_key(Language::Th, "no-such-text", &[]), "no-such-text");
}
