//! The house's keys: one master secret, from which each purpose derives its own (HKDF, RFC 5869).

mod mark;
mod seal;

pub use mark::Purpose;

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::error::{Context, Error, Result};
use crate::types::{DeliveryId, Email, Random};

/// How much of the HMAC a delivery's mark carries: 80 bits, for one guess a mail.
const TAG_BYTES: usize = 10;

/// Thirty-two bytes nobody else knows.
pub type Key = [u8; 32];

/// The keys of one shop.
#[derive(Clone)]
pub struct Keys {
    suppression: Hmac<Sha256>,
    returns: Hmac<Sha256>,
    devices: Hmac<Sha256>,
    patience: Hmac<Sha256>,
    access: Hmac<Sha256>,
    work: String,
    sampling: Key,
    sealing: Key,
    fingerprint: String,
}

impl Keys {
    /// Derives the keys from a master secret.
    ///
    /// # Errors
    /// Refused if the secret is too short to be one.
    pub fn derive(secret: &[u8]) -> Result<Self> {
        if secret.len() < 16 {
            return Err(Error::refused(
                "secret_key: found fewer than 16 characters, needed are 16 or more",
            ));
        }
        let fingerprint = expand(secret, "fingerprint")?;
        Ok(Self {
            suppression: Hmac::new_from_slice(&expand(secret, "suppression")?)
                .doing(|| "cannot key the hash of suppressed addresses".to_owned())?,
            returns: Hmac::new_from_slice(&expand(secret, "returns")?)
                .doing(|| "cannot key the tags of mails".to_owned())?,
            devices: Hmac::new_from_slice(&expand(secret, "devices")?)
                .doing(|| "cannot key the hash of devices".to_owned())?,
            patience: Hmac::new_from_slice(&expand(secret, "patience")?)
                .doing(|| "cannot key the marks of patience".to_owned())?,
            access: Hmac::new_from_slice(&expand(secret, "access")?)
                .doing(|| "cannot key the marks of those who sign in".to_owned())?,
            work: hex(&expand(secret, "work")?),
            sampling: expand(secret, "sampling")?,
            sealing: expand(secret, "sealing")?,
            fingerprint: hex(fingerprint.get(..8).unwrap_or_default()),
        })
    }

    /// Reads the master secret from a file, or makes one there that only its owner may read.
    ///
    /// # Errors
    /// What the file system says, with the path.
    pub fn from_file(path: &Path, random: &Random) -> Result<Self> {
        let made = make(path, || hex(&random.bytes::<32>()));
        let secret = made.doing(|| format!("cannot make the key file {}", path.display()))?;
        Self::derive(secret.trim_ascii())
    }

    /// Reads the master secret from a file; none if there is no such file.
    ///
    /// # Errors
    /// What the file system says, with the path.
    pub fn read(path: &Path) -> Result<Option<Self>> {
        let secret = read(path).doing(|| format!("cannot read the key file {}", path.display()))?;
        secret.map(|secret| Self::derive(secret.trim_ascii())).transpose()
    }

    /// What tells one master secret from another without telling the secret: nodes on one
    /// database must have the same.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// The key that draws samples.
    #[must_use]
    pub fn sampling(&self) -> &Key {
        &self.sampling
    }

    /// The hash under which an address is suppressed.
    #[must_use]
    pub fn suppression_hash(&self, email: &Email) -> String {
        let mut mac = self.suppression.clone();
        mac.update(email.as_str().as_bytes());
        hex(&mac.finalize().into_bytes())
    }

    /// The hash under which it is noted for some hours that a device has answered: of what its
    /// cookie holds, which is random.
    #[must_use]
    pub fn device_hash(&self, cookie: &str) -> String {
        let mut mac = self.devices.clone();
        mac.update(cookie.as_bytes());
        hex(mac.finalize().into_bytes().get(..16).unwrap_or_default())
    }

    /// The key of proofs of work, as the library wants it.
    #[must_use]
    pub fn work(&self) -> &str {
        &self.work
    }

    /// The mark on the salt of a proof of work, by which those are known to us who wait instead.
    #[must_use]
    pub fn patience_mark(&self, salt: &str) -> String {
        hex(&self.patience_mac(salt).finalize().into_bytes())
    }

    /// Whether a mark is ours and on this salt.
    #[must_use]
    pub fn is_patience_mark(&self, salt: &str, mark: &str) -> bool {
        unhex(mark).is_some_and(|mark| self.patience_mac(salt).verify_slice(&mark).is_ok())
    }

    fn patience_mac(&self, salt: &str) -> Hmac<Sha256> {
        let mut mac = self.patience.clone();
        mac.update(salt.as_bytes());
        mac
    }

    /// The mark by which we know what is said of a delivery when it comes back:
    /// `12.0123456789abcdef0123`, the row id and half of its HMAC. It may stand before an `@`.
    #[must_use]
    pub fn delivery_tag(&self, id: DeliveryId) -> String {
        let mac = self.returns_mac(id).finalize().into_bytes();
        format!("{id}.{}", hex(mac.get(..TAG_BYTES).unwrap_or_default()))
    }

