//! Addresses that must not be mailed, as keyed hashes.

use diesel::prelude::*;

use super::Conn;
use super::dialect::on_each;
use super::schema::suppressions;
use crate::error::Result;
use crate::types::{CustomerId, Instant};

/// The cause of an address that mail does not reach. It says nothing about the person: another
/// address of theirs may be mailed, and what they ask for themselves takes its place.
pub const BOUNCED: &str = "bounced";

/// The cause of an address whose owner complained to the mail provider. Nothing takes it back.
pub const COMPLAINED: &str = "complained";

/// The cause of an address whose owner asked for no more mail, and may change their mind.
pub const UNSUBSCRIBED: &str = "unsubscribed";

/// The causes that another one takes the place of: those that can be taken back sooner.
fn weaker_than(cause: &str) -> &'static [&'static str] {
    match cause {
        BOUNCED => &[],
        COMPLAINED => &[BOUNCED, UNSUBSCRIBED],
        _ => &[BOUNCED],
    }
}

/// Suppresses an address; of two causes the stronger stays, else the first.
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
    diesel::update(suppressions::table.find(hash))
        .filter(suppressions::cause.eq_any(weaker_than(cause)))
        .set((suppressions::customer_id.eq(customer.map(|id| id.0)), suppressions::cause.eq(cause)))
        .execute(conn)?;
    Ok(())
}

/// Why an address is suppressed, or whoever has it now was under another; nothing if it is not.
///
/// # Errors
/// What the database says.
pub fn causes(conn: &mut Conn, hash: &str, customer: CustomerId) -> Result<Vec<String>> {
    let theirs = suppressions::hash.eq(hash).or(suppressions::customer_id.eq(customer.0));
    let causes = suppressions::table.filter(theirs).select(suppressions::cause);
    Ok(on_each!(conn, |conn| causes.load(conn))?)
}

/// Takes back what was suppressed for one cause; other causes stand.
///
/// # Errors
/// What the database says.
pub fn remove(conn: &mut Conn, hash: &str, customer: CustomerId, cause: &str) -> Result<()> {
    let theirs = suppressions::hash.eq(hash).or(suppressions::customer_id.eq(customer.0));
    let found = suppressions::table.filter(theirs).filter(suppressions::cause.eq(cause));
    diesel::delete(found).execute(conn)?;
    Ok(())
}
