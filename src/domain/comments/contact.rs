//! Mail addresses, links and accounts of messengers in running text.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// Each with what is found by it. Domains that everybody knows need no ending.
const PATTERNS: [&str; 4] = [
    // lan@gmail.com, lan @ gmail . com, lan(at)gmail[dot]com, lan a còng gmail chấm com
    r"(?i)[\w.+%-]+\s{0,2}(?:@|＠|[(\[{]\s?(?:at|a còng|แอด)\s?[)\]}]|\ba\s?còng\b|\ba\s?móc\b|แอด)\s{0,2}[\w-]+(?:\s{0,2}(?:\.|[(\[{]\s?(?:dot|chấm|จุด)\s?[)\]}]|\bdot\b|\bchấm\b|จุด)\s{0,2}[\w-]+)*",
    // lan at gmail dot com; "at" alone is an ordinary word
    r"(?i)[\w.+%-]+ at (?:[\w-]+(?: dot [\w-]+)+|(?:gmail|yahoo|hotmail|outlook|icloud)\b(?:\.[\w.]+)?)",
    // https://…, www.…, zalo.me/…
    r"(?i)(?:https?://|\bwww\.)\S*[\w/]|\b(?:facebook|fb|instagram|tiktok|zalo|m|t|line|lin|twitter|x)\.(?:com|me|ee|co)/\S*[\w/]",
    // Line ID: lanlan99
    r"(?i)(?:\b(?:line|zalo|facebook|fb|ig|instagram|telegram|viber|whatsapp|wechat)|ไลน์|เฟส|เฟซบุ๊ก)\s?(?:id\b|ไอดี|nick\b)\s?[:：=]?\s?@?[\w.-]{3,}",
];

static CONTACTS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    // A pattern that does not compile would find nothing; a test holds that all do.
    PATTERNS.iter().filter_map(|pattern| Regex::new(pattern).ok()).collect()
});

/// Where they stand.
pub(super) fn find(comment: &str) -> Vec<Range<usize>> {
    CONTACTS.iter().flat_map(|pattern| pattern.find_iter(comment)).map(|m| m.range()).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_pattern_compiles() {
        assert_eq!(super::CONTACTS.len(), super::PATTERNS.len());
    }
}
