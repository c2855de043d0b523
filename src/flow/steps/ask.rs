//! Whether somebody may be asked by mail: looked at when a mail is planned and again before it goes.

use serde_json::Value;

use crate::config::SurveyConsent;
use crate::db::customers::{self, CustomerRow};
use crate::db::deliveries::DeliveryRow;
use crate::db::invitations::{Asked, Invited};
use crate::db::orders::OrderRow;
use crate::db::{Conn, deliveries, suppressions};
use crate::domain::survey::Definition;
use crate::error::{Context, Result};
use crate::flow::House;
use crate::flow::steps::wish::{Wish, wish_of};
use crate::types::{
    CustomerId, DeliveryKind, DeliveryState, Email, Instant, InvitationId, Reason, Trigger,
};

/// The purpose under which consent to surveys is kept.
const PURPOSE: &str = "survey";

/// Whether the shop may ask this customer: always, unless it asks by opt-in only.
///
/// # Errors
/// Broken if stored consents cannot be read.
pub fn has_consent(house: &House, consents: &str) -> Result<bool> {
    if house.config.consent.survey == SurveyConsent::Service {
        return Ok(true);
    }
    let consents: Value =
        serde_json::from_str(consents).doing(|| "stored consents cannot be read".to_owned())?;
    Ok(consents.get(PURPOSE).and_then(Value::as_bool).unwrap_or(false))
}

/// Whether what stood in a mail's way can go away: an address or a consent that came later.
#[must_use]
pub fn can_be_revived(delivery: &DeliveryRow) -> bool {
    let reasons = [Reason::NoAddress.word(), Reason::NoConsent.word()];
    delivery.state == DeliveryState::Skipped.word()
        && delivery.reason.as_deref().is_some_and(|reason| reasons.contains(&reason))
}

/// Who a mail goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// The customer.
    pub customer: CustomerRow,
    /// The customer's address.
    pub email: Email,
    /// The order it is about, if it is about one.
    pub order: Option<OrderRow>,
}

impl Recipient {
    /// Who an invitation's mail would go to; `None` without an address.
    #[must_use]
    pub fn of(asked: &Asked) -> Option<Self> {
        let customer = asked.customer.clone()?;
        let email = customer.email.as_deref().and_then(Email::parse)?;
        Some(Self { customer, email, order: asked.order.clone() })
    }

    /// What is known of where the customer lives: time zone and country.
    #[must_use]
    pub fn home(&self) -> (Option<&str>, Option<&str>) {
        (self.customer.time_zone.as_deref(), self.customer.country.as_deref())
    }
}

/// The verdict on a mail.
pub type Verdict = std::result::Result<Recipient, Reason>;

/// Looks at order, consent, suppression, quiet period and answer once more, right before a mail
/// goes out.
///
/// # Errors
/// What the database says.
pub fn may_mail(
    conn: &mut Conn,
    house: &House,
    (asked, definition): (&Asked, &Definition),
    kind: DeliveryKind,
    now: Instant,
) -> Result<Verdict> {
    let invited = &asked.invited;
    if invited.answered_at.is_some() {
        return Ok(Err(Reason::Answered));
    }
    if !definition.active {
        return Ok(Err(Reason::Inactive));
    }
    if let Some(reason) = reason_of_time((kind, invited), asked.order.as_ref(), definition, now) {
        return Ok(Err(reason));
    }
    let Some(recipient) = Recipient::of(asked) else { return Ok(Err(Reason::NoAddress)) };
    let Recipient { customer, email, .. } = &recipient;
    if !has_consent(house, &customer.consents)? {
        return Ok(Err(Reason::NoConsent));
    }
    let wish = wish_of(conn, house, email, CustomerId(customer.id))?;
    if matches!(wish, Wish::Never { .. }) {
        return Ok(Err(why_never(conn, house, email, CustomerId(customer.id))?));
    }
    let quiet_seconds = wish.quiet_seconds(definition.quiet_period_seconds);
    let unwanted = kind == DeliveryKind::Reminder && !wish.takes_reminders();
    if unwanted || is_quiet(conn, (customer, invited), quiet_seconds, now)? {
        return Ok(Err(Reason::QuietPeriod));
    }
    Ok(Ok(recipient))
}

/// Staff can put an address right that mail does not reach; what a person asked for stands.
fn why_never(conn: &mut Conn, house: &House, email: &Email, id: CustomerId) -> Result<Reason> {
    let causes = suppressions::causes(conn, &house.keys.suppression_hash(email), id)?;
    let bounced = causes.iter().all(|cause| cause == suppressions::BOUNCED);
    Ok(if bounced { Reason::Bounced } else { Reason::Suppressed })
}

fn reason_of_time(
    (kind, invited): (DeliveryKind, &Invited),
    order: Option<&OrderRow>,
    definition: &Definition,
    now: Instant,
) -> Option<Reason> {
    if order.is_some_and(|order| order.cancelled_at.is_some()) {
        return Some(Reason::Cancelled);
    }
    if kind == DeliveryKind::Reminder {
        // Nobody is reminded of a form that takes no answer any more.
        return invited.expires_at.is_some_and(|end| now.0 > end).then_some(Reason::Expired);
    }
    let order = order?;
    let triggered_at = match definition.trigger {
        Trigger::Placed => Some(order.placed_at),
        Trigger::Fulfilled => order.fulfilled_at,
        Trigger::Delivered => order.delivered_at,
    };
    // A server that was off for months does not ask about what everybody has forgotten.
    let latest = definition.ask_within_seconds.saturating_add(definition.delay_seconds);
    let too_old = triggered_at.is_some_and(|at| now.seconds_since(Instant(at)) > latest);
    too_old.then_some(Reason::TooOld)
}

fn is_quiet(
    conn: &mut Conn,
    (customer, invited): (&CustomerRow, &Invited),
    quiet_seconds: i64,
    now: Instant,
) -> Result<bool> {
    if quiet_seconds == 0 {
        return Ok(false);
    }
    let id = CustomerId(customer.id);
    customers::lock(conn, id, now)?;
    let since = now.plus_seconds(-quiet_seconds);
    deliveries::asked_since(conn, id, InvitationId(invited.id), since)
}
