//! What diesel says, in the house's words.
//!
//! diesel gives kinds by SQLSTATE, but not the SQLSTATE itself, and has no kind for what ends a wait on
//! PostgreSQL: a row lock not had in time (55P03), a deadlock (40P01), a statement cut short (57014).
//! Their texts are no help, since servers speak many languages. They are known by how long the work
//! waited, and a lost connection by asking it: see [`judge`] and `docs/decisions/15-lost-connections.md`.

use std::time::Duration;

use diesel::result::{ConnectionError, DatabaseErrorKind as Known, Error as DieselError};

use crate::error::{Error, Kind};

/// How long a statement waits for a row lock on PostgreSQL before it gives up.
pub(super) const LOCK_TIMEOUT: Duration = Duration::from_secs(2);

impl From<DieselError> for Error {
    fn from(source: DieselError) -> Self {
        let passing = matches!(
            kind_of(&source),
            Some(
                Known::SerializationFailure | Known::ClosedConnection | Known::ReadOnlyTransaction
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

/// What is to be done about work that failed and left nothing behind.
#[derive(Debug)]
pub(super) enum Verdict {
    /// It may go well at once.
    Again(Error),
    /// It will not go well now.
    Final(Error),
}

impl Verdict {
    /// The error, judged.
    pub(super) fn into_error(self) -> Error {
        match self {
            Self::Again(error) | Self::Final(error) => error,
        }
    }
}

/// What became of the connection that the work was done on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// It answers, and the work took so long on it.
    Postgres(Duration),
    /// A file does not get lost.
    Sqlite,
    /// It no longer answers.
    Lost,
}

/// Judges the error of work on a connection.
pub(super) fn judge(error: Error, line: Line) -> Verdict {
    if error.kind() == Kind::Refused {
        return Verdict::Final(error);
    }
    match (line, error.cause().and_then(kind_of)) {
        (Line::Lost, _) => Verdict::Again(passing("the connection was lost", error)),
        (Line::Postgres(_), Some(Known::UniqueViolation)) => Verdict::Again(error),
        (_, Some(kind)) if is_named(kind) => Verdict::Final(error),
        (Line::Postgres(waited), Some(_)) if waited >= LOCK_TIMEOUT && !is_passing(&error) => {
            Verdict::Final(passing("the database took too long", error))
        }
        // On PostgreSQL a deadlock, most likely; a bug fails again and is told then.
        (Line::Postgres(_), Some(_)) => Verdict::Again(error),
        _ if is_passing(&error) => Verdict::Again(error),
        _ => Verdict::Final(error),
    }
}

/// Whether the server said that it only reads: a standby, or a primary that has become one.
pub(super) fn only_reads(error: &Error) -> bool {
    matches!(error.cause().and_then(kind_of), Some(Known::ReadOnlyTransaction))
}

/// Whether another process holds SQLite's lock on the file. Its texts are the same everywhere.
pub(super) fn is_locked(error: &DieselError) -> bool {
    let DieselError::DatabaseError(_, information) = error else { return false };
    let message = information.message();
    ["database is locked", "database table is locked"].iter().any(|known| message.contains(known))
}

fn is_passing(error: &Error) -> bool {
    error.kind() == Kind::Busy
}

fn passing(what: &str, error: Error) -> Error {
    if is_passing(&error) { error } else { Error::busy(what).because(error) }
}

fn kind_of(error: &DieselError) -> Option<Known> {
    match error {
        DieselError::DatabaseError(kind, _) => Some(*kind),
        _ => None,
    }
}

/// Whether a kind says for certain that a statement was wrong, whenever it is sent.
fn is_named(kind: Known) -> bool {
    matches!(
        kind,
        Known::UniqueViolation
            | Known::ForeignKeyViolation
            | Known::NotNullViolation
            | Known::CheckViolation
            | Known::RestrictViolation
            | Known::ExclusionViolation
            | Known::UnableToSendCommand
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(kind: Known, text: &str) -> Error {
        Error::from(DieselError::DatabaseError(kind, Box::new(text.to_owned())))
    }

    fn verdict(kind: Known, line: Line) -> (bool, Kind) {
        let text = "Anweisung wird abgebrochen";
        match judge(told(kind, text).and_doing(), line) {
            Verdict::Again(error) => (true, error.kind()),
            Verdict::Final(error) => (false, error.kind()),
        }
    }

    impl Error {
        /// As a stage would wrap it.
        fn and_doing(self) -> Self {
            match self.kind() {
                Kind::Busy => Self::busy("cannot store the answer").because(self),
                _ => Self::broken("cannot store the answer").because(self),
            }
        }
    }

    #[test]
    fn waits_are_known_in_any_language() {
        let (brief, long) = (Line::Postgres(Duration::ZERO), Line::Postgres(LOCK_TIMEOUT));
        // A lock not had in time; a deadlock, or a bug.
        assert_eq!(verdict(Known::Unknown, long), (false, Kind::Busy));
        assert_eq!(verdict(Known::Unknown, brief), (true, Kind::Broken));
        assert_eq!(verdict(Known::Unknown, Line::Sqlite), (false, Kind::Broken));
        // What has a kind keeps it, however long it took.
        assert_eq!(verdict(Known::NotNullViolation, long), (false, Kind::Broken));
        assert_eq!(verdict(Known::SerializationFailure, long), (true, Kind::Busy));
    }

    #[test]
    fn a_lost_connection_is_busy_whatever_it_said() {
        for kind in [Known::UnableToSendCommand, Known::ClosedConnection, Known::Unknown] {
            assert_eq!(verdict(kind, Line::Lost), (true, Kind::Busy), "{kind:?}");
        }
        // The connection is sound: the statement was not.
        let sound = Line::Postgres(Duration::ZERO);
        assert_eq!(verdict(Known::UnableToSendCommand, sound), (false, Kind::Broken));
    }

    #[test]
    fn a_server_that_only_reads_is_busy() {
        let error = told(Known::ReadOnlyTransaction, "nur lesend");
        assert_eq!(error.kind(), Kind::Busy);
        assert!(only_reads(&error));
    }

    #[test]
    fn a_refusal_stays_one() {
        let Verdict::Final(error) = judge(Error::refused("no"), Line::Lost) else { panic!() };
        assert_eq!(error.kind(), Kind::Refused);
    }
}
