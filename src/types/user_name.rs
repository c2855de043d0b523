//! Names to sign in with, as people type them.

use unicode_normalization::UnicodeNormalization;

/// A name as it is compared: phones begin with a capital letter, and keyboards write `ị` as one
/// character or as two.
#[must_use]
pub fn folded(name: &str) -> String {
    name.trim().to_lowercase().nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn a_name_is_the_same_however_it_is_typed() {
        assert_eq!(folded(" Chị Hoa "), folded("chi\u{323} hoa"));
        assert_ne!(folded("Chị Hoa"), folded("Chi Hoa"));
    }
}
