//! Deliveries: what is planned, and what becomes of it. How they leave is `outbox`.

use diesel::dsl::exists;
use diesel::prelude::*;

use super::Conn;
use super::dialect::on_each;
use super::lists::load_all;
use super::schema::{deliveries, invitations};
use crate::error::Result;
use crate::types::{
    CustomerId, DeliveryId, DeliveryKind, DeliveryState, Instant, InvitationId, Reason,
};

/// That a delivery found by its invitation may still go out. Not by the column of states itself:
/// SQLite would then enter their index, and look through all that waits for the few of these
/// invitations.
macro_rules! is_open {
    () => {
        deliveries::state
            .concat("")
            .eq(DeliveryState::Waiting.word())
            .or(deliveries::state.concat("").eq(DeliveryState::Filed.word()))
    };
}

/// A delivery to make.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = deliveries)]
#[expect(missing_docs, reason = "the fields are the columns")]
pub struct NewDelivery {
    pub invitation_id: i64,
    pub kind: &'static str,
    pub number: i64,
    pub state: &'static str,
    pub reason: Option<&'static str>,
    pub due_at: i64,
    pub next_attempt_at: i64,
    pub attempts: i64,
    pub handed_over: bool,
    pub created_at: i64,
    pub updated_at: i64,
}

impl NewDelivery {
    /// The first delivery of a kind; with a reason it is skipped, else it waits until `due_at`.
    #[must_use]
    pub fn first(
        invitation: InvitationId,
        kind: DeliveryKind,
        due_at: Instant,
        reason: Option<Reason>,
        now: Instant,
    ) -> Self {
        let state = if reason.is_some() { DeliveryState::Skipped } else { DeliveryState::Waiting };
        Self {
            invitation_id: invitation.0,
            kind: kind.word(),
            number: 1,
            state: state.word(),
            reason: reason.map(Reason::word),
            due_at: due_at.0,
            next_attempt_at: due_at.0,
            attempts: 0,
            handed_over: false,
            created_at: now.0,
            updated_at: now.0,
        }
    }
}

impl NewDelivery {
    /// A reminder, from 1, that waits until `due_at`.
    #[must_use]
    pub fn reminder(invitation: InvitationId, number: u8, due_at: Instant, now: Instant) -> Self {
        let first = Self::first(invitation, DeliveryKind::Reminder, due_at, None, now);
        Self { number: i64::from(number), ..first }
    }
}

/// A delivery as the stages see it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = deliveries)]
pub struct DeliveryRow {
    /// Row id.
    pub id: i64,
    /// Whose delivery it is.
    pub invitation_id: i64,
    /// `mail`, `reminder`, `card` or `link`.
    pub kind: String,
    /// Its number among those of its kind: a reminder's place, from 1.
    pub number: i64,
    /// See [`DeliveryState`].
    pub state: String,
    /// See [`Reason`].
    pub reason: Option<String>,
    /// When it should go out.
    pub due_at: i64,
    /// How often it was tried.
    pub attempts: i64,
    /// When it was tried first: the date of its letter, however often it is tried.
    pub attempted_at: Option<i64>,
    /// Whether the receiving server may have it.
    pub handed_over: bool,
    /// When it was made.
    pub created_at: i64,
}

/// Makes a delivery unless it exists.
///
/// # Errors
/// What the database says.
pub fn insert_once(conn: &mut Conn, row: &NewDelivery) -> Result<bool> {
    let count = on_each!(conn, |conn| diesel::insert_into(deliveries::table)
        .values(row)
        .on_conflict((deliveries::invitation_id, deliveries::kind, deliveries::number))
        .do_nothing()
        .execute(conn))?;
    Ok(count == 1)
}

/// The deliveries of an invitation.
///
/// # Errors
/// What the database says.
pub fn of_invitation(conn: &mut Conn, invitation: InvitationId) -> Result<Vec<DeliveryRow>> {
    let rows = deliveries::table
        .filter(deliveries::invitation_id.eq(invitation.0))
        .order(deliveries::id)
        .select(DeliveryRow::as_select())
        .load(conn)?;
    Ok(rows)
}

/// Skips what still waits of some invitations, for its hour or for a mail server; returns whose
/// deliveries were skipped.
///
/// # Errors
/// What the database says.
pub fn skip_waiting(
    conn: &mut Conn,
    invitations: &[i64],
    reason: Reason,
    now: Instant,
) -> Result<Vec<i64>> {
    load_all(invitations, |list| {
        let rows = diesel::update(deliveries::table)
            .filter(deliveries::invitation_id.eq_any(list))
            .filter(is_open!())
            .set((
                deliveries::state.eq(DeliveryState::Skipped.word()),
                deliveries::reason.eq(reason.word()),
                deliveries::updated_at.eq(now.0),
            ))
            .returning(deliveries::invitation_id)
            .get_results(conn)?;
        Ok(rows)
    })
}

