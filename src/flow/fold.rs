//! The stage `fold`: entries in, tallies out.
//!
//! Entries are read and added up beside the writer; its transaction only deletes them and changes
//! the cells. If somebody else has folded one of them meanwhile, fewer are deleted than were read
//! and nothing is changed.

use std::collections::BTreeMap;
use std::time::Instant as Stopwatch;

use super::House;
use super::steps::count;
use crate::db::tallies::{self, TallyRow};
use crate::db::{Conn, entries};
use crate::domain::tally::CellKey;
use crate::error::{Error, Result};

/// How many entries the first slice takes; later ones are measured by the time they take. Entries
/// of one day change the same few hundred cells, so large slices write each cell less often.
const FIRST_SLICE: i64 = 4_000;

/// How many entries one slice takes at least.
const SMALLEST_SLICE: i64 = 50;

/// How many entries one slice takes at most.
const LARGEST_SLICE: i64 = 20_000;

/// Folds all entries that wait; returns how many there were.
///
/// # Errors
/// What the database says; what was folded before stays folded.
pub async fn run(house: &House) -> Result<u64> {
    let (mut limit, mut total, slice) = (FIRST_SLICE, 0, house.pace.slice);
    loop {
        let read = house.db.read(move |conn| read(conn, limit)).await?;
        let count = i64::try_from(read.ids.len()).unwrap_or(i64::MAX);
        if count == 0 {
            return Ok(total);
        }
        let took = house.db.write(move |conn| write(conn, &read)).await?;
        total += u64::try_from(count).unwrap_or(0);
        if count < limit {
            return Ok(total);
        }
        limit = if took < slice {
            limit * 2
        } else if took > slice * 2 {
            limit / 2
        } else {
            limit
        };
        limit = limit.clamp(SMALLEST_SLICE, LARGEST_SLICE);
        house.pace.rest_after(took).await;
    }
}

/// Entries and the cells they change.
struct Read {
    ids: Vec<i64>,
    rows: Vec<TallyRow>,
}

fn read(conn: &mut Conn, limit: i64) -> Result<Read> {
    let (mut ids, mut cells) = (Vec::new(), BTreeMap::<CellKey, i64>::new());
    for (id, body) in entries::next(conn, limit)? {
        for entry in count::entries_of(&body)? {
            for key in entry.cells() {
                *cells.entry(key).or_default() += entry.n;
            }
        }
        ids.push(id);
    }
    let changed = cells.into_iter().filter(|(_, n)| *n != 0);
    Ok(Read { ids, rows: changed.map(|(key, n)| count::row_of(key, n)).collect() })
}

fn write(conn: &mut Conn, read: &Read) -> Result<std::time::Duration> {
    let started = Stopwatch::now();
    if entries::remove(conn, &read.ids)? != read.ids.len() {
        return Err(Error::busy("another process folds the same entries"));
    }
    tallies::add(conn, &read.rows)?;
    tallies::bump_version(conn)?;
    Ok(started.elapsed())
}
