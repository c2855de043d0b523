//! Countries as files write them.

use super::text::fold;

/// A country: ISO 3166-1 alpha-2, in capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

/// Names that spreadsheets carry instead of a code, folded.
const NAMES: &[(&str, &[u8; 2])] = &[
    ("vietnam", b"VN"),
    ("vnm", b"VN"),
    ("thailand", b"TH"),
    ("tha", b"TH"),
    ("thailan", b"TH"),
    ("ไทย", b"TH"),
    ("ประเทศไทย", b"TH"),
    ("เวียดนาม", b"VN"),
    ("unitedstates", b"US"),
    ("usa", b"US"),
    ("unitedkingdom", b"GB"),
    ("uk", b"GB"),
    ("singapore", b"SG"),
    ("malaysia", b"MY"),
    ("laos", b"LA"),
    ("cambodia", b"KH"),
    ("australia", b"AU"),
];

impl Country {
    /// Vietnam.
    pub const VIETNAM: Self = Self(*b"VN");
    /// Thailand.
    pub const THAILAND: Self = Self(*b"TH");

    /// Reads a code, or one of the names that spreadsheets are full of.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let trimmed = written.trim();
        if let [a, b] = trimmed.as_bytes()
            && a.is_ascii_alphabetic()
            && b.is_ascii_alphabetic()
            && !trimmed.eq_ignore_ascii_case("uk")
        {
            return Some(Self([a.to_ascii_uppercase(), b.to_ascii_uppercase()]));
        }
        if trimmed.is_empty() {
            return None;
        }
        let folded = fold(trimmed);
        NAMES.iter().find(|(name, _)| *name == folded).map(|(_, code)| Self(**code))
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Only letters get in, so the empty text never shows.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}
