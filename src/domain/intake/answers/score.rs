//! Scores as people and programs write them.

use super::super::{
    Why,
    text::{arabic, clean, fold},
};
use crate::types::Kind;

/// How much of a bad value is repeated to people.
const SHOWN: usize = 40;

/// Reads a score of a kind: `9`, `9.0`, `9/10`, `๙`, for thumbs also a word.
pub fn read(cell: &str, kind: Kind) -> Result<u8, Why> {
    let scale = kind.scale();
    let refused = || Why::Score {
        value: clean(cell).chars().take(SHOWN).collect(),
        least: *scale.start(),
        most: *scale.end(),
    };
    let text = arabic(cell.trim_start_matches('\''));
    let most = scale.end().to_string();
    let text = match text.split_once('/') {
        Some((score, of)) if of.trim() == most => score.trim(),
        _ => text.trim(),
    };
    let whole = match text.split_once(['.', ',']) {
        Some((whole, fraction)) if !fraction.is_empty() && fraction.bytes().all(|b| b == b'0') => {
            whole
        }
        _ => text,
    };
    let digits = whole.bytes().all(|b| b.is_ascii_digit());
    let score = if digits { whole.parse().ok() } else { thumb(whole, kind) };
    score.filter(|score| scale.contains(score)).ok_or_else(refused)
}

fn thumb(word: &str, kind: Kind) -> Option<u8> {
    if kind != Kind::Thumbs {
        return None;
    }
    match (word, fold(word).as_str()) {
        ("👍", _) | (_, "up" | "thumbsup" | "yes" | "true" | "co" | "hailong" | "ใช่") => {
            Some(1)
        }
        ("👎", _) | (_, "down" | "thumbsdown" | "no" | "false" | "khong" | "ไม่" | "ไม่ใช่") => {
            Some(0)
        }
        _ => None,
    }
}
