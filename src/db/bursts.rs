//! Many answers from one device or in one place, for the owner to look at.

use diesel::prelude::*;

use super::Conn;
use super::schema::{bursts, surveys, touchpoints};
use crate::domain::touchpoint::SLOT_SECONDS;
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

/// Notes a burst, or more of one that nobody has looked at and that was seen after `since`; since when
/// it is, if it is a new one. What lies in the future, since a clock was ahead, is another one's.
///
/// # Errors
/// What the database says.
pub fn note(
    conn: &mut Conn,
    seen: &Seen<'_>,
    since: Instant,
    now: Instant,
) -> Result<Option<Instant>> {
    let mut same = bursts::table
        .filter(bursts::kind.eq(seen.kind.word()))
        .filter(bursts::last_at.gt(since.0))
        .filter(bursts::last_at.le(now.plus_seconds(SLOT_SECONDS).0))
        .filter(bursts::settled_at.is_null())
        .order(bursts::id.desc())
        .select((bursts::id, bursts::last_at))
        .into_boxed();
    if let Some(touchpoint) = seen.touchpoint {
        same = same.filter(bursts::touchpoint_id.eq(touchpoint.0));
    }
    if let Some(device) = seen.device {
        same = same.filter(bursts::device.eq(device));
    }
    let open = same.first::<(i64, i64)>(conn).optional()?;
    if let Some((id, last_at)) = open {
        let open = diesel::update(bursts::table.find(id));
        let last_at = bursts::last_at.eq(last_at.max(now.0));
        // Of a device it is known how many there were; of a place each call is one more.
        if seen.kind == BurstKind::Place {
            open.set((bursts::n.eq(bursts::n + 1), last_at)).execute(conn)?;
        } else {
            open.set((bursts::n.eq(seen.n), last_at)).execute(conn)?;
        }
        return Ok(None);
    }
    let first_at = match (seen.kind, seen.touchpoint) {
        (BurstKind::Place, Some(touchpoint)) => {
            after_the_last(conn, touchpoint, seen.first_at, now)?
        }
        _ => seen.first_at,
    };
    diesel::insert_into(bursts::table)
        .values((
            bursts::kind.eq(seen.kind.word()),
            bursts::survey_id.eq(seen.survey.0),
            bursts::touchpoint_id.eq(seen.touchpoint.map(|id| id.0)),
            bursts::device.eq(seen.device),
            bursts::n.eq(seen.n),
            bursts::first_at.eq(first_at.0),
            bursts::last_at.eq(now.0),
        ))
        .execute(conn)?;
    Ok(Some(first_at))
}

/// What somebody has decided about already is no part of the next burst of a place.
fn after_the_last(
    conn: &mut Conn,
    touchpoint: TouchpointId,
    first_at: Instant,
    now: Instant,
) -> Result<Instant> {
    let last: Option<i64> = bursts::table
        .filter(bursts::kind.eq(BurstKind::Place.word()))
        .filter(bursts::touchpoint_id.eq(touchpoint.0))
        .filter(bursts::settled_at.is_not_null())
        .filter(bursts::last_at.between(first_at.0, now.0))
        .order(bursts::last_at.desc())
        .select(bursts::last_at)
        .first(conn)
        .optional()?;
    Ok(last.map_or(first_at, |last| Instant(last.saturating_add(1))))
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

/// What is known of a burst.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = bursts)]
#[expect(missing_docs, reason = "the fields are the columns")]
pub struct Burst {
    pub id: i64,
    pub kind: String,
    pub survey_id: i64,
    pub touchpoint_id: Option<i64>,
    pub first_at: i64,
    pub last_at: i64,
    pub settled_as: Option<String>,
}

impl Burst {
    /// From when to when.
    #[must_use]
    pub fn during(&self) -> (Instant, Instant) {
        (Instant(self.first_at), Instant(self.last_at))
    }
}

/// A burst that nobody has decided about.
///
/// # Errors
/// What the database says.
pub fn open(conn: &mut Conn, id: i64) -> Result<Option<Burst>> {
    let open = bursts::table.find(id).filter(bursts::settled_at.is_null());
    Ok(open.select(Burst::as_select()).first(conn).optional()?)
}

/// The same, locked until the transaction ends.
///
/// # Errors
/// What the database says.
pub fn lock_open(conn: &mut Conn, id: i64) -> Result<Option<Burst>> {
    let open = bursts::table.find(id).filter(bursts::settled_at.is_null());
    let row = match conn {
        Conn::Sqlite(conn) => open.select(Burst::as_select()).first(conn).optional()?,
        Conn::Postgres(conn) => {
            open.select(Burst::as_select()).for_update().first(conn).optional()?
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

/// The bursts decided before an instant of which not all answers may have been counted or taken out.
///
/// # Errors
/// What the database says.
pub fn unapplied(conn: &mut Conn, before: Instant) -> Result<Vec<Burst>> {
    let rows = bursts::table
        .filter(bursts::applied_at.is_null())
        .filter(bursts::settled_at.is_not_null())
        .filter(bursts::settled_at.assume_not_null().le(before.0))
        .order(bursts::id)
        .select(Burst::as_select())
        .load(conn)?;
    Ok(rows)
}

/// Notes that what was decided is done to all of a burst's answers.
///
/// # Errors
/// What the database says.
pub fn applied(conn: &mut Conn, id: i64, now: Instant) -> Result<()> {
    diesel::update(bursts::table.find(id)).set(bursts::applied_at.eq(now.0)).execute(conn)?;
    Ok(())
}
