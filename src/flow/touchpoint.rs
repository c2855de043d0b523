//! Places with a shared code: made, listed, renamed, closed and opened by staff.

use serde_json::{Map, Value, json};

use super::House;
use crate::db::dialect::take_turns;
use crate::db::touchpoints::{self, NewTouchpoint, TouchpointRow};
use crate::db::{Conn, audit, surveys};
use crate::domain::members;
use crate::error::{Context, Error, Result};
use crate::types::{Dimension, Instant, SurveyId, TouchpointId, TouchpointKind};

/// How many characters of a token a touchpoint's code has: it is public and only has to be
/// short enough to type.
const CODE_LENGTH: usize = 6;

/// How many codes are drawn before one must be free: of a thousand million each.
const DRAWS: usize = 8;

/// How many properties a touchpoint has at most.
const MOST: usize = 20;

/// A touchpoint to make.
#[derive(Clone, Debug)]
pub struct Wish {
    /// What staff call it.
    pub name: String,
    /// What carries the code.
    pub kind: TouchpointKind,
    /// The slug of the survey it asks.
    pub survey: String,
    /// The branch.
    pub location: Option<String>,
    /// What else its answers may be counted by: name and value.
    pub properties: Vec<(String, String)>,
    /// Whether many people answer on one device there.
    pub shared_device: bool,
}

impl Wish {
    /// A stand at a counter.
    #[must_use]
    pub fn counter(name: impl Into<String>, survey: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            kind: TouchpointKind::Counter,
            survey: survey.into(),
            location: None,
            properties: Vec::new(),
            shared_device: false,
        }
    }
}

