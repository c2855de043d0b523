//! Records answers to invitations, a set at a time.
//!
//! One look-up finds all invitations of a set, one more the answers that some of them have; then
//! each attempt is decided by rules alone, and what was decided is written in a few statements.

mod changes;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::surveys::{Revision, Surveys};
use super::{burst, parts};
use crate::db::Conn;
use crate::db::invitations::{self, Invited};
use crate::db::responses::{self, ResponseRow};
use crate::domain::answer::{self, Change, FieldProblem, Fields, Past, Stored, Weighed};
use crate::domain::members::Members;
use crate::error::{Context, Result};
use crate::flow::House;
use crate::types::{Channel, Clock, Dimension, Instant, InvitationId, Language, Random, Token};

pub use changes::{Changes, Place};

/// What recording needs besides the connection.
#[derive(Clone)]
pub struct Recorder {
    /// Definitions.
    pub surveys: Surveys,
    /// Ids of responses.
    pub random: Random,
    /// The present.
    pub clock: Arc<dyn Clock>,
    /// The shop's days.
    pub zone: TimeZone,
    /// How long an answer may be edited.
    pub edit_seconds: i64,
    /// For how long one answer a device counts at a touchpoint; 0 for no limit.
    pub device_seconds: i64,
    /// Whether answers of a rush count before somebody has decided about it.
    pub count_rushes: bool,
    /// Along what else answers are split.
    pub dimensions: Arc<[Dimension]>,
}

impl Recorder {
    /// What this house records with.
    #[must_use]
    pub fn of(house: &House) -> Self {
        Self {
            surveys: house.surveys.clone(),
            random: house.random.clone(),
            clock: Arc::clone(&house.clock),
            zone: house.zone.clone(),
            edit_seconds: i64::from(house.config.answers.edit_hours) * 3600,
            device_seconds: i64::from(house.config.answers.device_hours) * 3600,
            count_rushes: house.config.answers.count_rushes,
            dimensions: house.config.site.dimensions.clone().into(),
        }
    }

    /// Whether an answer is taken now, in place of the one that is stored. `edits` are its edits of
    /// the last minute.
    #[must_use]
    pub fn weigh(
        &self,
        (before, stored): (Option<&ResponseRow>, Option<&Stored>),
        edits: &[Instant],
        after: &Stored,
        now: Instant,
    ) -> Weighed {
        let past = before.zip(stored).map(|(row, stored)| Past {
            stored,
            answered_at: Instant(row.answered_at),
            edits,
        });
        answer::weigh(past.as_ref(), after, now, self.edit_seconds)
    }
}

/// Somebody pressed the button.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// Whose form it was.
    pub token: Token,
    /// What it held.
    pub fields: Fields,
    /// The language asked for by the address, if any.
    pub language: Option<Language>,
    /// The language to fall back on when the customer has none.
    pub fallback: Language,
    /// Where the form was opened from.
    pub channel: Channel,
    /// The hash of the device's cookie, if it brought one and answers a card.
    pub device: Option<String>,
}

/// What became of an attempt.
#[derive(Clone, Debug)]
pub enum Recorded {
    /// There is no such invitation.
    Unknown,
    /// The time to answer, or to change the answer, is over.
    Closed(Box<Invited>, Arc<Revision>),
    /// Something in the form has to be put right; nothing was stored.
    Unclear(Box<Invited>, Arc<Revision>, Vec<FieldProblem>),
    /// It was changed too often just now; what was to be stored, and in how many seconds it may be.
    Wait(Box<Invited>, Arc<Revision>, Stored, i64),
    /// The answer is stored as it is given here.
    Stored(Box<Invited>, Arc<Revision>, Stored, Change),
}

/// Records a set of attempts; the outcomes come in their order.
///
/// # Errors
/// What the database says.
pub fn record(conn: &mut Conn, with: &Recorder, attempts: &[Attempt]) -> Result<Vec<Recorded>> {
    let mut outcomes: Vec<Option<Recorded>> = vec![None; attempts.len()];
    let mut waiting: Vec<usize> = (0..attempts.len()).collect();
    // Several attempts on one invitation (a double click) take turns: the later one finds what
    // the earlier one stored.
    while !waiting.is_empty() {
        let mut taken = HashSet::new();
        let (round, later): (Vec<_>, Vec<_>) = waiting
            .into_iter()
            .filter_map(|index| Some((index, attempts.get(index)?)))
            .partition(|(_, attempt)| taken.insert(attempt.token.as_str()));
        record_round(conn, with, &round, &mut outcomes)?;
        waiting = later.into_iter().map(|(index, _)| index).collect();
    }
    Ok(outcomes.into_iter().map(|outcome| outcome.unwrap_or(Recorded::Unknown)).collect())
}

