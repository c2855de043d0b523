//! What becomes of a mail after it was offered to the receiving server.

use std::sync::Arc;

use super::letter::Counted;
use super::{Courier, Delivered};
use crate::db::deliveries::{self, DeliveryRow, Settled};
use crate::error::Result;
use crate::flow::steps::count::{Bundle, Members};
use crate::mail::Outcome;
use crate::types::{DeliveryId, DeliveryState, Instant, Reason, SurveyId};

/// The first wait before a mail is tried again; each further one is four times as long.
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
    /// When the delivery was made.
    pub created_at: i64,
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

fn settled(outlook: Outlook, outcome: &Outcome, now: Instant) -> Settled {
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
            let tried_for = now.seconds_since(Instant(outlook.created_at));
            if outlook.attempts > 10 && tried_for > GIVE_UP_SECONDS {
                ended(DeliveryState::Failed, Reason::GaveUp)
            } else {
                waiting(now.plus_seconds(wait.min(LONGEST_WAIT_SECONDS)))
            }
        }
    }
}

impl Courier {
    /// Notes the outcome of a mail that was offered.
    pub(super) async fn settle(
        &self,
        outlook: Outlook,
        counted: Counted,
        outcome: &Outcome,
        done: &mut Delivered,
    ) -> Result<()> {
        let (now, lease) = (self.house.now(), Arc::clone(&self.lease));
        let to = settled(outlook, outcome, now);
        let zone = self.house.zone.clone();
        self.house
            .db
            .write(move |conn| {
                if !deliveries::settle(conn, outlook.id, &lease, to, now)? {
                    return Ok(());
                }
                let mut bundle = Bundle::default();
                let day = now.day_in(&zone);
                match (to.state, to.reason) {
                    (DeliveryState::Sent, _) => {
                        bundle.add(counted.survey, day, &counted.members, ("funnel", "sent"), 1);
                    }
                    (_, Some(reason)) => {
                        let mark = ("reason", reason.word());
                        bundle.add(counted.survey, day, &counted.members, mark, 1);
                    }
                    _ => {}
                }
                bundle.append(conn)
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

impl Delivered {
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

    fn later(attempts: i64, days: i64) -> Settled {
        let outlook = Outlook { id: DeliveryId(1), attempts, created_at: 0 };
        let outcome = Outcome::Later { reply: "450 busy".to_owned() };
        settled(outlook, &outcome, Instant::from_seconds(days * 86_400))
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
    fn a_broken_line_is_never_tried_again_by_itself() {
        let outlook = Outlook { id: DeliveryId(1), attempts: 1, created_at: 0 };
        let to = settled(outlook, &Outcome::Uncertain, Instant(0));
        assert_eq!((to.state, to.next_attempt_at), (DeliveryState::Uncertain, None));
    }
}
