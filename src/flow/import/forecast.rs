//! How many mails an order will cause, told before the first goes out.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use crate::db::customers::CustomerRow;
use crate::db::orders::OrderRow;
use crate::db::{Conn, deliveries, invitations};
use crate::domain::intake::OrderDraft;
use crate::domain::sampling;
use crate::error::Result;
use crate::flow::House;
use crate::flow::steps::ask::{can_be_revived, has_consent};
use crate::flow::steps::surveys::Revision;
use crate::flow::steps::wish::{Wish, wish_of};
use crate::types::{CustomerId, Email, InvitationId, OrderId, Trigger};

/// A mail that an order will cause.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mail {
    /// Stands for the address, which is the same person's in a dry run too, where nobody new has
    /// a lasting id.
    pub address: u64,
    /// Whether the survey has a quiet period, in which the customer gets no second mail.
    pub leaves_in_peace: bool,
}

/// The mails that this order will cause as far as is known now.
pub(super) fn mails(
    conn: &mut Conn,
    house: &House,
    (draft, before, customer): (&OrderDraft, Option<&OrderRow>, &CustomerRow),
    asking: &[Arc<Revision>],
) -> Result<Vec<Mail>> {
    let Some(email) = customer.email.as_deref().and_then(Email::parse) else {
        return Ok(Vec::new());
    };
    let cancelled =
        draft.cancelled_at.is_some() || before.is_some_and(|before| before.cancelled_at.is_some());
    let mut mails = Vec::new();
    for revision in asking.iter().filter(|_| !cancelled) {
        if is_due(house, draft, revision)
            && !was_planned(conn, before, revision)?
            && is_askable(conn, house, (customer, &email), revision)?
        {
            mails.push(Mail {
                address: hash_of(&email),
                leaves_in_peace: revision.definition.quiet_period_seconds > 0,
            });
        }
    }
    Ok(mails)
}

fn hash_of(email: &Email) -> u64 {
    let mut hasher = DefaultHasher::new();
    email.hash(&mut hasher);
    hasher.finish()
}

fn is_due(house: &House, draft: &OrderDraft, revision: &Revision) -> bool {
    let definition = &revision.definition;
    let triggered_at = match definition.trigger {
        Trigger::Placed => Some(draft.placed_at),
        Trigger::Fulfilled => draft.fulfilled_at,
        Trigger::Delivered => draft.delivered_at,
    };
    definition.active
        && triggered_at
            .is_some_and(|at| house.now().seconds_since(at) <= definition.ask_within_seconds)
}

fn was_planned(conn: &mut Conn, before: Option<&OrderRow>, revision: &Revision) -> Result<bool> {
    let Some(before) = before else { return Ok(false) };
    let invitation = invitations::of_order(conn, revision.survey, OrderId(before.id))?;
    let Some(invitation) = invitation else { return Ok(false) };
    let mails = deliveries::of_invitation(conn, invitation)?;
    Ok(mails.iter().any(|mail| !can_be_revived(mail)))
}

fn is_askable(
    conn: &mut Conn,
    house: &House,
    (customer, email): (&CustomerRow, &Email),
    revision: &Revision,
) -> Result<bool> {
    let definition = &revision.definition;
    let drawn = sampling::is_sampled(
        house.keys.sampling(),
        &definition.slug,
        email.as_str(),
        definition.sample,
    );
    if !drawn || !has_consent(house, &customer.consents)? {
        return Ok(false);
    }
    let wish = wish_of(conn, house, email, CustomerId(customer.id))?;
    if matches!(wish, Wish::Never { .. }) {
        return Ok(false);
    }
    let quiet_seconds = wish.quiet_seconds(definition.quiet_period_seconds);
    let since = house.now().plus_seconds(-quiet_seconds);
    Ok(!deliveries::asked_since(conn, CustomerId(customer.id), InvitationId(0), since)?)
}
