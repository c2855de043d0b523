//! The tallies of members: thousands in a dimension may be counted, and only some are read.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::Conn;
use super::lists::load_all;
use super::schema::tallies;
use super::tallies::TallyRow;
use crate::domain::tally::Grain;
use crate::error::Result;
use crate::types::{Dimension, SurveyId};

const SUM: &str = "CAST(SUM(n) AS BIGINT)";

/// How many answers each member has: dimension, member, n.
///
/// # Errors
/// What the database says.
pub fn sizes(conn: &mut Conn, survey: SurveyId) -> Result<Vec<(String, String, i64)>> {
    let rows = tallies::table
        .filter(tallies::survey_id.eq(survey.0))
        .filter(tallies::grain.eq(Grain::Part.word()))
        .filter(tallies::measure.eq("score"))
        .group_by((tallies::dimension, tallies::member))
        .select((tallies::dimension, tallies::member, sql::<BigInt>(SUM)))
        .load(conn)?;
    Ok(rows)
}

/// How often each score was given over all members of a dimension: dimension, score, n. An answer
/// that has several members counts for each.
///
/// # Errors
/// What the database says.
pub fn sums(conn: &mut Conn, survey: SurveyId) -> Result<Vec<(String, String, i64)>> {
    let rows = tallies::table
        .filter(tallies::survey_id.eq(survey.0))
        .filter(tallies::grain.eq(Grain::Part.word()))
        .filter(tallies::measure.eq("score"))
        .group_by((tallies::dimension, tallies::value))
        .select((tallies::dimension, tallies::value, sql::<BigInt>(SUM)))
        .load(conn)?;
    Ok(rows)
}

/// All cells of some members of a dimension.
///
/// # Errors
/// What the database says.
pub fn of_members(
    conn: &mut Conn,
    survey: SurveyId,
    dimension: &str,
    members: &[&str],
) -> Result<Vec<TallyRow>> {
    let mut rows = Vec::new();
    let wanted = [(Grain::Part, "score"), (Grain::Part, "funnel"), (Grain::PartMonth, "score")];
    for (grain, measure) in wanted {
        if measure == "funnel" && !Dimension::GIVEN.contains(&dimension) {
            continue;
        }
        rows.extend(load_all(members, |list| {
            let cells = tallies::table
                .filter(tallies::survey_id.eq(survey.0))
                .filter(tallies::grain.eq(grain.word()))
                .filter(tallies::measure.eq(measure))
                .filter(tallies::dimension.eq(dimension))
                .filter(tallies::member.eq_any(list))
                .filter(tallies::n.ne(0))
                .order((tallies::member, tallies::period, tallies::value))
                .select(TallyRow::as_select())
                .load(conn)?;
            Ok(cells)
        })?);
    }
    Ok(rows)
}
