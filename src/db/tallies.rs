//! Exact counts, and the version that grows with every change of them.

use diesel::connection::DefaultLoadingMode;
use diesel::pg::PgRowByRowLoadingMode;
use diesel::prelude::*;
use diesel::upsert::excluded;

use super::dialect::{ROWS_A_STATEMENT, on_each};
use super::kept::Kept;
use super::schema::{publications, tallies};
use super::{Conn, settings};
use crate::error::Result;
use crate::types::{Instant, SurveyId};

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = tallies)]
pub struct TallyRow {
    /// The survey.
    pub survey_id: i64,
    /// A word of [`Grain`](crate::domain::tally::Grain).
    pub grain: String,
    /// What is counted.
    pub measure: String,
    /// `all`, or along what it is split.
    pub dimension: String,
    /// Which part of the split.
    pub member: String,
    /// `2026-09-01`, `2026-W36` or `2026-09`; empty for all time.
    pub period: String,
    /// Which value.
    pub value: String,
    /// How often.
    pub n: i64,
}

/// Adds to cells; rows come in key order, so that two folds cannot lock each other out.
///
/// # Errors
/// What the database says.
pub fn add(conn: &mut Conn, rows: &[TallyRow]) -> Result<()> {
    match conn {
        Conn::Sqlite(conn) => {
            for row in rows {
                let upsert = diesel::insert_into(tallies::table)
                    .values(row)
                    .on_conflict(KEY)
                    .do_update()
                    .set(tallies::n.eq(tallies::n + excluded(tallies::n)));
                Kept(upsert).execute(conn)?;
            }
        }
        Conn::Postgres(conn) => {
            for rows in rows.chunks(ROWS_A_STATEMENT) {
                diesel::insert_into(tallies::table)
                    .values(rows)
                    .on_conflict(KEY)
                    .do_update()
                    .set(tallies::n.eq(tallies::n + excluded(tallies::n)))
                    .execute(conn)?;
            }
        }
    }
    Ok(())
}

type Key = (
    tallies::survey_id,
    tallies::grain,
    tallies::measure,
    tallies::dimension,
    tallies::member,
    tallies::period,
    tallies::value,
);

const KEY: Key = (
    tallies::survey_id,
    tallies::grain,
    tallies::measure,
    tallies::dimension,
    tallies::member,
    tallies::period,
    tallies::value,
);

/// What the site is drawn from but for members: the months of every measure, and the weeks of the
/// score since `first_week`.
///
/// # Errors
/// What the database says.
pub fn of_survey(conn: &mut Conn, survey: SurveyId, first_week: &str) -> Result<Vec<TallyRow>> {
    let mut rows = tallies::table
        .filter(tallies::survey_id.eq(survey.0))
        .filter(tallies::grain.eq("month"))
        .filter(tallies::n.ne(0))
        .select(TallyRow::as_select())
        .load(conn)?;
    rows.extend(
        tallies::table
            .filter(tallies::survey_id.eq(survey.0))
            .filter(tallies::grain.eq("week"))
            .filter(tallies::measure.eq("score"))
            .filter(tallies::dimension.eq("all"))
            .filter(tallies::period.ge(first_week))
            .filter(tallies::n.ne(0))
            .select(TallyRow::as_select())
            .load(conn)?,
    );
    Ok(rows)
}

/// The days of the whole score since `first_day`, for windows of days.
///
/// # Errors
/// What the database says.
pub fn days_of_survey(conn: &mut Conn, survey: SurveyId, first_day: &str) -> Result<Vec<TallyRow>> {
    Ok(tallies::table
        .filter(tallies::survey_id.eq(survey.0))
        .filter(tallies::grain.eq("day"))
        .filter(tallies::measure.eq("score"))
        .filter(tallies::dimension.eq("all"))
        .filter(tallies::period.ge(first_day))
        .filter(tallies::n.ne(0))
        .select(TallyRow::as_select())
        .load(conn)?)
}

/// Takes up all cells that answers make (not the funnel's), one after the other: for a recount.
///
/// # Errors
/// What the database says.
pub fn each_of_answers(conn: &mut Conn, mut take: impl FnMut(TallyRow)) -> Result<()> {
    let rows = tallies::table
        .filter(tallies::n.ne(0))
        .filter(tallies::measure.ne_all(["reason", "burst"]))
        .filter(tallies::measure.ne("funnel").or(tallies::value.eq("answered")));
    match conn {
        Conn::Sqlite(conn) => {
            let rows = rows.select(TallyRow::as_select());
            for row in rows.load_iter::<TallyRow, DefaultLoadingMode>(conn)? {
                take(row?);
            }
        }
        Conn::Postgres(conn) => {
            let rows = rows.select(TallyRow::as_select());
            for row in rows.load_iter::<TallyRow, PgRowByRowLoadingMode>(conn)? {
                take(row?);
            }
        }
    }
    Ok(())
}

/// How many cells there are.
///
/// # Errors
/// What the database says.
pub fn count(conn: &mut Conn) -> Result<i64> {
    Ok(tallies::table.count().get_result(conn)?)
}

const VERSION: &str = "tallies_version";

/// The version of what the site shows; it grows with every change.
///
/// # Errors
/// What the database says.
pub fn version(conn: &mut Conn) -> Result<i64> {
    Ok(settings::get(conn, VERSION)?.and_then(|text| text.parse().ok()).unwrap_or(0))
}

/// Says that what the site shows has changed.
///
/// # Errors
/// What the database says.
pub fn bump_version(conn: &mut Conn) -> Result<()> {
    // One statement: two who read first would come to the same version.
    let next = "INSERT INTO settings (key, value) VALUES ('tallies_version', '1') \
                ON CONFLICT (key) DO UPDATE \
                SET value = CAST(CAST(settings.value AS BIGINT) + 1 AS TEXT)";
    on_each!(conn, |conn| diesel::sql_query(next).execute(conn))?;
    Ok(())
}

/// Notes that an edition of a version was built.
///
/// # Errors
/// What the database says.
pub fn note_publication(conn: &mut Conn, version: i64, built_at: Instant) -> Result<()> {
    on_each!(conn, |conn| diesel::insert_into(publications::table)
        .values((publications::version.eq(version), publications::built_at.eq(built_at.0)))
        .on_conflict(publications::version)
        .do_update()
        .set(publications::built_at.eq(built_at.0))
        .execute(conn))?;
    Ok(())
}
