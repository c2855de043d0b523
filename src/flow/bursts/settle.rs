//! Decides what a burst was, and does to its answers what follows, some at a time.

use std::collections::BTreeMap;

use serde_json::json;

use crate::db::bursts::{self, Burst};
use crate::db::held::{self, Member, NewHeld};
use crate::db::responses::{self, NewEvent};
use crate::db::{Conn, audit, entries, rushes};
use crate::domain::tally::Entry;
use crate::domain::touchpoint::{DAY_SECONDS, SLOT_SECONDS};
use crate::error::{Error, Result};
use crate::flow::House;
use crate::flow::steps::{burst, count};
use crate::types::{BurstKind, Held, Instant, ResponseId, Settled, SurveyId, TouchpointId};

/// How many answers one slice of a decision takes.
const SLICE: usize = 100;

/// A decision that is not done after so long was cut off.
const CUT_OFF_SECONDS: i64 = 60;

/// Settles a burst; how many answers were counted or taken out by it. `None` if somebody was quicker.
/// Should it be cut off after the decision, [`go_on`] does the rest.
///
/// # Errors
/// What the database says.
pub async fn settle(house: &House, who: &str, id: i64, to: Settled) -> Result<Option<u64>> {
    let seen = house.db.read(move |conn| Seen::of(conn, id)).await?;
    let Some(seen) = seen else { return Ok(None) };
    let (inside, who) = (house.clone(), who.to_owned());
    let decided =
        house.db.write(move |conn| decide(conn, (&inside, &who), (id, &seen), to)).await?;
    match decided {
        Some(burst) => apply(house, &burst, to).await.map(Some),
        None => Ok(None),
    }
}

/// Goes on with decisions that were cut off; how many answers were counted or taken out.
///
/// # Errors
/// What the database says.
pub async fn go_on(house: &House) -> Result<u64> {
    let before = cut_off_before(house);
    let left = house.db.read(move |conn| bursts::unapplied(conn, before)).await?;
    let mut changed = 0;
    for burst in left {
        if let Some(to) = burst.settled_as.as_deref().and_then(Settled::parse) {
            changed += apply(house, &burst, to).await?;
        }
    }
    Ok(changed)
}

/// Whether decisions were cut off.
///
/// # Errors
/// What the database says.
pub fn any_cut_off(conn: &mut Conn, before: Instant) -> Result<bool> {
    Ok(!bursts::unapplied(conn, before)?.is_empty())
}

/// What was decided before this and is not done has been cut off.
#[must_use]
pub fn cut_off_before(house: &House) -> Instant {
    house.now().plus_seconds(-CUT_OFF_SECONDS)
}

/// What a burst is seen to be by whoever decides about it.
#[derive(Clone, Debug, Default)]
struct Seen {
    touchpoint: Option<TouchpointId>,
    members: Vec<Member>,
}

impl Seen {
    fn of(conn: &mut Conn, id: i64) -> Result<Option<Self>> {
        let Some(burst) = bursts::open(conn, id)? else { return Ok(None) };
        let touchpoint = burst.touchpoint_id.map(TouchpointId);
        let members = touchpoint.map(|place| held::at(conn, place, burst.during())).transpose()?;
        Ok(Some(Self { touchpoint, members: members.unwrap_or_default() }))
    }

    /// The most answers in so many seconds, without those that one device sent too many of.
    fn busiest(&self, seconds: i64) -> i64 {
        let mut times = BTreeMap::<i64, i64>::new();
        let all = self.members.iter().filter(|member| member.held() != Some(Held::Repeat));
        for member in all {
            let time = Instant(member.answered_at).as_seconds().div_euclid(seconds);
            *times.entry(time).or_default() += 1;
        }
        times.into_values().max().unwrap_or(0)
    }
}

/// Notes the decision, once, and ends the rush that it is about.
fn decide(
    conn: &mut Conn,
    (house, who): (&House, &str),
    (id, seen): (i64, &Seen),
    to: Settled,
) -> Result<Option<Burst>> {
    let now = house.now();
    // A rush is locked before its burst, as by those who answer.
    let rush = match seen.touchpoint {
        Some(place) => Some((place, rushes::lock(conn, place)?)),
        None => None,
    };
    let Some(burst) = bursts::lock_open(conn, id)? else { return Ok(None) };
    let kind = kind_of(&burst)?;
    if let (Some((place, mut rush)), BurstKind::Place, Settled::Guests) = (rush, kind, to) {
        rush.learn(seen.busiest(SLOT_SECONDS), seen.busiest(DAY_SECONDS));
        rushes::keep(conn, place, &rush)?;
    }
    bursts::settle(conn, id, to, now)?;
    let changed = seen.members.iter().filter(|member| turn(kind, to, member.held()).is_some());
    let details = json!({ "burst": id, "as": to.word(), "answers": changed.count() });
    audit::note(conn, who, "burst.settle", &details, now)?;
    let at = (Instant(burst.first_at), &house.zone);
    burst::count(conn, (SurveyId(burst.survey_id), kind), -1, at)?;
    Ok(Some(burst))
}

