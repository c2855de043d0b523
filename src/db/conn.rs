//! A connection to either backend, and the addresses they are reached by.

use std::path::PathBuf;

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};

use super::timeouts;
use crate::error::{Error, Result};

pub use either::Conn;

#[allow(missing_docs, reason = "what diesel's derive makes has no docs")]
mod either {
    use diesel::{PgConnection, SqliteConnection};

    /// A connection that most queries are written for once.
    #[derive(diesel::MultiConnection)]
    pub enum Conn {
        /// SQLite, bundled.
        Sqlite(SqliteConnection),
        /// PostgreSQL through libpq.
        Postgres(PgConnection),
    }
}

/// Where a database lives.
#[derive(Clone, PartialEq, Eq)]
pub enum Address {
    /// A file.
    Sqlite(PathBuf),
    /// A connection string for libpq; it may hold a password.
    Postgres(String),
}

impl Address {
    /// Reads `sqlite://path`, `postgres://…` or `postgresql://…`. The latter get limits on how long
    /// a silent server is waited for, where they name none.
    ///
    /// # Errors
    /// Refused for any other scheme: a mistyped address never makes a new database by accident.
    pub fn parse(url: &str) -> Result<Self> {
        if let Some(path) = url.strip_prefix("sqlite://") {
            return Ok(Self::Sqlite(PathBuf::from(path)));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self::Postgres(timeouts::with_defaults(url)));
        }
        let scheme = url.split("://").next().unwrap_or_default();
        Err(Error::refused(format!(
            "database.url: found the scheme \"{scheme}\", allowed are sqlite:// and postgres://"
        )))
    }

    /// Opens a connection for reading and writing.
    ///
    /// # Errors
    /// Busy if the database cannot be reached.
    pub fn connect(&self) -> Result<Conn> {
        match self {
            Self::Sqlite(path) => {
                let mut conn = SqliteConnection::establish(&path.to_string_lossy())?;
                conn.batch_execute(SQLITE_SETTINGS)?;
                Ok(Conn::Sqlite(conn))
            }
            Self::Postgres(url) => {
                let mut conn = PgConnection::establish(url)?;
                conn.batch_execute(POSTGRES_SETTINGS)?;
                Ok(Conn::Postgres(conn))
            }
        }
    }
}

impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite://{}", path.display()),
            Self::Postgres(_) => f.write_str("postgres://…"),
        }
    }
}

/// `FULL` because an acknowledged answer must survive a power cut; `secure_delete` because an
/// erased person must be gone from the file too. Ten seconds of patience for other processes.
const SQLITE_SETTINGS: &str = "
    PRAGMA busy_timeout = 10000;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA secure_delete = ON;
    PRAGMA foreign_keys = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -8000;
";

/// A row lock that is not had within [`LOCK_TIMEOUT`](super::error::LOCK_TIMEOUT) gives its lane free
/// again. The server, too, looks whether its client is still there: the locks of a node whose machine
/// fell silent or stands still are else held for hours. Not every server that speaks PostgreSQL's
/// protocol knows all of these.
const POSTGRES_SETTINGS: &str = "
    SET lock_timeout = '2s';
    SET statement_timeout = '60s';
    SET client_min_messages = warning;
    SET TIME ZONE 'UTC';
    SELECT set_config(name, limits.value, false)
    FROM pg_settings JOIN (VALUES
        ('tcp_keepalives_idle', '5'),
        ('tcp_keepalives_interval', '2'),
        ('tcp_keepalives_count', '3'),
        ('tcp_user_timeout', '10s'),
        ('idle_in_transaction_session_timeout', '30s')
    ) AS limits (known, value) ON known = name;
";

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn an_unknown_scheme_is_refused() {
        let error = Address::parse("mysql://localhost/shop").unwrap_err();
        assert!(error.message().contains("mysql"));
        assert!(Address::parse("data/afterword.db").is_err());
        assert!(Address::parse("sqlite://data/afterword.db").is_ok());
    }

    #[test]
    fn a_password_stays_out_of_debug() {
        let address = Address::parse("postgres://shop:secret@db/afterword").unwrap();
        assert_eq!(format!("{address:?}"), "postgres://…");
    }
}
