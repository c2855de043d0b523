//! Reads `--map field=column`.

use std::collections::BTreeMap;

use super::Field;
use crate::error::{Error, Result};

/// Reads the values of `--map`, each `field=column`; refuses unknown and repeated fields.
///
/// The column is everything behind the first `=`, so a header may hold that sign itself.
///
/// # Errors
/// Refused with what would be right.
pub fn parse_mapping<S: AsRef<str>>(values: &[S]) -> Result<BTreeMap<Field, String>> {
    let words = format!("{}, or property.NAME", Field::WORDS.join(", "));
    read_pairs(values, Field::parse, &words)
}

/// The same for fields of any kind; `words` lists them for people.
pub fn read_pairs<F: Ord, S: AsRef<str>>(
    values: &[S],
    parse: impl Fn(&str) -> Option<F>,
    words: &str,
) -> Result<BTreeMap<F, String>> {
    let mut map = BTreeMap::new();
    for value in values.iter().map(AsRef::as_ref) {
        let Some((word, column)) = value.split_once('=') else {
            return Err(Error::refused(format!("--map {value}: write field=column")));
        };
        let (word, column) = (word.trim(), column.trim());
        let Some(field) = parse(word) else {
            return Err(Error::refused(format!(
                "--map {value}: there is no field “{word}”; the fields are {words}"
            )));
        };
        if column.is_empty() {
            return Err(Error::refused(format!("--map {value}: the column's header is missing")));
        }
        if map.insert(field, column.to_owned()).is_some() {
            return Err(Error::refused(format!("--map {word}: this field is mapped twice")));
        }
    }
    Ok(map)
}
