//! What was spent of the limits on mail.

use diesel::prelude::*;

use super::Conn;
use super::dialect::on_each;
use super::schema::mail_budget;
use crate::error::Result;

/// The row that stands for all: see [`lock`].
const LOCK: &str = "lock";

/// Keeps other senders from looking at what was spent until the transaction ends. Comes after the
/// lock on the invitation and before any on its delivery. SQLite has one writer anyway.
///
/// # Errors
/// What the database says.
pub fn lock(conn: &mut Conn) -> Result<()> {
    if let Conn::Postgres(conn) = conn {
        let row = mail_budget::table.find((LOCK, 0)).select(mail_budget::n);
        row.for_update().first::<i64>(conn)?;
    }
    Ok(())
}

/// What was spent of one limit from one slot to another, as slot and number, oldest first.
///
/// # Errors
/// What the database says.
pub fn spent_between(
    conn: &mut Conn,
    unit: &str,
    (first_slot, last_slot): (i64, i64),
) -> Result<Vec<(i64, i64)>> {
    let rows = mail_budget::table
        .filter(mail_budget::unit.eq(unit))
        .filter(mail_budget::slot.between(first_slot, last_slot))
        .order(mail_budget::slot)
        .select((mail_budget::slot, mail_budget::n))
        .load(conn)?;
    Ok(rows)
}

/// Spends one mail of a limit, and forgets what counts no more.
///
/// # Errors
/// What the database says.
pub fn spend(conn: &mut Conn, unit: &str, slot: i64, first_slot: i64) -> Result<()> {
    on_each!(conn, |conn| diesel::insert_into(mail_budget::table)
        .values((mail_budget::unit.eq(unit), mail_budget::slot.eq(slot), mail_budget::n.eq(1)))
        .on_conflict((mail_budget::unit, mail_budget::slot))
        .do_update()
        .set(mail_budget::n.eq(mail_budget::n + 1))
        .execute(conn))?;
    diesel::delete(mail_budget::table)
        .filter(mail_budget::unit.eq(unit))
        .filter(mail_budget::slot.lt(first_slot))
        .execute(conn)?;
    Ok(())
}

/// Forgets what was noted of a limit after a slot, which a clock that had jumped ahead did; how many
/// slots that were.
///
/// # Errors
/// What the database says.
pub fn forget_after(conn: &mut Conn, unit: &str, last_slot: i64) -> Result<usize> {
    let ahead = mail_budget::table
        .filter(mail_budget::unit.eq(unit))
        .filter(mail_budget::slot.gt(last_slot));
    Ok(diesel::delete(ahead).execute(conn)?)
}

/// Gives one mail of a limit back that was spent in that slot.
///
/// # Errors
/// What the database says.
pub fn give_back(conn: &mut Conn, unit: &str, slot: i64) -> Result<()> {
    diesel::update(mail_budget::table.find((unit, slot)).filter(mail_budget::n.gt(0)))
        .set(mail_budget::n.eq(mail_budget::n - 1))
        .execute(conn)?;
    Ok(())
}
