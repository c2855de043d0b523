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

/// How many mails may go out now: as many as the tightest limit has left, or `None` without any. If
/// it has nothing left, the error is the instant from which it may have.
///
/// # Errors
/// What the database says.
pub fn left(
    conn: &mut Conn,
    house: &House,
    now: Instant,
) -> Result<std::result::Result<Option<i64>, Instant>> {
    let left = look(conn, house, now)?;
    Ok(enough(&left, now).map(|()| left.iter().map(|left| left.mails).min()))
}

/// Spends one mail of every limit and returns the instant at which it may be handed over: now, as
/// the clock stands once no other sender can look. If a limit has nothing left, nothing is spent,
/// and the error is the instant from which it may have.
///
/// # Errors
/// What the database says.
pub fn spend(conn: &mut Conn, house: &House) -> Result<std::result::Result<Instant, Instant>> {
    let (now, left) = look_alone(conn, house)?;
    if let Err(until) = enough(&left, now) {
        return Ok(Err(until));
    }
    take(conn, &left, now)?;
    Ok(Ok(now))
}

/// A mail that found a limit spent, and what keeps its place until there is room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Booked {
    /// Since when the place is kept.
    pub at: Instant,
    /// When to ask again.
    pub until: Instant,
}

/// [`spend`] for one mail among thousands that are quicker to ask, such as a digest beside a long
/// queue: where the hour or the day has nothing left, the next mail of them is booked. It counts
/// as spent for everybody else from then on, so that the limit holds and the place comes free.
/// `booked` is since when one is.
///
/// # Errors
/// What the database says.
pub fn spend_or_book(
    conn: &mut Conn,
    house: &House,
    booked: Option<Instant>,
) -> Result<std::result::Result<Instant, Booked>> {
    let (now, mut left) = look_alone(conn, house)?;
    let is_kept = |unit: Unit| {
        let counts = unit.first_slot(now)..=unit.last_slot(now);
        booked.filter(|at| unit != Unit::Second && counts.contains(&unit.slot(*at)))
    };
    for left in &mut left {
        left.mails += i64::from(is_kept(left.unit).is_some());
    }
    if let Err(until) = enough(&left, now) {
        for unit in left.iter().map(|left| left.unit) {
            if unit != Unit::Second && is_kept(unit).is_none() {
                budget::spend(conn, unit.word(), unit.slot(now), unit.first_slot(now))?;
            }
        }
        let at = booked.filter(|_| left.iter().any(|left| is_kept(left.unit).is_some()));
        return Ok(Err(Booked { at: at.unwrap_or(now), until }));
    }
    for unit in left.iter().map(|left| left.unit) {
        if let Some(at) = is_kept(unit) {
            budget::give_back(conn, unit.word(), unit.slot(at))?;
        }
    }
    take(conn, &left, now)?;
    Ok(Ok(now))
}

/// What is left, once nobody else can look, and when that is.
fn look_alone(conn: &mut Conn, house: &House) -> Result<(Instant, Vec<Left>)> {
    if !limits(house, house.now()).is_empty() {
        budget::lock(conn)?;
    }
    let now = house.shared_now(conn)?;
    Ok((now, look(conn, house, now)?))
}

/// Whether every limit has a mail left; if not, when one may have.
fn enough(left: &[Left], now: Instant) -> std::result::Result<(), Instant> {
    let spent = left.iter().filter(|left| left.mails <= 0);
    let more_at = spent.map(|left| left.more_at.unwrap_or_else(|| now.plus_seconds(60)));
    more_at.max().map_or(Ok(()), Err)
}

fn take(conn: &mut Conn, left: &[Left], now: Instant) -> Result<()> {
    let mut ahead = 0;
    for Left { unit, .. } in left {
        ahead += budget::forget_after(conn, unit.word(), unit.last_slot(now))?;
        budget::spend(conn, unit.word(), unit.slot(now), unit.first_slot(now))?;
    }
    if ahead > 0 {
        tracing::warn!(ahead, "mails were counted at a time to come: the clock had jumped ahead");
    }
    Ok(())
}

fn look(conn: &mut Conn, house: &House, now: Instant) -> Result<Vec<Left>> {
    let limits = limits(house, now);
    let mut left = Vec::with_capacity(limits.len());
    for (unit, limit) in limits {
        let slots = (unit.first_slot(now), unit.last_slot(now));
        let spent = budget::spent_between(conn, unit.word(), slots)?;
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
