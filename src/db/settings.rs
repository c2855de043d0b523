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

/// Sets a key that has no value yet; the value it has then, whoever set it.
///
/// # Errors
/// What the database says.
pub fn set_first(conn: &mut Conn, key: &str, value: &str) -> Result<String> {
    on_each!(conn, |conn| diesel::insert_into(settings::table)
        .values((settings::key.eq(key), settings::value.eq(value)))
        .on_conflict_do_nothing()
        .execute(conn))?;
    Ok(settings::table.find(key).select(settings::value).first(conn)?)
}

/// Replaces a value, unless somebody was quicker; whether it did.
///
/// # Errors
/// What the database says.
pub fn replace(conn: &mut Conn, key: &str, old: &str, new: &str) -> Result<bool> {
    let replaced = diesel::update(settings::table.find(key).filter(settings::value.eq(old)))
        .set(settings::value.eq(new))
        .execute(conn)?;
    Ok(replaced == 1)
}
