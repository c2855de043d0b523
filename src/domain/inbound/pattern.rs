//! Patterns that stand in the source.

use regex::Regex;

/// Compiles a constant pattern; `regex` runs in linear time, whatever the text.
#[expect(clippy::expect_used, reason = "a constant, used by the bounce set at every test")]
pub fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a sound pattern")
}
