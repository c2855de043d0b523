//! The master secret of a house: found, or made where there is no house yet.

use std::path::PathBuf;

use super::FINGERPRINT;
use crate::config::Config;
use crate::db::{Address, peek};
use crate::error::{Error, Result};
use crate::keys::Keys;
use crate::types::Random;

/// The keys of the secret that is there; none if there is none.
pub(super) fn find(config: &Config) -> Result<Option<Keys>> {
    match &config.secret_key {
        Some(secret) => Keys::derive(secret.expose().as_bytes()).map(Some),
        None => Keys::read(&file_of(config)),
    }
}

/// The keys of the secret that is there, or of a new one for a new database.
///
/// # Errors
/// Refused if it is gone and the database is not: under another, those who asked for no more mail
/// would get it again.
pub(super) fn find_or_make(config: &Config, address: &Address, random: &Random) -> Result<Keys> {
    if let Some(keys) = find(config)? {
        return Ok(keys);
    }
    if peek::setting(address, FINGERPRINT)?.is_some() {
        // Another process that started in the same moment may have made both since.
        return find(config)?.ok_or_else(|| lost(config));
    }
    Keys::from_file(&file_of(config), random)
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
