//! Links that staff pass on: the customers with a phone and no address for mail, what to write to
//! them, and what becomes of an invitation whose link was copied.
//!
//! A copied link is a delivery of kind `link`: it pins the revision and moves the end of answering as
//! a mail does, and whoever got it is left in peace for the quiet period. What is planned by mail
//! stays planned: it reminds those who have not answered, and answering closes it.

mod message;

use std::collections::HashSet;

use serde::Serialize;
use serde_json::json;

use super::House;
use super::steps::ask::has_consent;
use super::steps::count::{Bundle, Members};
use super::steps::reach::{self, Carrier};
use super::steps::surveys::Revision;
use crate::db::batches::{self, Given};
use crate::db::invitations::{self, Asked};
use crate::db::links::{self, OpenRow, Wanted};
use crate::db::{Conn, audit, deliveries, suppressions};
use crate::domain::members;
use crate::error::Result;
use crate::types::{
    CustomerId, DeliveryKind, DeliveryState, Email, Instant, InvitationId, Language, RevisionId,
};

/// How many invitations are shown or written at most.
pub const MOST: i64 = 500;

/// Which links are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of customers with an e-mail address too, and before their time.
    pub all: bool,
    /// Due at this instant or later; from any time without.
    pub since: Option<Instant>,
    /// Those that were copied already.
    pub copied: bool,
}

/// A link to pass on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The invitation's row id.
    pub invitation: i64,
    /// The survey's slug.
    pub survey: String,
    /// The order's number.
    pub order: Option<String>,
    /// The customer's name.
    pub customer: Option<String>,
    /// The customer's phone number in E.164.
    pub phone: String,
    /// The customer's language, the shop's where it is not known.
    pub language: Language,
    /// The branch.
    pub location: Option<String>,
    /// What to send, with the address in its last line.
    pub message: String,
    /// The address alone.
    pub url: String,
    /// When the customer should be asked, or should have been.
    pub due_at: Instant,
    /// Whether a mail is planned, and goes out then unless there is an answer.
    pub mail_planned: bool,
    /// When the link was copied.
    pub copied_at: Option<Instant>,
}

/// What became of noting that a link was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    /// It is noted.
    Now,
    /// It was noted before.
    Before,
    /// There is no such invitation, or it takes no answer any more.
    Gone,
}

/// Whether those who are sent a link can open it.
///
/// # Errors
/// Refused if they cannot.
pub fn check(house: &House) -> Result<()> {
    reach::check(&house.config, Carrier::Message)
}

/// The links that are wanted, the latest due first.
///
/// # Errors
/// What the database says.
pub async fn list(house: &House, filter: Filter) -> Result<Vec<Link>> {
    let inside = house.clone();
    house.db.read_long(move |conn| list_in(conn, &inside, filter)).await
}

fn list_in(conn: &mut Conn, house: &House, filter: Filter) -> Result<Vec<Link>> {
    let now = house.now();
    let forgotten = now.plus_seconds(-longest_asking(conn, house)?);
    let since = filter.since.map_or(forgotten, |since| since.max(forgotten));
    let wanted = Wanted { all: filter.all, since, copied: filter.copied, limit: MOST };
    let rows = links::open(conn, wanted, now)?;
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let copied = if filter.copied { links::copied_at(conn, &ids)? } else { Vec::new() };
    let (mut found, mut seen) = (Vec::new(), HashSet::new());
    for row in rows {
        // One message a person, of the survey that came first.
        if !filter.copied && seen.contains(&row.customer.id) {
            continue;
        }
        let revision = house.surveys.get(conn, RevisionId(row.pinned.unwrap_or(row.current)))?;
        if may_ask(conn, house, &row, &revision, now)? {
            seen.insert(row.customer.id);
            let at = copied.iter().find(|(id, _)| *id == row.id).map(|(_, at)| Instant(*at));
            found.extend(link_of(house, row, &revision, at));
        }
    }
    Ok(found)
}

/// For how long after it was due anybody is asked, by whichever revision an invitation is pinned to:
/// what lies further back is history, which need not be read.
fn longest_asking(conn: &mut Conn, house: &House) -> Result<i64> {
    let revisions = house.surveys.all(conn)?;
    Ok(revisions.iter().map(|revision| revision.definition.ask_within_seconds).max().unwrap_or(0))
}

