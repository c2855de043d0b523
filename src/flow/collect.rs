//! The stage `collect`: forms and touchpoints in, responses out, each in one transaction with its
//! counts and events. Nobody is told "thank you" before the commit.

mod gate;
mod touchpoint;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

pub use super::steps::record::{Attempt, Recorded};
pub use touchpoint::{Opened, ScanAttempt, Scanned};

use super::House;
use super::steps::record::{Recorder, record, stored_of};
use super::steps::surveys::Revision;
use crate::db::Gather;
use crate::db::batches;
use crate::db::invitations::{self, Invited};
use crate::db::responses;
use crate::domain::answer::Stored;
use crate::error::Result;
use crate::types::{Instant, Token};

/// Takes answers. One for the whole server, since it is where answers are gathered into sets.
pub struct Collector {
    house: House,
    recorder: Recorder,
    answers: Gather<Attempt, Recorded>,
}

/// What a form shows when it is opened.
#[derive(Clone, Debug)]
pub enum Shown {
    /// There is no such invitation.
    Unknown,
    /// No answer is taken any more.
    Closed(Box<Invited>, Arc<Revision>),
    /// Nothing has been answered yet.
    Asking(Box<Invited>, Arc<Revision>),
    /// It has been answered and may still be changed.
    Editing(Box<Invited>, Arc<Revision>, Stored),
}

impl Collector {
    /// Starts gathering answers.
    #[must_use]
    pub fn new(house: &House) -> Self {
        let recorder = Recorder::of(house);
        let with = recorder.clone();
        let answers = Gather::new(&house.db, move |conn, set: &[Attempt]| record(conn, &with, set));
        Self { house: house.clone(), recorder, answers }
    }

    /// Records an answer to an invitation.
    ///
    /// # Errors
    /// Busy if the database cannot take it now; trying again is safe.
    pub async fn answer(&self, attempt: Attempt) -> Result<Recorded> {
        let (key, printed) = (lane_key(attempt.token.as_str()), attempt.token.clone());
        let again = attempt.clone();
        match self.answers.write(key, attempt).await? {
            Recorded::Unknown => match self.token_of_card(printed).await? {
                Some(token) => {
                    let key = lane_key(token.as_str());
                    self.answers.write(key, Attempt { token, ..again }).await
                }
                None => Ok(Recorded::Unknown),
            },
            recorded => Ok(recorded),
        }
    }

    /// The code of an order's invitation, of a card that was attached to it.
    async fn token_of_card(&self, printed: Token) -> Result<Option<Token>> {
        self.house.db.read(move |conn| batches::token_of_card(conn, &printed)).await
    }

    /// What the form of a token shows now. Reads only.
    ///
    /// # Errors
    /// What the database says.
    pub async fn show(&self, token: Token) -> Result<Shown> {
        let (surveys, now) = (self.house.surveys.clone(), self.house.now());
        let edit_seconds = self.recorder.edit_seconds;
        self.house
            .db
            .read(move |conn| {
                let found = match invitations::by_token(conn, &token)? {
                    None => match batches::token_of_card(conn, &token)? {
                        Some(token) => invitations::by_token(conn, &token)?,
                        None => None,
                    },
                    found => found,
                };
                let Some(invited) = found.map(Box::new) else { return Ok(Shown::Unknown) };
                let revision = surveys.get(conn, invited.revision())?;
                if is_sealed(&invited, now, edit_seconds) {
                    return Ok(Shown::Closed(invited, revision));
                }
                if invited.answered_at.is_none() {
                    return Ok(Shown::Asking(invited, revision));
                }
                let given = responses::of_invitations(conn, &[invited.id])?;
                Ok(match given.first() {
                    Some(row) => Shown::Editing(invited, revision, stored_of(row)?),
                    None => Shown::Asking(invited, revision),
                })
            })
            .await
    }
}

/// Whether an invitation takes no answer any more, or no other one.
fn is_sealed(invited: &Invited, now: Instant, edit_seconds: i64) -> bool {
    match invited.answered_at {
        Some(at) => now > Instant(at).plus_seconds(edit_seconds),
        None => invited.expires_at.is_some_and(|end| now.0 > end),
    }
}

/// Answers to one invitation go through one lane.
fn lane_key(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
