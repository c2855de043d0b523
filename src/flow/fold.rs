//! The stage `fold`: entries in, tallies out.
//!
//! Entries are read and added up beside the writer; its transaction only deletes them and changes
//! the cells. While it does, the next ones are read. If somebody else has folded one of them
//! meanwhile, fewer are deleted than were read and nothing is changed.

use std::time::{Duration, Instant as Stopwatch};

use super::House;
use super::steps::count;
use crate::db::tallies::{self, TallyRow};
use crate::db::{Conn, entries};
use crate::domain::tally::Sums;
use crate::error::{Context, Error, Result};

/// How many entries the first slice takes; later ones are measured by the time they take. Entries
/// of one day change the same few hundred cells, so large slices write each cell less often.
const FIRST_SLICE: i64 = 4_000;

/// How many entries one slice takes at least.
const SMALLEST_SLICE: i64 = 50;

/// How many entries one slice takes at most.
const LARGEST_SLICE: i64 = 512_000;

/// How many entries are in memory at a time, as they stand in the queue.
const CHUNK: i64 = 4_000;

/// Folds all entries that wait; returns how many there were.
///
/// # Errors
/// What the database says; what was folded before stays folded.
pub async fn run(house: &House) -> Result<u64> {
    let (mut limit, mut total) = (FIRST_SLICE, 0);
    let mut read = read_after(house, i64::MIN, limit).await?;
    loop {
        let Some(last) = read.ids.last().copied() else { return Ok(total) };
        let (count, asked) = (read.ids.len(), read.asked);
        let is_end = i64::try_from(count).unwrap_or(i64::MAX) < asked;
        let before = house.db.writes();
        let writing = house.db.write(move |conn| write(conn, &read));
        total += u64::try_from(count).unwrap_or(0);
        if is_end {
            writing.await?;
            return Ok(total);
        }
        let (took, next) = tokio::join!(writing, read_after(house, last, limit));
        let took = took?;
        // One write was this slice's own.
        if house.db.writes().wrapping_sub(before) > 1 {
            limit = next_limit(limit, took, house.pace.slice);
            house.pace.rest_after(took).await;
        } else {
            limit = next_limit(limit, took, house.pace.quiet_slice);
            // Another process may wait for the lock all the same.
            house.pace.rest().await;
        }
        read = next?;
    }
}

/// As many entries as fit into a slice, as far as the last one tells.
fn next_limit(limit: i64, took: Duration, slice: Duration) -> i64 {
    let next = if took < slice {
        limit * 2
    } else if took > slice * 2 {
        limit / 2
    } else {
        limit
    };
    next.clamp(SMALLEST_SLICE, LARGEST_SLICE)
}

/// Entries and the cells they change.
struct Read {
    asked: i64,
    ids: Vec<i64>,
    rows: Vec<TallyRow>,
}

async fn read_after(house: &House, after: i64, limit: i64) -> Result<Read> {
    house.db.read_long(move |conn| read(conn, after, limit)).await
}

fn read(conn: &mut Conn, mut after: i64, limit: i64) -> Result<Read> {
    let (mut ids, mut sums, mut left) = (Vec::new(), Sums::default(), limit);
    while left > 0 {
        let asked = left.min(CHUNK);
        let chunk = entries::next(conn, after, asked)?;
        for (id, body) in &chunk {
            sums.add(body).doing(|| "a row of the queue cannot be read".to_owned())?;
            ids.push(*id);
            after = *id;
        }
        if i64::try_from(chunk.len()).unwrap_or(i64::MAX) < asked {
            break;
        }
        left -= asked;
    }
    let rows = sums.cells().into_iter().map(|(key, n)| count::row_of(key, n));
    Ok(Read { asked: limit, ids, rows: rows.collect() })
}

fn write(conn: &mut Conn, read: &Read) -> Result<Duration> {
    let started = Stopwatch::now();
    if entries::remove(conn, &read.ids)? != read.ids.len() {
        return Err(Error::busy("another process folds the same entries"));
    }
    tallies::add(conn, &read.rows)?;
    tallies::bump_version(conn)?;
    Ok(started.elapsed())
}
