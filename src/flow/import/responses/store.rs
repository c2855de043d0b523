//! A slice of old answers: those that are known and those that are not.

use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant as Stopwatch};

use super::ready::Ready;
use crate::db::responses::{self, ResponseRow};
use crate::db::{Conn, entries};
use crate::domain::tally::{Entry, grains};
use crate::error::Result;
use crate::flow::steps::count;

/// How many answers are looked up and written at a time.
const BATCH: usize = 200;

/// What one slice came to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Slice {
    pub done: usize,
    pub created: u64,
    pub updated: u64,
    pub unchanged: u64,
}

/// Stores as many answers as fit into the time, a batch at least.
pub(super) fn store_slice(conn: &mut Conn, rest: &[Ready], budget: Duration) -> Result<Slice> {
    let (started, mut slice, mut counted) = (Stopwatch::now(), Slice::default(), Vec::new());
    for batch in rest.chunks(BATCH) {
        let news = compare(conn, batch, &mut slice)?;
        let fresh: Vec<ResponseRow> = news.fresh.iter().map(|ready| ready.row.clone()).collect();
        responses::insert(conn, &fresh)?;
        for (before, ready) in &news.changed {
            let taken_back = count::to_json(&count::from_json(&before.entry)?.taken_back())?;
            counted.push(count::row(&[taken_back, ready.row.entry.clone()]));
            responses::correct(conn, before, &ready.correction())?;
        }
        counted.extend(bundled(&news.fresh)?);
        if started.elapsed() >= budget {
            break;
        }
    }
    entries::append(conn, &counted)?;
    Ok(slice)
}

/// Counts what storing would do.
pub(super) fn look_at(conn: &mut Conn, rest: &[Ready]) -> Result<Slice> {
    let mut slice = Slice::default();
    for batch in rest.chunks(BATCH) {
        compare(conn, batch, &mut slice)?;
    }
    Ok(slice)
}

/// What a batch changes.
struct News<'r> {
    fresh: Vec<&'r Ready>,
    changed: Vec<(ResponseRow, &'r Ready)>,
}

fn compare<'r>(conn: &mut Conn, batch: &'r [Ready], slice: &mut Slice) -> Result<News<'r>> {
    let keys: Vec<&str> = batch.iter().map(Ready::key).collect();
    let known = responses::of_submissions(conn, &keys)?;
    let mut known: HashMap<String, ResponseRow> =
        known.into_iter().filter_map(|row| Some((row.submission_id.clone()?, row))).collect();
    let mut news = News { fresh: Vec::with_capacity(batch.len()), changed: Vec::new() };
    for ready in batch {
        slice.done += 1;
        match known.remove(ready.key()) {
            None => {
                slice.created += 1;
                news.fresh.push(ready);
            }
            Some(before) if ready.is_known_as(&before) => slice.unchanged += 1,
            Some(before) => {
                slice.updated += 1;
                news.changed.push((before, ready));
            }
        }
    }
    Ok(news)
}

/// The rows of the queue for new answers: those that count alike become one, wherever that makes
/// fewer. What none of an answer's dimensions splits (the hour of the week) is counted by itself.
fn bundled(fresh: &[&Ready]) -> Result<Vec<String>> {
    let mut bundle = BTreeMap::<_, i64>::new();
    for ready in fresh {
        let entry = &ready.entry;
        let is_split = |(measure, _): &&(String, String)| {
            entry.members.iter().any(|(dimension, _)| !grains(measure, dimension).is_empty())
        };
        let (split, whole): (Vec<_>, Vec<_>) = entry.marks.iter().partition(is_split);
        let members: Vec<_> = entry.members.iter().collect();
        for (members, marks) in [(members, split), (Vec::new(), whole)] {
            if !marks.is_empty() {
                *bundle.entry((entry.survey, entry.day, members, marks)).or_default() += 1;
            }
        }
    }
    if bundle.len() >= fresh.len() {
        return Ok(fresh
            .iter()
            .map(|ready| count::row(std::slice::from_ref(&ready.row.entry)))
            .collect());
    }
    let owned = |pairs: Vec<&(String, String)>| pairs.into_iter().cloned().collect();
    let entries = bundle.into_iter().map(|((survey, day, members, marks), n)| Entry {
        survey,
        n,
        day,
        members: owned(members),
        marks: owned(marks),
    });
    entries.map(|entry| Ok(count::row(&[count::to_json(&entry)?]))).collect()
}
