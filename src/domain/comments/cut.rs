//! A comment as runs of words: a run ends where a sentence or a clause does.
//!
//! ICU finds the boundaries (Unicode Standard Annex 29; Thai by its dictionary). Vietnamese is
//! written with a space after each syllable, so syllables that make one word are put together
//! afterwards, from a list of what customers write about shops.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::{WordBreakInvariantOptions, WordType};
use unicode_normalization::UnicodeNormalization;

use super::mask::HIDDEN;
use crate::types::Language;

/// The words of a run; `None` stands for one that says nothing ("the", "rất", "ค่ะ"), which still
/// keeps its neighbours apart.
pub(super) type Run = Vec<Option<String>>;

/// Cuts a masked comment into runs of words in lower case.
pub(super) fn cut(comment: &str, language: Language) -> Vec<Run> {
    let text: String = comment.replace(HIDDEN, "\n").nfc().flat_map(char::to_lowercase).collect();
    let stops = stops(language);
    let tidy = |words: Vec<&str>| {
        let words = if language == Language::Vi { join(&words) } else { owned(&words) };
        let words = negate(words, language, stops);
        let telling =
            |word: String| (!stops.contains(word.as_str()) && tells(&word)).then_some(word);
        words.into_iter().map(telling).collect()
    };
    raw_runs(&text, language).into_iter().map(tidy).collect()
}

/// Words between punctuation marks and line ends; in Thai a space ends a clause, too.
fn raw_runs(text: &str, language: Language) -> Vec<Vec<&str>> {
    let spaced = language != Language::Th;
    let mut runs = vec![Vec::new()];
    let mut from = 0;
    let segmenter = *SEGMENTER;
    for (to, kind) in segmenter.segment_str(text).iter_with_word_type() {
        let piece = text.get(from..to).unwrap_or_default();
        from = to;
        match kind {
            WordType::Letter | WordType::Number => {
                if let Some(run) = runs.last_mut() {
                    run.push(piece);
                }
            }
            _ if spaced && piece.chars().all(|c| c == ' ' || c == '\u{a0}') => {}
            _ => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

static SEGMENTER: LazyLock<icu_segmenter::WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// Two letters at least (a Thai or Vietnamese word may be one syllable of two), and no number.
fn tells(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.chars().any(char::is_numeric)
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// Puts a "not" before the word it denies: "polite" is not what somebody says of "not polite".
fn negate(words: Vec<String>, language: Language, stops: &HashSet<&str>) -> Vec<String> {
    let (nots, gap): (&[&str], _) = match language {
        Language::En => (&["not", "never", "no"], " "),
        Language::Vi => (&["không", "chưa", "chẳng"], " "),
        Language::Th => (&["ไม่", "ไม่ค่อย"], ""),
    };
    let mut said: Vec<String> = Vec::with_capacity(words.len());
    for word in words {
        let denied = !stops.contains(word.as_str());
        match said.last_mut() {
            Some(last) if denied && nots.contains(&last.as_str()) => {
                last.push_str(gap);
                last.push_str(&word);
            }
            _ => said.push(word),
        }
    }
    said
}

/// Puts syllables together, the longest word first.
fn join(syllables: &[&str]) -> Vec<String> {
    let mut words = Vec::with_capacity(syllables.len());
    let mut at = 0;
    while let Some(first) = syllables.get(at) {
        let longest = COMPOUNDS.get(first).into_iter().flatten().find(|rest| {
            let follows = syllables.get(at + 1..at + 1 + rest.len());
            follows.is_some_and(|follows| follows == rest.as_slice())
        });
        let length = 1 + longest.map_or(0, Vec::len);
        words.push(syllables.get(at..at + length).unwrap_or_default().join(" "));
        at += length;
    }
    words
}

/// First syllable → what may follow it, the longest first. Stop words of two syllables are words too.
static COMPOUNDS: LazyLock<HashMap<&'static str, Vec<Vec<&'static str>>>> = LazyLock::new(|| {
    let mut by_first: HashMap<_, Vec<Vec<_>>> = HashMap::new();
    let lists =
        [include_str!("vocabulary/vi_compounds.txt"), include_str!("vocabulary/vi_stop.txt")];
    for line in lists.iter().flat_map(|list| list.lines()) {
        let mut syllables = line.split(' ');
        if let Some(first) = syllables.next() {
            by_first.entry(first).or_default().push(syllables.collect());
        }
    }
    for rest in by_first.values_mut() {
        rest.retain(|rest| !rest.is_empty());
        rest.sort_by_key(|rest| std::cmp::Reverse(rest.len()));
    }
    by_first
});

fn stops(language: Language) -> &'static HashSet<&'static str> {
    match language {
        Language::En => &EN,
        Language::Vi => &VI,
        Language::Th => &TH,
    }
}

static EN: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("vocabulary/en_stop.txt").lines().collect());
static VI: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("vocabulary/vi_stop.txt").lines().collect());
static TH: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("vocabulary/th_stop.txt").lines().collect());

#[cfg(test)]
mod tests {
    use super::cut;
    use crate::types::Language;

    fn words(comment: &str, language: Language) -> String {
        let runs = cut(comment, language).into_iter();
        let runs = runs.map(|run| {
            let words = run.into_iter().map(|word| word.unwrap_or_else(|| "_".into()));
            words.collect::<Vec<_>>().join("|")
        });
        runs.collect::<Vec<_>>().join(" / ")
    }

    #[test]
    fn vietnamese_words_have_several_syllables() {
        assert_eq!(
            words("Giao hàng nhanh, nhân viên rất nhiệt tình!", Language::Vi),
            "giao hàng|nhanh / nhân viên|_|nhiệt tình"
        );
        // Marks typed apart from their letters are the same word.
        assert_eq!(words("đo\u{301}ng go\u{301}i", Language::Vi), "đóng gói");
        assert_eq!(words("mã vận đơn 123 […] của tôi", Language::Vi), "mã vận đơn|_ / _|_");
    }

    #[test]
    fn thai_words_stand_without_spaces() {
        assert_eq!(words("ภาษาไทยภาษาไทย", Language::Th), "ภาษา|_|ภาษา|_");
        assert_eq!(words("ส่งช้ามากค่ะ พนักงานสุภาพ", Language::Th), "ส่ง|ช้า|_|_ / พนักงาน|สุภาพ");
        assert_eq!(words("ชาหอมมากค่ะ", Language::Th), "ชา|หอม|_|_");
    }

    #[test]
    fn not_belongs_to_what_it_denies() {
        assert_eq!(words("พนักงานไม่สุภาพ", Language::Th), "พนักงาน|ไม่สุภาพ");
        assert_eq!(words("Thái độ không vui", Language::Vi), "thái độ|không vui");
        assert_eq!(words("Không có gì để chê", Language::Vi), "_|_|_|_|chê");
        assert_eq!(words("not good, no.", Language::En), "not good / _");
    }

    #[test]
    fn english_words_lose_what_says_nothing() {
        assert_eq!(
            words("The delivery was late; I don't know why.", Language::En),
            "_|delivery|_|late / _|_|know|_"
        );
    }
}