/// Lets a delivery wait again that did not go out; `false` if it is in that state no more.
///
/// # Errors
/// What the database says.
pub fn revive(
    conn: &mut Conn,
    (id, from): (DeliveryId, DeliveryState),
    due_at: Instant,
    now: Instant,
) -> Result<bool> {
    let found = deliveries::table.find(id.0).filter(deliveries::state.eq(from.word()));
    let revived = diesel::update(found)
        .set((
            deliveries::state.eq(DeliveryState::Waiting.word()),
            deliveries::reason.eq(None::<String>),
            deliveries::due_at.eq(due_at.0),
            deliveries::next_attempt_at.eq(due_at.0),
            deliveries::attempts.eq(0),
            deliveries::handed_over.eq(false),
            deliveries::updated_at.eq(now.0),
        ))
        .execute(conn)?;
    Ok(revived == 1)
}

/// Lets uncertain deliveries wait again, of some invitations or of all; returns the survey of each.
///
/// # Errors
/// What the database says.
pub fn resend_uncertain(
    conn: &mut Conn,
    invitations: Option<&[i64]>,
    now: Instant,
) -> Result<Vec<i64>> {
    let uncertain = || {
        deliveries::table
            .inner_join(invitations::table)
            .filter(deliveries::state.eq(DeliveryState::Uncertain.word()))
            .select((deliveries::id, invitations::survey_id))
    };
    let mut found: Vec<(i64, i64)> = match invitations {
        None => uncertain().load(conn)?,
        Some(invitations) => load_all(invitations, |list| {
            Ok(uncertain().filter(deliveries::invitation_id.eq_any(list)).load(conn)?)
        })?,
    };
    found.sort_unstable();
    let mut revived = Vec::with_capacity(found.len());
    for (id, survey) in found {
        if revive(conn, (DeliveryId(id), DeliveryState::Uncertain), now, now)? {
            revived.push(survey);
        }
    }
    Ok(revived)
}

/// Whether another delivery reached, or may have reached, this customer since an instant.
///
/// # Errors
/// What the database says.
pub fn asked_since(
    conn: &mut Conn,
    customer: CustomerId,
    other_than: InvitationId,
    since: Instant,
) -> Result<bool> {
    let asked =
        deliveries::table
            .inner_join(invitations::table)
            .filter(invitations::customer_id.eq(customer.0))
            .filter(invitations::id.ne(other_than.0))
            .filter(invitations::reached_at.gt(since.0).or(
                deliveries::state.eq(DeliveryState::Sending.word()).and(deliveries::handed_over),
            ));
    let asked = diesel::select(exists(asked));
    Ok(on_each!(conn, |conn| asked.get_result(conn))?)
}

/// The invitations of a customer that still wait to go out, each with its survey.
///
/// # Errors
/// What the database says.
pub fn waiting_of_customer(conn: &mut Conn, customer: CustomerId) -> Result<Vec<(i64, i64)>> {
    let rows = deliveries::table
        .inner_join(invitations::table)
        .filter(invitations::customer_id.eq(customer.0))
        .filter(is_open!())
        .order(invitations::id)
        .select((invitations::id, invitations::survey_id))
        .load(conn)?;
    Ok(rows)
}

/// How many mails were written to files, and wait for a mail server.
///
/// # Errors
/// What the database says.
pub fn count_filed(conn: &mut Conn) -> Result<i64> {
    let filed = deliveries::table.filter(deliveries::state.eq(DeliveryState::Filed.word()));
    Ok(filed.count().get_result(conn)?)
}

/// Mails that were written to files, the oldest first, after row `after`.
///
/// # Errors
/// What the database says.
pub fn filed(conn: &mut Conn, (after, limit): (i64, i64)) -> Result<Vec<DeliveryRow>> {
    let rows = deliveries::table
        .filter(deliveries::state.eq(DeliveryState::Filed.word()))
        .filter(deliveries::id.gt(after))
        .order(deliveries::id)
        .limit(limit)
        .select(DeliveryRow::as_select())
        .load(conn)?;
    Ok(rows)
}

/// Skips a mail that was written to a file; `false` if it is in that state no more.
///
/// # Errors
/// What the database says.
pub fn skip_filed(conn: &mut Conn, id: DeliveryId, reason: Reason, now: Instant) -> Result<bool> {
    let filed =
        deliveries::table.find(id.0).filter(deliveries::state.eq(DeliveryState::Filed.word()));
    let skipped = diesel::update(filed)
        .set((
            deliveries::state.eq(DeliveryState::Skipped.word()),
            deliveries::reason.eq(reason.word()),
            deliveries::updated_at.eq(now.0),
        ))
        .execute(conn)?;
    Ok(skipped == 1)
}

#[cfg(test)]
mod tests;
