//! The shop's customers and its three branches.

use unicode_normalization::UnicodeNormalization;

use super::draw::Draw;
use super::words::Words;
use crate::db::customers::CustomerRow;
use crate::types::{Instant, Language};

/// The branches: name, share of the orders, share of each language (vi, th, en), how far the
/// trouble with the courier reaches.
pub(super) const BRANCHES: [Branch; 3] = [
    Branch {
        name: "Hải Châu",
        share: 0.46,
        languages: [0.91, 0.0, 0.09],
        reach: 0.8,
        staff: &["Hằng", "Tuấn", "Mỹ Linh"],
    },
    Branch {
        name: "Sơn Trà",
        share: 0.24,
        languages: [0.66, 0.02, 0.32],
        reach: 0.95,
        staff: &["Phúc", "Thảo"],
    },
    Branch {
        name: "Nimman",
        share: 0.30,
        languages: [0.04, 0.79, 0.17],
        reach: 1.15,
        staff: &["ณัฐพล", "กนกวรรณ"],
    },
];

/// A branch.
pub(super) struct Branch {
    pub name: &'static str,
    pub share: f64,
    pub languages: [f64; 3],
    pub reach: f64,
    /// Who packs the parcels.
    pub staff: &'static [&'static str],
}

/// A customer as the story needs them.
#[derive(Clone)]
pub(super) struct Person {
    pub id: i64,
    pub name: String,
    pub email: Option<String>,
    pub language: Language,
    pub since: Instant,
}

impl Person {
    /// Somebody new at a branch, who came `since`; `number` keeps addresses apart.
    pub fn new(branch: &Branch, number: usize, since: Instant, draw: &Draw) -> Self {
        let language = match draw.weighted(&branch.languages) {
            0 => Language::Vi,
            1 => Language::Th,
            _ => Language::En,
        };
        let words = Words::of(language);
        let given = draw.pick(words.given).copied().unwrap_or_default();
        let family = draw.pick(words.family).copied().unwrap_or_default();
        let name = Words::name(language, given, family);
        let email = draw.chance(0.93).then(|| address(&name, number));
        Self { id: draw.public_id(), name, email, language, since }
    }

    /// The row to store.
    pub fn row(&self) -> CustomerRow {
        let country = match self.language {
            Language::Vi => Some("VN"),
            Language::Th => Some("TH"),
            Language::En => None,
        };
        CustomerRow {
            id: self.id,
            email: self.email.clone(),
            // A number somebody made up may be somebody's.
            phone: None,
            name: Some(self.name.clone()),
            language: Some(self.language.tag().to_owned()),
            time_zone: None,
            country: country.map(str::to_owned),
            source: Some("demo".to_owned()),
            external_id: Some(self.id.to_string()),
            properties: "{}".to_owned(),
            consents: "{}".to_owned(),
            created_at: self.since.0,
            updated_at: self.since.0,
        }
    }
}

/// An address below a domain that can belong to nobody (RFC 2606).
fn address(name: &str, number: usize) -> String {
    let plain: String = name
        .to_lowercase()
        .replace('đ', "d")
        .replace(' ', ".")
        .nfd()
        .filter(|c| c.is_ascii_alphabetic() || *c == '.')
        .collect();
    let plain = plain.trim_matches('.');
    let plain = if plain.is_empty() { "khach" } else { plain };
    format!("{plain}{number}@mail.example")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::types::Email;

    #[test]
    fn addresses_are_plain_and_nobodys() {
        assert_eq!(address("Đặng Thị Lan", 12), "dang.thi.lan12@mail.example");
        assert_eq!(address("ณัฐพล ใจดี", 3), "khach3@mail.example");
        let draw = Draw::from_seed(1);
        let people = (0..500).flat_map(|number| {
            BRANCHES.iter().map(move |branch| (branch, number * 3)).collect::<Vec<_>>()
        });
        for (branch, number) in people {
            let person = Person::new(branch, number, Instant(0), &draw);
            assert!(
                person.email.iter().all(|email| Email::parse(email).is_some()),
                "{:?}",
                person.email
            );
        }
    }

    #[test]
    fn the_branches_speak_three_languages() {
        let draw = Draw::from_seed(2);
        let spoken: HashSet<Language> = (0..600)
            .flat_map(|n| BRANCHES.iter().map(move |branch| (branch, n)).collect::<Vec<_>>())
            .map(|(branch, n)| Person::new(branch, n, Instant(0), &draw).language)
            .collect();
        assert_eq!(spoken.len(), 3);
        let shares: f64 = BRANCHES.iter().map(|branch| branch.share).sum();
        assert!((shares - 1.0).abs() < 1e-9);
    }
}
