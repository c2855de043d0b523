//! The pairs of keys that sign, and the ring they hang on: made here, kept by whoever asks.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use openssl::error::ErrorStack;
use openssl::pkey::{Id, PKey, Private};
use openssl::rsa::Rsa;
use serde::{Deserialize, Serialize};

use crate::error::{Context, Result};

/// The length of RSA's modulus: the longest that every receiver takes (RFC 8301 §3.2).
const RSA_BITS: u32 = 2048;

/// What a signature is made with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Algorithm {
    /// RSA with SHA-256: every receiver knows it.
    Rsa,
    /// Ed25519 with SHA-256 (RFC 8463): short, quick, not known by all.
    Ed25519,
}

impl Algorithm {
    /// The word in `a=` before `-sha256`, in `k=`, and at the end of a selector.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Rsa => "rsa",
            Self::Ed25519 => "ed25519",
        }
    }
}

/// Two private keys of one generation, one of each kind.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyPair {
    /// Counts generations from 1; part of both selectors.
    pub number: u32,
    /// Ed25519's seed, base64.
    ed25519: String,
    /// RSA's key (PKCS #1, DER), base64.
    rsa: String,
}

impl KeyPair {
    /// Makes both keys. They come from OpenSSL's own source of randomness, which is the system's:
    /// nothing that must repeat depends on them.
    ///
    /// Takes a tenth of a second or more: not for a thread that serves.
    ///
    /// # Errors
    /// OpenSSL has no randomness.
    pub fn make(number: u32) -> Result<Self> {
        let make = || -> Result<(Vec<u8>, Vec<u8>), ErrorStack> {
            let seed = PKey::generate_ed25519()?.raw_private_key()?;
            Ok((seed, Rsa::generate(RSA_BITS)?.private_key_to_der()?))
        };
        let (ed25519, rsa) = make().doing(|| "making the keys that sign mail".to_owned())?;
        Ok(Self { number, ed25519: STANDARD.encode(ed25519), rsa: STANDARD.encode(rsa) })
    }

    /// The private key of a kind.
    ///
    /// # Errors
    /// It was not stored by us.
    pub(super) fn private(&self, algorithm: Algorithm) -> Result<PKey<Private>> {
        let say = || "a key that signs mail cannot be read".to_owned();
        let stored = match algorithm {
            Algorithm::Rsa => &self.rsa,
            Algorithm::Ed25519 => &self.ed25519,
        };
        let bytes = STANDARD.decode(stored).doing(say)?;
        match algorithm {
            Algorithm::Rsa => Rsa::private_key_from_der(&bytes).and_then(PKey::from_rsa),
            Algorithm::Ed25519 => PKey::private_key_from_raw_bytes(&bytes, Id::ED25519),
        }
        .doing(say)
    }

    /// The public key as `p=` of a record: RSA's as SubjectPublicKeyInfo, Ed25519's bare.
    ///
    /// # Errors
    /// It was not stored by us.
    pub fn public(&self, algorithm: Algorithm) -> Result<String> {
        let key = self.private(algorithm)?;
        let bytes = match algorithm {
            Algorithm::Rsa => key.public_key_to_der(),
            Algorithm::Ed25519 => key.raw_public_key(),
        };
        Ok(STANDARD.encode(bytes.doing(|| "a public key cannot be written".to_owned())?))
    }
}

/// The keys of a shop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyRing {
    /// Those that sign now.
    pub signing: KeyPair,
    /// Those that will, once their records are published and somebody says so.
    pub next: Option<KeyPair>,
}

impl KeyRing {
    /// A ring with its first keys.
    ///
    /// # Errors
    /// As [`KeyPair::make`].
    pub fn make() -> Result<Self> {
        Ok(Self { signing: KeyPair::make(1)?, next: None })
    }

    /// The same with keys to come; those that are there already stay, as their records may be
    /// published.
    ///
    /// # Errors
    /// As [`KeyPair::make`].
    pub fn with_next(mut self) -> Result<Self> {
        if self.next.is_none() {
            self.next = Some(KeyPair::make(self.signing.number.saturating_add(1))?);
        }
        Ok(self)
    }

    /// The same with the keys to come in use, and the old ones gone; `None` if there are none.
    #[must_use]
    pub fn switched(self) -> Option<Self> {
        self.next.map(|signing| Self { signing, next: None })
    }
}

/// Shows no key.
impl fmt::Debug for KeyPair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyPair").field("number", &self.number).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::{Algorithm, KeyRing};

    #[test]
    fn keys_change_in_two_steps() {
        let first = KeyRing::make().unwrap();
        assert_eq!(first.clone().switched(), None);
        let waiting = first.clone().with_next().unwrap();
        assert_eq!(waiting.signing, first.signing);
        assert_eq!(waiting.clone().with_next().unwrap(), waiting, "what is published stays");
        let next = waiting.next.clone().unwrap();
        let second = waiting.switched().unwrap();
        assert_eq!((second.signing.number, second.next), (2, None));
        assert_eq!(second.signing, next);
        for algorithm in [Algorithm::Rsa, Algorithm::Ed25519] {
            assert_ne!(
                first.signing.public(algorithm).unwrap(),
                next.public(algorithm).unwrap(),
                "{algorithm:?}"
            );
        }
        let shown = format!("{first:?}");
        assert!(!shown.contains(&first.signing.ed25519) && !shown.contains(&first.signing.rsa));
    }
}
