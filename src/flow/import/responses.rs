//! Old answers in: a file, and for each of its rows a response that is counted on its own day.
//!
//! Like orders they are read ahead and stored in slices of milliseconds. What a row comes to is
//! worked out beside the writer; its transaction looks up which of the answers are known and
//! writes the rest in a few statements. Nobody is told of an old answer: there are no events.

mod ready;
mod store;

use std::io::Read;
use std::sync::Arc;

use serde::Serialize;

use super::{Mode, Refused, TOLD};
use crate::domain::intake::answers::{AnswerField, AnswerReader, AnswerRules, Kept};
use crate::error::{Error, Result};
use crate::flow::House;
use crate::flow::steps::surveys::Revision;

use ready::Ready;
use store::{Slice, look_at, store_slice};

/// How many answers are read ahead of the writer.
const AHEAD: usize = 2_000;

/// What an import of answers came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImportedResponses {
    /// Answers in the file, without the refused and the repeated.
    pub responses: u64,
    /// Answers that were new.
    pub created: u64,
    /// Answers of which the file says something else than was known.
    pub updated: u64,
    /// Answers that were known as they are.
    pub unchanged: u64,
    /// Answers that stood in the file once more, word for word.
    pub repeated: u64,
    /// Answers without an id of their own: they are known by what they say.
    pub without_id: u64,
    /// How many rows were not taken.
    pub refused_rows: u64,
    /// What was not taken, and why: the first ten thousand.
    pub refused: Vec<Refused>,
    /// What the answers are counted under.
    pub dimensions: Vec<String>,
    /// What is kept with the answers.
    pub properties: Vec<String>,
    /// Columns that were not read, since they say who somebody is.
    pub left_out: Vec<String>,
}

/// What the command line says about a file of answers.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    /// The slug of the survey that all of them belong to.
    pub survey: Option<String>,
    /// Columns named by hand.
    pub map: std::collections::BTreeMap<AnswerField, String>,
    /// The name under which they are known.
    pub source: Option<String>,
}

/// Imports a file of answers. `progress` is told how many have been read.
///
/// # Errors
/// Refused if the file or the survey is not known; what the database says. What was stored before
/// the error stays, whole, and importing the file again finishes the work.
pub async fn run<R: Read>(
    house: &House,
    file: R,
    wishes: Wishes,
    mode: Mode,
    mut progress: impl FnMut(u64),
) -> Result<ImportedResponses> {
    let surveys = house.surveys.clone();
    let current = Arc::new(house.db.read(move |conn| surveys.current(conn)).await?);
    let rules = rules(house, &current, wishes)?;
    let mut reader = AnswerReader::open(file, &rules)?;
    let mut imported = ImportedResponses::default();
    loop {
        let (chunk, end) = read_ahead(house, &mut reader, &current, &mut imported)?;
        imported.responses += u64::try_from(chunk.len()).unwrap_or(0);
        store(house, chunk, mode, &mut imported).await?;
        imported.note(reader.kept());
        progress(imported.responses);
        match end {
            None => {}
            Some(End::OfFile) => return Ok(imported),
            Some(End::Cut(why)) => {
                let before = format!("{} answers before it are in", imported.responses);
                return Err(Error::refused(format!("the file breaks off: {why}; {before}")));
            }
        }
    }
}

fn rules<'a>(
    house: &'a House,
    current: &[Arc<Revision>],
    wishes: Wishes,
) -> Result<AnswerRules<'a>> {
    let slugs: Vec<&str> = current.iter().map(|survey| survey.definition.slug.as_str()).collect();
    let place = |slug: &str| {
        slugs.iter().position(|known| *known == slug).ok_or_else(|| {
            let known = slugs.join(", ");
            Error::refused(format!("--survey {slug}: there is no such survey; there is {known}"))
        })
    };
    Ok(AnswerRules {
        zone: &house.zone,
        language: house.config.shop.language,
        now: house.now(),
        surveys: current.iter().map(|survey| Arc::new(survey.definition.clone())).collect(),
        survey: wishes.survey.as_deref().map(place).transpose()?,
        dimensions: house.config.site.dimensions.clone(),
        map: wishes.map,
        source: wishes.source,
    })
}

/// Why reading stopped.
enum End {
    OfFile,
    Cut(crate::domain::intake::Refusal),
}

fn read_ahead<R: Read>(
    house: &House,
    reader: &mut AnswerReader<'_, R>,
    surveys: &[Arc<Revision>],
    imported: &mut ImportedResponses,
) -> Result<(Vec<Ready>, Option<End>)> {
    let mut chunk = Vec::with_capacity(AHEAD);
    let mut id = house.random.public_id();
    while chunk.len() < AHEAD {
        match reader.next() {
            Some(Ok(draft)) => {
                let survey = surveys.get(draft.survey);
                let survey = survey.ok_or_else(|| Error::broken("an answer has no survey"))?;
                id = house.random.public_id_after(id);
                chunk.push(Ready::new(id, draft, survey, (&house.zone, house.now()))?);
            }
            Some(Err(why)) if why.reason.is_fatal() => return Ok((chunk, Some(End::Cut(why)))),
            Some(Err(why)) => {
                imported.refuse(Refused { line: why.line, reason: why.reason.to_string(), why })
            }
            None => return Ok((chunk, Some(End::OfFile))),
        }
    }
    Ok((chunk, None))
}

async fn store(
    house: &House,
    chunk: Vec<Ready>,
    mode: Mode,
    imported: &mut ImportedResponses,
) -> Result<()> {
    let (chunk, mut done) = (Arc::new(chunk), 0);
    while done < chunk.len() {
        let (all, from, budget) = (Arc::clone(&chunk), done, house.pace.import_slice);
        let slice: Slice = match mode {
            Mode::DryRun => {
                let rest = move |conn: &mut _| look_at(conn, all.get(from..).unwrap_or_default());
                house.db.read_long(rest).await?
            }
            Mode::Store => {
                let slice = house
                    .db
                    .write(move |conn| {
                        store_slice(conn, all.get(from..).unwrap_or_default(), budget)
                    })
                    .await?;
                house.pace.rest().await;
                slice
            }
        };
        done += slice.done;
        imported.created += slice.created;
        imported.updated += slice.updated;
        imported.unchanged += slice.unchanged;
    }
    Ok(())
}

impl ImportedResponses {
    fn refuse(&mut self, refused: Refused) {
        self.refused_rows += 1;
        if self.refused.len() < TOLD {
            self.refused.push(refused);
        }
    }

    fn note(&mut self, kept: &Kept) {
        self.dimensions = kept.dimensions.iter().cloned().collect();
        self.properties = kept.properties.iter().cloned().collect();
        self.left_out = kept.personal.iter().cloned().collect();
        (self.without_id, self.repeated) = (kept.without_id, kept.repeated);
    }
}
