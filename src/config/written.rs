//! Values that stand as text in the file: an empty text is one that is not set.

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;

use jiff::civil::Date;

use super::{Network, Secret};
use crate::types::{Dimension, Holiday, Window, parse_day};

/// A value with a form in text.
pub(super) trait Written: Sized {
    /// What may be written, for messages.
    const ALLOWED: &'static str;

    /// Reads the text; `None` if it is not what is allowed.
    fn read(text: &str) -> Option<Self>;

    /// Writes the text; of a secret only that there is one.
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl Written for SocketAddr {
    const ALLOWED: &'static str =
        "an address and a port, such as \"127.0.0.1:8080\" or \"[::]:8080\"";

    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Written for Network {
    const ALLOWED: &'static str = "addresses and ranges, such as [\"10.0.0.7\", \"10.1.0.0/16\"]";

    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }

    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Written for PathBuf {
    const ALLOWED: &'static str = "a path";

    fn read(text: &str) -> Option<Self> {
        Some(Self::from(text))
    }

    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.display(), f)
    }
}

impl Written for Window {
    const ALLOWED: &'static str = "hours within one day, such as \"08:00-21:00\"";

    fn read(text: &str) -> Option<Self> {
        Self::new(&[], text).ok()
    }

    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.hours())
    }
}

impl Written for Holiday {
    const ALLOWED: &'static str = "days, such as [\"2027-02-05..2027-02-11\", \"2027-04-30\"]";

    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }

    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Written for Dimension {
    const ALLOWED: &'static str = "\"product\" or the name of a property, of 40 characters at most; \
                                   location, channel and language every shop has";

    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }

    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Written for Date {
    const ALLOWED: &'static str = "a day, such as \"2026-12-01\"";

    fn read(text: &str) -> Option<Self> {
        parse_day(text)
    }

    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Written for String {
    const ALLOWED: &'static str = "a text";

    fn read(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }

    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl Written for Secret {
    const ALLOWED: &'static str = "a text";

    fn read(text: &str) -> Option<Self> {
        Some(Self::new(text))
    }

    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// A written value on its way out.
struct Shown<'a, T>(&'a T);

impl<T: Written> fmt::Display for Shown<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write(f)
    }
}

/// Reads a text, or says what was found and what is allowed.
fn read<T: Written, E: serde::de::Error>(text: &str) -> Result<T, E> {
    T::read(text).ok_or_else(|| E::custom(format!("found \"{text}\"; allowed: {}", T::ALLOWED)))
}

/// For serde: a value that must be there.
pub(super) mod required {
    use serde::{Deserialize, Deserializer, Serializer};

    use super::{Shown, Written};

    pub fn serialize<T: Written, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&Shown(value))
    }

    pub fn deserialize<'de, T: Written, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
        super::read(&String::deserialize(from)?)
    }
}

/// For serde: a value that is absent when its text is empty.
pub(super) mod optional {
    use serde::{Deserialize, Deserializer, Serializer};

    use super::{Shown, Written};

    pub fn serialize<T: Written, S: Serializer>(
        value: &Option<T>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => to.collect_str(&Shown(value)),
            None => to.serialize_str(""),
        }
    }

    pub fn deserialize<'de, T: Written, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<T>, D::Error> {
        let text = String::deserialize(from)?;
        if text.is_empty() { Ok(None) } else { super::read(&text).map(Some) }
    }
}

/// For serde: any number of values.
pub(super) mod list {
    use serde::{Deserialize, Deserializer, Serializer};

    use super::{Shown, Written};

    pub fn serialize<T: Written, S: Serializer>(values: &[T], to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(values.iter().map(|value| Shown(value).to_string()))
    }

    pub fn deserialize<'de, T: Written, D: Deserializer<'de>>(from: D) -> Result<Vec<T>, D::Error> {
        Vec::<String>::deserialize(from)?.iter().map(|text| super::read(text)).collect()
    }
}

/// For serde: the public address, which says by itself what is wrong with it.
pub(super) mod public_url {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::types::PublicUrl;

    pub fn serialize<S: Serializer>(url: &PublicUrl, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(url)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<PublicUrl, D::Error> {
        PublicUrl::parse(&String::deserialize(from)?).map_err(D::Error::custom)
    }
}
