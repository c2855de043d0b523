//! Many answers from one device or in one place, for the owner to look at.

use diesel::prelude::*;

use super::Conn;
use super::schema::{bursts, surveys, touchpoints};
use crate::error::Result;
use crate::types::{BurstKind, Instant, Settled, SurveyId, TouchpointId};

/// What came in a burst.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen<'a> {
    /// Of what.
    pub kind: BurstKind,
    /// Of which survey.
    pub survey: SurveyId,
    /// Where, unless it is of cards.
    pub touchpoint: Option<TouchpointId>,
    /// The hash of the device, unless it is of a place.
    pub device: Option<&'a str>,
    /// How many answers.
    pub n: i64,
    /// Since when.
    pub first_at: Instant,
}

/// A burst as staff see it.
#[derive(Clone, Debug, Queryable)]
pub struct BurstRow {
    /// Row id.
    pub id: i64,
    /// See [`BurstKind`].
    pub kind: String,
    /// The survey.
    pub survey_id: i64,
    /// The survey's slug.
    pub survey: String,
    /// Where, unless it is of cards.
    pub touchpoint_id: Option<i64>,
    /// The touchpoint's name.
    pub touchpoint: Option<String>,
    /// How many answers.
    pub n: i64,
    /// Since when.
    pub first_at: i64,
    /// Until when.
    pub last_at: i64,
    /// When somebody decided.
    pub settled_at: Option<i64>,
    /// See [`Settled`].
    pub settled_as: Option<String>,
}

/// Notes a burst, or more of one that nobody has looked at and that was seen after `since`; whether
/// it is a new one.
///
/// # Errors
/// What the database says.
pub fn note(conn: &mut Conn, seen: &Seen<'_>, since: Instant, now: Instant) -> Result<bool> {
    let mut same = bursts::table
        .filter(bursts::kind.eq(seen.kind.word()))
        .filter(bursts::last_at.gt(since.0))
        .filter(bursts::settled_at.is_null())
        .order(bursts::id.desc())
        .select(bursts::id)
        .into_boxed();
    if let Some(touchpoint) = seen.touchpoint {
        same = same.filter(bursts::touchpoint_id.eq(touchpoint.0));
    }
    if let Some(device) = seen.device {
        same = same.filter(bursts::device.eq(device));
    }
    let open = same.first::<i64>(conn).optional()?;
    if let Some(id) = open {
        let open = diesel::update(bursts::table.find(id));
        // Of a device it is known how many there were; of a place each call is one more.
        if seen.kind == BurstKind::Place {
            open.set((bursts::n.eq(bursts::n + 1), bursts::last_at.eq(now.0))).execute(conn)?;
        } else {
            open.set((bursts::n.eq(seen.n), bursts::last_at.eq(now.0))).execute(conn)?;
        }
        return Ok(false);
    }
    diesel::insert_into(bursts::table)
        .values((
            bursts::kind.eq(seen.kind.word()),
            bursts::survey_id.eq(seen.survey.0),
            bursts::touchpoint_id.eq(seen.touchpoint.map(|id| id.0)),
            bursts::device.eq(seen.device),
            bursts::n.eq(seen.n),
            bursts::first_at.eq(seen.first_at.0),
            bursts::last_at.eq(now.0),
        ))
        .execute(conn)?;
    Ok(true)
}

/// Bursts beside their survey and their place.
macro_rules! with_their_place {
    () => {
        bursts::table.inner_join(surveys::table).left_join(touchpoints::table).select((
            bursts::id,
            bursts::kind,
            bursts::survey_id,
            surveys::slug,
            bursts::touchpoint_id,
            touchpoints::name.nullable(),
            bursts::n,
            bursts::first_at,
            bursts::last_at,
            bursts::settled_at,
            bursts::settled_as,
        ))
    };
}

/// The bursts that nobody has decided about, then those decided since an instant, each newest first.
///
/// # Errors
/// What the database says.
pub fn list(conn: &mut Conn, settled_since: Instant) -> Result<Vec<BurstRow>> {
    let mut rows: Vec<BurstRow> = with_their_place!()
        .filter(bursts::settled_at.is_null())
        .order(bursts::last_at.desc())
        .load(conn)?;
    rows.extend(
        with_their_place!()
            .filter(bursts::settled_at.gt(settled_since.0))
            .order(bursts::settled_at.desc())
            .load::<BurstRow>(conn)?,
    );
    Ok(rows)
}

/// Where a burst was, unless it was of cards.
///
/// # Errors
/// What the database says.
pub fn touchpoint_of(conn: &mut Conn, id: i64) -> Result<Option<TouchpointId>> {
    let found: Option<Option<i64>> =
        bursts::table.find(id).select(bursts::touchpoint_id).first(conn).optional()?;
    Ok(found.flatten().map(TouchpointId))
}

/// What is known of a burst that nobody has decided about, locked until the transaction ends.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = bursts)]
#[expect(missing_docs, reason = "the fields are the columns")]
pub struct OpenBurst {
    pub id: i64,
    pub kind: String,
    pub survey_id: i64,
    pub touchpoint_id: Option<i64>,
    pub n: i64,
    pub first_at: i64,
    pub last_at: i64,
}

/// A burst that nobody has decided about.
///
/// # Errors
/// What the database says.
pub fn lock_open(conn: &mut Conn, id: i64) -> Result<Option<OpenBurst>> {
    let open = bursts::table.find(id).filter(bursts::settled_at.is_null());
    let row = match conn {
        Conn::Sqlite(conn) => open.select(OpenBurst::as_select()).first(conn).optional()?,
        Conn::Postgres(conn) => {
            open.select(OpenBurst::as_select()).for_update().first(conn).optional()?
        }
    };
    Ok(row)
}

/// Notes what was made of a burst; the device is forgotten.
///
/// # Errors
/// What the database says.
pub fn settle(conn: &mut Conn, id: i64, settled: Settled, now: Instant) -> Result<()> {
    diesel::update(bursts::table.find(id))
        .set((
            bursts::settled_at.eq(now.0),
            bursts::settled_as.eq(settled.word()),
            bursts::device.eq(None::<String>),
        ))
        .execute(conn)?;
    Ok(())
}
