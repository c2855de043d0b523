//! The fields of a small form, as text.

use crate::domain::answer::Fields;

/// The fields, in the order they came.
pub struct Form(Vec<(String, String)>);

impl Form {
    /// The fields of a form as text.
    pub fn of(fields: Fields) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Self(fields.into_iter().map(|(key, value)| (text(key), text(value))).collect())
    }

    /// A field; empty if it is not there.
    pub fn get(&self, key: &str) -> &str {
        self.0.iter().find(|(name, _)| name == key).map_or("", |(_, value)| value.as_str())
    }
}
