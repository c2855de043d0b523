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

/// How many answers are read at a time.
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
    // In the writer's lane, so that nothing changes between counting and comparing.
    house.db.write(recount).await
}

type Place = (i64, String, String, String, String, String, String);

type Counts = BTreeMap<Place, i64>;

fn recount(conn: &mut Conn) -> Result<Verified> {
    let mut verified = Verified::default();
    let mut expected = Counts::new();
    let mut after = i64::MIN;
    loop {
        let chunk = responses::entries_after(conn, after, CHUNK)?;
        let Some((last, _)) = chunk.last() else { break };
        after = *last;
        for (_, body) in &chunk {
            add(&mut expected, &count::from_json(body)?);
        }
        verified.responses += u64::try_from(chunk.len()).unwrap_or(0);
    }
    let mut stored = Counts::new();
    for row in tallies::all_of_answers(conn)? {
        let n = row.n;
        stored.insert(place_of(row), n);
    }
    for body in entries::waiting(conn)? {
        verified.waiting += 1;
        count::entries_of(&body)?.iter().for_each(|entry| add(&mut stored, entry));
    }
    compare(&mut verified, expected, stored);
    Ok(verified)
}

fn add(counts: &mut Counts, entry: &Entry) {
    for key in entry.cells().filter(is_of_answers) {
        *counts.entry(place_of(row_of(key, entry.n))).or_default() += entry.n;
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

fn compare(verified: &mut Verified, expected: Counts, mut stored: Counts) {
    let mut differ = |key: &Place, is, should| {
        if verified.differences.len() < LISTED {
            let (survey, grain, measure, dimension, member, period, value) = key;
            verified.differences.push(format!(
                "survey {survey}, {measure} = {value}, {dimension} {member}, {grain} {period}: \
                 stored {is}, recounted {should}"
            ));
        }
    };
    let mut cells = 0;
    for (key, should) in expected {
        cells += 1;
        let is = stored.remove(&key).unwrap_or(0);
        if is != should {
            differ(&key, is, should);
        }
    }
    for (key, is) in stored.into_iter().filter(|(_, is)| *is != 0) {
        cells += 1;
        differ(&key, is, 0);
    }
    verified.cells = cells;
}
