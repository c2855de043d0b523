//! The master secret of a house: found, or made where there is no house yet.

use std::fs;
use std::path::PathBuf;

use super::FINGERPRINT;
use crate::config::Config;
use crate::db::{Address, peek};
use crate::error::{Error, Result};
use crate::keys::Keys;
use crate::types::Random;

/// The keys, and the file of a secret that was made just now.
pub(super) struct Secret {
    /// The keys.
    pub keys: Keys,
    made: Option<PathBuf>,
}

impl Secret {
    /// The keys of the secret that is there; none if there is none.
    pub fn find(config: &Config) -> Result<Option<Keys>> {
        if let Some(secret) = &config.secret_key {
            return Keys::derive(secret.expose().as_bytes()).map(Some);
        }
        Keys::read(&file_of(config))
    }

    /// The secret that is there, or a new one for a new database.
    ///
    /// # Errors
    /// Refused if it is gone and the database is not: under another, those who asked for no more mail
    /// would get it again.
    pub fn find_or_make(config: &Config, address: &Address, random: &Random) -> Result<Self> {
        if let Some(keys) = Self::find(config)? {
            return Ok(Self { keys, made: None });
        }
        if peek::setting(address, FINGERPRINT)?.is_some() {
            return Err(lost(config));
        }
        let file = file_of(config);
        Ok(Self { keys: Keys::from_file(&file, random)?, made: Some(file) })
    }

    /// Leaves no secret behind that belongs to nothing.
    pub fn take_back(self, error: Error) -> Error {
        if let Some(file) = self.made
            && let Err(trouble) = fs::remove_file(&file)
        {
            tracing::warn!(file = %file.display(), %trouble, "a secret that fits nothing is left");
        }
        error
    }
}

/// What is said where the secret is gone.
pub(super) fn lost(config: &Config) -> Error {
    let file = file_of(config);
    Error::refused(format!(
        "secret_key: {} is not there, and the database was made with it; put it back from your backup, \
         or set secret_key or secret_key_file to what the other nodes have",
        file.display()
    ))
}

fn file_of(config: &Config) -> PathBuf {
    config.data_dir.join("keys").join("secret")
}
