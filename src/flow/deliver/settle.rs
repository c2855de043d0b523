//! What becomes of a mail after it was offered to the receiving server.

use std::sync::Arc;

use super::letter::{Going, reminder_of};
use super::{Courier, Delivered};
use crate::db::Conn;
use crate::db::deliveries::{self, DeliveryRow, NewDelivery, Settled};
use crate::db::invitations;
use crate::domain::schedule;
use crate::error::Result;
use crate::flow::House;
use crate::flow::steps::bounce;
use crate::flow::steps::count::{Bundle, Members};
use crate::flow::steps::hours::hours_of;
use crate::mail::Outcome;
use crate::types::{DeliveryId, DeliveryState, Instant, InvitationId, Reason, SurveyId};

/// The first wait before a mail is tried again; each further one is four times as long. Half of
/// each is drawn, so that mails put off together do not all come back together.
const FIRST_WAIT_SECONDS: i64 = 60;

/// The longest wait between two tries.
const LONGEST_WAIT_SECONDS: i64 = 6 * 3600;

/// After so long a mail is given up.
const GIVE_UP_SECONDS: i64 = 3 * 86_400;

/// How many abandoned mails are settled at a time.
const ABANDONED: i64 = 200;

/// What a mail's next steps depend on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outlook {
    /// The delivery.
    pub id: DeliveryId,
    /// How often it has been tried, this time included.
    pub attempts: i64,
    /// When it was due first.
    pub due_at: i64,
    /// Which reminder it is, from 1; 0 for the survey mail.
    pub reminder: u8,
    /// Whose it is.
    pub invitation: InvitationId,
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

fn ended(state: DeliveryState, reason: Reason) -> Settled {
    Settled { state, ..skipped(reason) }
}

