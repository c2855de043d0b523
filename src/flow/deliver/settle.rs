//! What becomes of a mail after it was offered to the receiving server.

use std::time::Duration;

use super::draft::{Claimed, Going, reminder_of};
use super::hold::Hold;
use super::{Courier, Delivered};
use crate::db::deliveries::{self, DeliveryRow, NewDelivery};
use crate::db::outbox::{self, Settled};
use crate::db::{Conn, invitations};
use crate::domain::schedule;
use crate::error::{Kind, Result};
use crate::flow::House;
use crate::flow::steps::bounce::{self, Bounce};
use crate::flow::steps::count::{Bundle, Members};
use crate::flow::steps::hours::hours_of;
use crate::mail::Outcome;
use crate::types::{DeliveryId, DeliveryState, Instant, InvitationId, Reason};

/// The first wait before a mail is tried again; each further one is four times as long. Half of
/// each is drawn, so that mails put off together do not all come back together.
const FIRST_WAIT_SECONDS: i64 = 60;

/// The longest wait between two tries.
const LONGEST_WAIT_SECONDS: i64 = 6 * 3600;

/// After so long a mail is given up.
const GIVE_UP_SECONDS: i64 = 3 * 86_400;

/// How often a database that is away is tried before what happened to a mail is given up.
const TRIES: u32 = 30;

/// How long is waited between two tries.
const BETWEEN_TRIES: Duration = Duration::from_secs(1);

/// A mail that was offered, and what is to be noted of it.
#[derive(Clone, Debug)]
pub(super) struct Ended {
    delivery: DeliveryRow,
    hold: Hold,
    going: Going,
    to: Settled,
    at: Instant,
    /// What the server said in refusing it.
    refusal: Option<Bounce>,
}

/// It waits again, due at once.
pub(super) fn waiting(at: Instant) -> Settled {
    Settled {
        state: DeliveryState::Waiting,
        reason: None,
        sent_at: None,
        next_attempt_at: Some(at),
    }
}

/// It will not go out.
pub(super) fn skipped(reason: Reason) -> Settled {
    Settled {
        state: DeliveryState::Skipped,
        reason: Some(reason),
        sent_at: None,
        next_attempt_at: None,
    }
}

/// It was written to a file, which nobody gets.
fn filed() -> Settled {
    let state = DeliveryState::Filed;
    Settled { state, reason: None, sent_at: None, next_attempt_at: None }
}

pub(super) fn ended(state: DeliveryState, reason: Reason) -> Settled {
    Settled { state, ..skipped(reason) }
}

/// What becomes of a mail that was first due at `due_at` and has been tried `attempts` times, this
/// one included; `draw` lies in 0.0..1.0.
fn settled(
    (attempts, due_at): (i64, Instant),
    outcome: &Outcome,
    now: Instant,
    draw: f64,
) -> Settled {
    match outcome {
        Outcome::Sent { .. } => Settled {
            state: DeliveryState::Sent,
            reason: None,
            sent_at: Some(now),
            next_attempt_at: None,
        },
        Outcome::Refused { .. } => ended(DeliveryState::Failed, Reason::Refused),
        Outcome::Uncertain => ended(DeliveryState::Uncertain, Reason::Uncertain),
        Outcome::Later { .. } | Outcome::Deferred { .. } => {
            let doublings = u32::try_from(attempts.clamp(1, 8)).unwrap_or(8) - 1;
            let wait = FIRST_WAIT_SECONDS.saturating_mul(4_i64.saturating_pow(doublings));
            let tried_for = now.seconds_since(due_at);
            if attempts > 10 && tried_for > GIVE_UP_SECONDS {
                ended(DeliveryState::Failed, Reason::GaveUp)
            } else {
                waiting(now.plus_seconds(drawn(wait.min(LONGEST_WAIT_SECONDS), draw)))
            }
        }
    }
}

