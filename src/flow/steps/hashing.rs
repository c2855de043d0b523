//! Hashing of passwords. Argon2 takes 19 MiB for each on purpose, and an allocator keeps what it was
//! once given; so two are hashed at a time, in memory that is used again, and the rest wait in a
//! short queue or are told to come back.

use std::sync::{Arc, Mutex, PoisonError};

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use unicode_normalization::UnicodeNormalization;

use crate::error::{Context, Error, Result};

/// How many passwords are hashed at the same time.
const AT_ONCE: usize = 2;

/// How many strangers may wait or be served: more are told to come back, so that nobody waits longer
/// than about half a second.
const STRANGERS: usize = 10;

/// How many more places there are for those who are known, whatever strangers do.
const KNOWN: usize = 6;

/// OWASP's first choice: 19 MiB, two passes, one lane.
const PARAMS: (u32, u32, u32) = (19 * 1024, 2, 1);

/// How long a hash is.
const OUTPUT_BYTES: usize = 32;

/// A hash nobody knows the password of, so that an unknown name costs as much as a wrong password.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGhhcyB0aGlz\
                      $cGFzc3dvcmQsIHNvIG5vYm9keSBlbnRlcnMgYnkgaXQ";

/// Who asks for a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asker {
    /// Somebody of whom nothing is known.
    Stranger,
    /// A device that signed in before, or somebody who is signed in.
    Known,
}

/// Where passwords are hashed; cheap to clone.
#[derive(Clone)]
pub struct Hashing(Arc<Desks>);

struct Desks {
    desks: Arc<Semaphore>,
    strangers: Arc<Semaphore>,
    known: Arc<Semaphore>,
    memory: Mutex<Vec<Vec<Block>>>,
}

impl Default for Hashing {
    fn default() -> Self {
        Self(Arc::new(Desks {
            desks: Arc::new(Semaphore::new(AT_ONCE)),
            strangers: Arc::new(Semaphore::new(STRANGERS)),
            known: Arc::new(Semaphore::new(KNOWN)),
            memory: Mutex::default(),
        }))
    }
}

impl Hashing {
    /// A place in the queue; none while it is full.
    #[must_use]
    pub fn queue(&self, asker: Asker) -> Option<Place> {
        let queue = match asker {
            Asker::Stranger => &self.0.strangers,
            Asker::Known => &self.0.known,
        };
        let queued = Arc::clone(queue).try_acquire_owned().ok()?;
        Some(Place { desks: Arc::clone(&self.0), _queued: queued })
    }
}

/// A place in the queue, left when it is dropped.
pub struct Place {
    desks: Arc<Desks>,
    _queued: OwnedSemaphorePermit,
}

impl Place {
    /// Whether a password is the one of a stored hash; never, and after as long, where none is stored.
    ///
    /// # Errors
    /// Broken if the stored hash is none of ours.
    pub async fn matches(&self, stored: Option<String>, password: &str) -> Result<bool> {
        let password = prepared(password);
        let stored = stored.unwrap_or_else(|| NOBODY.to_owned());
        self.work(move |memory| matches(&stored, &password, memory)).await
    }

    /// The hash of a password, in PHC form.
    ///
    /// # Errors
    /// Broken if it cannot be made, which would be a bug.
    pub async fn hash(&self, password: &str, salt: [u8; 16]) -> Result<String> {
        let password = prepared(password);
        self.work(move |memory| hash(&password, &salt, memory)).await
    }

    /// Hashing takes tens of milliseconds on purpose: it must not hold up a thread that serves
    /// forms. A desk is given back when the work is done, also if nobody waits for it any more.
    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Vec<Block>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let desk = Arc::clone(&self.desks.desks).acquire_owned().await;
        let desk = desk.doing(|| "nobody hashes any more".to_owned())?;
        let desks = Arc::clone(&self.desks);
        let done = tokio::task::spawn_blocking(move || {
            let mut memory = desks.memory().pop().unwrap_or_default();
            let done = work(&mut memory);
            desks.memory().push(memory);
            drop(desk);
            done
        });
        done.await.doing(|| "hashing was cut short".to_owned())?
    }
}

