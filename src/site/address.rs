//! Names of folders and files for what a shop names as it likes: plain ASCII, the same in every
//! edition, safe on every file system, whatever the name was.

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

/// How much of a name is kept for people to recognise.
const READABLE: usize = 32;

/// Names that Windows keeps for devices.
const DEVICES: [&str; 6] = ["aux", "com", "con", "lpt", "nul", "prn"];

/// The file of a member, without its ending: what can be read of its name, and ten digits of its
/// hash, which tell it from all others (`tra-sen-4f1c09aa27`).
pub(super) fn file(name: &str) -> String {
    let hash: String =
        Sha256::digest(name).iter().take(5).map(|byte| format!("{byte:02x}")).collect();
    match readable(name) {
        plain if plain.is_empty() => hash,
        plain => format!("{plain}-{hash}"),
    }
}

/// The folder of a dimension: its name if that is plain, else as [`file`].
pub(super) fn folder(name: &str) -> String {
    let is_plain = !name.is_empty()
        && name.len() <= READABLE
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        && !DEVICES.iter().any(|device| name.starts_with(device));
    if is_plain { name.to_owned() } else { file(name) }
}

/// Latin letters without their marks, digits, and hyphens for all between them.
fn readable(name: &str) -> String {
    let mut plain = String::new();
    let letters = name.nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c));
    for letter in letters.flat_map(char::to_lowercase) {
        match if letter == 'đ' { 'd' } else { letter } {
            letter if letter.is_ascii_alphanumeric() => plain.push(letter),
            _ if !plain.is_empty() && !plain.ends_with('-') => plain.push('-'),
            _ => {}
        }
        if plain.len() >= READABLE {
            break;
        }
    }
    plain.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::{file, folder};

    #[test]
    fn names_can_be_recognised() {
        assert_eq!(file("Trà sen Tây Hồ 100 g"), "tra-sen-tay-ho-100-g-34bb3e4e30");
        assert_eq!(file("Đặng Thị Hằng"), "dang-thi-hang-aaf17101dc");
        assert_eq!(file("ชาเขียว"), file("ชาเขียว"));
        assert_eq!((folder("staff"), folder("product")), ("staff".into(), "product".into()));
        assert_eq!(folder("Nhân viên"), file("Nhân viên"));
        assert_ne!(folder("con"), "con");
    }

    #[test]
    fn names_that_differ_have_files_that_differ() {
        let names = ["a", "A", "a ", "á", "a-", "", "../a", "a/b", "a\\b", "ก", "ข", "😀"];
        let files: HashSet<String> = names.iter().map(|name| file(name)).collect();
        assert_eq!(files.len(), names.len());
    }

    proptest! {
        #[test]
        fn every_name_is_a_safe_file(name in "\\PC{0,60}|[a-z./\\\\:*?\"<>|~ -]{0,40}") {
            for made in [file(&name), folder(&name)] {
                prop_assert!(!made.is_empty() && made.len() <= 48);
                prop_assert!(made.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_'));
                prop_assert!(!made.starts_with('-'));
            }
        }
    }
}
