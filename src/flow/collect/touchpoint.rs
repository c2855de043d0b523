//! Answers at a touchpoint: nobody is known, so the page's own random id tells a reload from a
//! second visitor, and whoever holds it may still change the answer.

use std::sync::Arc;

use super::super::steps::parts;
use super::super::steps::record::{Changes, Place, Recorder, edits_of, stored_of};
use super::super::steps::surveys::Revision;
use super::gate::{Pass, pass};
use super::{Collector, lane_key};
use crate::db::touchpoints::{self, TouchpointRow};
use crate::db::{Conn, held, responses};
use crate::domain::answer::{self, Change, FieldProblem, Fields, Stored, Weighed};
use crate::domain::touchpoint::{self, Challenge, Proof, Solution};
use crate::error::Result;
use crate::types::{
    Channel, Held, Instant, Language, ResponseId, RevisionId, SurveyId, TouchpointId,
};

/// Somebody scanned a shared code and pressed the button.
#[derive(Clone, Debug)]
pub struct ScanAttempt {
    /// The touchpoint's code.
    pub code: String,
    /// The page's random id.
    pub submission: String,
    /// What the form held.
    pub fields: Fields,
    /// The language of the page.
    pub language: Language,
    /// What the device's cookie holds.
    pub device: String,
    /// What came of a challenge; empty where none was asked.
    pub solution: Solution,
    /// The mark on the challenge's salt.
    pub mark: String,
}

/// What the page of a touchpoint shows.
#[derive(Clone, Debug)]
pub enum Opened {
    /// There is no such touchpoint.
    Unknown,
    /// It takes no answers any more.
    Closed(TouchpointRow, Arc<Revision>),
    /// It asks.
    Asking(TouchpointRow, Arc<Revision>),
}

/// What became of a scan's answer.
#[derive(Clone, Debug)]
pub enum Scanned {
    /// There is no such touchpoint.
    Unknown,
    /// It takes no answers any more.
    Closed(TouchpointRow, Arc<Revision>),
    /// Something in the form has to be put right.
    Unclear(TouchpointRow, Arc<Revision>, Vec<FieldProblem>),
    /// Far more answers come in than ever before: some work or patience first. Nothing is stored.
    Asked(TouchpointRow, Arc<Revision>),
    /// It was changed too often just now; what was to be stored, and in how many seconds it may be.
    Wait(TouchpointRow, Arc<Revision>, Stored, i64),
    /// The answer is stored as given here; and not counted, if there is a reason.
    Stored(TouchpointRow, Arc<Revision>, Stored, (Change, Option<Held>)),
}

impl Collector {
    /// What the page of a touchpoint shows now. Reads only.
    ///
    /// # Errors
    /// What the database says.
    pub async fn open(&self, code: String) -> Result<Opened> {
        let surveys = self.house.surveys.clone();
        self.house
            .db
            .read(move |conn| {
                let Some(place) = touchpoints::by_code(conn, &code)? else {
                    return Ok(Opened::Unknown);
                };
                let revision = surveys.get(conn, RevisionId(place.revision_id))?;
                let active = place.active && revision.definition.active;
                Ok(if active {
                    Opened::Asking(place, revision)
                } else {
                    Opened::Closed(place, revision)
                })
            })
            .await
    }

    /// Records an answer given at a touchpoint.
    ///
    /// # Errors
    /// Busy if the database cannot take it now; trying again is safe.
    pub async fn scan(&self, attempt: ScanAttempt) -> Result<Scanned> {
        let with = self.recorder.clone();
        // All of one place through one lane: they wait for its row anyway, and two lanes with several
        // places each could wait for one another.
        let key = lane_key(&attempt.code);
        let proof = self.proof_of(&attempt);
        let device = self.house.keys.device_hash(&attempt.device);
        let shown = move |conn: &mut Conn| record_scan(conn, &with, &attempt, (&device, proof));
        self.house.db.write_for(key, shown).await
    }

    /// The challenge for a page of a touchpoint, and the mark on its salt: the one it has, if that
    /// may still be answered, or else the wait would begin anew with each press.
    ///
    /// # Errors
    /// Broken if it cannot be made.
    pub fn challenge(&self, attempt: &ScanAttempt) -> Result<(Challenge, String)> {
        let (house, given) = (&self.house, &attempt.solution);
        let (page, now) = (page_of(&attempt.code, &attempt.submission), house.now());
        let is_ours = house.keys.is_patience_mark(&given.salt, &attempt.mark);
        if is_ours && touchpoint::is_open(&page, &given.salt, now) {
            let Solution { salt, hash, signature, .. } = given.clone();
            return Ok((Challenge { salt, hash, signature }, attempt.mark.clone()));
        }
        let draw = house.random.unit();
        let challenge = touchpoint::challenge(house.keys.work(), &page, now, draw)?;
        let mark = house.keys.patience_mark(&challenge.salt);
        Ok((challenge, mark))
    }

