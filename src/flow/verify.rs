//! Recounts what can be recounted and compares it with what is stored.

use std::collections::BTreeMap;

use serde::Serialize;

use super::House;
use super::steps::burst;
use super::steps::count::{self, row_of};
use crate::db::tallies::{self, TallyRow};
use crate::db::{Conn, entries, responses};
use crate::domain::tally::{CellKey, Entry};
use crate::error::Result;

/// How many rows are read at a time.
const CHUNK: i64 = 5_000;

/// How many differing cells are listed.
const LISTED: usize = 20;

/// What a recount found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// Answers recounted.
    pub responses: u64,
    /// Cells compared.
    pub cells: u64,
    /// Entries that wait to be folded; they were counted in.
    pub waiting: u64,
    /// What differs, the first few.
    pub differences: Vec<String>,
}

impl Verified {
    /// Whether all is as it should be.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.differences.is_empty()
    }
}

/// Recounts the tallies of all answers from what is frozen in them.
///
/// # Errors
/// What the database says.
pub async fn run(house: &House) -> Result<Verified> {
    // One state of the database, beside those who write: nothing changes between counting and
    // comparing, and nobody waits.
    house.db.snapshot(recount).await
}

type Place = (i64, String, String, String, String, String, String);

/// What a cell holds.
#[derive(Clone, Copy, Default)]
struct Counts {
    stored: i64,
    recounted: i64,
}

/// One for each cell, however many answers there are.
type Cells = BTreeMap<Place, Counts>;

fn recount(conn: &mut Conn) -> Result<Verified> {
    let (mut verified, mut cells) = (Verified::default(), Cells::new());
    verified.responses = in_chunks(conn, responses::entries_after, |body| {
        let entry = count::from_json(body)?;
        add(&mut cells, &entry, |counts, n| counts.recounted += n);
        Ok(())
    })?;
    tallies::each_of_answers(conn, |row| {
        let n = row.n;
        cells.entry(place_of(row)).or_default().stored += n;
    })?;
    // Who waits to be counted is counted in.
    verified.waiting = in_chunks(conn, entries::next, |body| {
        for entry in count::entries_of(body)? {
            add(&mut cells, &entry, |counts, n| counts.stored += n);
        }
        Ok(())
    })?;
    compare(&mut verified, &cells);
    Ok(verified)
}

/// Reads the rows after an id, so many at most: their ids and bodies.
type Read = fn(&mut Conn, i64, i64) -> Result<Vec<(i64, String)>>;

/// Takes up all rows in the order of their ids, a chunk at a time; how many there were.
fn in_chunks(conn: &mut Conn, read: Read, mut take: impl FnMut(&str) -> Result<()>) -> Result<u64> {
    let (mut after, mut rows) = (i64::MIN, 0);
    loop {
        let chunk = read(conn, after, CHUNK)?;
        let Some((last, _)) = chunk.last() else { return Ok(rows) };
        after = *last;
        chunk.iter().try_for_each(|(_, body)| take(body))?;
        rows += u64::try_from(chunk.len()).unwrap_or(0);
    }
}

fn add(cells: &mut Cells, entry: &Entry, to: impl Fn(&mut Counts, i64)) {
    for key in entry.cells().filter(is_of_answers) {
        to(cells.entry(place_of(row_of(key, entry.n))).or_default(), entry.n);
    }
}

/// A cell's key as it is stored.
fn place_of(row: TallyRow) -> Place {
    let TallyRow { survey_id, grain, measure, dimension, member, period, value, n: _ } = row;
    (survey_id, grain, measure, dimension, member, period, value)
}

/// What orders and mails count for cannot be recounted from answers.
fn is_of_answers(key: &CellKey) -> bool {
    match key.measure.as_str() {
        "reason" | burst::MEASURE => false,
        "funnel" => key.value == "answered",
        _ => true,
    }
}

fn compare(verified: &mut Verified, cells: &Cells) {
    // A cell that was counted up and down again need not be there.
    let counted = cells.iter().filter(|(_, counts)| counts.stored != 0 || counts.recounted != 0);
    for (key, Counts { stored, recounted }) in counted {
        verified.cells += 1;
        if stored != recounted && verified.differences.len() < LISTED {
            let (survey, grain, measure, dimension, member, period, value) = key;
            verified.differences.push(format!(
                "survey {survey}, {measure} = {value}, {dimension} {member}, {grain} {period}: \
                 stored {stored}, recounted {recounted}"
            ));
        }
    }
}
