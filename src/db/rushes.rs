//! How fast answers come in at each touchpoint.

use diesel::prelude::*;

use super::Conn;
use super::dialect::on_each;
use super::schema::rushes;
use crate::domain::touchpoint::Rush;
use crate::error::Result;
use crate::types::TouchpointId;

type Row = (i64, i64, i64, i64, i64, i64, i64, i64);

fn rush_of((slot, n, unproven, asked, peak, day_n, day_peak, hot_until): Row) -> Rush {
    Rush { slot, n, unproven, asked, peak, day_n, day_peak, hot_until }
}

/// How fast answers come in at a touchpoint, locked until the transaction ends.
///
/// # Errors
/// What the database says.
pub fn lock(conn: &mut Conn, touchpoint: TouchpointId) -> Result<Rush> {
    let columns = (
        rushes::slot,
        rushes::n,
        rushes::unproven,
        rushes::asked,
        rushes::peak,
        rushes::day_n,
        rushes::day_peak,
        rushes::hot_until,
    );
    on_each!(conn, |conn| diesel::insert_into(rushes::table)
        .values((
            rushes::touchpoint_id.eq(touchpoint.0),
            rushes::slot.eq(0),
            rushes::n.eq(0),
            rushes::unproven.eq(0),
            rushes::asked.eq(0),
            rushes::peak.eq(0),
            rushes::day_n.eq(0),
            rushes::day_peak.eq(0),
            rushes::hot_until.eq(-1),
        ))
        .on_conflict_do_nothing()
        .execute(conn))?;
    let row: Row = match conn {
        Conn::Sqlite(conn) => rushes::table.find(touchpoint.0).select(columns).first(conn)?,
        Conn::Postgres(conn) => {
            rushes::table.find(touchpoint.0).select(columns).for_update().first(conn)?
        }
    };
    Ok(rush_of(row))
}

/// Keeps how fast they come in now.
///
/// # Errors
/// What the database says.
pub fn keep(conn: &mut Conn, touchpoint: TouchpointId, rush: &Rush) -> Result<()> {
    diesel::update(rushes::table.find(touchpoint.0))
        .set((
            rushes::slot.eq(rush.slot),
            rushes::n.eq(rush.n),
            rushes::unproven.eq(rush.unproven),
            rushes::asked.eq(rush.asked),
            rushes::peak.eq(rush.peak),
            rushes::day_n.eq(rush.day_n),
            rushes::day_peak.eq(rush.day_peak),
            rushes::hot_until.eq(rush.hot_until),
        ))
        .execute(conn)?;
    Ok(())
}
