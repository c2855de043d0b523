//! How seldom people want to be mailed, under keyed hashes of their addresses.

use diesel::dsl::max;
use diesel::prelude::*;

use super::Conn;
use super::dialect::on_each;
use super::schema::preferences;
use crate::error::Result;
use crate::types::{CustomerId, Instant};

/// Keeps that an address wants one mail in this time at most; a later wish replaces an earlier.
///
/// # Errors
/// What the database says.
pub fn set(
    conn: &mut Conn,
    hash: &str,
    customer: Option<CustomerId>,
    interval_seconds: i64,
    now: Instant,
) -> Result<()> {
    on_each!(conn, |conn| diesel::insert_into(preferences::table)
        .values((
            preferences::hash.eq(hash),
            preferences::customer_id.eq(customer.map(|id| id.0)),
            preferences::interval_seconds.eq(interval_seconds),
            preferences::created_at.eq(now.0),
        ))
        .on_conflict(preferences::hash)
        .do_update()
        .set((
            preferences::interval_seconds.eq(interval_seconds),
            preferences::created_at.eq(now.0),
        ))
        .execute(conn))?;
    Ok(())
}

/// The least seconds between two mails that an address, or whoever has it now, asked for.
///
/// # Errors
/// What the database says.
pub fn interval_seconds(conn: &mut Conn, hash: &str, customer: CustomerId) -> Result<Option<i64>> {
    let theirs = preferences::hash.eq(hash).or(preferences::customer_id.eq(customer.0));
    let longest = preferences::table.filter(theirs).select(max(preferences::interval_seconds));
    Ok(on_each!(conn, |conn| longest.first(conn))?)
}

/// Forgets what an address, or whoever has it now, asked for.
///
/// # Errors
/// What the database says.
pub fn remove(conn: &mut Conn, hash: &str, customer: CustomerId) -> Result<()> {
    let theirs = preferences::hash.eq(hash).or(preferences::customer_id.eq(customer.0));
    diesel::delete(preferences::table.filter(theirs)).execute(conn)?;
    Ok(())
}
