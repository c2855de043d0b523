//! Appends entries to the queue of counts.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::db::tallies::TallyRow;
use crate::db::{Conn, entries};
pub use crate::domain::members::Members;
use crate::domain::tally::{CellKey, Entry};
use crate::error::{Context, Result};
use crate::types::SurveyId;

/// Appends entries.
///
/// # Errors
/// What the database says.
pub fn append(conn: &mut Conn, counted: &[Entry]) -> Result<()> {
    let bodies = counted.iter().map(|entry| Ok(row(&[to_json(entry)?])));
    entries::append(conn, &bodies.collect::<Result<Vec<_>>>()?)
}

/// A row of the queue: entries that are folded together or not at all, such as the −1 and the +1
/// of an edit. Between the two the site would show an answer less.
#[must_use]
pub fn row(entries: &[String]) -> String {
    format!("[{}]", entries.join(","))
}

/// Reads a row of the queue.
///
/// # Errors
/// Broken if it is not what we store.
pub fn entries_of(row: &str) -> Result<Vec<Entry>> {
    serde_json::from_str(row).doing(|| "a row of the queue cannot be read".to_owned())
}

/// An entry as it is stored.
///
/// # Errors
/// Broken if it cannot be written, which would be a bug.
pub fn to_json(entry: &Entry) -> Result<String> {
    serde_json::to_string(entry).doing(|| "an entry cannot be written".to_owned())
}

/// Reads a stored entry.
///
/// # Errors
/// Broken if it is not what we store.
pub fn from_json(body: &str) -> Result<Entry> {
    serde_json::from_str(body).doing(|| "a stored entry cannot be read".to_owned())
}

/// A cell as it is stored.
#[must_use]
pub fn row_of(key: CellKey, n: i64) -> TallyRow {
    TallyRow {
        survey_id: key.survey.0,
        grain: key.grain.word().to_owned(),
        measure: key.measure,
        dimension: key.dimension,
        member: key.member,
        period: key.period,
        value: key.value,
        n,
    }
}

/// Collects counts of the same day, members and mark into one entry: an import of a million old
/// orders becomes a few hundred entries.
#[derive(Debug, Default)]
pub struct Bundle(BTreeMap<(SurveyId, Date, Members, String, String), i64>);

impl Bundle {
    /// Counts `n` more.
    pub fn add(
        &mut self,
        survey: SurveyId,
        day: Date,
        members: &Members,
        mark: (&str, &str),
        n: i64,
    ) {
        let key = (survey, day, members.clone(), mark.0.to_owned(), mark.1.to_owned());
        *self.0.entry(key).or_default() += n;
    }

    /// Appends what was collected.
    ///
    /// # Errors
    /// What the database says.
    pub fn append(self, conn: &mut Conn) -> Result<()> {
        let counted: Vec<Entry> = self
            .0
            .into_iter()
            .filter(|(_, n)| *n != 0)
            .map(|((survey, day, members, measure, value), n)| Entry {
                survey,
                n,
                day,
                members,
                marks: vec![(measure, value)],
            })
            .collect();
        append(conn, &counted)
    }
}