/// Between half of a wait and all of it, in whole seconds.
fn drawn(seconds: i64, draw: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "at most a few hours")]
    #[expect(clippy::cast_precision_loss, reason = "at most a few hours")]
    let drawn = (seconds as f64 * (0.5 + draw / 2.0)).ceil() as i64;
    drawn.clamp(1, seconds)
}

impl Ended {
    /// What is to be noted of a mail that was offered just now.
    pub fn of(
        (house, is_preview): (&House, bool),
        claimed: &Claimed,
        going: Going,
        outcome: &Outcome,
    ) -> Self {
        let (delivery, hold) = (claimed.known.delivery.clone(), claimed.hold.clone());
        let (at, attempts) = (house.now(), delivery.attempts + 1);
        let so_far = (attempts, Instant(delivery.due_at));
        let to = match outcome {
            // Written to look at: a file that a power cut may take is no reason to ask anybody.
            Outcome::Sent { .. } | Outcome::Uncertain if is_preview => filed(),
            _ => settled(so_far, outcome, at, house.random.unit()),
        };
        let refusal = match outcome {
            Outcome::Refused { reply, code } if *code > 0 => {
                Some(bounce::refused(DeliveryId(delivery.id), attempts, reply))
            }
            _ => None,
        };
        Self { delivery, hold, going, to, at, refusal }
    }

    /// How it ended.
    pub fn state(&self) -> DeliveryState {
        self.to.state
    }

    /// Notes it in the caller's transaction, unless the lease has gone to somebody else.
    pub fn note(&self, conn: &mut Conn, house: &House) -> Result<()> {
        if self.refusal.is_some() {
            invitations::lock(conn, InvitationId(self.delivery.invitation_id))?;
        }
        if !outbox::settle(conn, &self.delivery, self.hold.lease(), self.to, self.at)? {
            let (delivery, state) = (self.delivery.id, self.to.state.word());
            tracing::warn!(delivery, state, "a mail was taken over before its end was noted");
            return Ok(());
        }
        self.count(conn, house)?;
        if self.to.state == DeliveryState::Sent {
            self.remind(conn, house)?;
        }
        match &self.refusal {
            Some(refusal) => bounce::follow(conn, house, refusal, self.at).map(drop),
            None => Ok(()),
        }
    }

    fn count(&self, conn: &mut Conn, house: &House) -> Result<()> {
        let (members, mark) = match (self.to.state, self.to.reason) {
            // An invitation is sent once, however many reminders follow, or cards went before.
            (DeliveryState::Sent, _)
                if self.going.was_given || reminder_of(&self.delivery).is_some() =>
            {
                return Ok(());
            }
            (DeliveryState::Sent, _) => (self.going.members(house), ("funnel", "sent")),
            // Whoever takes this back later knows no members.
            (_, Some(Reason::Uncertain)) => (Members::new(), ("reason", Reason::Uncertain.word())),
            (_, Some(reason)) => (self.going.members(house), ("reason", reason.word())),
            _ => return Ok(()),
        };
        let (survey, day) = (self.going.revision.survey, self.at.day_in(&house.zone));
        let mut bundle = Bundle::default();
        bundle.add(survey, day, &members, mark, 1);
        bundle.append(conn)
    }

    /// Makes the reminder that follows, if the survey has one.
    fn remind(&self, conn: &mut Conn, house: &House) -> Result<()> {
        let definition = &self.going.revision.definition;
        let number = reminder_of(&self.delivery).unwrap_or(0);
        let Some(reminder) = definition.reminders.get(usize::from(number)) else {
            return Ok(());
        };
        let hours = hours_of(house, definition, self.going.recipient.home());
        let due_at = schedule::due_at(self.at, reminder.delay_seconds, &hours);
        let invitation = InvitationId(self.delivery.invitation_id);
        let number = number.saturating_add(1);
        let next = NewDelivery::reminder(invitation, number, due_at, self.at);
        deliveries::insert_once(conn, &next).map(drop)
    }
}

