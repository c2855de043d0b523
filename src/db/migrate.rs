//! Brings the tables up to date when the program starts.
//!
//! Several may start at once: each waits for its turn before it looks at anything (`turn.rs`). A
//! database that a newer program has migrated is refused; an existing SQLite file is copied aside
//! before a migration touches it.

mod turn;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use diesel::RunQueryDsl;
use diesel::connection::SimpleConnection;
use diesel::migration::{Migration, MigrationSource};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::conn::{Address, Conn};
use crate::error::{Error, Result};
use turn::Turn;

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Runs what is pending and returns the names of the migrations that ran.
///
/// # Errors
/// Refused if the database knows a migration that this program does not.
pub fn bring_up_to_date(address: &Address) -> Result<Vec<String>> {
    let mut turn = Turn::wait(address)?;
    let conn = turn.conn();
    let existed = !applied(conn)?.is_empty();
    refuse_newer(conn)?;
    if existed && has_pending(conn)? {
        copy_aside(conn, address)?;
    }
    match conn {
        Conn::Sqlite(sqlite) => run(sqlite, SQLITE),
        Conn::Postgres(postgres) => run(postgres, POSTGRES),
    }
}

/// Takes every migration back and runs them again: proves that each has a way down.
///
/// # Errors
/// What the database says.
pub fn redo_all(address: &Address) -> Result<()> {
    match Turn::wait(address)?.conn() {
        Conn::Sqlite(sqlite) => {
            sqlite.revert_all_migrations(SQLITE).map_err(migration_failed)?;
            run(sqlite, SQLITE)?;
        }
        Conn::Postgres(postgres) => {
            postgres.revert_all_migrations(POSTGRES).map_err(migration_failed)?;
            run(postgres, POSTGRES)?;
        }
    }
    Ok(())
}

fn run<DB: diesel::backend::Backend>(
    harness: &mut impl MigrationHarness<DB>,
    source: EmbeddedMigrations,
) -> Result<Vec<String>>
where
    EmbeddedMigrations: MigrationSource<DB>,
{
    let ran = harness.run_pending_migrations(source).map_err(migration_failed)?;
    Ok(ran.iter().map(ToString::to_string).collect())
}

fn migration_failed(cause: Cause) -> Error {
    Error::broken("a migration failed; the database is as it was before it").because(cause)
}

fn applied(conn: &mut Conn) -> Result<BTreeSet<String>> {
    let versions = match conn {
        Conn::Sqlite(sqlite) => sqlite.applied_migrations(),
        Conn::Postgres(postgres) => postgres.applied_migrations(),
    };
    Ok(versions.map_err(migration_failed)?.iter().map(ToString::to_string).collect())
}

fn known(conn: &Conn) -> Result<BTreeSet<String>> {
    fn versions<DB: diesel::backend::Backend>(
        source: &EmbeddedMigrations,
    ) -> Result<BTreeSet<String>>
    where
        EmbeddedMigrations: MigrationSource<DB>,
    {
        let migrations: Vec<Box<dyn Migration<DB>>> =
            source.migrations().map_err(migration_failed)?;
        Ok(migrations.iter().map(|migration| migration.name().version().to_string()).collect())
    }
    match conn {
        Conn::Sqlite(_) => versions::<diesel::sqlite::Sqlite>(&SQLITE),
        Conn::Postgres(_) => versions::<diesel::pg::Pg>(&POSTGRES),
    }
}

fn refuse_newer(conn: &mut Conn) -> Result<()> {
    let known = known(conn)?;
    match applied(conn)?.into_iter().find(|version| !known.contains(version)) {
        None => Ok(()),
        Some(version) => Err(Error::refused(format!(
            "the database was made by a newer Afterword (it has the migration {version}); \
             start that version, or restore a backup that this one made"
        ))),
    }
}

/// Whether any migration has run here. Diesel would make its table to tell.
pub(super) fn is_made(conn: &mut Conn) -> Result<bool> {
    let table = "__diesel_schema_migrations";
    let found = match conn {
        Conn::Sqlite(sqlite) => diesel::sql_query(format!(
            "SELECT count(*) AS n FROM sqlite_master WHERE type = 'table' AND name = '{table}'"
        ))
        .get_result::<Count>(sqlite)?,
        Conn::Postgres(postgres) => diesel::sql_query(format!(
            "SELECT count(*) AS n FROM pg_tables WHERE tablename = '{table}' \
             AND schemaname = ANY (current_schemas(false))"
        ))
        .get_result::<Count>(postgres)?,
    };
    Ok(found.n > 0 && !applied(conn)?.is_empty())
}

#[derive(diesel::QueryableByName)]
struct Count {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    n: i64,
}

pub(super) fn has_pending(conn: &mut Conn) -> Result<bool> {
    let known = known(conn)?;
    let applied = applied(conn)?;
    Ok(known.iter().any(|version| !applied.contains(version)))
}

fn copy_aside(conn: &mut Conn, address: &Address) -> Result<()> {
    let (Address::Sqlite(path), Conn::Sqlite(sqlite)) = (address, conn) else { return Ok(()) };
    let copy = free_name(path);
    let quoted = copy.to_string_lossy().replace('\'', "''");
    sqlite.batch_execute(&format!("VACUUM INTO '{quoted}'"))?;
    tracing::info!(copy = %copy.display(), "copied the database before migrating it");
    Ok(())
}

/// `afterword.db.before-migration-1`, or the next number that is free.
fn free_name(path: &Path) -> PathBuf {
    let name = |number: u32| PathBuf::from(format!("{}.before-migration-{number}", path.display()));
    (1..u32::MAX).map(name).find(|copy| !copy.exists()).unwrap_or_else(|| name(0))
}
