//! Places with a shared QR code.

use diesel::prelude::*;

use super::Conn;
use super::schema::{surveys, touchpoints};
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
    /// What staff call it.
    pub name: String,
    /// The branch.
    pub location: Option<String>,
    /// Whether it takes answers.
    pub active: bool,
}

type Columns = (
    touchpoints::id,
    touchpoints::code,
    touchpoints::survey_id,
    surveys::revision_id,
    touchpoints::name,
    touchpoints::location,
    touchpoints::active,
);

const COLUMNS: Columns = (
    touchpoints::id,
    touchpoints::code,
    touchpoints::survey_id,
    surveys::revision_id,
    touchpoints::name,
    touchpoints::location,
    touchpoints::active,
);

/// The touchpoint of a code.
///
/// # Errors
/// What the database says.
pub fn by_code(conn: &mut Conn, code: &str) -> Result<Option<TouchpointRow>> {
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
pub fn insert(
    conn: &mut Conn,
    survey: SurveyId,
    code: &str,
    (name, location): (&str, Option<&str>),
    now: Instant,
) -> Result<TouchpointId> {
    let id = diesel::insert_into(touchpoints::table)
        .values((
            touchpoints::code.eq(code),
            touchpoints::survey_id.eq(survey.0),
            touchpoints::name.eq(name),
            touchpoints::location.eq(location),
            touchpoints::active.eq(true),
            touchpoints::created_at.eq(now.0),
        ))
        .returning(touchpoints::id)
        .get_result(conn)?;
    Ok(TouchpointId(id))
}

/// Opens or closes a touchpoint; `false` if there is none of that code.
///
/// # Errors
/// What the database says.
pub fn set_active(conn: &mut Conn, code: &str, active: bool) -> Result<bool> {
    let count = diesel::update(touchpoints::table.filter(touchpoints::code.eq(code)))
        .set(touchpoints::active.eq(active))
        .execute(conn)?;
    Ok(count == 1)
}
