//! Customers: found by e-mail, else phone, else the id another system gave them.

use diesel::prelude::*;

use super::Conn;
use super::schema::customers;
use crate::error::Result;
use crate::types::{CustomerId, Instant};

/// A customer as stored. `properties` and `consents` are JSON objects.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = customers, treat_none_as_null = true)]
pub struct CustomerRow {
    /// A random decimal.
    pub id: i64,
    /// Normalised e-mail address.
    pub email: Option<String>,
    /// Phone number in E.164.
    pub phone: Option<String>,
    /// As the customer writes it.
    pub name: Option<String>,
    /// `en`, `vi` or `th`.
    pub language: Option<String>,
    /// IANA name.
    pub time_zone: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// The system that knows the customer under `external_id`.
    pub source: Option<String>,
    /// The customer's id there.
    pub external_id: Option<String>,
    /// JSON object.
    pub properties: String,
    /// JSON object: purpose → consent.
    pub consents: String,
    /// When the customer was first seen.
    pub created_at: i64,
    /// When something of it last changed.
    pub updated_at: i64,
}

/// What tells one person from another.
#[derive(Clone, Copy, Debug)]
pub struct Identity<'a> {
    /// Normalised e-mail address.
    pub email: Option<&'a str>,
    /// E.164.
    pub phone: Option<&'a str>,
    /// Source and the id there.
    pub external: Option<(&'a str, &'a str)>,
}

/// The customer that an identity names: the same e-mail; else the same phone; else the same
/// external id. Names never match people. Two e-mail addresses are never one customer: families
/// and resellers share a phone, and one must not get the other's mail.
///
/// # Errors
/// What the database says.
pub fn find(conn: &mut Conn, identity: Identity<'_>) -> Result<Option<CustomerRow>> {
    let query = customers::table.select(CustomerRow::as_select());
    if let Some(email) = identity.email {
        let found = query.filter(customers::email.eq(email)).first(conn).optional()?;
        if found.is_some() {
            return Ok(found);
        }
    }
    let mut query = query.into_boxed();
    if identity.email.is_some() {
        query = query.filter(customers::email.is_null());
    }
    let found = match identity {
        Identity { phone: Some(phone), .. } => query
            .filter(customers::phone.eq(phone))
            .order(customers::created_at)
            .first(conn)
            .optional()?,
        Identity { external: Some((source, id)), .. } => query
            .filter(customers::source.eq(source))
            .filter(customers::external_id.eq(id))
            .first(conn)
            .optional()?,
        _ => None,
    };
    Ok(found)
}

/// One customer.
///
/// # Errors
/// What the database says.
pub fn get(conn: &mut Conn, id: CustomerId) -> Result<Option<CustomerRow>> {
    Ok(customers::table.find(id.0).select(CustomerRow::as_select()).first(conn).optional()?)
}

/// Stores a new customer.
///
/// # Errors
/// What the database says.
pub fn insert(conn: &mut Conn, row: &CustomerRow) -> Result<()> {
    diesel::insert_into(customers::table).values(row).execute(conn)?;
    Ok(())
}

/// Stores what changed of a customer.
///
/// # Errors
/// What the database says.
pub fn update(conn: &mut Conn, row: &CustomerRow) -> Result<()> {
    diesel::update(customers::table.find(row.id)).set(row).execute(conn)?;
    Ok(())
}

/// Locks a customer, so that two senders cannot both find that nobody was asked lately.
///
/// # Errors
/// What the database says.
pub fn lock(conn: &mut Conn, id: CustomerId, now: Instant) -> Result<()> {
    if let Conn::Postgres(postgres) = conn {
        diesel::update(customers::table.find(id.0))
            .set(customers::updated_at.eq(now.0))
            .execute(postgres)?;
    }
    Ok(())
}

/// How many customers there are.
///
/// # Errors
/// What the database says.
pub fn count(conn: &mut Conn) -> Result<i64> {
    Ok(customers::table.count().get_result(conn)?)
}
