//! Places with a shared code: made, listed, closed and opened by staff.

use super::House;
use crate::db::surveys;
use crate::db::touchpoints::{self, TouchpointRow};
use crate::error::{Error, Result};
use crate::types::SurveyId;

/// How many characters of a token a touchpoint's code has: it is public and only has to be
/// short enough to type.
const CODE_LENGTH: usize = 6;

/// Makes a touchpoint.
///
/// # Errors
/// Refused if there is no such survey.
pub async fn add(
    house: &House,
    survey: String,
    name: String,
    location: Option<String>,
) -> Result<TouchpointRow> {
    let (random, now) = (house.random.clone(), house.now());
    house
        .db
        .write(move |conn| {
            let row = surveys::by_slug(conn, &survey)?
                .ok_or_else(|| Error::refused(format!("there is no survey “{survey}”")))?;
            let token = random.token();
            let code: String = token.as_str().chars().take(CODE_LENGTH).collect();
            let code = code.to_ascii_lowercase();
            let what = (name.as_str(), location.as_deref());
            touchpoints::insert(conn, SurveyId(row.id), &code, what, now)?;
            touchpoints::by_code(conn, &code)?
                .ok_or_else(|| Error::broken("a touchpoint was not stored"))
        })
        .await
}

/// All touchpoints.
///
/// # Errors
/// What the database says.
pub async fn list(house: &House) -> Result<Vec<TouchpointRow>> {
    house.db.read(touchpoints::list).await
}

/// Closes or opens a touchpoint.
///
/// # Errors
/// Refused if there is none of that code.
pub async fn set_active(house: &House, code: String, active: bool) -> Result<()> {
    let wanted = code.to_ascii_lowercase();
    let found = house.db.write(move |conn| touchpoints::set_active(conn, &wanted, active)).await?;
    if found { Ok(()) } else { Err(Error::refused(format!("there is no touchpoint “{code}”"))) }
}
