//! Where a person can be reached: normalised e-mail addresses and E.164 phone numbers.

use std::fmt;

use lettre::Address;
use serde::{Deserialize, Serialize};

/// A normalised e-mail address: trimmed and in lower case, so that equal means the same customer.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Email(String);

impl Email {
    /// Normalises and checks an address; `None` if mail could not go there.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let normalised = written.trim().to_lowercase();
        // RFC 5322 lets nearly everything stand in quotes, databases and mail servers do not.
        if normalised.contains(char::is_control) {
            return None;
        }
        let address: Address = normalised.parse().ok()?;
        let dotted = address.domain().contains('.') || address.domain().starts_with('[');
        dotted.then_some(Self(normalised))
    }

    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands behind the `@`.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(…)")
    }
}

/// A phone number in E.164: `+` and digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phone(String);

impl Phone {
    /// Takes a number that already is E.164; `None` otherwise.
    #[must_use]
    pub fn from_e164(number: &str) -> Option<Self> {
        let digits = number.strip_prefix('+')?;
        let plausible =
            (7..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        plausible.then(|| Self(number.to_owned()))
    }

    /// The number as text, `+` first.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::{Email, Phone};

    #[test]
    fn an_address_is_normalised() {
        assert_eq!(Email::parse(" AN@Shop.Example ").unwrap().as_str(), "an@shop.example");
        assert_eq!(Email::parse("an@shop.example").unwrap().domain(), "shop.example");
        for wrong in [
            "",
            "an",
            "an@",
            "@shop.example",
            "an@shop",
            "a b@shop.example",
            "\"a\0\"@shop.example",
        ] {
            assert!(Email::parse(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn a_phone_is_e164() {
        assert!(Phone::from_e164("+84903123456").is_some());
        for wrong in ["0903123456", "+84 903", "+", "+12345678901234567"] {
            assert!(Phone::from_e164(wrong).is_none(), "{wrong}");
        }
    }
}
