//! Single values of the house, by key.

use diesel::prelude::*;

use super::Conn;
use super::dialect::on_each;
use super::schema::settings;
use crate::error::Result;

/// The value of a key.
///
/// # Errors
/// What the database says.
pub fn get(conn: &mut Conn, key: &str) -> Result<Option<String>> {
    Ok(settings::table.find(key).select(settings::value).first(conn).optional()?)
}

/// Sets a key.
///
/// # Errors
/// What the database says.
pub fn set(conn: &mut Conn, key: &str, value: &str) -> Result<()> {
    on_each!(conn, |conn| diesel::insert_into(settings::table)
        .values((settings::key.eq(key), settings::value.eq(value)))
        .on_conflict(settings::key)
        .do_update()
        .set(settings::value.eq(value))
        .execute(conn))?;
    Ok(())
}