/// Neither those who asked to be left alone, or were asked by any way within the quiet period, nor
/// those whose order everybody has forgotten; and nobody about a survey that is for touchpoints alone.
fn may_ask(
    conn: &mut Conn,
    house: &House,
    row: &OpenRow,
    revision: &Revision,
    now: Instant,
) -> Result<bool> {
    let customer = &row.customer;
    let definition = &revision.definition;
    let late = now.seconds_since(Instant(row.due_at));
    let is_asked = late <= definition.ask_within_seconds && definition.sample > 0.0;
    if !is_asked || !has_consent(house, &customer.consents)? {
        return Ok(false);
    }
    let quiet_since = now.plus_seconds(-definition.quiet_period_seconds);
    let (id, own) = (CustomerId(customer.id), InvitationId(row.id));
    if definition.quiet_period_seconds > 0 && deliveries::asked_since(conn, id, own, quiet_since)? {
        return Ok(false);
    }
    let email = customer.email.as_deref().and_then(Email::parse);
    let hash = email.map(|email| house.keys.suppression_hash(&email)).unwrap_or_default();
    let causes = suppressions::causes(conn, &hash, CustomerId(customer.id))?;
    // An address that does not work says nothing of the person.
    Ok(causes.iter().all(|cause| cause == suppressions::BOUNCED))
}

fn link_of(
    house: &House,
    row: OpenRow,
    revision: &Revision,
    copied_at: Option<Instant>,
) -> Option<Link> {
    let phone = row.customer.phone?;
    let own = row.customer.language.as_deref().and_then(Language::parse);
    let language = own.unwrap_or(house.config.shop.language);
    let url = house.config.server.public_url.link(&format!("/s/{}?via=link", row.token));
    let order = row.order.as_ref().map(|order| order.number.clone());
    let about = (row.customer.name.as_deref(), order.as_deref());
    Some(Link {
        invitation: row.id,
        survey: row.survey,
        message: message::write(house, &revision.definition, language, about, &url),
        customer: row.customer.name,
        phone,
        language,
        location: row.order.and_then(|order| order.location),
        order,
        url,
        due_at: Instant(row.due_at),
        mail_planned: row.mail_state == DeliveryState::Waiting.word(),
        copied_at,
    })
}

/// Notes that links were copied by somebody, each in a transaction of its own; how many were not
/// noted before.
///
/// # Errors
/// What the database says; those noted before it stay noted.
pub async fn note_all(house: &House, who: &str, invitations: &[i64]) -> Result<usize> {
    let mut noted = 0;
    for id in invitations {
        noted += usize::from(note(house, who, InvitationId(*id)).await? == Copied::Now);
    }
    Ok(noted)
}

/// Notes that somebody wrote messages with people's names and numbers into a file.
///
/// # Errors
/// What the database says.
pub async fn note_export(house: &House, who: &str, count: usize) -> Result<()> {
    let (who, now, details) = (who.to_owned(), house.now(), json!({ "links": count }));
    house.db.write(move |conn| audit::note(conn, &who, "export.links", &details, now)).await
}

/// Notes that somebody copied a link.
///
/// # Errors
/// As [`check`]; what the database says.
pub async fn note(house: &House, who: &str, invitation: InvitationId) -> Result<Copied> {
    check(house)?;
    let (inside, who) = (house.clone(), who.to_owned());
    house.db.write(move |conn| note_in(conn, &inside, &who, invitation)).await
}

fn note_in(conn: &mut Conn, house: &House, who: &str, id: InvitationId) -> Result<Copied> {
    let now = house.now();
    let Some(asked) = invitations::lock(conn, id)? else { return Ok(Copied::Gone) };
    let invited = &asked.invited;
    let is_over = invited.expires_at.is_some_and(|end| now.0 > end);
    let is_cancelled = asked.order.as_ref().is_some_and(|order| order.cancelled_at.is_some());
    if invited.answered_at.is_some() || is_over || is_cancelled {
        return Ok(Copied::Gone);
    }
    if !links::copied_at(conn, &[id.0])?.is_empty() {
        return Ok(Copied::Before);
    }
    let revision = house.surveys.get(conn, invited.revision())?;
    let expires_at = now.plus_seconds(revision.definition.answer_within_seconds);
    let given = Given { revision: revision.id, now, expires_at };
    let counted = batches::give(conn, &[id.0], DeliveryKind::Link, given)?;
    links::note_reached(conn, id, now)?;
    if counted.contains(&id.0) {
        let mut bundle = Bundle::default();
        let members = members_of(house, &asked);
        bundle.add(revision.survey, now.day_in(&house.zone), &members, ("funnel", "sent"), 1);
        bundle.append(conn)?;
    }
    audit::note(conn, who, "links.copy", &json!({ "invitation": id.0 }), now)?;
    Ok(Copied::Now)
}

fn members_of(house: &House, asked: &Asked) -> Members {
    let own = asked.invited.language.as_deref().and_then(Language::parse);
    let language = own.unwrap_or(house.config.shop.language);
    let mut all = vec![("language".to_owned(), language.tag().to_owned())];
    let location = asked.invited.location.as_deref().and_then(members::normal);
    all.extend(location.map(|location| ("location".to_owned(), location)));
    all
}
