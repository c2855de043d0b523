//! One line to the mail server at work: mails go over it one after another.

use std::time::Duration;

use super::draft::{Claimed, Draft};
use super::pause::Sign;
use super::settle::Ended;
use super::turn::Looked;
use super::{CLAIM, Courier, Delivered};
use crate::error::{Kind, Result};
use crate::flow::steps::signing;
use crate::mail::{Line, Outcome};
use crate::types::{DeliveryState, Instant};

/// How long a sender waits for its budget before it leaves that to the next tick.
const LONGEST_WAIT: Duration = Duration::from_millis(1_200);

/// How a sender goes on after a mail.
enum Next {
    /// With the next mail.
    More,
    /// Not before this instant: the budget is spent.
    Wait(Instant),
}

/// A line, and what is on its way over it.
pub(super) struct Sender<'a> {
    courier: &'a Courier,
    line: Option<Line>,
    /// Sent, and not noted yet: that shares a transaction with the hand-over of the next.
    sent: Option<Ended>,
    done: Delivered,
}

impl<'a> Sender<'a> {
    pub fn new(courier: &'a Courier) -> Self {
        Self { courier, line: None, sent: None, done: Delivered::default() }
    }

    /// Sends what was claimed and whatever else is due.
    pub async fn work(mut self, claimed: Vec<Claimed>) -> (Delivered, Result<()>) {
        let outcome = self.send_due(claimed).await;
        // However it ended, what was sent is noted.
        let noted = self.note_sent().await;
        if let Some(line) = self.line.take() {
            line.close().await;
        }
        (self.done, outcome.and(noted))
    }

    async fn send_due(&mut self, mut claimed: Vec<Claimed>) -> Result<()> {
        loop {
            if claimed.is_empty() {
                let claim = self.courier.claim(CLAIM, &mut self.done).await?;
                match claim.spent_until {
                    Some(until) if self.waits(until).await => continue,
                    _ => claimed = claim.mails,
                }
            }
            if claimed.is_empty() {
                return Ok(());
            }
            let next = self.send_claimed(std::mem::take(&mut claimed)).await?;
            self.note_sent().await?;
            match next {
                Next::Wait(until) if self.waits(until).await => {}
                Next::More if self.courier.is_free() => {}
                Next::More | Next::Wait(_) => return Ok(()),
            }
        }
    }

    /// Sends one after another, each letter written while the mail before it goes out. Where it
    /// has to stop, the rest is given back.
    async fn send_claimed(&mut self, claimed: Vec<Claimed>) -> Result<Next> {
        let courier = self.courier;
        let mut rest = claimed.into_iter();
        let signer = match signing::signer(&courier.house).await {
            Ok(signer) => signer,
            Err(error) => {
                courier.release(rest.collect()).await?;
                return Err(error);
            }
        };
        let mut write = || rest.next().map(|claimed| courier.draft(claimed, signer.as_ref()));
        let mut next = write();
        while let Some(draft) = next {
            let outcome;
            (outcome, next) = tokio::join!(biased; self.send_one(draft), async { write() });
            if !matches!(outcome, Ok(Next::More)) || !courier.is_free() {
                let back = next.map(|draft| draft.claimed).into_iter().chain(rest);
                courier.release(back.collect()).await?;
                return outcome;
            }
        }
        Ok(Next::More)
    }

    async fn send_one(&mut self, draft: Draft) -> Result<Next> {
        // The line comes first: with no server to talk to, nothing is marked as handed over.
        let mut line = self.open(&draft.claimed).await?;
        let next = self.send_over(&mut line, draft).await;
        self.line = Some(line);
        next
    }

    /// Sends one mail, if it may still go.
    async fn send_over(&mut self, line: &mut Line, draft: Draft) -> Result<Next> {
        let looked = match self.courier.turn(self.sent.as_ref(), &draft.claimed).await {
            Ok(looked) => looked,
            Err(error) => {
                // It may have been noted before the line to the database broke; nothing has left. A mail that
                // cannot be looked at keeps its lease, or it would be the first of every run.
                if error.kind() == Kind::Busy {
                    self.courier.take_back(&draft.claimed).await;
                }
                return Err(error);
            }
        };
        self.note_done();
        let claimed = draft.claimed.clone();
        let going = match looked {
            Looked::Go(going) => going,
            Looked::OverBudget(until) => {
                self.courier.release(vec![claimed]).await?;
                return Ok(Next::Wait(until));
            }
            Looked::Gone => return Ok(Next::More),
            Looked::Skipped => {
                self.done.skipped += 1;
                return Ok(Next::More);
            }
            Looked::PutOff => {
                self.done.later += 1;
                return Ok(Next::More);
            }
        };
        let outcome = match draft.finish(self.courier, &going) {
            Ok(parcel) => line.send(&parcel).await,
            Err(outcome) => outcome,
        };
        self.courier.note_flow(&outcome, claimed.known.delivery.id);
        let sent = matches!(outcome, Outcome::Sent { .. });
        let house = (&self.courier.house, self.courier.is_preview());
        self.sent = Some(Ended::of(house, &claimed, *going, &outcome));
        // Only what went well waits for company: a line that broke has to be laid anew first.
        if sent { Ok(Next::More) } else { self.note_sent().await.map(|()| Next::More) }
    }

    /// The line, laid if need be.
    async fn open(&mut self, claimed: &Claimed) -> Result<Line> {
        if let Some(line) = self.line.take() {
            return Ok(line);
        }
        let opened = self.courier.transport.open().await;
        if opened.is_err() {
            self.courier.pause.note(&self.courier.house, Sign::Failing);
            self.courier.postpone_unsent(claimed).await?;
            self.done.note(DeliveryState::Waiting);
        }
        opened
    }

    /// Notes what was sent in a transaction of its own.
    async fn note_sent(&mut self) -> Result<()> {
        if let Some(sent) = &self.sent {
            self.courier.settle(sent).await?;
            self.note_done();
        }
        Ok(())
    }

    /// What was sent is in the database.
    fn note_done(&mut self) {
        if let Some(sent) = self.sent.take() {
            self.done.note(sent.state());
        }
    }

    /// Waits for the next second's budget; `false` if there is none so soon, or if the clock does
    /// not move, as in a simulation.
    async fn waits(&self, until: Instant) -> bool {
        let now = self.courier.house.now();
        let micros = u64::try_from(until.0.saturating_sub(now.0)).unwrap_or(0);
        let wait = Duration::from_micros(micros);
        if wait > LONGEST_WAIT {
            return false;
        }
        tokio::time::sleep(wait).await;
        self.courier.house.now() > now
    }
}
