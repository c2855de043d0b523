//! Orders, unique on (source, external id).

use diesel::prelude::*;

use super::Conn;
use super::lists::load_all;
use super::schema::{customers, orders};
use crate::error::Result;
use crate::types::{Instant, OrderId};

/// An order as it is stored. `products` is a JSON array, `properties` and `unasked` are objects;
/// `unasked` holds, for each survey that made no invitation, the reason.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = orders)]
pub struct OrderRow {
    /// Row id.
    pub id: i64,
    /// Whose order it is.
    pub customer_id: i64,
    /// The system it comes from.
    pub source: String,
    /// Its id there.
    pub external_id: String,
    /// Its number as the customer knows it.
    pub number: String,
    /// When it was placed.
    pub placed_at: i64,
    /// When it left the shop.
    pub fulfilled_at: Option<i64>,
    /// When it arrived.
    pub delivered_at: Option<i64>,
    /// When it was cancelled.
    pub cancelled_at: Option<i64>,
    /// The branch.
    pub location: Option<String>,
    /// JSON array of names.
    pub products: String,
    /// JSON object.
    pub properties: String,
    /// Whether the stage `plan` has to look at it.
    pub to_plan: bool,
    /// JSON object: survey id → reason.
    pub unasked: String,
}

/// An order to store; see [`OrderRow`] for the fields.
#[derive(Clone, Debug, Insertable, AsChangeset)]
#[diesel(table_name = orders)]
#[expect(missing_docs, reason = "the fields are those of OrderRow")]
pub struct NewOrder<'a> {
    pub customer_id: i64,
    pub source: &'a str,
    pub external_id: &'a str,
    pub number: &'a str,
    pub placed_at: i64,
    pub fulfilled_at: Option<i64>,
    pub delivered_at: Option<i64>,
    pub cancelled_at: Option<i64>,
    pub location: Option<&'a str>,
    pub products: &'a str,
    pub properties: &'a str,
    pub to_plan: bool,
    pub created_at: i64,
    pub updated_at: i64,
}

/// The order of an external id.
///
/// # Errors
/// What the database says.
pub fn find(conn: &mut Conn, source: &str, external_id: &str) -> Result<Option<OrderRow>> {
    let row = orders::table
        .filter(orders::source.eq(source))
        .filter(orders::external_id.eq(external_id))
        .select(OrderRow::as_select())
        .first(conn)
        .optional()?;
    Ok(row)
}

/// Stores a new order.
///
/// # Errors
/// What the database says.
pub fn insert(conn: &mut Conn, order: &NewOrder<'_>) -> Result<OrderId> {
    let id =
        diesel::insert_into(orders::table).values(order).returning(orders::id).get_result(conn)?;
    Ok(OrderId(id))
}

/// Stores a newer state of an order; absent instants stay as they are.
///
/// # Errors
/// What the database says.
pub fn update(conn: &mut Conn, id: OrderId, order: &NewOrder<'_>) -> Result<()> {
    let created_at: i64 = orders::table.find(id.0).select(orders::created_at).first(conn)?;
    let order = NewOrder { created_at, ..order.clone() };
    diesel::update(orders::table.find(id.0)).set(&order).execute(conn)?;
    Ok(())
}

/// What planning needs to know of an order's customer.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = customers)]
pub struct Buyer {
    /// Row id.
    pub id: i64,
    /// Normalised e-mail address.
    pub email: Option<String>,
    /// E.164.
    pub phone: Option<String>,
    /// `en`, `vi` or `th`.
    pub language: Option<String>,
    /// IANA name.
    pub time_zone: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// JSON object.
    pub consents: String,
}

/// The next orders to plan, with their buyers, oldest row first; not those that somebody else is
/// planning, who would count them as well.
///
/// # Errors
/// What the database says.
pub fn to_plan(conn: &mut Conn, limit: i64) -> Result<Vec<(OrderRow, Buyer)>> {
    let next =
        || orders::table.filter(orders::to_plan).order(orders::id).limit(limit).select(orders::id);
    let ids: Vec<i64> = match conn {
        Conn::Sqlite(conn) => next().load(conn)?,
        Conn::Postgres(conn) => next().for_update().skip_locked().load(conn)?,
    };
    load_all(&ids, |list| {
        let rows = orders::table
            .inner_join(customers::table)
            .filter(orders::id.eq_any(list))
            .order(orders::id)
            .select((OrderRow::as_select(), Buyer::as_select()))
            .load(conn)?;
        Ok(rows)
    })
}

/// Has every order since `placed_since` planned again: a survey has changed.
///
/// # Errors
/// What the database says.
pub fn plan_again(conn: &mut Conn, placed_since: Instant) -> Result<usize> {
    let count = diesel::update(orders::table.filter(orders::placed_at.ge(placed_since.0)))
        .set(orders::to_plan.eq(true))
        .execute(conn)?;
    Ok(count)
}

/// One order.
///
/// # Errors
/// What the database says.
pub fn get(conn: &mut Conn, id: OrderId) -> Result<Option<OrderRow>> {
    Ok(orders::table.find(id.0).select(OrderRow::as_select()).first(conn).optional()?)
}

/// Whether an order waits to be planned.
///
/// # Errors
/// What the database says.
pub fn any_to_plan(conn: &mut Conn) -> Result<bool> {
    let waiting = orders::table.filter(orders::to_plan);
    Ok(diesel::select(diesel::dsl::exists(waiting)).get_result(conn)?)
}

/// How many orders there are.
///
/// # Errors
/// What the database says.
pub fn count(conn: &mut Conn) -> Result<i64> {
    Ok(orders::table.count().get_result(conn)?)
}
