//! The shop's limits on mail, kept in the database and shared by all who send.

use crate::config::MailTransport;
use crate::db::{Conn, budget};
use crate::domain::budget::{Unit, warm_up_limit};
use crate::error::Result;
use crate::flow::House;
use crate::types::Instant;

/// A limit and how much of it is left.
struct Left {
    unit: Unit,
    mails: i64,
    /// When the oldest mail that counts will count no more.
    more_at: Option<Instant>,
}

/// How many mails may go out now: as many as the tightest limit has left, or `None` without any.
///
/// # Errors
/// What the database says.
pub(super) fn left(conn: &mut Conn, house: &House, now: Instant) -> Result<Option<i64>> {
    let left = look(conn, house, now)?;
    Ok(left.iter().map(|left| left.mails).min())
}

/// Spends one mail of every limit and returns the instant at which it may be handed over: now, as
/// the clock stands once no other sender can look. If a limit has nothing left, nothing is spent,
/// and the error is the instant from which it may have.
///
/// # Errors
/// What the database says.
pub(super) fn spend(
    conn: &mut Conn,
    house: &House,
) -> Result<std::result::Result<Instant, Instant>> {
    if !limits(house, house.now()).is_empty() {
        budget::lock(conn)?;
    }
    let now = house.now();
    let left = look(conn, house, now)?;
    if let Some(empty) = left.iter().find(|left| left.mails <= 0) {
        return Ok(Err(empty.more_at.unwrap_or_else(|| now.plus_seconds(60))));
    }
    for Left { unit, .. } in left {
        budget::spend(conn, unit.word(), unit.slot(now), unit.first_slot(now))?;
    }
    Ok(Ok(now))
}

fn look(conn: &mut Conn, house: &House, now: Instant) -> Result<Vec<Left>> {
    let limits = limits(house, now);
    let mut left = Vec::with_capacity(limits.len());
    for (unit, limit) in limits {
        let spent = budget::spent_since(conn, unit.word(), unit.first_slot(now))?;
        let mails = i64::from(limit) - spent.iter().map(|(_, n)| n).sum::<i64>();
        let more_at = spent.first().map(|(slot, _)| unit.free_after(*slot));
        left.push(Left { unit, mails, more_at });
    }
    Ok(left)
}

/// The limits that hold now. The file outbox has none: nothing leaves the house.
fn limits(house: &House, now: Instant) -> Vec<(Unit, u32)> {
    let mail = &house.config.mail;
    if mail.transport == MailTransport::File {
        return Vec::new();
    }
    let new = mail.warm_up.and_then(|first| warm_up_limit(first, now.day_in(&house.zone)));
    let set = |limit: u32| (limit > 0).then_some(limit);
    let per_day = set(mail.per_day).into_iter().chain(new).min();
    let limits = [
        (Unit::Second, set(mail.per_second)),
        (Unit::Hour, set(mail.per_hour)),
        (Unit::Day, per_day),
    ];
    limits.into_iter().filter_map(|(unit, limit)| Some((unit, limit?))).collect()
}
