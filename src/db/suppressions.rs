//! Addresses that must not be mailed, as keyed hashes.

use diesel::dsl::exists;
use diesel::prelude::*;

use super::Conn;
use super::dialect::on_each;
use super::schema::suppressions;
use crate::error::Result;
use crate::types::{CustomerId, Instant};

/// Suppresses an address; the first cause stays.
///
/// # Errors
/// What the database says.
pub fn add(
    conn: &mut Conn,
    hash: &str,
    customer: Option<CustomerId>,
    cause: &str,
    now: Instant,
) -> Result<()> {
    on_each!(conn, |conn| diesel::insert_into(suppressions::table)
        .values((
            suppressions::hash.eq(hash),
            suppressions::customer_id.eq(customer.map(|id| id.0)),
            suppressions::cause.eq(cause),
            suppressions::created_at.eq(now.0),
        ))
        .on_conflict(suppressions::hash)
        .do_nothing()
        .execute(conn))?;
    Ok(())
}

/// Whether an address is suppressed, or whoever has it now was under another.
///
/// # Errors
/// What the database says.
pub fn contains(conn: &mut Conn, hash: &str, customer: CustomerId) -> Result<bool> {
    let theirs = suppressions::table
        .filter(suppressions::hash.eq(hash).or(suppressions::customer_id.eq(customer.0)));
    Ok(diesel::select(exists(theirs)).get_result(conn)?)
}
