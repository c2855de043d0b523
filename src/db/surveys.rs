//! Surveys and their immutable revisions.

use diesel::prelude::*;

use super::Conn;
use super::schema::{revisions, surveys};
use crate::error::Result;
use crate::types::{Instant, RevisionId, SurveyId};

/// A survey with the definition that is asked now.
#[derive(Clone, Debug, Queryable)]
pub struct SurveyRow {
    /// Row id.
    pub id: i64,
    /// Its name in addresses and files.
    pub slug: String,
    /// The kind of question.
    pub kind: String,
    /// Whether it is asked.
    pub active: bool,
    /// The current revision.
    pub revision_id: i64,
    /// The current revision's number, from 1.
    pub number: i64,
    /// The current definition as JSON.
    pub definition: String,
}

type Columns = (
    surveys::id,
    surveys::slug,
    surveys::kind,
    surveys::active,
    surveys::revision_id,
    revisions::number,
    revisions::definition,
);

const COLUMNS: Columns = (
    surveys::id,
    surveys::slug,
    surveys::kind,
    surveys::active,
    surveys::revision_id,
    revisions::number,
    revisions::definition,
);

/// All surveys in the order they were made.
///
/// # Errors
/// What the database says.
pub fn list(conn: &mut Conn) -> Result<Vec<SurveyRow>> {
    let rows = surveys::table
        .inner_join(revisions::table.on(revisions::id.eq(surveys::revision_id)))
        .order(surveys::id)
        .select(COLUMNS)
        .load(conn)?;
    Ok(rows)
}

/// The survey of a slug.
///
/// # Errors
/// What the database says.
pub fn by_slug(conn: &mut Conn, slug: &str) -> Result<Option<SurveyRow>> {
    let row = surveys::table
        .inner_join(revisions::table.on(revisions::id.eq(surveys::revision_id)))
        .filter(surveys::slug.eq(slug))
        .select(COLUMNS)
        .first(conn)
        .optional()?;
    Ok(row)
}

/// The definitions a survey has had, oldest first, as JSON.
///
/// # Errors
/// What the database says.
pub fn history(conn: &mut Conn, survey: SurveyId) -> Result<Vec<String>> {
    let definitions = revisions::table
        .filter(revisions::survey_id.eq(survey.0))
        .order(revisions::number)
        .select(revisions::definition)
        .load(conn)?;
    Ok(definitions)
}

/// One revision's survey and definition.
///
/// # Errors
/// What the database says.
pub fn revision(conn: &mut Conn, id: RevisionId) -> Result<Option<(i64, String)>> {
    let row = revisions::table
        .find(id.0)
        .select((revisions::survey_id, revisions::definition))
        .first(conn)
        .optional()?;
    Ok(row)
}

/// Every revision there is.
///
/// # Errors
/// What the database says.
pub fn revision_ids(conn: &mut Conn) -> Result<Vec<RevisionId>> {
    let ids: Vec<i64> = revisions::table.order(revisions::id).select(revisions::id).load(conn)?;
    Ok(ids.into_iter().map(RevisionId).collect())
}

/// The revision that a survey asks now.
///
/// # Errors
/// What the database says.
pub fn current_revision(conn: &mut Conn, survey: SurveyId) -> Result<RevisionId> {
    let id = surveys::table.find(survey.0).select(surveys::revision_id).first(conn)?;
    Ok(RevisionId(id))
}

/// Makes a survey with its first revision.
///
/// # Errors
/// What the database says.
pub fn insert(
    conn: &mut Conn,
    (slug, kind, active): (&str, &str, bool),
    definition: &str,
    now: Instant,
) -> Result<SurveyId> {
    let survey: i64 = diesel::insert_into(surveys::table)
        .values((
            surveys::slug.eq(slug),
            surveys::kind.eq(kind),
            surveys::active.eq(active),
            surveys::revision_id.eq(0),
            surveys::created_at.eq(now.0),
        ))
        .returning(surveys::id)
        .get_result(conn)?;
    add_revision(conn, SurveyId(survey), active, (1, definition), now)?;
    Ok(SurveyId(survey))
}

/// Adds a revision and makes it the current one.
///
/// # Errors
/// What the database says.
pub fn add_revision(
    conn: &mut Conn,
    survey: SurveyId,
    active: bool,
    (number, definition): (i64, &str),
    now: Instant,
) -> Result<RevisionId> {
    let revision: i64 = diesel::insert_into(revisions::table)
        .values((
            revisions::survey_id.eq(survey.0),
            revisions::number.eq(number),
            revisions::definition.eq(definition),
            revisions::created_at.eq(now.0),
        ))
        .returning(revisions::id)
        .get_result(conn)?;
    diesel::update(surveys::table.find(survey.0))
        .set((surveys::revision_id.eq(revision), surveys::active.eq(active)))
        .execute(conn)?;
    Ok(RevisionId(revision))
}