impl Desks {
    fn memory(&self) -> std::sync::MutexGuard<'_, Vec<Vec<Block>>> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Keyboards write `ế` as one character, as two or as three; a password is the same in all of them.
fn prepared(password: &str) -> String {
    password.nfc().collect()
}

fn hash(password: &str, salt: &[u8], memory: &mut Vec<Block>) -> Result<String> {
    let (algorithm, version) = (Algorithm::Argon2id, Version::V0x13);
    let (m, t, p) = PARAMS;
    let params = Params::new(m, t, p, Some(OUTPUT_BYTES)).map_err(broken)?;
    let hash = PasswordHash {
        algorithm: algorithm.ident(),
        version: Some(version.into()),
        params: ParamsString::try_from(&params).map_err(broken)?,
        salt: Some(Salt::new(salt).map_err(broken)?),
        hash: Some(output_of(Argon2::new(algorithm, version, params), password, salt, memory)?),
    };
    Ok(hash.to_string())
}

fn matches(stored: &str, password: &str, memory: &mut Vec<Block>) -> Result<bool> {
    let stored = PasswordHash::new(stored).map_err(broken)?;
    let (Some(salt), Some(wanted)) = (&stored.salt, &stored.hash) else {
        return Err(Error::broken("a stored password has no hash"));
    };
    let algorithm = Algorithm::try_from(stored.algorithm.as_str()).map_err(broken)?;
    let version = stored.version.map_or(Ok(Version::V0x13), Version::try_from).map_err(broken)?;
    let params = Params::try_from(&stored).map_err(broken)?;
    let found = output_of(Argon2::new(algorithm, version, params), password, salt, memory)?;
    // `Output` compares in constant time.
    Ok(found == *wanted)
}

fn output_of(
    argon2: Argon2<'_>,
    password: &str,
    salt: &[u8],
    memory: &mut Vec<Block>,
) -> Result<Output> {
    let blocks = argon2.params().block_count();
    if memory.len() < blocks {
        memory.resize(blocks, Block::new());
    }
    let length = argon2.params().output_len().unwrap_or(OUTPUT_BYTES);
    let mut output = vec![0; length];
    argon2
        .hash_password_into_with_memory(password.as_bytes(), salt, &mut output, memory)
        .map_err(broken)?;
    Output::new(&output).map_err(broken)
}

fn broken(error: impl std::fmt::Display) -> Error {
    Error::broken("a password cannot be hashed").because(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::{AT_ONCE, Asker, Hashing, KNOWN, NOBODY, STRANGERS, hash, matches, prepared};

    #[test]
    fn a_password_matches_its_hash_alone() {
        let memory = &mut Vec::new();
        let stored = hash("phở bò tái", &[7; 16], memory).unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(matches(&stored, "phở bò tái", memory).unwrap());
        assert!(!matches(&stored, "phở bò", memory).unwrap());
        assert!(!matches(NOBODY, "phở bò tái", memory).unwrap());
        assert!(matches("", "phở bò tái", memory).is_err());
    }

    #[test]
    fn memory_that_was_used_before_gives_the_hashes_of_the_library() {
        use argon2::{Argon2, PasswordHasher, PasswordVerifier};
        let memory = &mut Vec::new();
        let first = hash("another", &[1; 16], memory).unwrap();
        let ours = hash("phở bò tái", &[7; 16], memory).unwrap();
        let theirs = Argon2::default().hash_password_with_salt(b"another", &[1; 16]).unwrap();
        assert_eq!(first, theirs.to_string());
        Argon2::default().verify_password("phở bò tái".as_bytes(), ours.as_str()).unwrap();
    }

    #[test]
    fn a_password_is_the_same_however_a_keyboard_composes_it() {
        assert_eq!(prepared("tie\u{302}\u{301}ng"), prepared("ti\u{1ebf}ng"));
    }

    #[tokio::test]
    async fn two_are_hashed_at_a_time_and_those_who_are_known_have_places_of_their_own() {
        let hashing = Hashing::default();
        let strangers: Vec<_> = (0..60).filter_map(|_| hashing.queue(Asker::Stranger)).collect();
        assert_eq!(strangers.len(), STRANGERS);
        let known: Vec<_> = (0..60).filter_map(|_| hashing.queue(Asker::Known)).collect();
        assert_eq!(known.len(), KNOWN);
        let work: Vec<_> = strangers
            .into_iter()
            .chain(known)
            .map(|place| tokio::spawn(async move { place.matches(None, "guess").await }))
            .collect();
        for done in work {
            assert!(!done.await.unwrap().unwrap());
        }
        assert!(hashing.0.memory().len() <= AT_ONCE, "memory is used again");
        assert!(hashing.queue(Asker::Stranger).is_some(), "places are left");
    }
}