    fn proof_of(&self, attempt: &ScanAttempt) -> Proof {
        if attempt.solution.salt.is_empty() {
            return Proof::None;
        }
        let keys = &self.house.keys;
        let is_marked = keys.is_patience_mark(&attempt.solution.salt, &attempt.mark);
        let solution = Solution { is_marked, ..attempt.solution.clone() };
        let page = page_of(&attempt.code, &attempt.submission);
        touchpoint::check(keys.work(), &page, &solution, self.house.now())
    }
}

/// What a page is known by: a solution for one is of no use on another.
fn page_of(code: &str, submission: &str) -> String {
    format!("{code}.{submission}")
}

fn record_scan(
    conn: &mut Conn,
    with: &Recorder,
    attempt: &ScanAttempt,
    (device, proof): (&str, Proof),
) -> Result<Scanned> {
    let Some(place) = touchpoints::by_code(conn, &attempt.code)? else {
        return Ok(Scanned::Unknown);
    };
    let before = responses::of_submissions(conn, &[&attempt.submission])?.pop();
    if before.as_ref().is_some_and(|row| row.touchpoint_id != Some(place.id)) {
        // Another counter's page: its answer is not changed from here.
        return Ok(Scanned::Unknown);
    }
    // What was answered under one revision is edited under it.
    let revision = before.as_ref().map_or(place.revision_id, |row| row.revision_id);
    let revision = with.surveys.get(conn, RevisionId(revision))?;
    let now = with.clock.now();
    if is_closed(&place, &revision, before.as_ref().map(|row| Instant(row.answered_at)), now, with)
    {
        return Ok(Scanned::Closed(place, revision));
    }
    let stored = before.as_ref().map(stored_of).transpose()?;
    let submission = match answer::read(&revision.definition, &attempt.fields, stored.as_ref()) {
        Ok(submission) => submission,
        Err(problems) => return Ok(Scanned::Unclear(place, revision, problems)),
    };
    let after = answer::merge(&revision.definition, stored.as_ref(), submission);
    let ids: Vec<i64> = before.iter().map(|row| row.id).collect();
    let edits = edits_of(conn, &ids, now)?.into_values().next().unwrap_or_default();
    let change = match with.weigh((before.as_ref(), stored.as_ref()), &edits, &after, now) {
        Weighed::Taken(change) => change,
        Weighed::Wait(seconds) => return Ok(Scanned::Wait(place, revision, after, seconds)),
        Weighed::Sealed => return Ok(Scanned::Closed(place, revision)),
    };
    let held = match &before {
        Some(before) => held::reason(conn, ResponseId(before.id))?,
        None => match pass(conn, with, &place, (device, proof), now)? {
            Pass::Asked => return Ok(Scanned::Asked(place, revision)),
            Pass::In(held) => held,
        },
    };
    let mut changes = Changes::default();
    let at = place_of(with, &place, attempt, held)?;
    changes.add(with, now, (&revision, at), (before, change), &after)?;
    changes.write(conn, (now, &with.zone))?;
    Ok(Scanned::Stored(place, revision, after, (change, held)))
}

fn is_closed(
    place: &TouchpointRow,
    revision: &Revision,
    answered_at: Option<Instant>,
    now: Instant,
    with: &Recorder,
) -> bool {
    match answered_at {
        Some(at) => !answer::is_open(at, now, with.edit_seconds),
        None => !place.active || !revision.definition.active,
    }
}

fn place_of(
    with: &Recorder,
    place: &TouchpointRow,
    attempt: &ScanAttempt,
    held: Option<Held>,
) -> Result<Place> {
    Ok(Place {
        survey: SurveyId(place.survey_id),
        invitation: None,
        touchpoint: Some(TouchpointId(place.id)),
        submission: Some(attempt.submission.clone()),
        location: place.location.clone(),
        members: parts::of_touchpoint(&with.dimensions, place)?,
        sent_at: None,
        language: attempt.language,
        channel: Channel::Touchpoint,
        held,
    })
}
