//! Words in tables that somebody opens with a spreadsheet.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a line break for a
//! formula (OWASP, "CSV Injection"). Words that others have chosen, such as names of customers or of
//! locations, get an apostrophe before such a beginning. Our own numbers do not: −12 is no formula.

/// The mark of UTF-8 at the beginning of a file, by which Excel knows it.
pub const MARK: &[u8] = b"\xef\xbb\xbf";

/// The text as a spreadsheet shows it and does not compute it.
#[must_use]
pub fn safe(text: &str) -> String {
    let computed = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if computed { format!("'{text}") } else { text.to_owned() }
}
