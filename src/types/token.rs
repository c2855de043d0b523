//! The secret in a form's address: 60 random bits as 12 characters of Crockford base32.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Crockford's alphabet: no I, L, O, U. <https://www.crockford.com/base32.html>
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A token in canonical form: 12 upper-case characters, no hyphens.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Token(String);

impl Token {
    /// How many characters a token has.
    pub const LENGTH: usize = 12;

    /// The token of 60 bits; higher bits are ignored.
    #[must_use]
    pub fn from_bits(bits: u64) -> Self {
        let characters = (0..Self::LENGTH).rev().map(|place| {
            let index = usize::try_from(bits >> (5 * place) & 31).unwrap_or(0);
            char::from(ALPHABET.get(index).copied().unwrap_or(b'0'))
        });
        Self(characters.collect())
    }

    /// Reads what a person typed or scanned: case and hyphens do not count, I and L are 1, O is 0.
    /// Anything that cannot be a token is `None`.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let mut token = String::with_capacity(Self::LENGTH);
        for character in typed.chars().filter(|c| *c != '-' && *c != ' ') {
            let upper = match character.to_ascii_uppercase() {
                'I' | 'L' => '1',
                'O' => '0',
                other => other,
            };
            let known = u8::try_from(upper).is_ok_and(|byte| ALPHABET.contains(&byte));
            if !known || token.len() == Self::LENGTH {
                return None;
            }
            token.push(upper);
        }
        (token.len() == Self::LENGTH).then_some(Self(token))
    }

    /// The token as it stands in the database and in addresses.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The token as a person reads it: `ABCD-EFGH-JKMN`.
    #[must_use]
    pub fn grouped(&self) -> String {
        let mut out = String::with_capacity(Self::LENGTH + 2);
        for (index, character) in self.0.chars().enumerate() {
            if index > 0 && index % 4 == 0 {
                out.push('-');
            }
            out.push(character);
        }
        out
    }
}

/// Tokens open forms, so `Debug` keeps them out of logs.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::Token;

    #[test]
    fn reads_what_people_type() {
        let token = Token::parse("abcd-efgh-jkmn").unwrap();
        assert_eq!(token.as_str(), "ABCDEFGHJKMN");
        assert_eq!(token.grouped(), "ABCD-EFGH-JKMN");
        assert_eq!(Token::parse("ILO0 0000 0000").unwrap().as_str(), "110000000000");
        assert!(Token::parse("ABCDEFGHJKM").is_none());
        assert!(Token::parse("ABCDEFGHJKMNN").is_none());
        assert!(Token::parse("ABCDEFGHJKMU").is_none());
    }

    #[test]
    fn bits_round_trip() {
        assert_eq!(Token::from_bits(0).as_str(), "000000000000");
        assert_eq!(Token::from_bits(u64::MAX).as_str(), "ZZZZZZZZZZZZ");
        let token = Token::from_bits(0x0123_4567_89AB_CDEF);
        assert_eq!(Token::parse(token.as_str()), Some(token));
    }
}
