//! The customer's own name in what they wrote.
//!
//! Vietnamese names are made of ordinary words (lan is an orchid, mai is tomorrow), so one word of
//! a name counts only where it is written as a name or said to be one; two in a row always do.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Parts of names that say nothing alone.
const PARTICLES: [&str; 6] = ["thi", "van", "de", "von", "bin", "binti"];

/// How people are addressed; not part of a name.
const TITLES: [&str; 15] = [
    "mr", "mrs", "ms", "miss", "dr", "anh", "chi", "co", "chu", "bac", "ong", "ba", "em", "k",
    "khun",
];
const THAI_TITLES: [&str; 6] = ["นางสาว", "น.ส.", "นาง", "นาย", "คุณ", "ด.ช."];

/// Words after which somebody says a name.
const INTRODUCTIONS: [&str; 14] =
    ["ten", "la", "minh", "em", "chi", "anh", "co", "chu", "bac", "toi", "chau", "am", "i'm", "is"];

/// The fewest characters of a Thai first name and of a surname that are looked for alone: shorter
/// ones are parts of other words.
const SHORTEST_THAI: (usize, usize) = (4, 6);

/// Where a customer's name stands.
pub(super) fn find(comment: &str, customer: &str) -> Vec<Range<usize>> {
    let (thai, other): (Vec<&str>, Vec<&str>) =
        customer.split_whitespace().partition(|word| word.chars().any(is_thai));
    let mut found = find_thai(comment, &thai);
    let fold_name = |word: &&str| fold(word.trim_matches(|c: char| !c.is_alphanumeric()));
    let names: Vec<String> = other
        .iter()
        .map(fold_name)
        .filter(|name| {
            name.chars().count() > 1 && !TITLES.contains(&name.as_str())
                || other.len() == 1 && !name.is_empty()
        })
        .collect();
    if !names.is_empty() {
        found.extend(find_words(comment, &names));
    }
    found
}

/// A word of a comment.
struct Word {
    range: Range<usize>,
    folded: String,
    capital: bool,
}

fn find_words(comment: &str, names: &[String]) -> Vec<Range<usize>> {
    let words = words(comment);
    let is_name = |word: &Word| names.contains(&word.folded);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        if !is_name(word) {
            at += 1;
            continue;
        }
        let next = |place: usize| {
            let (this, next) = (words.get(place)?, words.get(place + 1)?);
            let between = comment.get(this.range.end..next.range.start)?;
            (is_name(next) && between.chars().all(char::is_whitespace)).then_some(())
        };
        let mut end = at;
        while next(end).is_some() {
            end += 1;
        }
        let run = words.get(at..=end).unwrap_or_default();
        let several = run.iter().any(|other| other.folded != word.folded);
        let introduced =
            at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|before| {
                INTRODUCTIONS.contains(&before.folded.as_str())
                    && comment
                        .get(before.range.end..word.range.start)
                        .is_some_and(|gap| gap.trim() == "" || gap.trim() == ":")
            });
        if several {
            found.extend(run.last().map(|last| word.range.start..last.range.end));
        } else {
            let alone = |word: &&Word| {
                (word.capital || introduced) && !PARTICLES.contains(&word.folded.as_str())
            };
            found.extend(run.iter().filter(alone).map(|word| word.range.clone()));
        }
        at = end + 1;
    }
    found
}

/// The words of a text; apostrophes and marks are parts of them.
fn words(comment: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut start = None;
    let inside = |c: char| c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '\'' | '’');
    let ends = comment.char_indices().chain(std::iter::once((comment.len(), ' ')));
    for (at, c) in ends {
        match (start, inside(c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let text = comment.get(from..at).unwrap_or_default();
                words.push(Word {
                    range: from..at,
                    folded: fold(text),
                    capital: text.chars().next().is_some_and(char::is_uppercase),
                });
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// Lower case without marks: people leave them out.
fn fold(text: &str) -> String {
    let plain = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    plain
        .map(|c| match c {
            'đ' => 'd',
            '’' => '\'',
            c => c,
        })
        .collect()
}

fn find_thai(comment: &str, names: &[&str]) -> Vec<Range<usize>> {
    let bare = |name: &&str| {
        let title = THAI_TITLES.iter().find_map(|title| name.strip_prefix(title));
        title.unwrap_or(name).to_owned()
    };
    let names: Vec<String> = names.iter().map(bare).filter(|name| !name.is_empty()).collect();
    let mut found = Vec::new();
    for (place, name) in names.iter().enumerate() {
        let shortest = if place == 0 { SHORTEST_THAI.0 } else { SHORTEST_THAI.1 };
        let alone = name.chars().count() >= shortest;
        for (start, _) in comment.match_indices(name.as_str()) {
            let end = start + name.len();
            let before = comment.get(..start).unwrap_or_default().trim_end();
            let follows = place > 0
                && names
                    .get(place - 1)
                    .is_some_and(|before_it| before.ends_with(before_it.as_str()));
            if alone || follows || before.ends_with("ชื่อ") || before.ends_with("คุณ")
            {
                // The gap to the first name goes with them.
                let start = if follows { before.len() } else { start };
                found.push(start..end);
            }
        }
    }
    found
}

fn is_thai(c: char) -> bool {
    ('\u{e00}'..='\u{e7f}').contains(&c)
}
