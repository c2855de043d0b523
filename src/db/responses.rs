//! Answers, and what they were before they were edited.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Text};

use super::Conn;
use super::dialect::insert_all;
use super::lists::load_all;
use super::schema::{customers, events, held_responses, invitations, response_edits, responses};
use crate::error::Result;
use crate::types::{Instant, SurveyId};

/// An answer as stored. `answers` and `entry` are JSON.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = responses)]
pub struct ResponseRow {
    /// A random decimal.
    pub id: i64,
    /// The survey.
    pub survey_id: i64,
    /// The revision that was asked.
    pub revision_id: i64,
    /// The invitation, where there was one.
    pub invitation_id: Option<i64>,
    /// The touchpoint, where there was one.
    pub touchpoint_id: Option<i64>,
    /// Random, from the page of a touchpoint.
    pub submission_id: Option<String>,
    /// On the kind's scale.
    pub score: i64,
    /// What the customer wrote.
    pub comment: Option<String>,
    /// JSON object: follow-up key → answer.
    pub answers: String,
    /// The language it was answered in.
    pub language: String,
    /// Where it came in.
    pub channel: String,
    /// By which door.
    pub origin: String,
    /// What was counted for it, as JSON.
    pub entry: String,
    /// When it was first given.
    pub answered_at: i64,
    /// When it last changed.
    pub updated_at: i64,
    /// JSON object: what a file said besides; none of answers from the form.
    pub properties: Option<String>,
}

/// The new content of an edited answer.
#[derive(Clone, Debug, AsChangeset)]
#[diesel(table_name = responses, treat_none_as_null = true)]
#[expect(missing_docs, reason = "the fields are those of ResponseRow")]
pub struct Edit {
    pub score: i64,
    pub comment: Option<String>,
    pub answers: String,
    pub entry: String,
    pub updated_at: i64,
}

/// Stores new answers.
///
/// # Errors
/// What the database says.
pub fn insert(conn: &mut Conn, rows: &[ResponseRow]) -> Result<()> {
    insert_all!(conn, responses::table, rows);
    Ok(())
}

/// The answers of several invitations.
///
/// # Errors
/// What the database says.
pub fn of_invitations(conn: &mut Conn, invitations: &[i64]) -> Result<Vec<ResponseRow>> {
    load_all(invitations, |list| {
        let found = responses::table.filter(responses::invitation_id.eq_any(list));
        Ok(found.select(ResponseRow::as_select()).load(conn)?)
    })
}

/// The answers of several submissions from touchpoints, locked until the transaction ends.
///
/// # Errors
/// What the database says.
pub fn of_submissions(conn: &mut Conn, submissions: &[&str]) -> Result<Vec<ResponseRow>> {
    load_all(submissions, |list| {
        let found = responses::table.filter(responses::submission_id.eq_any(list));
        let rows = match conn {
            Conn::Sqlite(conn) => found.select(ResponseRow::as_select()).load(conn)?,
            Conn::Postgres(conn) => {
                found.select(ResponseRow::as_select()).for_update().load(conn)?
            }
        };
        Ok(rows)
    })
}

/// Replaces an answer's content and keeps what it was.
///
/// # Errors
/// What the database says.
pub fn edit(conn: &mut Conn, before: &ResponseRow, edit: &Edit) -> Result<()> {
    keep(conn, before, edit.updated_at)?;
    complete(conn, before.id, edit)
}

/// Replaces an answer's content by more of it, which is no step of its history.
///
/// # Errors
/// What the database says.
pub fn complete(conn: &mut Conn, id: i64, edit: &Edit) -> Result<()> {
    diesel::update(responses::table.find(id)).set(edit).execute(conn)?;
    Ok(())
}

/// When answers were edited since an instant: the answer and when, a row for each edit.
///
/// # Errors
/// What the database says.
pub fn edits_since(conn: &mut Conn, ids: &[i64], since: Instant) -> Result<Vec<(i64, i64)>> {
    load_all(ids, |list| {
        let rows = response_edits::table
            .filter(response_edits::response_id.eq_any(list))
            .filter(response_edits::edited_at.gt(since.0))
            .select((response_edits::response_id, response_edits::edited_at))
            .load(conn)?;
        Ok(rows)
    })
}

/// How many steps of an answer are kept besides what it says: the first, and the newest.
const KEPT_STEPS: usize = 20;

/// Keeps what an answer was.
fn keep(conn: &mut Conn, before: &ResponseRow, edited_at: i64) -> Result<()> {
    diesel::insert_into(response_edits::table)
        .values((
            response_edits::response_id.eq(before.id),
            response_edits::score.eq(before.score),
            response_edits::comment.eq(before.comment.as_deref()),
            response_edits::answers.eq(&before.answers),
            response_edits::edited_at.eq(edited_at),
        ))
        .execute(conn)?;
    forget_between(conn, before.id)
}

/// Forgets the steps between the first and the newest.
fn forget_between(conn: &mut Conn, response: i64) -> Result<()> {
    let steps = || response_edits::table.filter(response_edits::response_id.eq(response));
    let ids: Vec<i64> = steps().order(response_edits::id).select(response_edits::id).load(conn)?;
    let newest = ids.len().checked_sub(KEPT_STEPS - 1).and_then(|at| ids.get(at));
    if let (Some(first), Some(newest), true) = (ids.first(), newest, ids.len() > KEPT_STEPS) {
        let between =
            steps().filter(response_edits::id.gt(*first)).filter(response_edits::id.lt(*newest));
        diesel::delete(between).execute(conn)?;
    }
    Ok(())
}

