//! Records answers to invitations, a set at a time.
//!
//! One look-up finds all invitations of a set, one more the answers that some of them have; then
//! each attempt is decided by rules alone, and what was decided is written in a few statements.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::count;
use super::surveys::{Revision, Surveys};
use crate::db::invitations::{self, Invited};
use crate::db::responses::{self, Edit, NewEvent, ResponseRow};
use crate::db::{Conn, deliveries};
use crate::domain::answer::{self, FieldProblem, Fields, Stored};
use crate::domain::tally::{Entry, hour_mark, mark, wait_mark};
use crate::error::{Context, Result};
use crate::types::{
    Channel, Clock, Instant, InvitationId, Language, Origin, Random, Reason, ResponseId, SurveyId,
    Token, TouchpointId,
};

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
    /// The answer is stored as it is given here.
    Stored(Box<Invited>, Arc<Revision>, Stored),
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
    let mut by_token: HashMap<String, Invited> =
        found.into_iter().map(|invited| (invited.token.clone(), invited)).collect();

    let now = with.clock.now();
    let mut changes = Changes::default();
    for (index, attempt) in round {
        let Some(invited) = by_token.remove(attempt.token.as_str()) else { continue };
        let revision = with.surveys.get(conn, invited.revision())?;
        let before = given.remove(&invited.id);
        let outcome = decide(with, now, attempt, (invited, revision), before, &mut changes)?;
        if let Some(place) = outcomes.get_mut(*index) {
            *place = Some(outcome);
        }
    }
    changes.write(conn, (now, &with.zone))
}

fn decide(
    with: &Recorder,
    now: Instant,
    attempt: &Attempt,
    (invited, revision): (Invited, Arc<Revision>),
    before: Option<ResponseRow>,
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
        sent_at: invited.sent_at.map(Instant),
        language,
        channel: attempt.channel,
    };
    changes.add(with, now, (&revision, place), (before, stored), &after)?;
    Ok(Recorded::Stored(invited, revision, after))
}

