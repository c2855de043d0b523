//! Places with a shared QR code.

use diesel::dsl::{count, count_star};
use diesel::prelude::*;

use super::Conn;
use super::schema::{held_responses, responses, surveys, touchpoints};
use crate::error::Result;
use crate::types::{Instant, SurveyId, TouchpointId};

/// A touchpoint with the revision that its survey asks now.
#[derive(Clone, Debug, Queryable)]
pub struct TouchpointRow {
    /// Row id.
    pub id: i64,
    /// What stands in its address.
    pub code: String,
    /// The survey.
    pub survey_id: i64,
    /// The survey's current revision.
    pub revision_id: i64,
    /// The survey's slug.
    pub survey: String,
    /// What staff call it.
    pub name: String,
    /// See [`crate::types::TouchpointKind`].
    pub kind: String,
    /// The branch.
    pub location: Option<String>,
    /// JSON object: what else its answers may be counted by.
    pub properties: String,
    /// Whether many people answer on one device there.
    pub shared_device: bool,
    /// Whether it takes answers.
    pub active: bool,
    /// When it was made.
    pub created_at: i64,
    /// When it was closed, if it is and that is known.
    pub closed_at: Option<i64>,
}

type Columns = (
    touchpoints::id,
    touchpoints::code,
    touchpoints::survey_id,
    surveys::revision_id,
    surveys::slug,
    touchpoints::name,
    touchpoints::kind,
    touchpoints::location,
    touchpoints::properties,
    touchpoints::shared_device,
    touchpoints::active,
    touchpoints::created_at,
    touchpoints::closed_at,
);

const COLUMNS: Columns = (
    touchpoints::id,
    touchpoints::code,
    touchpoints::survey_id,
    surveys::revision_id,
    surveys::slug,
    touchpoints::name,
    touchpoints::kind,
    touchpoints::location,
    touchpoints::properties,
    touchpoints::shared_device,
    touchpoints::active,
    touchpoints::created_at,
    touchpoints::closed_at,
);

/// A touchpoint to make.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = touchpoints)]
#[expect(missing_docs, reason = "the fields are those of TouchpointRow")]
pub struct NewTouchpoint<'a> {
    pub code: &'a str,
    pub survey_id: i64,
    pub name: &'a str,
    pub kind: &'a str,
    pub location: Option<&'a str>,
    pub properties: &'a str,
    pub shared_device: bool,
    pub active: bool,
    pub created_at: i64,
}

/// The touchpoint of a code.
///
/// # Errors
/// What the database says.
pub fn by_code(conn: &mut Conn, code: &str) -> Result<Option<TouchpointRow>> {
    // Anybody may ask for anything; what no code can be is not asked for.
    if !code.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Ok(None);
    }
    let row = touchpoints::table
        .inner_join(surveys::table)
        .filter(touchpoints::code.eq(code))
        .select(COLUMNS)
        .first(conn)
        .optional()?;
    Ok(row)
}

/// All touchpoints, in the order they were made.
///
/// # Errors
/// What the database says.
pub fn list(conn: &mut Conn) -> Result<Vec<TouchpointRow>> {
    let rows = touchpoints::table
        .inner_join(surveys::table)
        .order(touchpoints::id)
        .select(COLUMNS)
        .load(conn)?;
    Ok(rows)
}

/// Makes a touchpoint.
///
/// # Errors
/// What the database says.
pub fn insert(conn: &mut Conn, row: &NewTouchpoint<'_>) -> Result<TouchpointId> {
    let id = diesel::insert_into(touchpoints::table)
        .values(row)
        .returning(touchpoints::id)
        .get_result(conn)?;
    Ok(TouchpointId(id))
}

/// Whether a survey has a touchpoint of this name that takes answers.
///
/// # Errors
/// What the database says.
pub fn has_name(conn: &mut Conn, survey: SurveyId, name: &str) -> Result<bool> {
    let same = touchpoints::table
        .filter(touchpoints::survey_id.eq(survey.0))
        .filter(touchpoints::name.eq(name))
        .filter(touchpoints::active);
    Ok(diesel::select(diesel::dsl::exists(same)).get_result(conn)?)
}

/// Opens a touchpoint, or closes it at an instant.
///
/// # Errors
/// What the database says.
pub fn set_active(conn: &mut Conn, code: &str, active: bool, now: Instant) -> Result<()> {
    diesel::update(touchpoints::table.filter(touchpoints::code.eq(code)))
        .set((
            touchpoints::active.eq(active),
            touchpoints::closed_at.eq((!active).then_some(now.0)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Gives a touchpoint another name.
///
/// # Errors
/// What the database says.
pub fn rename(conn: &mut Conn, code: &str, name: &str) -> Result<()> {
    diesel::update(touchpoints::table.filter(touchpoints::code.eq(code)))
        .set(touchpoints::name.eq(name))
        .execute(conn)?;
    Ok(())
}

/// How many answers a touchpoint has had since an instant: all, and those held.
///
/// # Errors
/// What the database says.
pub fn answers_since(
    conn: &mut Conn,
    touchpoint: TouchpointId,
    since: Instant,
) -> Result<(i64, i64)> {
    let counts = responses::table
        .left_join(held_responses::table)
        .filter(responses::touchpoint_id.eq(touchpoint.0))
        .filter(responses::answered_at.ge(since.0))
        .select((count_star(), count(held_responses::response_id.nullable())))
        .first(conn)?;
    Ok(counts)
}
