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

/// Looks at every answer; `fold` then does the counting.
///
/// # Errors
/// What the database says; what was done before stays done.
pub async fn run(house: &House) -> Result<Retallied> {
    let (mut done, mut after) = (Retallied::default(), i64::MIN);
    loop {
        let inside = house.clone();
        let started = Stopwatch::now();
        let slice = house.db.write(move |conn| take(conn, &inside, after)).await?;
        let Some(last) = slice.last else { return Ok(done) };
        after = last;
        done.responses += slice.done.responses;
        done.changed += slice.done.changed;
        house.pace.rest_after(started.elapsed()).await;
    }
}

struct Slice {
    last: Option<i64>,
    done: Retallied,
}

fn take(conn: &mut Conn, house: &House, after: i64) -> Result<Slice> {
    // Invitations are locked before responses, as by those who answer.
    let invited = responses::invitations_after(conn, after, SLICE)?;
    invitations::lock_all(conn, &invited)?;
    let rows = responses::lock_after(conn, after, SLICE)?;
    let mut slice = Slice { last: rows.last().map(|row| row.id), done: Retallied::default() };
    let (mut bodies, mut changed) = (Vec::new(), Vec::new());
    let places = places(conn, house, &rows)?;
    let known = parts::of_invitations(conn, &house.config.site.dimensions, &invited)?;
    for row in &rows {
        let counted = count::from_json(&row.entry)?;
        let members = match row.touchpoint_id {
            Some(id) => places.get(&id),
            None => row.invitation_id.and_then(|id| known.get(&id)),
        };
        let entry = completed(conn, house, row, (&counted, members))?;
        if entry != counted {
            let body = count::to_json(&entry)?;
            bodies.push(count::row(&[count::to_json(&counted.taken_back())?, body.clone()]));
            changed.push((row.id, body));
        }
    }
    responses::recount_all(conn, &changed)?;
    entries::append(conn, &bodies)?;
    slice.done.responses = u64::try_from(rows.len()).unwrap_or(0);
    slice.done.changed = u64::try_from(changed.len()).unwrap_or(0);
    Ok(slice)
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
