//! An answer of a file as it will be stored and counted.

use jiff::tz::TimeZone;

use crate::db::responses::{Correction, ResponseRow};
use crate::domain::answer;
use crate::domain::intake::answers::AnswerDraft;
use crate::domain::members::normal;
use crate::domain::tally::{Entry, hour_mark};
use crate::error::{Context, Result};
use crate::flow::steps::count;
use crate::flow::steps::surveys::Revision;
use crate::types::{Instant, Origin};

/// A row to store, and what it counts for.
#[derive(Debug)]
pub(super) struct Ready {
    /// The row; its `submission_id` is what it is known by.
    pub row: ResponseRow,
    /// The same as the row's `entry`.
    pub entry: Entry,
}

impl Ready {
    pub fn new(
        id: i64,
        draft: AnswerDraft,
        survey: &Revision,
        (zone, now): (&TimeZone, Instant),
    ) -> Result<Self> {
        let entry = entry_of(&draft, survey, zone);
        let unwritable = || format!("line {}: it cannot be written", draft.line);
        let properties = if draft.properties.is_empty() {
            None
        } else {
            Some(serde_json::to_string(&draft.properties).doing(unwritable)?)
        };
        let channel = draft.channel.as_deref().unwrap_or(Origin::Import.word());
        let row = ResponseRow {
            id,
            survey_id: survey.survey.0,
            revision_id: survey.id.0,
            invitation_id: None,
            touchpoint_id: None,
            score: i64::from(draft.stored.score),
            answers: serde_json::to_string(&draft.stored.answers).doing(unwritable)?,
            language: draft.language.unwrap_or(draft.comment_language).tag().to_owned(),
            channel: channel.to_owned(),
            origin: Origin::Import.word().to_owned(),
            entry: count::to_json(&entry)?,
            answered_at: draft.answered_at.0,
            updated_at: now.0,
            properties,
            submission_id: Some(draft.key),
            comment: draft.stored.comment,
        };
        Ok(Self { row, entry })
    }

    /// What it is known by.
    pub fn key(&self) -> &str {
        self.row.submission_id.as_deref().unwrap_or_default()
    }

    /// Whether it is stored just so.
    pub fn is_known_as(&self, before: &ResponseRow) -> bool {
        let row = &self.row;
        // The entry holds survey, day, dimensions, score and what was chosen.
        before.entry == row.entry
            && before.comment == row.comment
            && before.answers == row.answers
            && before.language == row.language
            && before.channel == row.channel
            && before.properties == row.properties
            && before.answered_at == row.answered_at
    }

    /// What has to be changed where it is stored otherwise.
    pub fn correction(&self) -> Correction {
        let row = self.row.clone();
        Correction {
            revision_id: row.revision_id,
            score: row.score,
            comment: row.comment,
            answers: row.answers,
            language: row.language,
            channel: row.channel,
            entry: row.entry,
            answered_at: row.answered_at,
            updated_at: row.updated_at,
            properties: row.properties,
        }
    }
}

/// What an old answer counts for: on its own day, under what the file says of it. It is no answer
/// to an invitation of ours, so it counts for no funnel, and where no time is known for no hour.
fn entry_of(draft: &AnswerDraft, survey: &Revision, zone: &TimeZone) -> Entry {
    let mut members: Vec<(String, String)> = draft
        .dimensions
        .iter()
        .filter_map(|(dimension, member)| Some((dimension.to_string(), normal(member)?)))
        .collect();
    members.extend(draft.channel.iter().map(|channel| ("channel".to_owned(), channel.clone())));
    let language = draft.language.map(|language| language.tag().to_owned());
    members.extend(language.map(|language| ("language".to_owned(), language)));
    members.sort();
    members.dedup();
    let mut marks = answer::marks(&survey.definition, &draft.stored);
    if !draft.whole_day {
        marks.push(hour_mark(draft.answered_at, zone));
    }
    Entry { survey: survey.survey, n: 1, day: draft.answered_at.day_in(zone), members, marks }
}
