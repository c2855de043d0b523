//! Cells as text: trimmed, composed, without what no reader can see.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Trims a cell and composes it (NFC); control characters, which databases refuse and people
/// cannot see, become spaces, save the line breaks of a note.
pub fn clean(raw: &str) -> String {
    let trimmed = trim(raw);
    let plain = !trimmed.contains(is_unwanted);
    if plain && is_nfc_quick(trimmed.chars()) == IsNormalized::Yes {
        return trimmed.to_owned();
    }
    trimmed.nfc().map(|c| if is_unwanted(c) { ' ' } else { c }).collect()
}

/// A cell cleaned, or nothing if nothing is left.
pub fn some(raw: &str) -> Option<String> {
    let trimmed = trim(raw);
    if trimmed.is_empty() { None } else { Some(clean(trimmed)) }
}

/// Thai digits as the digits that can be counted with.
pub fn arabic(raw: &str) -> Cow<'_, str> {
    let is_thai = |c: char| ('๐'..='๙').contains(&c);
    if raw.is_ascii() || !raw.contains(is_thai) {
        return Cow::Borrowed(raw);
    }
    let digit =
        |c: char| u32::from(c).checked_sub(u32::from('๐')).and_then(|n| char::from_digit(n, 10));
    raw.chars().map(|c| if is_thai(c) { digit(c).unwrap_or(c) } else { c }).collect()
}

/// Takes off white space, control characters and the invisible marks that copying leaves behind.
pub fn trim(raw: &str) -> &str {
    raw.trim_matches(|c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}')
    })
}

/// What is left of a header or a status when case, spaces, signs and Latin accents do not count:
/// `Mã đơn hàng`, `ma_don_hang` and their decomposed forms are one. Thai marks stay, they are letters.
pub fn fold(raw: &str) -> String {
    raw.nfd()
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'đ' { 'd' } else { c })
        .filter(|c| c.is_alphanumeric())
        .collect()
}

fn is_unwanted(c: char) -> bool {
    c.is_control() && c != '\n'
}
