//! One server a SQLite file.

use std::fs::{File, TryLockError};
use std::path::PathBuf;

use crate::db::Address;
use crate::error::{Context, Error, Result};

/// Holds the lock as long as it lives; the system frees it when the process dies, however it dies.
#[derive(Debug)]
pub struct ServeLock {
    _file: Option<File>,
}

impl ServeLock {
    /// Takes the lock beside the database file. PostgreSQL takes any number of servers.
    ///
    /// # Errors
    /// Refused if another server runs on this file.
    pub fn take(address: &Address) -> Result<Self> {
        let Address::Sqlite(path) = address else { return Ok(Self { _file: None }) };
        let lock = PathBuf::from(format!("{}.serve-lock", path.display()));
        let file = File::options().create(true).truncate(false).write(true).open(&lock);
        let file = file.doing(|| format!("cannot open {}", lock.display()))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: Some(file) }),
            Err(TryLockError::WouldBlock) => Err(Error::refused(format!(
                "another afterword serves {} already; stop that one first",
                path.display()
            ))),
            Err(TryLockError::Error(error)) => {
                Err(error).doing(|| format!("cannot lock {}", lock.display()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ServeLock;
    use crate::db::Address;

    #[test]
    fn a_second_server_on_one_file_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let address = Address::Sqlite(dir.path().join("shop.db"));
        let first = ServeLock::take(&address).unwrap();
        assert!(ServeLock::take(&address).unwrap_err().message().contains("serves"));
        drop(first);
        assert!(ServeLock::take(&address).is_ok());
    }
}
