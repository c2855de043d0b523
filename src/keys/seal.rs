//! Secrets that lie in the database: locked with a key from the master secret, so that all nodes
//! can read them and a copy of the database alone cannot (ChaCha20-Poly1305, RFC 8439).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use openssl::symm::{Cipher, decrypt_aead, encrypt_aead};

use super::{Key, Keys};
use crate::error::{Context, Error, Result};
use crate::types::Random;

/// The length of a nonce. They are random: with a write a month none will come twice.
const NONCE: usize = 12;

/// The length of the tag.
const TAG: usize = 16;

impl Keys {
    /// Locks a secret. It opens again under the same name only, so that two cannot be exchanged.
    ///
    /// # Errors
    /// OpenSSL cannot encrypt.
    pub fn seal(&self, name: &str, secret: &[u8], random: &Random) -> Result<String> {
        seal(&self.sealing, name, secret, random.bytes())
    }

    /// Unlocks what [`Keys::seal`] locked.
    ///
    /// # Errors
    /// Broken if it was locked by another master secret or changed since.
    pub fn unseal(&self, name: &str, sealed: &str) -> Result<Vec<u8>> {
        let say = || format!("the secret {name} in the database cannot be opened");
        let bytes = STANDARD.decode(sealed).doing(say)?;
        let parts = bytes.split_at_checked(NONCE).and_then(|(nonce, rest)| {
            let (text, tag) = rest.split_at_checked(rest.len().checked_sub(TAG)?)?;
            Some((nonce, text, tag))
        });
        let (nonce, text, tag) = parts.ok_or_else(|| Error::broken(say()))?;
        let cipher = Cipher::chacha20_poly1305();
        decrypt_aead(cipher, &self.sealing, Some(nonce), name.as_bytes(), text, tag).doing(say)
    }
}

fn seal(key: &Key, name: &str, secret: &[u8], nonce: [u8; NONCE]) -> Result<String> {
    let mut tag = [0; TAG];
    let cipher = Cipher::chacha20_poly1305();
    let text = encrypt_aead(cipher, key, Some(&nonce), name.as_bytes(), secret, &mut tag)
        .doing(|| format!("locking the secret {name}"))?;
    Ok(STANDARD.encode([&nonce[..], &text, &tag].concat()))
}

#[cfg(test)]
mod tests {
    use crate::keys::Keys;
    use crate::types::Random;

    #[test]
    fn a_secret_opens_under_its_own_name_and_key_only() {
        let (keys, other) = (Keys::derive(&[1; 32]).unwrap(), Keys::derive(&[2; 32]).unwrap());
        let sealed = keys.seal("dkim", b"secret", &Random::from_seed(7)).unwrap();
        assert!(!sealed.contains("secret"));
        assert_eq!(keys.unseal("dkim", &sealed).unwrap(), b"secret");
        assert!(keys.unseal("other", &sealed).is_err());
        assert!(other.unseal("dkim", &sealed).is_err());
        let mut changed = sealed.clone().into_bytes();
        changed[20] ^= 1;
        for wrong in [String::from_utf8(changed).unwrap(), String::new(), "AAAA".into(), "?".into()]
        {
            assert!(keys.unseal("dkim", &wrong).is_err(), "{wrong}");
        }
        let again = keys.seal("dkim", b"secret", &Random::from_seed(8)).unwrap();
        assert_ne!(sealed, again, "a nonce of its own");
    }

    /// RFC 8439 §2.8.2.
    #[test]
    fn the_vector_of_the_rfc() {
        use openssl::symm::{Cipher, encrypt_aead};
        let key: Vec<u8> = (0x80..=0x9f).collect();
        let nonce = [7, 0, 0, 0, 0x40, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47];
        let named = [0x50, 0x51, 0x52, 0x53, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7];
        let text = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip \
            for the future, sunscreen would be it.";
        let mut tag = [0; 16];
        let cipher = Cipher::chacha20_poly1305();
        let sealed = encrypt_aead(cipher, &key, Some(&nonce), &named, text, &mut tag).unwrap();
        assert_eq!(sealed[..4], [0xd3, 0x1a, 0x8d, 0x34]);
        assert_eq!(tag[..4], [0x1a, 0xe1, 0x0b, 0x59]);
    }
}