/// Tries something again for as long as the database is away, within reason.
async fn patiently<T, F>(work: impl Fn() -> F) -> Result<T>
where
    F: Future<Output = Result<T>>,
{
    for _ in 1..TRIES {
        match work().await {
            Err(error) if error.kind() == Kind::Busy => tokio::time::sleep(BETWEEN_TRIES).await,
            outcome => return outcome,
        }
    }
    work().await
}

impl Courier {
    /// Notes a mail that was offered in a transaction of its own. A database that is away is waited for:
    /// nobody else knows what became of the mail.
    pub(super) async fn settle(&self, ended: &Ended) -> Result<()> {
        let house = &self.house;
        patiently(|| {
            let (ended, inside) = (ended.clone(), house.clone());
            house.db.write(move |conn| ended.note(conn, &inside))
        })
        .await
    }

    /// Takes a hand-over back of which it is not known whether it was noted, and of whose mail no byte
    /// has left: it waits as before.
    pub(super) async fn take_back(&self, claimed: &Claimed) {
        let house = &self.house;
        let taken = patiently(|| {
            let (id, hold) = (claimed.known.delivery.id, claimed.hold.clone());
            let now = house.now();
            house.db.write(move |conn| outbox::take_back(conn, DeliveryId(id), hold.lease(), now))
        });
        if let Err(error) = taken.await {
            let delivery = claimed.known.delivery.id;
            tracing::warn!(delivery, %error, "a mail that was not sent could not be taken back");
        }
    }

    /// Puts a mail off that was claimed but never offered: the server could not be reached.
    pub(super) async fn postpone_unsent(&self, claimed: &Claimed) -> Result<()> {
        let (now, Claimed { known, hold }) = (self.house.now(), claimed.clone());
        let to = waiting(now.plus_seconds(FIRST_WAIT_SECONDS));
        let postpone = move |conn: &mut Conn| {
            outbox::settle(conn, &known.delivery, hold.lease(), to, now).map(drop)
        };
        self.house.db.write(postpone).await
    }
}

impl Delivered {
    pub(super) fn add(&mut self, other: Self) {
        self.sent += other.sent;
        self.filed += other.filed;
        self.skipped += other.skipped;
        self.later += other.later;
        self.failed += other.failed;
        self.uncertain += other.uncertain;
    }

    pub(super) fn note(&mut self, state: DeliveryState) {
        match state {
            DeliveryState::Sent => self.sent += 1,
            DeliveryState::Skipped => self.skipped += 1,
            DeliveryState::Waiting | DeliveryState::Sending => self.later += 1,
            DeliveryState::Filed => self.filed += 1,
            DeliveryState::Failed => self.failed += 1,
            DeliveryState::Uncertain => self.uncertain += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn later(attempts: i64, days: i64) -> Settled {
        let outcome = Outcome::Later { reply: "450 busy".to_owned() };
        let now = Instant::from_seconds(days * 86_400);
        settled((attempts, Instant(0)), &outcome, now, 0.999_999)
    }

    #[test]
    fn waits_grow_and_end_after_three_days() {
        assert_eq!(later(1, 0).next_attempt_at, Some(Instant::from_seconds(60)));
        assert_eq!(later(2, 0).next_attempt_at, Some(Instant::from_seconds(240)));
        assert_eq!(later(9, 0).next_attempt_at, Some(Instant::from_seconds(6 * 3600)));
        assert_eq!(later(11, 4).reason, Some(Reason::GaveUp));
        assert_eq!(later(2, 4).state, DeliveryState::Waiting);
    }

    #[test]
    fn waits_are_drawn_from_their_second_half() {
        assert_eq!((drawn(60, 0.0), drawn(60, 0.5), drawn(60, 0.999)), (30, 45, 60));
    }

    #[test]
    fn a_broken_line_is_never_tried_again_by_itself() {
        let to = settled((1, Instant(0)), &Outcome::Uncertain, Instant(0), 0.5);
        assert_eq!((to.state, to.next_attempt_at), (DeliveryState::Uncertain, None));
    }
}
