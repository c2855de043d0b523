//! Counts answers by what they were not counted by before: a dimension that the shop has named since,
//! or a measure of a newer version.
//!
//! An answer's old entry is taken back and its new one added in one row of the queue, so that
//! figures are right at every moment. What was counted stays as it was frozen; only what is missing
//! is looked up, from what order and customer say today. Running it again changes nothing.

use std::collections::BTreeMap;
use std::time::Instant as Stopwatch;

use serde::Serialize;

use super::House;
use super::steps::record::stored_of;
use super::steps::{count, parts};
use crate::db::responses::{self, ResponseRow};
use crate::db::{Conn, entries, invitations, touchpoints};
use crate::domain::answer;
use crate::domain::tally::{Entry, TICKED};
use crate::error::Result;
use crate::types::RevisionId;

/// How many answers one slice takes.
const SLICE: i64 = 200;

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Retallied {
    /// Answers looked at.
    pub responses: u64,
    /// Answers that are counted by more than before.
    pub changed: u64,
}

/// Looks at every answer; `fold` then does the counting. The writer is asked for what is to be changed
/// alone.
///
/// # Errors
/// What the database says; what was done before stays done.
pub async fn run(house: &House) -> Result<Retallied> {
    let (mut done, mut after) = (Retallied::default(), i64::MIN);
    loop {
        let inside = house.clone();
        let seen = house.db.read_long(move |conn| look(conn, &inside, after)).await?;
        let Some(last) = seen.last else { return Ok(done) };
        after = last;
        done.responses += seen.responses;
        if seen.lacking.is_empty() {
            continue;
        }
        let (inside, started) = (house.clone(), Stopwatch::now());
        let changed = house.db.write(move |conn| complete(conn, &inside, &seen.lacking)).await?;
        done.changed += u64::try_from(changed).unwrap_or(0);
        house.pace.rest_after(started.elapsed()).await;
    }
}

/// A slice of answers that were looked at.
struct Slice {
    last: Option<i64>,
    responses: u64,
    lacking: Vec<Lacking>,
}

/// An answer that is counted by less than it could be.
struct Lacking {
    id: i64,
    invitation: Option<i64>,
}

fn look(conn: &mut Conn, house: &House, after: i64) -> Result<Slice> {
    let rows = responses::after(conn, after, SLICE)?;
    let lacking = completed_all(conn, house, &rows)?
        .into_iter()
        .map(|(row, _, _)| Lacking { id: row.id, invitation: row.invitation_id });
    Ok(Slice {
        last: rows.last().map(|row| row.id),
        responses: u64::try_from(rows.len()).unwrap_or(0),
        lacking: lacking.collect(),
    })
}

/// Counts anew what still lacks something; how many answers those were.
fn complete(conn: &mut Conn, house: &House, lacking: &[Lacking]) -> Result<usize> {
    // Invitations are locked before responses, as by those who answer.
    let invited: Vec<i64> = lacking.iter().filter_map(|answer| answer.invitation).collect();
    invitations::lock_all(conn, &invited)?;
    let ids: Vec<i64> = lacking.iter().map(|answer| answer.id).collect();
    let rows = responses::lock_all(conn, &ids)?;
    let (mut bodies, mut recounted) = (Vec::new(), Vec::new());
    let changed = completed_all(conn, house, &rows)?;
    for (row, counted, entry) in &changed {
        let body = count::to_json(entry)?;
        bodies.push(count::row(&[count::to_json(&counted.taken_back())?, body.clone()]));
        recounted.push((row.id, body));
    }
    responses::recount_all(conn, &recounted)?;
    entries::append(conn, &bodies)?;
    Ok(changed.len())
}

/// The answers that lack something, what they are counted by, and by what they could be.
fn completed_all<'a>(
    conn: &mut Conn,
    house: &House,
    rows: &'a [ResponseRow],
) -> Result<Vec<(&'a ResponseRow, Entry, Entry)>> {
    let invited: Vec<i64> = rows.iter().filter_map(|row| row.invitation_id).collect();
    let places = places(conn, house, rows)?;
    let known = parts::of_invitations(conn, &house.config.site.dimensions, &invited)?;
    let mut lacking = Vec::new();
    for row in rows {
        let counted = count::from_json(&row.entry)?;
        let members = match row.touchpoint_id {
            Some(id) => places.get(&id),
            None => row.invitation_id.and_then(|id| known.get(&id)),
        };
        let entry = completed(conn, house, row, (&counted, members))?;
        if entry != counted {
            lacking.push((row, counted, entry));
        }
    }
    Ok(lacking)
}

/// The members of the touchpoints of some answers, by touchpoint.
fn places(
    conn: &mut Conn,
    house: &House,
    rows: &[ResponseRow],
) -> Result<BTreeMap<i64, count::Members>> {
    if rows.iter().all(|row| row.touchpoint_id.is_none()) {
        return Ok(BTreeMap::new());
    }
    let dimensions = &house.config.site.dimensions;
    let all = touchpoints::list(conn)?;
    all.iter().map(|place| Ok((place.id, parts::of_touchpoint(dimensions, place)?))).collect()
}

/// The entry with the members and marks that it lacks.
fn completed(
    conn: &mut Conn,
    house: &House,
    row: &ResponseRow,
    (counted, members): (&Entry, Option<&count::Members>),
) -> Result<Entry> {
    let mut entry = counted.clone();
    let is_new = |dimension: &str| counted.members.iter().all(|(known, _)| known != dimension);
    let added = members.into_iter().flatten().filter(|(dimension, _)| is_new(dimension));
    entry.members.extend(added.cloned());
    let revision = house.surveys.get(conn, RevisionId(row.revision_id))?;
    let marks = answer::marks(&revision.definition, &stored_of(row)?);
    let ticked = marks.into_iter().filter(|(measure, _)| measure.starts_with(TICKED));
    entry.marks.extend(ticked.filter(|mark| !counted.marks.contains(mark)));
    Ok(entry)
}
