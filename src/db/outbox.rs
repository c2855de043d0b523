//! The outbox: deliveries on their way out, each under the lease of whoever sends it.
//!
//! A lease is a word of one claim alone. All that its holder does asks for it, so that whoever has
//! lost a mail meanwhile cannot touch it.

use diesel::dsl::exists;
use diesel::prelude::*;

use super::Conn;
use super::deliveries::DeliveryRow;
use super::dialect::on_each;
use super::kept::Kept;
use super::lists::{change_all, load_all};
use super::schema::{deliveries, invitations};
use crate::error::Result;
use crate::types::{DeliveryId, DeliveryKind, DeliveryState, Instant, Reason};

/// The longest that a lease is given for. One that ends later comes from a clock that had jumped
/// ahead, and is over.
const LONGEST_LEASE_SECONDS: i64 = 600;

/// That a lease is over.
macro_rules! is_over {
    ($now:expr) => {
        deliveries::leased_until
            .lt($now.0)
            .or(deliveries::leased_until.gt($now.plus_seconds(LONGEST_LEASE_SECONDS).0))
    };
}

/// Takes a lease on the next due mails, oldest due first.
///
/// # Errors
/// What the database says.
pub fn claim_due(
    conn: &mut Conn,
    lease: &str,
    limit: i64,
    now: Instant,
    leased_until: Instant,
) -> Result<Vec<DeliveryRow>> {
    let waiting = || {
        deliveries::table
            .filter(deliveries::state.eq(DeliveryState::Waiting.word()))
            .filter(deliveries::next_attempt_at.le(now.0))
            .filter(
                deliveries::kind.eq_any([DeliveryKind::Mail.word(), DeliveryKind::Reminder.word()]),
            )
            .order((deliveries::next_attempt_at, deliveries::id))
            .limit(limit)
            .select(deliveries::id)
    };
    let ids: Vec<i64> = match conn {
        Conn::Sqlite(conn) => waiting().load(conn)?,
        Conn::Postgres(conn) => waiting().for_update().skip_locked().load(conn)?,
    };
    change_all(&ids, |list| {
        let claimed = diesel::update(deliveries::table.filter(deliveries::id.eq_any(list)))
            .set((
                deliveries::state.eq(DeliveryState::Sending.word()),
                deliveries::lease.eq(lease),
                deliveries::leased_until.eq(leased_until.0),
                deliveries::handed_over.eq(false),
                deliveries::updated_at.eq(now.0),
            ))
            .execute(conn)?;
        Ok(claimed)
    })?;
    let mut rows: Vec<DeliveryRow> = load_all(&ids, |list| {
        let found = deliveries::table.filter(deliveries::id.eq_any(list));
        Ok(found.select(DeliveryRow::as_select()).load(conn)?)
    })?;
    rows.sort_unstable_by_key(|row| (row.due_at, row.id));
    Ok(rows)
}

/// Moves the end of a lease.
///
/// # Errors
/// What the database says.
pub fn renew(conn: &mut Conn, lease: &str, leased_until: Instant) -> Result<usize> {
    let held = deliveries::table
        .filter(deliveries::state.eq(DeliveryState::Sending.word()))
        .filter(deliveries::lease.eq(lease));
    let renewed =
        diesel::update(held).set(deliveries::leased_until.eq(leased_until.0)).execute(conn)?;
    Ok(renewed)
}

/// Whether a mail is still under this lease and was not handed over.
///
/// # Errors
/// What the database says.
pub fn is_held(conn: &mut Conn, id: DeliveryId, lease: &str) -> Result<bool> {
    let held = deliveries::table
        .filter(deliveries::id.eq(id.0))
        .filter(deliveries::lease.eq(lease))
        .filter(deliveries::state.eq(DeliveryState::Sending.word()))
        .filter(deliveries::handed_over.eq(false));
    Ok(diesel::select(exists(held)).get_result(conn)?)
}

/// Gives mails back that were claimed and not handed over: they wait as before; how many were.
///
/// # Errors
/// What the database says.
pub fn release(conn: &mut Conn, ids: &[i64], lease: &str, now: Instant) -> Result<usize> {
    change_all(ids, |list| {
        let held = deliveries::table
            .filter(deliveries::id.eq_any(list))
            .filter(deliveries::lease.eq(lease))
            .filter(deliveries::state.eq(DeliveryState::Sending.word()))
            .filter(deliveries::handed_over.eq(false));
        let released = diesel::update(held)
            .set((
                deliveries::state.eq(DeliveryState::Waiting.word()),
                deliveries::lease.eq(None::<String>),
                deliveries::leased_until.eq(None::<i64>),
                deliveries::updated_at.eq(now.0),
            ))
            .execute(conn)?;
        Ok(released)
    })
}

/// Gives one mail back of which it is known that no byte has left, whether it was noted as handed over or
/// not; `false` if somebody else has it.
///
/// # Errors
/// What the database says.
pub fn take_back(conn: &mut Conn, id: DeliveryId, lease: &str, now: Instant) -> Result<bool> {
    let held = deliveries::table
        .filter(deliveries::id.eq(id.0))
        .filter(deliveries::lease.eq(lease))
        .filter(deliveries::state.eq(DeliveryState::Sending.word()));
    let taken = diesel::update(held)
        .set((
            deliveries::state.eq(DeliveryState::Waiting.word()),
            deliveries::handed_over.eq(false),
            deliveries::lease.eq(None::<String>),
            deliveries::leased_until.eq(None::<i64>),
            deliveries::updated_at.eq(now.0),
        ))
        .execute(conn)?;
    Ok(taken == 1)
}