/// Whether an invitation takes no answer any more, or no other one.
#[must_use]
pub fn is_closed(invited: &Invited, now: Instant, edit_seconds: i64) -> bool {
    match invited.answered_at {
        Some(at) => now > Instant(at).plus_seconds(edit_seconds),
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

/// Where and how an answer came in.
#[derive(Clone, Debug)]
pub struct Place {
    /// The survey.
    pub survey: SurveyId,
    /// The invitation, if somebody was invited.
    pub invitation: Option<InvitationId>,
    /// The touchpoint, if it was a shared code.
    pub touchpoint: Option<TouchpointId>,
    /// The page's random id at a touchpoint.
    pub submission: Option<String>,
    /// The branch.
    pub location: Option<String>,
    /// When the invitation went out.
    pub sent_at: Option<Instant>,
    /// The language it was answered in.
    pub language: Language,
    /// Where it came in.
    pub channel: Channel,
}

/// What a set of attempts changes, written at the end in a few statements.
#[derive(Debug, Default)]
pub struct Changes {
    new: Vec<ResponseRow>,
    edits: Vec<(ResponseRow, Edit)>,
    entries: Vec<String>,
    events: Vec<NewEvent>,
    answered: Vec<(i64, SurveyId)>,
}

impl Changes {
    /// Adds what one answer changes: a new response, an edit, or nothing if it says what is stored.
    ///
    /// # Errors
    /// Broken if something stored cannot be read.
    pub fn add(
        &mut self,
        with: &Recorder,
        now: Instant,
        (revision, place): (&Revision, Place),
        (before, stored): (Option<ResponseRow>, Option<Stored>),
        after: &Stored,
    ) -> Result<()> {
        match before {
            Some(_) if stored.as_ref() == Some(after) => Ok(()),
            Some(before) => self.edit(now, revision, before, after),
            None => self.insert(with, now, (revision, place), after),
        }
    }

    fn insert(
        &mut self,
        with: &Recorder,
        now: Instant,
        (revision, place): (&Revision, Place),
        after: &Stored,
    ) -> Result<()> {
        let entry = entry_of(revision, &place, after, (now, &with.zone));
        let body = count::to_json(&entry)?;
        let id = with.random.public_id();
        self.new.push(ResponseRow {
            id,
            survey_id: place.survey.0,
            revision_id: revision.id.0,
            invitation_id: place.invitation.map(|id| id.0),
            touchpoint_id: place.touchpoint.map(|id| id.0),
            submission_id: place.submission,
            score: i64::from(after.score),
            comment: after.comment.clone(),
            answers: answers_json(after)?,
            language: place.language.tag().to_owned(),
            channel: place.channel.word().to_owned(),
            origin: Origin::Form.word().to_owned(),
            entry: body.clone(),
            answered_at: now.0,
            updated_at: now.0,
        });
        self.entries.push(body);
        self.note("response.created", ResponseId(id), now);
        self.answered.extend(place.invitation.map(|invitation| (invitation.0, place.survey)));
        Ok(())
    }

    fn edit(
        &mut self,
        now: Instant,
        revision: &Revision,
        before: ResponseRow,
        after: &Stored,
    ) -> Result<()> {
        let counted = count::from_json(&before.entry)?;
        let entry = Entry { marks: edited_marks(&counted, revision, after), ..counted.clone() };
        let body = count::to_json(&entry)?;
        self.entries.push(count::to_json(&counted.taken_back())?);
        self.entries.push(body.clone());
        self.note("response.updated", ResponseId(before.id), now);
        let edit = Edit {
            score: i64::from(after.score),
            comment: after.comment.clone(),
            answers: answers_json(after)?,
            entry: body,
            updated_at: now.0,
        };
        self.edits.push((before, edit));
        Ok(())
    }

    fn note(&mut self, kind: &'static str, response: ResponseId, now: Instant) {
        self.events.push(NewEvent { kind, response_id: Some(response.0), created_at: now.0 });
    }

    /// Writes it all. Lock order: invitation (locked by the look-up), delivery, response.
    ///
    /// # Errors
    /// What the database says.
    pub fn write(mut self, conn: &mut Conn, (now, zone): (Instant, &TimeZone)) -> Result<()> {
        if !self.answered.is_empty() {
            self.close_deliveries(conn, now, zone)?;
        }
        responses::insert(conn, &self.new)?;
        for (before, edit) in &self.edits {
            responses::edit(conn, before, edit)?;
        }
        crate::db::entries::append(conn, &self.entries)?;
        responses::note_events(conn, &self.events)
    }

    /// Answering on one channel closes the others.
    fn close_deliveries(&mut self, conn: &mut Conn, now: Instant, zone: &TimeZone) -> Result<()> {
        let ids: Vec<i64> = self.answered.iter().map(|(id, _)| *id).collect();
        invitations::mark_answered(conn, &ids, now)?;
        let surveys: HashMap<i64, SurveyId> = self.answered.iter().copied().collect();
        for invitation in deliveries::skip_waiting(conn, &ids, Reason::Answered, now)? {
            if let Some(survey) = surveys.get(&invitation) {
                let entry = Entry {
                    survey: *survey,
                    n: 1,
                    day: now.day_in(zone),
                    members: Vec::new(),
                    marks: vec![mark("reason", Reason::Answered.word())],
                };
                self.entries.push(count::to_json(&entry)?);
            }
        }
        Ok(())
    }
}

fn answers_json(stored: &Stored) -> Result<String> {
    serde_json::to_string(&stored.answers).doing(|| "answers cannot be written".to_owned())
}

/// What an answer counts for, on the day it is first given.
fn entry_of(
    revision: &Revision,
    place: &Place,
    after: &Stored,
    (now, zone): (Instant, &TimeZone),
) -> Entry {
    let mut members = vec![
        ("channel".to_owned(), place.channel.word().to_owned()),
        ("language".to_owned(), place.language.tag().to_owned()),
    ];
    members.extend(place.location.iter().map(|location| ("location".to_owned(), location.clone())));
    let mut marks = answer::marks(&revision.definition, after);
    marks.push(hour_mark(now, zone));
    marks.extend(place.sent_at.map(|sent| wait_mark(now.seconds_since(sent))));
    marks.extend(place.invitation.map(|_| mark("funnel", "answered")));
    Entry { survey: place.survey, n: 1, day: now.day_in(zone), members, marks }
}

/// The marks of an edited answer: its content is new; when and where it was given stays.
fn edited_marks(counted: &Entry, revision: &Revision, after: &Stored) -> Vec<(String, String)> {
    let mut marks = answer::marks(&revision.definition, after);
    let kept = ["hour", "wait", "funnel"];
    marks.extend(
        counted.marks.iter().filter(|(measure, _)| kept.contains(&measure.as_str())).cloned(),
    );
    marks
}
