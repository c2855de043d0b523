//! Names and comments of the sample shop's customers, written in each language for itself.

mod en;
mod th;
mod vi;

use crate::types::Language;

/// What people of one language write, by what moved them, and what they are called.
pub(super) struct Words {
    pub promoter: &'static [&'static str],
    pub passive: &'static [&'static str],
    pub speed: &'static [&'static str],
    pub courtesy: &'static [&'static str],
    pub product: &'static [&'static str],
    pub packing: &'static [&'static str],
    pub counter_good: &'static [&'static str],
    pub counter_bad: &'static [&'static str],
    /// What the happy may add after a full sentence.
    pub closings: &'static [&'static str],
    pub given: &'static [&'static str],
    pub family: &'static [&'static str],
}

impl Words {
    /// The words of a language.
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::En => &en::WORDS,
            Language::Vi => &vi::WORDS,
            Language::Th => &th::WORDS,
        }
    }

    /// The comments of an unhappy customer, by the reason they chose.
    pub fn about(&self, reason: &str) -> &'static [&'static str] {
        match reason {
            "speed" => self.speed,
            "courtesy" => self.courtesy,
            "product" => self.product,
            _ => self.packing,
        }
    }

    /// A full name, in the order in which the language writes it.
    pub fn name(language: Language, given: &str, family: &str) -> String {
        match language {
            Language::Vi => format!("{family} {given}"),
            Language::En | Language::Th => format!("{given} {family}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::Words;
    use crate::types::Language;

    fn comments(words: &Words) -> Vec<&'static str> {
        let moods = [
            words.promoter,
            words.passive,
            words.speed,
            words.courtesy,
            words.product,
            words.packing,
            words.counter_good,
            words.counter_bad,
        ];
        moods.concat()
    }

    #[test]
    fn every_language_has_words_for_every_mood() {
        let mut all = HashSet::new();
        for language in Language::ALL {
            let words = Words::of(language);
            let reasons = ["speed", "courtesy", "product", "packing"];
            assert!(reasons.iter().all(|reason| words.about(reason).len() >= 3), "{language:?}");
            assert!(words.counter_good.len() >= 3 && words.counter_bad.len() >= 3, "{language:?}");
            for comment in comments(words) {
                assert!(comment.chars().count() >= 8, "{comment}");
                assert!(all.insert(comment), "twice: {comment}");
            }
        }
        assert!(all.len() >= 200, "{}", all.len());
    }

    #[test]
    fn thai_comments_are_thai() {
        let is_thai = |text: &str| text.chars().any(|c| ('\u{0E00}'..='\u{0E7F}').contains(&c));
        assert!(comments(Words::of(Language::Th)).iter().all(|text| is_thai(text)));
        assert!(!comments(Words::of(Language::Vi)).iter().any(|text| is_thai(text)));
    }
}