fn kind_of(burst: &Burst) -> Result<BurstKind> {
    BurstKind::parse(&burst.kind).ok_or_else(|| Error::broken("a stored burst has an unknown kind"))
}

/// What a decision does to an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    /// It was held and counts.
    In,
    /// It counted and is taken out.
    Out,
    /// It was held until somebody decided, and stays out.
    StaysOut,
}

fn turn(kind: BurstKind, to: Settled, held: Option<Held>) -> Option<Turn> {
    match (kind, to, held) {
        // What is held for another reason stays held.
        (BurstKind::Place, Settled::Guests, Some(Held::Flood))
        | (BurstKind::Device | BurstKind::Cards, Settled::Guests, Some(Held::Repeat)) => {
            Some(Turn::In)
        }
        (BurstKind::Place, Settled::Dropped, None) => Some(Turn::Out),
        (BurstKind::Place, Settled::Dropped, Some(Held::Flood)) => Some(Turn::StaysOut),
        // What one device sent too many of is held already; the guests between are not its.
        _ => None,
    }
}

/// Does to the answers of a burst what was decided, in slices, so that nobody who answers waits for
/// it. What is done once is found done, so that it can be cut off and begun again.
async fn apply(house: &House, burst: &Burst, to: Settled) -> Result<u64> {
    let (kind, id, mut changed) = (kind_of(burst)?, burst.id, 0);
    if let Some(place) = burst.touchpoint_id.map(TouchpointId) {
        let during = burst.during();
        let members = house.db.read(move |conn| held::at(conn, place, during)).await?;
        let ids = members.iter().filter(|member| turn(kind, to, member.held()).is_some());
        let ids: Vec<i64> = ids.map(|member| member.id).collect();
        for slice in ids.chunks(SLICE) {
            let (slice, now) = (slice.to_vec(), house.now());
            changed += house
                .db
                .write(move |conn| apply_slice(conn, (kind, to), (place, &slice), now))
                .await?;
            house.pace.rest().await;
        }
    }
    let now = house.now();
    house.db.write(move |conn| bursts::applied(conn, id, now)).await?;
    Ok(changed)
}

fn apply_slice(
    conn: &mut Conn,
    (kind, to): (BurstKind, Settled),
    (place, ids): (TouchpointId, &[i64]),
    now: Instant,
) -> Result<u64> {
    // Whoever else settles something here waits, and finds it done.
    rushes::lock(conn, place)?;
    let (mut bodies, mut entries_of, mut events) = (Vec::new(), Vec::new(), Vec::new());
    let (mut in_again, mut out, mut stay_out) = (Vec::new(), Vec::new(), Vec::new());
    for (row, why) in held::lock(conn, ids)? {
        let Some(turn) = turn(kind, to, why) else { continue };
        let counted = count::from_json(&row.entry)?;
        let (n, event, ids) = match turn {
            Turn::In => (1, "response.created", &mut in_again),
            Turn::Out => (0, "response.held", &mut out),
            Turn::StaysOut => {
                stay_out.push(row.id);
                continue;
            }
        };
        ids.push(row.id);
        let body = count::to_json(&Entry { n, ..counted.clone() })?;
        entries_of.push(match turn {
            Turn::In => count::row(std::slice::from_ref(&body)),
            _ => count::row(&[count::to_json(&counted.taken_back())?]),
        });
        bodies.push((row.id, body));
        events.push(NewEvent { kind: event, response_id: Some(row.id), created_at: now.0 });
    }
    responses::recount_all(conn, &bodies)?;
    held::release(conn, &in_again)?;
    let row = |id: &i64| NewHeld::new(ResponseId(*id), Held::Dropped, now);
    held::insert(conn, &out.iter().map(row).collect::<Vec<_>>())?;
    held::drop_all(conn, &stay_out)?;
    entries::append(conn, &entries_of)?;
    responses::note_events(conn, &events)?;
    Ok(u64::try_from(bodies.len() + stay_out.len()).unwrap_or(0))
}
