//! Leases, by which one of several nodes at a time does a piece of work.

use diesel::prelude::*;

use super::Conn;
use super::dialect::on_each;
use super::schema::leases;
use crate::error::Result;
use crate::types::Instant;

/// How long a lease lasts after it was last renewed, in seconds.
const LASTS: i64 = 10;

/// No lease ends later than so many seconds from now: one that claims to was written while a clock
/// had jumped ahead, and holds nothing. Older versions took leases of a minute.
const LONGEST: i64 = 60;

/// Takes or renews the lease `name` for `holder`; `false` while somebody else holds it.
///
/// # Errors
/// What the database says.
pub fn take(conn: &mut Conn, name: &str, holder: &str, now: Instant) -> Result<bool> {
    let (until, latest) = (now.plus_seconds(LASTS), now.plus_seconds(LONGEST));
    let renewed = diesel::update(leases::table.find(name))
        .filter(
            leases::until.lt(now.0).or(leases::until.gt(latest.0)).or(leases::holder.eq(holder)),
        )
        .set((leases::holder.eq(holder), leases::until.eq(until.0)))
        .execute(conn)?;
    if renewed == 1 {
        return Ok(true);
    }
    let made = on_each!(conn, |conn| diesel::insert_into(leases::table)
        .values((leases::name.eq(name), leases::holder.eq(holder), leases::until.eq(until.0)))
        .on_conflict(leases::name)
        .do_nothing()
        .execute(conn))?;
    Ok(made == 1)
}

/// Gives back all that a holder has.
///
/// # Errors
/// What the database says.
pub fn give_back(conn: &mut Conn, holder: &str) -> Result<()> {
    diesel::delete(leases::table.filter(leases::holder.eq(holder))).execute(conn)?;
    Ok(())
}
