//! What diesel says, in the house's words.

use diesel::result::{ConnectionError, DatabaseErrorKind, Error as DieselError};

use crate::error::Error;

impl From<DieselError> for Error {
    fn from(source: DieselError) -> Self {
        let passing = matches!(
            &source,
            DieselError::DatabaseError(
                DatabaseErrorKind::SerializationFailure | DatabaseErrorKind::ClosedConnection,
                _
            )
        ) || is_locked(&source);
        let error = if passing {
            Self::busy("the database is busy")
        } else {
            Self::broken("the database refused a statement")
        };
        error.because(source)
    }
}

impl From<ConnectionError> for Error {
    fn from(source: ConnectionError) -> Self {
        Self::busy("the database cannot be reached").because(source)
    }
}

/// Whether somebody else holds what the statement needs: SQLite's lock on the file, a row lock
/// not had in time (55P03) or a deadlock (40P01) on PostgreSQL. diesel has no kinds for these.
pub(super) fn is_locked(error: &DieselError) -> bool {
    let DieselError::DatabaseError(_, information) = error else { return false };
    let message = information.message();
    ["database is locked", "lock timeout", "deadlock detected", "database table is locked"]
        .iter()
        .any(|known| message.contains(known))
}