/// Notes, before the first byte leaves, that the receiving server may get this mail; `first_at` is
/// when it was tried first. `false` if the lease has ended meanwhile, or if it was handed over
/// before.
///
/// # Errors
/// What the database says.
pub fn hand_over(
    conn: &mut Conn,
    id: DeliveryId,
    lease: &str,
    first_at: Instant,
    leased_until: Instant,
) -> Result<bool> {
    let noted = Kept(
        diesel::update(deliveries::table.find(id.0))
            .filter(deliveries::lease.eq(lease))
            .filter(deliveries::state.eq(DeliveryState::Sending.word()))
            .filter(deliveries::handed_over.eq(false))
            .set((
                deliveries::handed_over.eq(true),
                deliveries::attempts.eq(deliveries::attempts + 1),
                deliveries::attempted_at.eq(first_at.0),
                deliveries::leased_until.eq(leased_until.0),
            )),
    );
    Ok(on_each!(conn, |conn| noted.execute(conn))? == 1)
}

/// How a delivery under lease goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settled {
    /// The state it is in now.
    pub state: DeliveryState,
    /// Why it was not sent.
    pub reason: Option<Reason>,
    /// When it was sent.
    pub sent_at: Option<Instant>,
    /// When to try again, for one that waits.
    pub next_attempt_at: Option<Instant>,
}

/// Ends a lease; `false` if it had ended before.
///
/// # Errors
/// What the database says.
pub fn settle(
    conn: &mut Conn,
    delivery: &DeliveryRow,
    lease: &str,
    to: Settled,
    now: Instant,
) -> Result<bool> {
    let mine = deliveries::table.filter(
        deliveries::id
            .eq(delivery.id)
            .and(deliveries::lease.eq(lease))
            .and(deliveries::state.eq(DeliveryState::Sending.word())),
    );
    let again = to
        .next_attempt_at
        .map(|at| (deliveries::next_attempt_at.eq(at.0), deliveries::handed_over.eq(false)));
    let settled = Kept(diesel::update(mine).set((
        deliveries::state.eq(to.state.word()),
        deliveries::reason.eq(to.reason.map(Reason::word)),
        deliveries::sent_at.eq(to.sent_at.map(|at| at.0)),
        deliveries::lease.eq(None::<String>),
        deliveries::leased_until.eq(None::<i64>),
        deliveries::updated_at.eq(now.0),
        again,
    )));
    let count = on_each!(conn, |conn| settled.execute(conn))?;
    if count == 1 && matches!(to.state, DeliveryState::Sent | DeliveryState::Uncertain) {
        let reached = Kept(
            diesel::update(invitations::table.find(delivery.invitation_id))
                .set(invitations::reached_at.eq(now.0)),
        );
        on_each!(conn, |conn| reached.execute(conn))?;
    }
    Ok(count == 1)
}

/// The deliveries whose sender has not been heard of in time, with their survey and lease. They are
/// locked until the transaction ends, so that a sender that is heard of after all comes too late
/// or in time, but not between.
///
/// # Errors
/// What the database says.
pub fn abandoned(
    conn: &mut Conn,
    now: Instant,
    limit: i64,
) -> Result<Vec<(DeliveryRow, i64, String)>> {
    let silent = || {
        deliveries::table
            .filter(deliveries::state.eq(DeliveryState::Sending.word()))
            .filter(is_over!(now))
            .order(deliveries::id)
            .limit(limit)
            .select(deliveries::id)
    };
    let ids: Vec<i64> = match conn {
        Conn::Sqlite(conn) => silent().load(conn)?,
        Conn::Postgres(conn) => silent().for_update().skip_locked().load(conn)?,
    };
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut rows: Vec<(DeliveryRow, i64, Option<String>)> = load_all(&ids, |list| {
        let found = deliveries::table
            .inner_join(invitations::table)
            .filter(deliveries::id.eq_any(list))
            .select((DeliveryRow::as_select(), invitations::survey_id, deliveries::lease));
        Ok(found.load(conn)?)
    })?;
    rows.sort_unstable_by_key(|(row, ..)| row.id);
    Ok(rows
        .into_iter()
        .map(|(row, survey, lease)| (row, survey, lease.unwrap_or_default()))
        .collect())
}

/// Whether a mail is due, or one was left behind by a sender that died.
///
/// # Errors
/// What the database says.
pub fn any_due(conn: &mut Conn, now: Instant) -> Result<bool> {
    let due = deliveries::table
        .filter(deliveries::state.eq(DeliveryState::Waiting.word()))
        .filter(deliveries::next_attempt_at.le(now.0))
        .filter(
            deliveries::kind.eq_any([DeliveryKind::Mail.word(), DeliveryKind::Reminder.word()]),
        );
    if diesel::select(exists(due)).get_result(conn)? {
        return Ok(true);
    }
    let abandoned = deliveries::table
        .filter(deliveries::state.eq(DeliveryState::Sending.word()))
        .filter(is_over!(now));
    Ok(diesel::select(exists(abandoned)).get_result(conn)?)
}