/// `draw` lies in 0.0..1.0.
fn settled(outlook: Outlook, outcome: &Outcome, now: Instant, draw: f64) -> Settled {
    match outcome {
        Outcome::Sent { .. } => Settled {
            state: DeliveryState::Sent,
            reason: None,
            sent_at: Some(now),
            next_attempt_at: None,
        },
        Outcome::Refused { .. } => ended(DeliveryState::Failed, Reason::Refused),
        Outcome::Uncertain => ended(DeliveryState::Uncertain, Reason::Uncertain),
        Outcome::Later { .. } => {
            let attempts = u32::try_from(outlook.attempts.clamp(1, 8)).unwrap_or(8);
            let wait = FIRST_WAIT_SECONDS.saturating_mul(4_i64.saturating_pow(attempts - 1));
            let tried_for = now.seconds_since(Instant(outlook.due_at));
            if outlook.attempts > 10 && tried_for > GIVE_UP_SECONDS {
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

impl Courier {
    /// Notes the outcome of a mail that was offered.
    pub(super) async fn settle(
        &self,
        outlook: Outlook,
        going: Going,
        outcome: &Outcome,
        done: &mut Delivered,
    ) -> Result<()> {
        let (now, lease) = (self.house.now(), Arc::clone(&self.lease));
        let to = settled(outlook, outcome, now, self.house.random.unit());
        let house = self.house.clone();
        let refusal = match outcome {
            Outcome::Refused { reply, code } if *code > 0 => {
                Some(bounce::refused(outlook.id, outlook.attempts, reply))
            }
            _ => None,
        };
        self.house
            .db
            .write(move |conn| {
                if refusal.is_some() {
                    invitations::lock(conn, outlook.invitation)?;
                }
                if !deliveries::settle(conn, outlook.id, &lease, to, now)? {
                    return Ok(());
                }
                let (day, members) = (now.day_in(&house.zone), going.members(&house));
                let mut count = |members: &Members, mark| {
                    let mut bundle = Bundle::default();
                    bundle.add(going.revision.survey, day, members, mark, 1);
                    bundle.append(conn)
                };
                match (to.state, to.reason) {
                    (DeliveryState::Sent, _) => {
                        // An invitation is sent once, however many reminders follow.
                        if outlook.reminder == 0 {
                            count(&members, ("funnel", "sent"))?;
                        }
                        remind(conn, &house, outlook, &going, now)
                    }
                    // Whoever takes this back later knows no members.
                    (_, Some(Reason::Uncertain)) => {
                        count(&Members::new(), ("reason", Reason::Uncertain.word()))
                    }
                    (_, Some(reason)) => count(&members, ("reason", reason.word())),
                    _ => Ok(()),
                }?;
                refusal
                    .iter()
                    .try_for_each(|refusal| bounce::follow(conn, &house, refusal, now).map(drop))
            })
            .await?;
        done.note(to.state);
        Ok(())
    }

    /// Puts a mail off that was claimed but never offered: the server could not be reached.
    pub(super) async fn postpone_unsent(
        &self,
        delivery: &DeliveryRow,
        done: &mut Delivered,
    ) -> Result<()> {
        let (now, lease, id) = (self.house.now(), Arc::clone(&self.lease), DeliveryId(delivery.id));
        let to = waiting(now.plus_seconds(FIRST_WAIT_SECONDS));
        self.house.db.write(move |conn| deliveries::settle(conn, id, &lease, to, now)).await?;
        done.note(DeliveryState::Waiting);
        Ok(())
    }

    /// Settles the mails whose sender has died: those not handed over are sent later, the others
    /// may have arrived.
    pub(super) async fn settle_abandoned(&self, done: &mut Delivered) -> Result<()> {
        let (now, zone) = (self.house.now(), self.house.zone.clone());
        let states = self
            .house
            .db
            .write(move |conn| {
                let (mut states, mut bundle) = (Vec::new(), Bundle::default());
                for (row, survey, lease) in deliveries::abandoned(conn, now, ABANDONED)? {
                    let to = if row.handed_over {
                        ended(DeliveryState::Uncertain, Reason::Uncertain)
                    } else {
                        waiting(now)
                    };
                    if !deliveries::settle(conn, DeliveryId(row.id), &lease, to, now)? {
                        continue;
                    }
                    if let Some(reason) = to.reason {
                        let mark = ("reason", reason.word());
                        bundle.add(SurveyId(survey), now.day_in(&zone), &Members::new(), mark, 1);
                    }
                    states.push(to.state);
                }
                bundle.append(conn)?;
                Ok(states)
            })
            .await?;
        states.into_iter().for_each(|state| done.note(state));
        Ok(())
    }
}

/// Makes the reminder that follows a mail, if the survey has one.
fn remind(
    conn: &mut Conn,
    house: &House,
    outlook: Outlook,
    going: &Going,
    now: Instant,
) -> Result<()> {
    let definition = &going.revision.definition;
    let Some(reminder) = definition.reminders.get(usize::from(outlook.reminder)) else {
        return Ok(());
    };
    let hours = hours_of(house, definition, going.recipient.home());
    let due_at = schedule::due_at(now, reminder.delay_seconds, &hours);
    let number = outlook.reminder.saturating_add(1);
    let next = NewDelivery::reminder(outlook.invitation, number, due_at, now);
    deliveries::insert_once(conn, &next).map(drop)
}

impl Outlook {
    /// The outlook of a mail that is being tried once more.
    pub(super) fn of(delivery: &DeliveryRow) -> Self {
        Self {
            id: DeliveryId(delivery.id),
            attempts: delivery.attempts + 1,
            due_at: delivery.due_at,
            reminder: reminder_of(delivery).unwrap_or(0),
            invitation: InvitationId(delivery.invitation_id),
        }
    }
}

impl Delivered {
    pub(super) fn add(&mut self, other: Self) {
        self.sent += other.sent;
        self.skipped += other.skipped;
        self.later += other.later;
        self.failed += other.failed;
        self.uncertain += other.uncertain;
    }

    fn note(&mut self, state: DeliveryState) {
        match state {
            DeliveryState::Sent => self.sent += 1,
            DeliveryState::Skipped => self.skipped += 1,
            DeliveryState::Waiting | DeliveryState::Sending => self.later += 1,
            DeliveryState::Failed => self.failed += 1,
            DeliveryState::Uncertain => self.uncertain += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outlook(attempts: i64) -> Outlook {
        let (id, invitation) = (DeliveryId(1), InvitationId(1));
        Outlook { id, attempts, due_at: 0, reminder: 0, invitation }
    }

    fn later(attempts: i64, days: i64) -> Settled {
        let outcome = Outcome::Later { reply: "450 busy".to_owned() };
        settled(outlook(attempts), &outcome, Instant::from_seconds(days * 86_400), 0.999_999)
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
        let to = settled(outlook(1), &Outcome::Uncertain, Instant(0), 0.5);
        assert_eq!((to.state, to.next_attempt_at), (DeliveryState::Uncertain, None));
    }
}
