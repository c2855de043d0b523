//! A look at a database before it is opened: nothing is made and nothing is migrated.

use std::io::ErrorKind;

use super::conn::{Address, Conn};
use super::{migrate, settings};
use crate::error::{Context, Result};

/// What a database is found to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// There is none, or it is empty.
    Nothing,
    /// A house's.
    Made {
        /// Whether its tables are of an older version.
        is_old: bool,
    },
}

/// Looks whether there is a database.
///
/// # Errors
/// Busy if it cannot be reached.
pub fn find(address: &Address) -> Result<Found> {
    let Some(mut conn) = connect(address)? else { return Ok(Found::Nothing) };
    Ok(Found::Made { is_old: migrate::has_pending(&mut conn)? })
}

/// A setting of a database that may not be there.
///
/// # Errors
/// Busy if it cannot be reached.
pub fn setting(address: &Address, key: &str) -> Result<Option<String>> {
    match connect(address)? {
        Some(mut conn) => settings::get(&mut conn, key),
        None => Ok(None),
    }
}

/// A connection, if there is a database with anything in it.
fn connect(address: &Address) -> Result<Option<Conn>> {
    // To connect to an SQLite file makes it.
    if let Address::Sqlite(path) = address {
        match std::fs::metadata(path) {
            Ok(file) if file.len() > 0 => {}
            Ok(_empty) => return Ok(None),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error).doing(|| format!("cannot look at {}", path.display())),
        }
    }
    let mut conn = address.connect()?;
    Ok(migrate::is_made(&mut conn)?.then_some(conn))
}
