//! DKIM: a message in, the same message out with a signature of each kind in front (RFC 6376,
//! RFC 8463).
//!
//! What is signed is the message as it will travel, so the composed bytes go in, not the letter.
//! The time in a signature is the letter's own: the same letter always has the same bytes.

mod canon;
mod key;
mod record;
#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use openssl::error::ErrorStack;
use openssl::hash::MessageDigest;
use openssl::pkey::{PKey, Private};
use sha2::{Digest, Sha256};

use self::canon::{Parts, relaxed_body, relaxed_field};
pub use self::key::{Algorithm, KeyPair, KeyRing};
pub use self::record::{TxtRecord, name_of, record, selector};
use crate::error::{Context, Result};
use crate::types::Instant;

/// Fields that are signed once more than they stand in the message, so that nobody can add a
/// second one, which some readers would show instead (RFC 6376 §8.15).
const SEALED: [&str; 11] = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Reply-To",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
];

/// Fields that are signed as they are.
const SIGNED: [&str; 2] = ["Auto-Submitted", "Content-Language"];

/// How long the lines of a signature get.
const LINE: usize = 76;

/// Signs for one domain; cheap to clone.
#[derive(Clone)]
pub struct Signer(Arc<Inner>);

struct Inner {
    domain: String,
    keys: Vec<Key>,
}

struct Key {
    algorithm: Algorithm,
    selector: String,
    private: PKey<Private>,
}

impl Signer {
    /// Signs for `domain` (in ASCII) with these kinds of keys, whose selectors begin with
    /// `prefix`. The first signature stands on top: some verifiers look at no other.
    ///
    /// # Errors
    /// A key that was not stored by us.
    pub fn new(
        keys: &KeyPair,
        kinds: &[Algorithm],
        (prefix, domain): (&str, &str),
    ) -> Result<Self> {
        let key = |algorithm: &Algorithm| {
            Ok(Key {
                algorithm: *algorithm,
                selector: selector(prefix, keys.number, *algorithm),
                private: keys.private(*algorithm)?,
            })
        };
        let keys = kinds.iter().map(key).collect::<Result<_>>()?;
        Ok(Self(Arc::new(Inner { domain: domain.to_owned(), keys })))
    }

    /// The message with its signatures in front.
    ///
    /// # Errors
    /// OpenSSL cannot sign.
    pub(super) fn sign(&self, message: &[u8], at: Instant) -> Result<Vec<u8>> {
        let parts = Parts::of(message);
        let names = names(&parts);
        let body_hash = STANDARD.encode(Sha256::digest(relaxed_body(parts.body)));
        let mut signed = Vec::with_capacity(message.len() + 1600);
        for key in &self.0.keys {
            let unsigned = self.field(key, &names, &body_hash, at);
            let signature = key
                .sign(&hashed(&parts, &names, unsigned.as_bytes()))
                .doing(|| "signing a mail".to_owned())?;
            signed.extend_from_slice(b"DKIM-Signature:");
            signed.extend_from_slice(unsigned.as_bytes());
            signed.extend_from_slice(fold(&STANDARD.encode(signature)).as_bytes());
            signed.extend_from_slice(b"\r\n");
        }
        signed.extend_from_slice(message);
        Ok(signed)
    }

    /// The value of a signature's field up to `b=`.
    fn field(&self, key: &Key, names: &[&str], body_hash: &str, at: Instant) -> String {
        let (algorithm, selector) = (key.algorithm.word(), &key.selector);
        let (domain, seconds) = (&self.0.domain, at.as_seconds());
        let mut field = format!(
            " v=1; a={algorithm}-sha256; c=relaxed/relaxed; d={domain};\r\n\ts={selector}; t={seconds};\r\n\th="
        );
        let mut column = 3;
        for (at, name) in names.iter().enumerate() {
            if at > 0 {
                field.push(':');
                column += 1;
            }
            if column + name.len() >= LINE {
                field.push_str("\r\n\t");
                column = 1;
            }
            field.push_str(name);
            column += name.len();
        }
        field.push_str(&format!(";\r\n\tbh={body_hash};\r\n\tb="));
        field
    }
}

impl Key {
    /// RFC 6376 §3.3 hashes and signs in one; RFC 8463 §3 signs the hash.
    fn sign(&self, text: &[u8]) -> Result<Vec<u8>, ErrorStack> {
        match self.algorithm {
            Algorithm::Rsa => {
                let mut signer =
                    openssl::sign::Signer::new(MessageDigest::sha256(), &self.private)?;
                signer.sign_oneshot_to_vec(text)
            }
            Algorithm::Ed25519 => {
                let mut signer = openssl::sign::Signer::new_without_digest(&self.private)?;
                signer.sign_oneshot_to_vec(&Sha256::digest(text))
            }
        }
    }
}

/// The names of `h=`, as often as each is signed.
fn names(parts: &Parts<'_>) -> Vec<&'static str> {
    let there = |name: &&str| parts.field(name, 0).is_some();
    let once = SEALED.into_iter().chain(SIGNED).filter(there);
    once.chain(SEALED).collect()
}

/// What a signature is made over (RFC 6376 §3.7): the named fields, then its own without `b=`'s
/// value. A name that no field is left for stands for nothing.
fn hashed(parts: &Parts<'_>, names: &[&str], own: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(2048);
    for (at, name) in names.iter().enumerate() {
        let before = names.iter().take(at).filter(|other| other.eq_ignore_ascii_case(name));
        if let Some((name, value)) = parts.field(name, before.count()) {
            text.extend(relaxed_field(name, value));
            text.extend_from_slice(b"\r\n");
        }
    }
    text.extend(relaxed_field(b"DKIM-Signature", own));
    text
}

/// Base64 in lines.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + 24);
    for (at, character) in text.chars().enumerate() {
        if at > 0 && at % (LINE - 4) == 0 {
            folded.push_str("\r\n\t");
        }
        folded.push(character);
    }
    folded
}

/// Two signers are alike if their signatures verify under the same records.
impl PartialEq for Signer {
    fn eq(&self, other: &Self) -> bool {
        let selectors = |signer: &Self| {
            signer.0.keys.iter().map(|key| key.selector.clone()).collect::<Vec<_>>()
        };
        self.0.domain == other.0.domain && selectors(self) == selectors(other)
    }
}

impl Eq for Signer {}

/// Shows no key.
impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").field("domain", &self.0.domain).finish_non_exhaustive()
    }
}