fn record_round(
    conn: &mut Conn,
    with: &Recorder,
    round: &[(usize, &Attempt)],
    outcomes: &mut [Option<Recorded>],
) -> Result<()> {
    let tokens: Vec<&str> = round.iter().map(|(_, attempt)| attempt.token.as_str()).collect();
    let found = invitations::lock_by_tokens(conn, &tokens)?;
    let answered: Vec<i64> =
        found.iter().filter(|invited| invited.answered_at.is_some()).map(|i| i.id).collect();
    let mut given = HashMap::new();
    if !answered.is_empty() {
        let rows = responses::of_invitations(conn, &answered)?;
        given.extend(rows.into_iter().filter_map(|row| Some((row.invitation_id?, row))));
    }
    let now = with.clock.now();
    let ids: Vec<i64> = given.values().map(|row: &ResponseRow| row.id).collect();
    let edits = edits_of(conn, &ids, now)?;
    let new = found.iter().filter(|invited| invited.answered_at.is_none()).map(|i| i.id);
    let mut members = parts::of_invitations(conn, &with.dimensions, &new.collect::<Vec<_>>())?;
    let mut by_token: HashMap<String, Invited> =
        found.into_iter().map(|invited| (invited.token.clone(), invited)).collect();

    let mut changes = Changes::default();
    let mut scanned = Vec::new();
    for (index, attempt) in round {
        let Some(invited) = by_token.remove(attempt.token.as_str()) else { continue };
        let revision = with.surveys.get(conn, invited.revision())?;
        let before = given.remove(&invited.id);
        let edits = before.as_ref().and_then(|row| edits.get(&row.id));
        let edits = edits.map(Vec::as_slice).unwrap_or_default();
        let members = members.remove(&invited.id).unwrap_or_default();
        let subject = (invited, revision, members);
        let outcome = decide(with, now, attempt, subject, (before, edits), &mut changes)?;
        if let (Some(device), Recorded::Stored(_, revision, _, Change::First)) =
            (&attempt.device, &outcome)
        {
            scanned.push((device.as_str(), revision.survey));
        }
        if let Some(place) = outcomes.get_mut(*index) {
            *place = Some(outcome);
        }
    }
    changes.write(conn, (now, &with.zone))?;
    if scanned.is_empty() { Ok(()) } else { burst::note_cards(conn, &scanned, (now, &with.zone)) }
}

fn decide(
    with: &Recorder,
    now: Instant,
    attempt: &Attempt,
    (invited, revision, members): (Invited, Arc<Revision>, Members),
    (before, edits): (Option<ResponseRow>, &[Instant]),
    changes: &mut Changes,
) -> Result<Recorded> {
    let invited = Box::new(invited);
    if is_closed(&invited, now, with.edit_seconds) {
        return Ok(Recorded::Closed(invited, revision));
    }
    let stored = before.as_ref().map(stored_of).transpose()?;
    let submission = match answer::read(&revision.definition, &attempt.fields, stored.as_ref()) {
        Ok(submission) => submission,
        Err(problems) => return Ok(Recorded::Unclear(invited, revision, problems)),
    };
    let after = answer::merge(&revision.definition, stored.as_ref(), submission);
    let change = match with.weigh((before.as_ref(), stored.as_ref()), edits, &after, now) {
        Weighed::Taken(change) => change,
        Weighed::Wait(seconds) => return Ok(Recorded::Wait(invited, revision, after, seconds)),
        Weighed::Sealed => return Ok(Recorded::Closed(invited, revision)),
    };
    let is_strangers = before.is_none() && invited.customer_id.is_none();
    let language = attempt
        .language
        .or_else(|| invited.language.as_deref().and_then(Language::parse))
        .unwrap_or(attempt.fallback);
    let place = Place {
        survey: revision.survey,
        invitation: Some(InvitationId(invited.id)),
        touchpoint: None,
        submission: None,
        location: invited.location.clone(),
        members,
        sent_at: invited.sent_at.map(Instant),
        language,
        channel: attempt.channel,
        held: None,
    };
    if is_strangers {
        // A card that nobody was known of when it was printed is given to somebody the moment it
        // is answered: the rest may lie in a drawer for years.
        changes.count_given(revision.survey, language, now.day_in(&with.zone))?;
    }
    changes.add(with, now, (&revision, place), (before, change), &after)?;
    Ok(Recorded::Stored(invited, revision, after, change))
}

/// The edits of the last minute of several answers.
///
/// # Errors
/// What the database says.
pub fn edits_of(conn: &mut Conn, ids: &[i64], now: Instant) -> Result<HashMap<i64, Vec<Instant>>> {
    let mut edits: HashMap<i64, Vec<Instant>> = HashMap::new();
    if !ids.is_empty() {
        let since = now.plus_seconds(-answer::MINUTE_SECONDS);
        for (id, at) in responses::edits_since(conn, ids, since)? {
            edits.entry(id).or_default().push(Instant(at));
        }
    }
    Ok(edits)
}

/// Whether an invitation takes no answer any more, nor more of the one it has.
#[must_use]
pub fn is_closed(invited: &Invited, now: Instant, edit_seconds: i64) -> bool {
    match invited.answered_at {
        Some(at) => !answer::is_open(Instant(at), now, edit_seconds),
        None => invited.expires_at.is_some_and(|end| now.0 > end),
    }
}

/// The content of a stored answer.
///
/// # Errors
/// Broken if the stored JSON cannot be read.
pub fn stored_of(row: &ResponseRow) -> Result<Stored> {
    Ok(Stored {
        score: u8::try_from(row.score).doing(|| "a stored score is out of range".to_owned())?,
        comment: row.comment.clone(),
        answers: serde_json::from_str(&row.answers)
            .doing(|| "stored answers cannot be read".to_owned())?,
    })
}
