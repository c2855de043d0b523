//! What the shop publishes in DNS: one TXT record for each key (RFC 6376 §3.6.1).

use serde::Serialize;

use super::key::{Algorithm, KeyPair};
use crate::error::Result;

/// How many bytes one string of a TXT record holds (RFC 1035 §3.3.14).
const STRING: usize = 255;

/// A TXT record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TxtRecord {
    /// The name it stands at, without a dot at its end.
    pub name: String,
    /// The text, as one value to paste.
    pub value: String,
}

impl TxtRecord {
    /// A record.
    #[must_use]
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self { name: name.into(), value: value.into() }
    }

    /// The text in the pieces that DNS carries; put together without a gap they are the value.
    #[must_use]
    pub fn strings(&self) -> Vec<String> {
        // The values are ASCII, so bytes are characters.
        let pieces = self.value.as_bytes().chunks(STRING);
        pieces.map(|piece| String::from_utf8_lossy(piece).into_owned()).collect()
    }

    /// The record as a line of a zone file (RFC 1035 §5.1).
    #[must_use]
    pub fn zone_line(&self) -> String {
        let quote =
            |text: &String| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
        let strings: Vec<String> = self.strings().iter().map(quote).collect();
        format!("{}. 3600 IN TXT ( {} )", self.name, strings.join(" "))
    }
}

/// The selector of a key: `afterword1-rsa`.
#[must_use]
pub fn selector(prefix: &str, number: u32, algorithm: Algorithm) -> String {
    format!("{prefix}{number}-{}", algorithm.word())
}

/// Where the record of a selector stands.
#[must_use]
pub fn name_of(selector: &str, domain: &str) -> String {
    format!("{selector}._domainkey.{domain}")
}

/// The record of a key.
///
/// # Errors
/// The key was not stored by us.
pub fn record(
    keys: &KeyPair,
    algorithm: Algorithm,
    (prefix, domain): (&str, &str),
) -> Result<TxtRecord> {
    let name = name_of(&selector(prefix, keys.number, algorithm), domain);
    let value = format!("v=DKIM1; k={}; p={}", algorithm.word(), keys.public(algorithm)?);
    Ok(TxtRecord { name, value })
}

#[cfg(test)]
mod tests {
    use super::{TxtRecord, record};
    use crate::mail::dkim::{Algorithm, KeyRing};

    #[test]
    fn a_long_record_is_split_and_comes_together_again() {
        let keys = KeyRing::make().unwrap().signing;
        let rsa = record(&keys, Algorithm::Rsa, ("afterword", "shop.example")).unwrap();
        assert_eq!(rsa.name, "afterword1-rsa._domainkey.shop.example");
        assert!(rsa.value.starts_with("v=DKIM1; k=rsa; p=MIIBIjANBg"), "{}", rsa.value);
        let strings = rsa.strings();
        assert_eq!((strings.len(), strings.concat()), (2, rsa.value.clone()));
        assert!(strings.iter().all(|piece| piece.len() <= 255));
        let ed25519 = record(&keys, Algorithm::Ed25519, ("afterword", "shop.example")).unwrap();
        assert_eq!(ed25519.value.len(), "v=DKIM1; k=ed25519; p=".len() + 44);
    }

    #[test]
    fn a_zone_line_quotes_what_must_be() {
        let record = TxtRecord::new("a.example", "say \"hi\"");
        assert_eq!(record.zone_line(), r#"a.example. 3600 IN TXT ( "say \"hi\"" )"#);
    }
}
