//! A fresh, empty database of either kind for one trial.

use std::path::Path;

use tempfile::TempDir;

use super::postgres;
use super::require::Need;

/// The databases that Afterword runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// One file.
    Sqlite,
    /// A server.
    Postgres,
}

impl Backend {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Sqlite, Self::Postgres];

    /// As it stands in a trial's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }

    /// What the machine must have for it.
    pub fn needs(self) -> &'static [Need] {
        match self {
            Self::Sqlite => &[],
            Self::Postgres => &[Need::Postgres],
        }
    }
}

/// A database that nobody else uses.
pub struct Database {
    /// Which kind.
    pub backend: Backend,
    /// What `database.url` takes.
    pub url: String,
    /// Holds the file of SQLite until the trial is over.
    _directory: Option<TempDir>,
}

impl Database {
    /// An empty one; a SQLite file does not exist yet.
    pub fn fresh(backend: Backend) -> Self {
        Self::fresh_in(backend, &std::env::temp_dir())
    }

    #[allow(dead_code, reason = "only trials simulate")]
    /// An empty one that lives in memory where the machine has files there: for trials of
    /// thousands of commits in which no power fails.
    pub fn without_disk(backend: Backend) -> Self {
        let memory = Path::new("/dev/shm");
        let is_there = tempfile::tempfile_in(memory).is_ok();
        let place = if is_there { memory.to_owned() } else { std::env::temp_dir() };
        Self::fresh_in(backend, &place)
    }

    /// One on a server of the trial's own.
    pub fn on_a_server(url: String) -> Self {
        Self { backend: Backend::Postgres, url, _directory: None }
    }

    fn fresh_in(backend: Backend, place: &Path) -> Self {
        match backend {
            Backend::Sqlite => {
                let directory = tempfile::tempdir_in(place).expect("a temporary directory");
                let url = format!("sqlite://{}", directory.path().join("afterword.db").display());
                Self { backend, url, _directory: Some(directory) }
            }
            Backend::Postgres => {
                Self { backend, url: postgres::fresh_database(), _directory: None }
            }
        }
    }
}
