//! Surveys from files: each change becomes an immutable revision.

use serde_json::json;

use super::House;
use super::steps::surveys::parse;
use crate::db::audit::{self, COMMAND_LINE};
use crate::db::dialect::take_turns;
use crate::db::{Conn, orders, surveys, tallies};
use crate::domain::survey::{Definition, Problem};
use crate::error::{Context, Result};
use crate::types::{Instant, SurveyId};

/// What applying a survey did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Applied {
    /// There was none of that slug.
    Created,
    /// It has a new revision.
    Revised {
        /// The revision's number.
        number: i64,
    },
    /// It says what it said before.
    Unchanged,
    /// It breaks with what was asked before.
    Refused(Vec<Problem>),
}

/// Makes or revises the survey of a definition's slug; what is changed is noted in the audit log.
///
/// # Errors
/// What the database says.
pub async fn apply(house: &House, definition: Definition) -> Result<Applied> {
    let now = house.now();
    house
        .db
        .write(move |conn| {
            let applied = apply_in(conn, &definition, now)?;
            if let Applied::Created | Applied::Revised { .. } = applied {
                let details = json!({ "survey": definition.slug });
                audit::note(conn, COMMAND_LINE, "survey.apply", &details, now)?;
            }
            Ok(applied)
        })
        .await
}

/// Makes the survey that exists after the first start, unless there is one.
///
/// # Errors
/// What the database says.
pub async fn make_first(house: &House) -> Result<()> {
    if !house.db.read(surveys::list).await?.is_empty() {
        return Ok(());
    }
    let now = house.now();
    house
        .db
        .write(move |conn| {
            take_turns(conn, "surveys")?;
            if surveys::list(conn)?.is_empty() {
                apply_in(conn, &Definition::default_after_purchase(), now)?;
            }
            Ok(())
        })
        .await
}

fn apply_in(conn: &mut Conn, definition: &Definition, now: Instant) -> Result<Applied> {
    take_turns(conn, "surveys")?;
    let json =
        serde_json::to_string(definition).doing(|| "a survey cannot be written".to_owned())?;
    let identity = (definition.slug.as_str(), definition.kind.name(), definition.active);
    let Some(row) = surveys::by_slug(conn, &definition.slug)? else {
        surveys::insert(conn, identity, &json, now)?;
        plan_recent(conn, definition, now)?;
        tallies::bump_version(conn)?;
        return Ok(Applied::Created);
    };
    if parse(&row.definition)? == *definition {
        return Ok(Applied::Unchanged);
    }
    let survey = SurveyId(row.id);
    let history = surveys::history(conn, survey)?;
    let history = history.iter().map(|json| parse(json)).collect::<Result<Vec<_>>>()?;
    if let Err(problems) = definition.can_follow_all(&history) {
        return Ok(Applied::Refused(problems));
    }
    let number = row.number + 1;
    surveys::add_revision(conn, survey, definition.active, (number, &json), now)?;
    plan_recent(conn, definition, now)?;
    tallies::bump_version(conn)?;
    Ok(Applied::Revised { number })
}

/// Orders that the survey may still ask about are looked at again under its new rules.
fn plan_recent(conn: &mut Conn, definition: &Definition, now: Instant) -> Result<()> {
    orders::plan_again(conn, now.plus_seconds(-definition.ask_within_seconds)).map(|_count| ())
}
