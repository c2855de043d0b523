//! What answers change, collected for a set and written together.

use std::collections::HashMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::super::count;
use super::super::surveys::Revision;
use super::Recorder;
use crate::db::held::{self, NewHeld};
use crate::db::responses::{self, Edit, NewEvent, ResponseRow};
use crate::db::{Conn, deliveries, entries, invitations};
use crate::domain::answer::{self, Change, Stored};
use crate::domain::members::{self, Members};
use crate::domain::tally::{Entry, hour_mark, mark, wait_mark};
use crate::error::{Context, Result};
use crate::types::{
    Channel, Held, Instant, InvitationId, Language, Origin, Reason, ResponseId, SurveyId,
    TouchpointId,
};

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
    /// The members in the dimensions that the shop has named.
    pub members: Members,
    /// When the invitation went out.
    pub sent_at: Option<Instant>,
    /// The language it was answered in.
    pub language: Language,
    /// Where it came in.
    pub channel: Channel,
    /// Why it is kept and not counted.
    pub held: Option<Held>,
}

/// What a set of attempts changes, written at the end in a few statements.
#[derive(Debug, Default)]
pub struct Changes {
    new: Vec<ResponseRow>,
    edits: Vec<(Change, ResponseRow, Edit)>,
    entries: Vec<String>,
    events: Vec<NewEvent>,
    answered: Vec<(i64, SurveyId)>,
    held: Vec<NewHeld>,
}

impl Changes {
    /// Adds what one answer changes: a new response, more or something else of one, or nothing if
    /// it says what is stored.
    ///
    /// # Errors
    /// Broken if something stored cannot be read.
    pub fn add(
        &mut self,
        with: &Recorder,
        now: Instant,
        (revision, place): (&Revision, Place),
        (before, change): (Option<ResponseRow>, Change),
        after: &Stored,
    ) -> Result<()> {
        match before {
            Some(_) if change == Change::Same => Ok(()),
            Some(before) => self.edit(now, revision, (before, change), after),
            None => self.insert(with, now, (revision, place), after),
        }
    }

    /// Counts a card without an order as invited and sent.
    ///
    /// # Errors
    /// Broken if an entry cannot be written, which would be a bug.
    pub fn count_given(&mut self, survey: SurveyId, language: Language, day: Date) -> Result<()> {
        let entry = Entry {
            survey,
            n: 1,
            day,
            members: vec![("language".to_owned(), language.tag().to_owned())],
            marks: vec![mark("funnel", "invited"), mark("funnel", "sent")],
        };
        self.entries.push(count::row(&[count::to_json(&entry)?]));
        Ok(())
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
        let id = match self.new.last() {
            Some(row) => with.random.public_id_after(row.id),
            None => with.random.public_id(),
        };
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
            properties: None,
        });
        match place.held {
            Some(why) => self.held.push(NewHeld::new(ResponseId(id), why, now)),
            None => {
                self.entries.push(count::row(&[body]));
                self.note("response.created", ResponseId(id), now);
            }
        }
        self.answered.extend(place.invitation.map(|invitation| (invitation.0, place.survey)));
        Ok(())
    }

    fn edit(
        &mut self,
        now: Instant,
        revision: &Revision,
        (before, change): (ResponseRow, Change),
        after: &Stored,
    ) -> Result<()> {
        let counted = count::from_json(&before.entry)?;
        let entry = Entry { marks: edited_marks(&counted, revision, after), ..counted.clone() };
        let body = count::to_json(&entry)?;
        if counted.n != 0 {
            let taken_back = count::to_json(&counted.taken_back())?;
            self.entries.push(count::row(&[taken_back, body.clone()]));
            self.note("response.updated", ResponseId(before.id), now);
        }
        let edit = Edit {
            score: i64::from(after.score),
            comment: after.comment.clone(),
            answers: answers_json(after)?,
            entry: body,
            updated_at: now.0,
        };
        self.edits.push((change, before, edit));
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
        held::insert(conn, &self.held)?;
        for (change, before, edit) in &self.edits {
            match change {
                Change::Completed => responses::complete(conn, before.id, edit)?,
                _ => responses::edit(conn, before, edit)?,
            }
        }
        entries::append(conn, &self.entries)?;
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
                self.entries.push(count::row(&[count::to_json(&entry)?]));
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
    let location = place.location.as_deref().and_then(members::normal);
    members.extend(location.map(|location| ("location".to_owned(), location)));
    members.extend(place.members.iter().cloned());
    let mut marks = answer::marks(&revision.definition, after);
    marks.push(hour_mark(now, zone));
    marks.extend(place.sent_at.map(|sent| wait_mark(now.seconds_since(sent))));
    marks.extend(place.invitation.map(|_| mark("funnel", "answered")));
    // What is held stands for none until somebody counts it.
    let n = i64::from(place.held.is_none());
    Entry { survey: place.survey, n, day: now.day_in(zone), members, marks }
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
