//! Invitations that staff may pass on themselves, as a link in a messenger.

use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::Conn;
use super::customers::CustomerRow;
use super::dialect::on_each;
use super::lists::load_all;
use super::orders::OrderRow;
use super::schema::{customers, deliveries, invitations, orders, surveys};
use crate::error::Result;
use crate::types::{DeliveryKind, Instant, InvitationId};

/// Which invitations to look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Those of customers with an e-mail address too, and before their time.
    pub all: bool,
    /// Due, by mail, at this instant or later.
    pub since: Instant,
    /// Whether a link has been passed on already.
    pub copied: bool,
    /// How many at most, the latest due first.
    pub limit: i64,
}

/// An invitation without an answer, with what is known of its customer.
#[derive(Clone, Debug, Queryable)]
pub struct OpenRow {
    /// Row id.
    pub id: i64,
    /// Opens the form.
    pub token: String,
    /// The survey's slug.
    pub survey: String,
    /// The revision asked: the pinned one, else the current one.
    pub pinned: Option<i64>,
    /// The survey's current revision.
    pub current: i64,
    /// When its mail is or was due.
    pub due_at: i64,
    /// The state of its mail.
    pub mail_state: String,
    /// Who is asked.
    pub customer: CustomerRow,
    /// About which order.
    pub order: Option<OrderRow>,
}

/// The invitations that are open and whose customers have a phone.
///
/// # Errors
/// What the database says.
pub fn open(conn: &mut Conn, wanted: Wanted, now: Instant) -> Result<Vec<OpenRow>> {
    let link = diesel::alias!(deliveries as links);
    let copied = || {
        link.filter(link.field(deliveries::invitation_id).eq(invitations::id))
            .filter(link.field(deliveries::kind).eq(DeliveryKind::Link.word()))
    };
    let email = || customers::email.is_null().or(wanted.all.into_sql::<Bool>());
    let until = if wanted.all { i64::MAX } else { now.0 };
    let rows = on_each!(conn, |conn| deliveries::table
        .inner_join(
            invitations::table
                .inner_join(surveys::table)
                .inner_join(customers::table)
                .left_join(orders::table),
        )
        .filter(deliveries::kind.eq(DeliveryKind::Mail.word()))
        .filter(deliveries::due_at.ge(wanted.since.0))
        .filter(deliveries::due_at.le(until))
        .filter(invitations::answered_at.is_null())
        .filter(invitations::expires_at.is_null().or(invitations::expires_at.gt(now.0)))
        .filter(customers::phone.is_not_null())
        .filter(email())
        .filter(orders::cancelled_at.is_null())
        .filter(surveys::active)
        .filter(exists(copied()).eq(wanted.copied))
        .order((deliveries::due_at.desc(), invitations::id))
        .limit(wanted.limit)
        .select((
            invitations::id,
            invitations::token,
            surveys::slug,
            invitations::revision_id,
            surveys::revision_id,
            deliveries::due_at,
            deliveries::state,
            CustomerRow::as_select(),
            Option::<OrderRow>::as_select(),
        ))
        .load(conn))?;
    Ok(rows)
}

/// When links were passed on, by invitation.
///
/// # Errors
/// What the database says.
pub fn copied_at(conn: &mut Conn, invitations: &[i64]) -> Result<Vec<(i64, i64)>> {
    load_all(invitations, |list| {
        let rows = deliveries::table
            .filter(deliveries::invitation_id.eq_any(list))
            .filter(deliveries::kind.eq(DeliveryKind::Link.word()))
            .select((deliveries::invitation_id, deliveries::created_at))
            .load(conn)?;
        Ok(rows)
    })
}

/// Notes that a customer was reached by a link: by whatever way somebody was asked, they are left in
/// peace for a while.
///
/// # Errors
/// What the database says.
pub fn note_reached(conn: &mut Conn, invitation: InvitationId, now: Instant) -> Result<()> {
    diesel::update(invitations::table.find(invitation.0))
        .set(invitations::reached_at.eq(now.0))
        .execute(conn)?;
    Ok(())
}
