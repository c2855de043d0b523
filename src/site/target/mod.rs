//! The places that an edition goes to besides the data directory: another directory, storage that
//! speaks S3, a command. Each takes the edition whole or says why not; what was published there
//! before then stays, as far as the place can promise it.

mod command;
mod http;
mod store;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::disk::FileSystem;
use super::edition::Edition;
use super::publish::publish_into;
use crate::error::{Context, Result};

pub use store::{Access, Store};

/// A place.
#[derive(Clone, Debug)]
pub enum Target {
    /// A directory, on whatever file system.
    Directory(PathBuf),
    /// A bucket, or a folder in one.
    Store(Store),
    /// A program and its words; `{site}` in them stands for the edition's directory.
    Command {
        /// Program and words.
        words: Vec<String>,
        /// How long it may take.
        timeout: Duration,
    },
}

/// What a place took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// Files written.
    pub written: usize,
    /// Files that were there as they are.
    pub kept: usize,
}

impl Target {
    /// Hands an edition over; `site` is the directory where it lies already.
    ///
    /// # Errors
    /// What the place says.
    pub async fn send(&self, edition: &Arc<Edition>, site: &Path, number: i64) -> Result<Sent> {
        match self.clone() {
            Self::Store(store) => store.send(edition).await,
            Self::Directory(directory) => {
                let edition = Arc::clone(edition);
                let write = move || publish_into(&mut FileSystem, &directory, &edition, number);
                let published = tokio::task::spawn_blocking(write)
                    .await
                    .doing(|| "writing the edition was cut short".to_owned())??;
                Ok(Sent { written: published.written, kept: published.kept })
            }
            Self::Command { words, timeout } => {
                let (site, files) = (site.to_path_buf(), edition.files().len());
                tokio::task::spawn_blocking(move || command::run(&words, &site, number, timeout))
                    .await
                    .doing(|| "waiting for the command was cut short".to_owned())??;
                Ok(Sent { written: files, kept: 0 })
            }
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Directory(directory) => write!(f, "directory {}", directory.display()),
            Self::Store(store) => write!(f, "s3://{store}"),
            // The words may hold a password; the program's name does not.
            Self::Command { words, .. } => {
                write!(f, "command {}", words.first().map_or("", String::as_str))
            }
        }
    }
}
