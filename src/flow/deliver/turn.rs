//! A mail's turn: one transaction between two sends, in which the mail before is settled and the
//! next is looked at once more and marked as handed over.

use std::sync::Arc;

use super::draft::{Claimed, Going};
use super::settle::{self, Ended};
use super::{Courier, House};
use crate::db::deliveries;
use crate::db::{Conn, invitations};
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
    /// It is marked as handed over and must be sent now.
    Go(Box<Going>),
}

impl Courier {
    /// Settles `before`, if there is one, and looks at the next.
    pub(super) async fn turn(&self, before: Option<&Ended>, next: &Claimed) -> Result<Looked> {
        let (inside, lease, now) = (self.house.clone(), Arc::clone(&self.lease), self.house.now());
        let (before, next, lease_seconds) = (before.cloned(), next.clone(), self.lease_seconds());
        self.house
            .db
            .write(move |conn| {
                before.iter().try_for_each(|ended| ended.note(conn, &inside, &lease))?;
                look_again(conn, &inside, (&lease, lease_seconds), &next, now)
            })
            .await
    }
}

fn look_again(
    conn: &mut Conn,
    house: &House,
    (lease, lease_seconds): (&str, i64),
    claimed: &Claimed,
    now: Instant,
) -> Result<Looked> {
    let delivery = &claimed.delivery;
    let Some(asked) = invitations::lock(conn, InvitationId(delivery.invitation_id))? else {
        return Err(Error::broken(format!("delivery {}: its invitation is missing", delivery.id)));
    };
    let revision = house.surveys.get(conn, asked.invited.revision())?;
    let definition = &revision.definition;
    let kind = DeliveryKind::parse(&delivery.kind).unwrap_or(DeliveryKind::Mail);
    let recipient = match may_mail(conn, house, (&asked, definition), kind, now)? {
        Ok(recipient) => recipient,
        Err(reason) => {
            if deliveries::settle(conn, delivery, lease, settle::skipped(reason), now)? {
                count_reason(conn, house, revision.survey, reason, now)?;
            }
            return Ok(Looked::Skipped);
        }
    };
    let open_at = hours_of(house, definition, recipient.home()).next(now);
    if open_at > now {
        deliveries::settle(conn, delivery, lease, settle::waiting(open_at), now)?;
        return Ok(Looked::PutOff);
    }
    let now = match spend(conn, house)? {
        Ok(now) => now,
        Err(until) => return Ok(Looked::OverBudget(until)),
    };
    let (first_at, until) = (claimed.first_at, now.plus_seconds(lease_seconds));
    if !deliveries::hand_over(conn, DeliveryId(delivery.id), lease, first_at, until)? {
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
