//! Amounts of money as people type them.

/// An amount as a plain decimal (`1234.5`), or `None` if it is not one.
///
/// The last mark counts as a thousands mark when exactly three digits follow it and it is not
/// alone behind a zero: `2705.000` and `2.705.000 ₫` are thousands, `58.90` and `0.500` are not.
/// A mark of the other kind before it makes it the decimal mark: `1,234.567`.
pub fn read(written: &str) -> Option<String> {
    let number = written
        .trim_matches(|c: char| !c.is_ascii_digit() && c != '-')
        .replace([' ', '\u{a0}', '\u{202f}', '\''], "");
    let (sign, digits) = number.strip_prefix('-').map_or(("", number.as_str()), |rest| ("-", rest));
    let is_mark = |c: char| c == '.' || c == ',';
    if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit() || is_mark(c)) {
        return None;
    }
    let Some((whole, fraction)) = digits.rsplit_once(is_mark) else {
        return Some(format!("{sign}{digits}"));
    };
    let last = digits.chars().rev().find(|c| is_mark(*c));
    let mixed = whole.chars().any(|c| is_mark(c) && Some(c) != last);
    let repeated = whole.chars().any(|c| Some(c) == last);
    let thousands =
        fraction.len() == 3 && !mixed && (repeated || !whole.trim_start_matches('0').is_empty());
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    if thousands {
        Some(format!("{sign}{whole}{fraction}"))
    } else if repeated || fraction.is_empty() || whole.is_empty() {
        None
    } else {
        Some(format!("{sign}{whole}.{fraction}"))
    }
}