/// Makes a touchpoint.
///
/// # Errors
/// Refused if there is no such survey, the name says nothing or is taken, or a property is none.
pub async fn add(house: &House, who: &str, wish: Wish) -> Result<TouchpointRow> {
    let (random, now, who) = (house.random.clone(), house.now(), who.to_owned());
    let name = name_of(&wish.name)?;
    let location = wish.location.as_deref().and_then(members::normal);
    let properties = properties_of(&wish.properties)?;
    house
        .db
        .write(move |conn| {
            take_turns(conn, "touchpoints")?;
            let row = surveys::by_slug(conn, &wish.survey)?
                .ok_or_else(|| Error::refused(format!("there is no survey “{}”", wish.survey)))?;
            if touchpoints::has_name(conn, SurveyId(row.id), &name)? {
                return Err(taken(&name));
            }
            let mut code = String::new();
            for _ in 0..DRAWS {
                let token = random.token();
                code = token.as_str().chars().take(CODE_LENGTH).collect();
                code.make_ascii_lowercase();
                if touchpoints::by_code(conn, &code)?.is_none() {
                    break;
                }
            }
            let new = NewTouchpoint {
                code: &code,
                survey_id: row.id,
                name: &name,
                kind: wish.kind.word(),
                location: location.as_deref(),
                properties: &properties,
                shared_device: wish.shared_device,
                active: true,
                created_at: now.0,
            };
            touchpoints::insert(conn, &new)?;
            audit::note(conn, &who, "touchpoint.add", &json!({ "touchpoint": name }), now)?;
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

/// A touchpoint with what came in there of late.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The touchpoint.
    pub row: TouchpointRow,
    /// What else its answers may be counted by: name and value.
    pub properties: Vec<(String, String)>,
    /// Answers of the last thirty days.
    pub answers: i64,
    /// Those of them that are held.
    pub held: i64,
}

/// How far back answers are counted for the list.
const LATE_SECONDS: i64 = 30 * 86_400;

/// All touchpoints with what came in there of late.
///
/// # Errors
/// What the database says; broken if what is stored cannot be read.
pub async fn with_answers(house: &House) -> Result<Vec<Seen>> {
    let since = house.now().plus_seconds(-LATE_SECONDS);
    house
        .db
        .read_long(move |conn| {
            let rows = touchpoints::list(conn)?;
            rows.into_iter().map(|row| seen(conn, row, since)).collect()
        })
        .await
}

fn seen(conn: &mut Conn, row: TouchpointRow, since: Instant) -> Result<Seen> {
    let properties: Map<String, Value> = serde_json::from_str(&row.properties)
        .doing(|| "stored properties cannot be read".to_owned())?;
    let text = |value: Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let properties = properties.into_iter().map(|(name, value)| (name, text(value)));
    let (answers, held) = touchpoints::answers_since(conn, TouchpointId(row.id), since)?;
    Ok(Seen { properties: properties.collect(), row, answers, held })
}

/// The touchpoint of a code.
///
/// # Errors
/// Refused if there is none of that code.
pub async fn find(house: &House, code: &str) -> Result<TouchpointRow> {
    let wanted = code.to_ascii_lowercase();
    let found = house.db.read(move |conn| touchpoints::by_code(conn, &wanted)).await?;
    found.ok_or_else(|| unknown(code))
}

/// Closes or opens a touchpoint.
///
/// # Errors
/// Refused if there is none of that code.
pub async fn set_active(house: &House, who: &str, code: String, active: bool) -> Result<()> {
    let (wanted, now, who) = (code.to_ascii_lowercase(), house.now(), who.to_owned());
    let action = if active { "touchpoint.open" } else { "touchpoint.close" };
    house
        .db
        .write(move |conn| {
            take_turns(conn, "touchpoints")?;
            let place = touchpoints::by_code(conn, &wanted)?.ok_or_else(|| unknown(&code))?;
            if place.active == active {
                return Ok(());
            }
            touchpoints::set_active(conn, &wanted, active, now)?;
            audit::note(conn, &who, action, &json!({ "touchpoint": place.name }), now)
        })
        .await
}

/// Gives a touchpoint another name. What was counted under the old one stays under it.
///
/// # Errors
/// Refused if there is none of that code, or the name says nothing or is taken.
pub async fn rename(house: &House, who: &str, code: String, name: &str) -> Result<()> {
    let (wanted, name) = (code.to_ascii_lowercase(), name_of(name)?);
    let (now, who) = (house.now(), who.to_owned());
    house
        .db
        .write(move |conn| {
            take_turns(conn, "touchpoints")?;
            let place = touchpoints::by_code(conn, &wanted)?.ok_or_else(|| unknown(&code))?;
            let is_other = place.name != name;
            if is_other && touchpoints::has_name(conn, SurveyId(place.survey_id), &name)? {
                return Err(taken(&name));
            }
            touchpoints::rename(conn, &wanted, &name)?;
            let details = json!({ "touchpoint": name, "before": place.name });
            audit::note(conn, &who, "touchpoint.rename", &details, now)
        })
        .await
}

/// The address behind a touchpoint's code.
#[must_use]
pub fn address(house: &House, code: &str) -> String {
    house.config.server.public_url.link(&format!("/q/{code}"))
}

fn name_of(name: &str) -> Result<String> {
    members::normal(name).ok_or_else(|| Error::refused("a touchpoint needs a name"))
}

fn unknown(code: &str) -> Error {
    Error::refused(format!("there is no touchpoint “{code}”"))
}

fn taken(name: &str) -> Error {
    Error::refused(format!("there is an open touchpoint “{name}” of this survey already"))
}

fn properties_of(pairs: &[(String, String)]) -> Result<String> {
    let mut properties = Map::new();
    for (name, value) in pairs {
        let dimension = Dimension::parse(name).ok_or_else(|| {
            let given = Dimension::GIVEN.join(", ");
            Error::refused(format!(
                "“{name}” is no name of a property; allowed: 40 characters at most, not {given}"
            ))
        })?;
        let value = members::normal(value)
            .ok_or_else(|| Error::refused(format!("the property “{name}” says nothing")))?;
        properties.insert(dimension.to_string(), Value::String(value));
    }
    if properties.len() > MOST {
        return Err(Error::refused(format!("a touchpoint has {MOST} properties at most")));
    }
    serde_json::to_string(&properties).doing(|| "properties cannot be written".to_owned())
}
