//! A mail's turn: one transaction between two sends, in which the mail before is settled and the
//! next is looked at once more and marked as handed over.

use super::draft::{Claimed, Going};
use super::settle::{self, Ended};
use super::{Courier, House, LEASE_SECONDS};
use crate::db::{Conn, invitations, outbox};
use crate::error::{Error, Result};
use crate::flow::steps::ask::may_mail;
use crate::flow::steps::budget::spend;
use crate::flow::steps::count::Bundle;
use crate::flow::steps::hours::hours_of;
use crate::types::{DeliveryId, DeliveryKind, Instant, InvitationId, Reason, SurveyId};

/// What the last look found.
pub(super) enum Looked {
    /// The limits leave no mail until then, or for longer.
    OverBudget(Instant),
    /// Somebody else has it.
    Gone,
    /// It will not go out, and the ledger says why.
    Skipped,
    /// It is not the hour for it; it waits for the next.
    PutOff,
    /// It is marked as handed over and must be sent now; or is to be written to a file.
    Go(Box<Going>),
}

impl Courier {
    /// Settles `before`, if there is one, and looks at the next.
    pub(super) async fn turn(&self, before: Option<&Ended>, next: &Claimed) -> Result<Looked> {
        let (inside, now) = (self.house.clone(), self.house.now());
        let (before, next, is_preview) = (before.cloned(), next.clone(), self.is_preview());
        self.house
            .db
            .write(move |conn| {
                before.iter().try_for_each(|ended| ended.note(conn, &inside))?;
                look_again(conn, (&inside, is_preview), &next, now)
            })
            .await
    }
}

fn look_again(
    conn: &mut Conn,
    (house, is_preview): (&House, bool),
    Claimed { known, hold }: &Claimed,
    now: Instant,
) -> Result<Looked> {
    let (delivery, lease) = (&known.delivery, hold.lease());
    let id = DeliveryId(delivery.id);
    let Some(asked) = invitations::lock(conn, InvitationId(delivery.invitation_id))? else {
        return Err(Error::broken(format!("delivery {}: its invitation is missing", delivery.id)));
    };
    // Whoever was slow to get here, over a line that took minutes to be laid, may have lost it.
    if !outbox::is_held(conn, id, lease)? {
        return Ok(Looked::Gone);
    }
    let revision = house.surveys.get(conn, asked.invited.revision())?;
    let definition = &revision.definition;
    let kind = DeliveryKind::parse(&delivery.kind).unwrap_or(DeliveryKind::Mail);
    let recipient = match may_mail(conn, house, (&asked, definition), kind, now)? {
        Ok(recipient) => recipient,
        Err(reason) => {
            if outbox::settle(conn, delivery, lease, settle::skipped(reason), now)? {
                count_reason(conn, house, revision.survey, reason, now)?;
            }
            return Ok(Looked::Skipped);
        }
    };
    let open_at = hours_of(house, definition, recipient.home()).next(now);
    if open_at > now {
        outbox::settle(conn, delivery, lease, settle::waiting(open_at), now)?;
        return Ok(Looked::PutOff);
    }
    if is_preview {
        // Nothing leaves the house: no limit is spent, and the invitation was not sent.
        return Ok(Looked::Go(Box::new(Going::new(asked, recipient, revision, known.first_at))));
    }
    let now = match spend(conn, house)? {
        Ok(now) => now,
        Err(until) => return Ok(Looked::OverBudget(until)),
    };
    let (first_at, until) = (known.first_at, now.plus_seconds(LEASE_SECONDS));
    if !outbox::hand_over(conn, id, lease, first_at, until)? {
        return Ok(Looked::Gone);
    }
    let expires_at = now.plus_seconds(definition.answer_within_seconds);
    invitations::mark_sent(conn, &asked.invited, revision.id, now, expires_at)?;
    Ok(Looked::Go(Box::new(Going::new(asked, recipient, revision, first_at))))
}

fn count_reason(
    conn: &mut Conn,
    house: &House,
    survey: SurveyId,
    reason: Reason,
    now: Instant,
) -> Result<()> {
    let mut bundle = Bundle::default();
    bundle.add(survey, now.day_in(&house.zone), &Vec::new(), ("reason", reason.word()), 1);
    bundle.append(conn)
}
