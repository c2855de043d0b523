//! What follows when a mail came back, or was refused for the address's sake: the delivery says
//! so, an address that does not work is not mailed any more, and what waits for it is closed.

use super::close::close;
use super::count::{Bundle, Members};
use crate::db::bounces::{self, NewBounce, Returned};
use crate::db::{Conn, customers, deliveries, invitations, suppressions};
use crate::domain::inbound::{Cause, Kind, ReplyCode, Weight, read_reply};
use crate::error::{Error, Result};
use crate::flow::House;
use crate::types::{
    CustomerId, DeliveryId, DeliveryState, Email, Instant, InvitationId, Reason, SurveyId,
};

/// Something that came back about a mail of ours.
#[derive(Clone, Debug)]
pub struct Bounce {
    /// A hash of what came, by which it counts once.
    pub key: String,
    /// The delivery it is about: verified.
    pub delivery: DeliveryId,
    /// A bounce or a complaint.
    pub kind: Kind,
    /// Why.
    pub cause: Cause,
    /// The enhanced status code.
    pub status: Option<String>,
    /// The SMTP reply code.
    pub reply_code: Option<u16>,
    /// The address that the returned mail was for, where it says so.
    pub address: Option<String>,
}

/// What followed from a bounce.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Followed {
    /// The address is not mailed any more.
    Suppressed,
    /// It is kept, and counts against the address.
    Counted,
    /// It is kept, and says nothing about the address.
    Kept,
    /// It was there before.
    Repeated,
    /// The delivery is gone, or nobody has the address any more.
    Gone,
}

/// Notes a bounce or complaint and does what follows. Runs in the caller's transaction; the same
/// bounce twice does nothing.
///
/// # Errors
/// What the database says.
pub fn follow(conn: &mut Conn, house: &House, bounce: &Bounce, now: Instant) -> Result<Followed> {
    let Some(returned) = bounces::delivery(conn, bounce.delivery)? else {
        return Ok(Followed::Gone);
    };
    // Quicker than whoever hands it over: they have to note first that it was taken.
    if returned.state == DeliveryState::Sending.word() {
        return Err(Error::busy("a bounce came while its mail was being handed over"));
    }
    // Invitation before delivery, as everywhere.
    invitations::lock(conn, InvitationId(returned.invitation))?;
    let Some((customer, email)) = who(conn, &returned)? else { return Ok(Followed::Gone) };
    let hash = house.keys.suppression_hash(&email);
    if !bounces::insert_once(conn, &row(bounce, hash.clone(), now))? {
        return Ok(Followed::Repeated);
    }
    mark_delivery(conn, house, bounce, &returned, now)?;
    // A customer whose address was corrected since: what failed was the old one.
    let is_another = bounce.address.as_deref().is_some_and(|address| address != email.as_str());
    let place = Place { customer, hash: &hash, now };
    match (bounce.kind, bounce.cause.weight()) {
        _ if is_another => Ok(Followed::Kept),
        (Kind::Complaint, _) => {
            suppress(conn, house, &place, Some(customer), suppressions::COMPLAINED)
        }
        (_, Weight::Hard) => suppress(conn, house, &place, None, suppressions::BOUNCED),
        (_, Weight::Soft) if is_enough(conn, house, &place)? => {
            suppress(conn, house, &place, None, suppressions::BOUNCED)
        }
        (_, Weight::Soft) => Ok(Followed::Counted),
        (_, Weight::None) => Ok(Followed::Kept),
    }
}

/// The bounce that a server makes by refusing a mail while it is offered, with its reply.
#[must_use]
pub fn refused(delivery: DeliveryId, attempt: i64, reply: &str) -> Bounce {
    let code = ReplyCode::find(reply);
    Bounce {
        key: format!("refused:{delivery}:{attempt}"),
        delivery,
        kind: Kind::Bounce,
        cause: read_reply(reply),
        status: code.status,
        reply_code: code.reply,
        address: None,
    }
}

struct Place<'a> {
    customer: CustomerId,
    hash: &'a str,
    now: Instant,
}

fn who(conn: &mut Conn, returned: &Returned) -> Result<Option<(CustomerId, Email)>> {
    let Some(id) = returned.customer.map(CustomerId) else { return Ok(None) };
    let customer = customers::get(conn, id)?;
    let email = customer.and_then(|customer| customer.email).as_deref().and_then(Email::parse);
    Ok(email.map(|email| (id, email)))
}

fn row(bounce: &Bounce, hash: String, now: Instant) -> NewBounce {
    NewBounce {
        key: bounce.key.clone(),
        delivery_id: bounce.delivery.0,
        hash,
        kind: bounce.kind.word(),
        reason: bounce.cause.word(),
        weight: bounce.cause.weight().word(),
        status: bounce.status.clone(),
        reply_code: bounce.reply_code.map(i64::from),
        created_at: now.0,
    }
}

/// A mail that was complained about has arrived; one that came back has not.
fn mark_delivery(
    conn: &mut Conn,
    house: &House,
    bounce: &Bounce,
    returned: &Returned,
    now: Instant,
) -> Result<()> {
    let reason = match (bounce.kind, bounce.cause.weight()) {
        (Kind::Complaint, _) => return Ok(()),
        (_, Weight::Hard | Weight::Soft) => Reason::Bounced,
        (_, Weight::None) => Reason::Refused,
    };
    let (id, mut bundle) = (bounce.delivery, Bundle::default());
    let (survey, day) = (SurveyId(returned.survey), now.day_in(&house.zone));
    if bounces::mark(conn, (id, DeliveryState::Uncertain), reason, now)? {
        let uncertain = ("reason", Reason::Uncertain.word());
        bundle.add(survey, day, &Members::new(), uncertain, -1);
    } else if !bounces::mark(conn, (id, DeliveryState::Sent), reason, now)? {
        return Ok(());
    }
    bundle.add(survey, day, &Members::new(), ("reason", reason.word()), 1);
    bundle.append(conn)
}

/// Whether so many mails in a row did not arrive that the address is given up.
fn is_enough(conn: &mut Conn, house: &House, place: &Place<'_>) -> Result<bool> {
    let returns = &house.config.returns;
    if returns.soft_limit == 0 {
        return Ok(false);
    }
    let window = place.now.plus_seconds(-i64::from(returns.soft_days) * 86_400);
    let answered = bounces::last_answer(conn, place.customer)?;
    let since = answered.map_or(window, |answered| answered.max(window));
    let limit = usize::try_from(returns.soft_limit).unwrap_or(usize::MAX);
    Ok(bounces::count_soft(conn, place.hash, since)? >= limit)
}

fn suppress(
    conn: &mut Conn,
    house: &House,
    place: &Place<'_>,
    person: Option<CustomerId>,
    cause: &str,
) -> Result<Followed> {
    suppressions::add(conn, place.hash, person, cause, place.now)?;
    let reason = if cause == suppressions::BOUNCED { Reason::Bounced } else { Reason::Suppressed };
    for (invitation, survey) in deliveries::waiting_of_customer(conn, place.customer)? {
        let whose = (SurveyId(survey), InvitationId(invitation));
        close(conn, whose, &Members::new(), reason, (place.now, &house.zone))?;
    }
    Ok(Followed::Suppressed)
}
