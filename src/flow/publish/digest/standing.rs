//! How it stands with each recipient's digest: one value of the settings a recipient, which holds the
//! last period told of, what became of it and when to try again. No address is kept in the clear.

use serde::{Deserialize, Serialize};

use crate::db::{Conn, settings};
use crate::error::{Context, Result};
use crate::flow::House;
use crate::types::{Email, Instant};

/// After how many failed attempts a digest is given up, and how long the first wait is; each further
/// one is twice as long.
const ATTEMPTS: u32 = 8;
const FIRST_WAIT_SECONDS: i64 = 600;

/// After how long what was handed over and never noted counts as of unknown outcome.
const ABANDONED_SECONDS: i64 = 900;

/// What is kept of a recipient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    pub period: String,
    pub state: State,
    pub attempts: u32,
    /// When to try again, in microseconds; of one being handed over, since when.
    pub next_at: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Why>,
    /// Since when the limits keep a place for it, in microseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booked: Option<i64>,
}

/// How a digest stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Handed over; after a crash nobody knows.
    Sending,
    /// To be tried again.
    Waiting,
    /// Taken by the mail server.
    Sent,
    /// Refused or given up.
    Failed,
    /// It may have arrived, and is not sent again.
    Uncertain,
}

/// Why a digest was not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The limits of `[mail]` are spent.
    Budget,
    /// The mail server could not be reached, or said "later".
    NotTaken,
    /// The mail server said no.
    Refused,
    /// The letter could not be written or signed.
    Unwritable,
}

impl Why {
    /// The word in logs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Budget => "budget",
            Self::NotTaken => "not_taken",
            Self::Refused => "refused",
            Self::Unwritable => "unwritable",
        }
    }
}

/// How it stands with one recipient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// The place in `digest.to`, from 1.
    pub recipient: usize,
    /// The week or month: `2026-W36`, `2026-09`.
    pub period: String,
    /// What became of it.
    pub state: State,
    /// How often it was tried.
    pub attempts: u32,
    /// Why it was not sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Why>,
    /// When it is tried again, in microseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_attempt_at: Option<i64>,
}

impl Standing {
    /// Whether somebody should look at it: nothing more happens by itself.
    #[must_use]
    pub fn is_given_up(&self) -> bool {
        matches!(self.state, State::Failed | State::Uncertain)
    }
}

impl Kept {
    /// One that was never tried.
    pub(super) fn new(period: String) -> Self {
        let (state, attempts, next_at) = (State::Waiting, 0, 0);
        Self { period, state, attempts, next_at, reason: None, booked: None }
    }

    pub(super) fn parse(text: &str) -> Result<Self> {
        serde_json::from_str(text).doing(|| "a digest's state cannot be read".to_owned())
    }

    pub(super) fn text(&self) -> Result<String> {
        serde_json::to_string(self).doing(|| "a digest's state cannot be written".to_owned())
    }

    pub(super) fn is_due(&self, now: Instant) -> bool {
        self.state == State::Waiting && self.next_at <= now.0
    }

    /// Handed over at that instant.
    pub(super) fn sending(&self, now: Instant) -> Self {
        let (state, attempts) = (State::Sending, self.attempts + 1);
        Self { state, attempts, next_at: now.0, reason: None, booked: None, ..self.clone() }
    }

    /// Taken, or perhaps taken.
    pub(super) fn ended(&self, state: State) -> Self {
        Self { state, next_at: 0, reason: None, ..self.clone() }
    }

    /// Put off because the limits are spent, which is nobody's failure.
    pub(super) fn put_off(&self, booked: Instant, until: Instant) -> Self {
        let (reason, booked) = (Some(Why::Budget), Some(booked.0));
        Self { next_at: until.0, reason, booked, ..self.clone() }
    }

    /// After an attempt that came to nothing, `self.attempts` with it: the next is twice as far off
    /// as the one before, and after the last or a refusal there is none.
    pub(super) fn failed(&self, why: Why, now: Instant) -> Self {
        let reason = Some(why);
        if why == Why::Refused || self.attempts >= ATTEMPTS {
            return Self { state: State::Failed, next_at: 0, reason, ..self.clone() };
        }
        let wait = FIRST_WAIT_SECONDS << self.attempts.saturating_sub(1);
        let next_at = now.plus_seconds(wait).0;
        Self { state: State::Waiting, next_at, reason, ..self.clone() }
    }

    pub(super) fn standing(self, recipient: usize, now: Instant) -> Standing {
        let abandoned = Instant(self.next_at).plus_seconds(ABANDONED_SECONDS) <= now;
        let state = match self.state {
            State::Sending if abandoned => State::Uncertain,
            state => state,
        };
        let next_attempt_at = (state == State::Waiting).then_some(self.next_at);
        let Self { period, attempts, reason, .. } = self;
        Standing { recipient, period, state, attempts, reason, next_attempt_at }
    }
}

/// The key of a recipient's value.
pub(super) fn key_of(house: &House, to: &Email) -> String {
    format!("digest:{}", house.keys.suppression_hash(to))
}

/// What is kept of a recipient, as it stands in the database.
pub(super) async fn read(house: &House, to: &Email) -> Result<Option<String>> {
    let key = key_of(house, to);
    house.db.read(move |conn| settings::get(conn, &key)).await
}

/// Changes what is kept, unless somebody was quicker.
pub(super) fn swap(conn: &mut Conn, key: &str, before: Option<&str>, after: &Kept) -> Result<bool> {
    let after = after.text()?;
    match before {
        Some(before) => settings::replace(conn, key, before, &after),
        // Each attempt of each node writes another text only by its time; the first one stays.
        None => match settings::get(conn, key)? {
            Some(_) => Ok(false),
            None => Ok(settings::set_first(conn, key, &after)? == after),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_wait_is_twice_the_one_before_and_the_eighth_attempt_the_last() {
        let mut kept = Kept::new("2026-09".to_owned());
        let mut waits = Vec::new();
        let now = Instant(1_000_000);
        while kept.state == State::Waiting {
            kept = kept.sending(now).failed(Why::NotTaken, now);
            waits.push((kept.next_at - now.0) / 60_000_000);
        }
        assert_eq!(waits, [10, 20, 40, 80, 160, 320, 640, 0]);
        assert_eq!((kept.attempts, kept.state), (8, State::Failed));
        let refused = Kept::new("2026-09".to_owned()).sending(now).failed(Why::Refused, now);
        assert_eq!((refused.attempts, refused.state), (1, State::Failed));
    }

    #[test]
    fn waiting_for_the_budget_is_no_attempt() {
        let kept = Kept::new("2026-09".to_owned()).put_off(Instant(5), Instant(9));
        assert_eq!(
            (kept.attempts, kept.is_due(Instant(8)), kept.is_due(Instant(9))),
            (0, false, true)
        );
        assert_eq!(kept.sending(Instant(9)).booked, None);
    }

    #[test]
    fn what_was_never_noted_is_of_unknown_outcome() {
        let kept = Kept::new("2026-09".to_owned()).sending(Instant(0));
        assert_eq!(kept.clone().standing(1, Instant(0).plus_seconds(899)).state, State::Sending);
        let standing = kept.standing(1, Instant(0).plus_seconds(900));
        assert!(standing.is_given_up());
    }

    #[test]
    fn what_an_older_version_kept_is_read() {
        let kept =
            Kept::parse("{\"period\":\"2026-09\",\"state\":\"sent\",\"attempts\":1,\"next_at\":0}");
        assert_eq!(kept.unwrap().state, State::Sent);
    }
}
