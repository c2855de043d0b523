//! Bounces and complaints about mails of ours, each kept once.

use diesel::prelude::*;

use super::Conn;
use super::dialect::on_each;
use super::schema::{bounces, deliveries, invitations};
use crate::error::Result;
use crate::types::{CustomerId, DeliveryId, DeliveryState, Instant, Reason};

/// A bounce or complaint to keep.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = bounces)]
pub struct NewBounce {
    /// A hash of the message, by which it counts once.
    pub key: String,
    /// The delivery it is about.
    pub delivery_id: i64,
    /// The keyed hash of the customer's address.
    pub hash: String,
    /// `bounce` or `complaint`.
    pub kind: &'static str,
    /// The cause as a word.
    pub reason: &'static str,
    /// `hard`, `soft` or `none`.
    pub weight: &'static str,
    /// The enhanced status code.
    pub status: Option<String>,
    /// The SMTP reply code.
    pub reply_code: Option<i64>,
    /// When it was read.
    pub created_at: i64,
}

/// A delivery that something came back about.
#[derive(Clone, Debug, Queryable)]
pub struct Returned {
    /// The delivery.
    pub delivery: i64,
    /// How far it has come.
    pub state: String,
    /// Its invitation.
    pub invitation: i64,
    /// Its survey.
    pub survey: i64,
    /// Who was asked, unless erased since.
    pub customer: Option<i64>,
}

/// Keeps one; `false` if it was kept before.
///
/// # Errors
/// What the database says.
pub fn insert_once(conn: &mut Conn, row: &NewBounce) -> Result<bool> {
    let count = on_each!(conn, |conn| diesel::insert_into(bounces::table)
        .values(row)
        .on_conflict(bounces::key)
        .do_nothing()
        .execute(conn))?;
    Ok(count == 1)
}

/// The delivery of an id.
///
/// # Errors
/// What the database says.
pub fn delivery(conn: &mut Conn, id: DeliveryId) -> Result<Option<Returned>> {
    let row = deliveries::table
        .inner_join(invitations::table)
        .filter(deliveries::id.eq(id.0))
        .select((
            deliveries::id,
            deliveries::state,
            deliveries::invitation_id,
            invitations::survey_id,
            invitations::customer_id,
        ))
        .first(conn)
        .optional()?;
    Ok(row)
}

/// Notes that a mail in this state did not arrive; `false` if it is in another one.
///
/// # Errors
/// What the database says.
pub fn mark(
    conn: &mut Conn,
    (id, state): (DeliveryId, DeliveryState),
    reason: Reason,
    now: Instant,
) -> Result<bool> {
    let count = diesel::update(deliveries::table.find(id.0))
        .filter(deliveries::state.eq(state.word()))
        .set((
            deliveries::state.eq(DeliveryState::Failed.word()),
            deliveries::reason.eq(reason.word()),
            deliveries::updated_at.eq(now.0),
        ))
        .execute(conn)?;
    Ok(count == 1)
}

/// How many mails to an address came back for now, since an instant.
///
/// # Errors
/// What the database says.
pub fn count_soft(conn: &mut Conn, hash: &str, since: Instant) -> Result<usize> {
    let mails: Vec<i64> = bounces::table
        .filter(bounces::hash.eq(hash))
        .filter(bounces::weight.eq("soft"))
        .filter(bounces::created_at.gt(since.0))
        .select(bounces::delivery_id)
        .distinct()
        .load(conn)?;
    Ok(mails.len())
}

/// When a customer last answered: a mail had reached them.
///
/// # Errors
/// What the database says.
pub fn last_answer(conn: &mut Conn, customer: CustomerId) -> Result<Option<Instant>> {
    let at: Option<i64> = invitations::table
        .filter(invitations::customer_id.eq(customer.0))
        .select(diesel::dsl::max(invitations::answered_at))
        .first(conn)?;
    Ok(at.map(Instant))
}