    /// The delivery that a mark at the end of `text` names; `None` unless it is ours. Mail servers
    /// may have changed its case. Takes as long for a wrong mark as for a right one.
    #[must_use]
    pub fn read_delivery_tag(&self, text: &str) -> Option<DeliveryId> {
        let (rest, mac) = text.rsplit_once('.')?;
        let digits = rest.rsplit(|c: char| !c.is_ascii_digit()).next()?;
        let id = DeliveryId(digits.parse().ok().filter(|_| !digits.starts_with('0'))?);
        let mac = unhex(mac).filter(|mac| mac.len() == TAG_BYTES)?;
        self.returns_mac(id).verify_truncated_left(&mac).is_ok().then_some(id)
    }

    fn returns_mac(&self, id: DeliveryId) -> Hmac<Sha256> {
        let mut mac = self.returns.clone();
        mac.update(&id.0.to_be_bytes());
        mac
    }
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(…)")
    }
}

/// The hash under which a random secret (a session, a link) is kept. Plain SHA-256 is enough for
/// 256 random bits.
#[must_use]
pub fn secret_hash(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

/// Bytes as lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        // Writing to a String cannot fail.
        if write!(text, "{byte:02x}").is_err() {
            text.clear();
        }
        text
    })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    let pair = |pair: &[u8]| match pair {
        [high, low] => Some(high * 16 + low),
        _ => None,
    };
    digits?.chunks(2).map(pair).collect()
}

fn expand(secret: &[u8], purpose: &str) -> Result<Key> {
    let mut key = Key::default();
    Hkdf::<Sha256>::new(Some(b"afterword"), secret)
        .expand(purpose.as_bytes(), &mut key)
        .map_err(|error| Error::broken("cannot derive a key").because(error.to_string()))?;
    Ok(key)
}

/// What a file holds; none if there is no file, or nobody has come to write it yet.
fn read(path: &Path) -> std::io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(secret) if secret.is_empty() => Ok(None),
        Ok(secret) => Ok(Some(secret)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Writes a secret that only its owner may read, unless another process that starts in the same
/// moment was quicker; what the file holds then.
fn make(path: &Path, secret: impl FnOnce() -> String) -> std::io::Result<Vec<u8>> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let turn = File::open(folder)?;
    turn.lock()?;
    if let Some(made) = read(path)? {
        return Ok(made);
    }
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let secret = secret();
    let mut file = options.open(path)?;
    file.write_all(secret.as_bytes())?;
    file.sync_all()?;
    Ok(secret.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::{Keys, secret_hash};
    use crate::types::{DeliveryId, Email, Random};

    #[test]
    fn a_key_file_makes_itself_once() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("keys/secret");
        let first = Keys::from_file(&path, &Random::from_seed(1)).unwrap();
        let again = Keys::from_file(&path, &Random::from_seed(2)).unwrap();
        assert_eq!(first.fingerprint(), again.fingerprint());
        let email = Email::parse("an@shop.example").unwrap();
        assert_eq!(first.suppression_hash(&email), again.suppression_hash(&email));
    }

    #[test]
    fn processes_that_start_at_once_have_one_key() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("keys/secret");
        let made: Vec<_> = std::thread::scope(|scope| {
            let make = |seed| {
                let path = &path;
                scope.spawn(move || Keys::from_file(path, &Random::from_seed(seed)).unwrap())
            };
            let threads: Vec<_> = (0..8).map(make).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert!(made.iter().all(|keys| keys.fingerprint() == made[0].fingerprint()));
    }

    #[test]
    fn a_delivery_is_known_by_its_mark_alone() {
        let keys = Keys::derive(&[1; 32]).unwrap();
        let id = DeliveryId(4711);
        let tag = keys.delivery_tag(id);
        assert!(tag.starts_with("4711.") && tag.len() == 25, "{tag}");
        for text in [tag.clone(), format!("bounces+{tag}"), format!("1795.{}", tag.to_uppercase())]
        {
            assert_eq!(keys.read_delivery_tag(&text), Some(id), "{text}");
        }
        let (wrong, cut) = (format!("4712{}", &tag[4..]), &tag[..23]);
        let flipped = tag.replace(|c: char| c.is_ascii_hexdigit(), "0");
        for text in [&wrong, cut, &flipped, "", ".", "4711.", "x.y", &format!("0{tag}"), "1.zz"] {
            assert_eq!(keys.read_delivery_tag(text), None, "{text}");
        }
        assert_eq!(Keys::derive(&[2; 32]).unwrap().read_delivery_tag(&tag), None);
    }

    #[test]
    fn another_secret_is_another_house() {
        let (one, two) = (Keys::derive(&[1; 32]).unwrap(), Keys::derive(&[2; 32]).unwrap());
        assert_ne!(one.fingerprint(), two.fingerprint());
        assert!(Keys::derive(b"short").is_err());
        // `printf abc | sha256sum`
        assert!(secret_hash("abc").starts_with("ba7816bf8f01cfea"));
    }
}