/// What a newer file says of an answer from a file.
#[derive(Clone, Debug, AsChangeset)]
#[diesel(table_name = responses, treat_none_as_null = true)]
#[expect(missing_docs, reason = "the fields are those of ResponseRow")]
pub struct Correction {
    pub revision_id: i64,
    pub score: i64,
    pub comment: Option<String>,
    pub answers: String,
    pub language: String,
    pub channel: String,
    pub entry: String,
    pub answered_at: i64,
    pub updated_at: i64,
    pub properties: Option<String>,
}

/// Corrects an answer from a file and keeps what it was.
///
/// # Errors
/// What the database says.
pub fn correct(conn: &mut Conn, before: &ResponseRow, correction: &Correction) -> Result<()> {
    keep(conn, before, correction.updated_at)?;
    diesel::update(responses::table.find(before.id)).set(correction).execute(conn)?;
    Ok(())
}

/// Something that happened to a response, for the stages that react.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = events)]
pub struct NewEvent {
    /// `response.created` or `response.updated`.
    pub kind: &'static str,
    /// The response.
    pub response_id: Option<i64>,
    /// When it happened.
    pub created_at: i64,
}

/// Notes what happened.
///
/// # Errors
/// What the database says.
pub fn note_events(conn: &mut Conn, rows: &[NewEvent]) -> Result<()> {
    insert_all!(conn, events::table, rows);
    Ok(())
}

/// A comment for the site.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct CommentRow {
    /// The score it came with.
    pub score: i64,
    /// What the customer wrote.
    pub comment: Option<String>,
    /// The language it was written in.
    pub language: String,
    /// When it was given.
    pub answered_at: i64,
    /// What was counted for it, as JSON.
    pub entry: String,
    /// The customer's name, where one is known: it must not be shown.
    pub customer: Option<String>,
}

/// The latest comments of a survey, newest first. An index holds them in this order, so that the
/// cost is that of `limit`, however many there are.
///
/// # Errors
/// What the database says.
pub fn latest_comments(conn: &mut Conn, survey: SurveyId, limit: i64) -> Result<Vec<CommentRow>> {
    let rows = responses::table
        .left_join(invitations::table.left_join(customers::table))
        .left_join(held_responses::table)
        .filter(responses::survey_id.eq(survey.0))
        .filter(responses::comment.is_not_null())
        .filter(held_responses::response_id.is_null())
        .order(responses::answered_at.desc())
        .limit(limit)
        .select((
            responses::score,
            responses::comment,
            responses::language,
            responses::answered_at,
            responses::entry,
            customers::name.nullable(),
        ))
        .load(conn)?;
    Ok(rows)
}

/// The ids and frozen entries of the answers after `after`, in id order: for a recount.
///
/// # Errors
/// What the database says.
pub fn entries_after(conn: &mut Conn, after: i64, limit: i64) -> Result<Vec<(i64, String)>> {
    let rows = responses::table
        .filter(responses::id.gt(after))
        .order(responses::id)
        .limit(limit)
        .select((responses::id, responses::entry))
        .load(conn)?;
    Ok(rows)
}

/// The answers after `after`, in id order.
///
/// # Errors
/// What the database says.
pub fn after(conn: &mut Conn, after: i64, limit: i64) -> Result<Vec<ResponseRow>> {
    let next = responses::table.filter(responses::id.gt(after)).order(responses::id).limit(limit);
    Ok(next.select(ResponseRow::as_select()).load(conn)?)
}

/// Several answers, in id order, locked until the transaction ends.
///
/// # Errors
/// What the database says.
pub fn lock_all(conn: &mut Conn, ids: &[i64]) -> Result<Vec<ResponseRow>> {
    // Sorted first, so that the slices are locked in the same order as their rows.
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    load_all(&ids, |list| {
        let these = responses::table.filter(responses::id.eq_any(list)).order(responses::id);
        Ok(match conn {
            Conn::Sqlite(conn) => these.select(ResponseRow::as_select()).load(conn)?,
            Conn::Postgres(conn) => {
                these.select(ResponseRow::as_select()).for_update().load(conn)?
            }
        })
    })
}

/// Replaces what is counted for an answer.
fn recount(conn: &mut Conn, id: i64, entry: &str) -> Result<()> {
    diesel::update(responses::table.find(id)).set(responses::entry.eq(entry)).execute(conn)?;
    Ok(())
}

/// Replaces what is counted for many.
///
/// # Errors
/// What the database says.
pub fn recount_all(conn: &mut Conn, bodies: &[(i64, String)]) -> Result<()> {
    match conn {
        Conn::Sqlite(_) => bodies.iter().try_for_each(|(id, body)| recount(conn, *id, body)),
        // One statement, where each costs a round trip.
        Conn::Postgres(conn) => {
            let (ids, entries): (Vec<i64>, Vec<&str>) =
                bodies.iter().map(|(id, body)| (*id, body.as_str())).unzip();
            let update = "UPDATE responses SET entry = new.entry \
                          FROM unnest($1, $2) AS new (id, entry) WHERE responses.id = new.id";
            diesel::sql_query(update)
                .bind::<Array<BigInt>, _>(ids)
                .bind::<Array<Text>, _>(entries)
                .execute(conn)?;
            Ok(())
        }
    }
}

/// How many answers there are.
///
/// # Errors
/// What the database says.
pub fn count(conn: &mut Conn) -> Result<i64> {
    Ok(responses::table.count().get_result(conn)?)
}

/// How many answers arrived since an instant.
///
/// # Errors
/// What the database says.
pub fn count_since(conn: &mut Conn, since: Instant) -> Result<i64> {
    Ok(responses::table.filter(responses::updated_at.ge(since.0)).count().get_result(conn)?)
}
