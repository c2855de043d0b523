//! The stage `fold`: entries in, tallies out. Slices are small, so that answers never wait.

use std::collections::BTreeMap;

use super::House;
use super::house::{REST, SLICE};
use super::steps::count;
use crate::db::tallies::{self, TallyRow};
use crate::db::{Conn, entries};
use crate::domain::tally::CellKey;
use crate::error::Result;

/// How many entries the first slice takes; later ones are measured by the time they take.
const FIRST_SLICE: i64 = 200;

/// How many entries one slice takes at most.
const LARGEST_SLICE: i64 = 20_000;

/// Folds all entries that wait; returns how many there were.
///
/// # Errors
/// What the database says; what was folded before stays folded.
pub async fn run(house: &House) -> Result<u64> {
    let (mut limit, mut total) = (FIRST_SLICE, 0);
    loop {
        let taken = house
            .db
            .write(move |conn| {
                let started = std::time::Instant::now();
                let taken = fold_slice(conn, limit)?;
                Ok((taken, started.elapsed()))
            })
            .await;
        let (taken, took) = taken?;
        total += u64::try_from(taken).unwrap_or(0);
        if taken < limit {
            return Ok(total);
        }
        limit = if took < SLICE / 2 { limit * 2 } else if took > SLICE { limit / 2 } else { limit };
        limit = limit.clamp(FIRST_SLICE / 4, LARGEST_SLICE);
        tokio::time::sleep(REST).await;
    }
}

fn fold_slice(conn: &mut Conn, limit: i64) -> Result<i64> {
    let bodies = entries::take(conn, limit)?;
    if bodies.is_empty() {
        return Ok(0);
    }
    let mut cells: BTreeMap<CellKey, i64> = BTreeMap::new();
    for body in &bodies {
        let entry = count::from_json(body)?;
        for key in entry.cells() {
            *cells.entry(key).or_default() += entry.n;
        }
    }
    let rows: Vec<TallyRow> =
        cells.into_iter().filter(|(_, n)| *n != 0).map(|(key, n)| count::row_of(key, n)).collect();
    tallies::add(conn, &rows)?;
    tallies::bump_version(conn)?;
    Ok(i64::try_from(bodies.len()).unwrap_or(i64::MAX))
}
