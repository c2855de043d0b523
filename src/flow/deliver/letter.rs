//! From a claimed delivery to a letter, with a last look at whether it may go.

use std::sync::Arc;

use super::budget::spend;
use super::{Courier, settle};
use crate::config::Mail;
use crate::db::deliveries::{self, DeliveryRow};
use crate::db::{Conn, invitations};
use crate::domain::survey::Definition;
use crate::error::{Error, Result};
use crate::flow::House;
use crate::flow::steps::ask::{Recipient, may_mail};
use crate::flow::steps::count::{Bundle, Members};
use crate::flow::steps::hours::hours_of;
use crate::flow::steps::letter::{About, invitation};
use crate::flow::steps::signing;
use crate::flow::steps::surveys::Revision;
use crate::mail::{Letter, Signer, SmtpSettings, ascii_domain};
use crate::types::{
    DeliveryId, DeliveryKind, Email, Instant, InvitationId, Language, OrderId, Reason, SurveyId,
};

/// What came of preparing a mail.
pub(super) enum Prepared {
    /// The limits leave no mail until then, or for longer.
    OverBudget(Instant),
    /// Somebody else has it.
    Gone,
    /// It will not go out, and the ledger says why.
    Skipped,
    /// It is not the hour for it; it waits for the next.
    PutOff,
    /// It is marked as handed over and must be sent now.
    Letter(Box<Letter>, Box<Going>),
}

/// What the last look found, inside the transaction.
enum Looked {
    OverBudget(Instant),
    Gone,
    Skipped,
    PutOff,
    Go(Box<Going>),
}

/// A mail that is on its way.
#[derive(Clone, Debug)]
pub(super) struct Going {
    token: String,
    unsubscribe_token: String,
    /// When it was tried first: a second sending shows the same date.
    first_at: Instant,
    pub revision: Arc<Revision>,
    pub recipient: Recipient,
}

impl Courier {
    /// Looks at a claimed mail once more, marks it as handed over and composes it.
    pub(super) async fn prepare(&self, delivery: &DeliveryRow) -> Result<Prepared> {
        // Before the clock is read: what is looked at again must be so at the hand-over.
        let signer = signing::signer(&self.house).await?;
        let (inside, lease, now) = (self.house.clone(), Arc::clone(&self.lease), self.house.now());
        let (row, lease_seconds) = (delivery.clone(), self.lease_seconds());
        let looked = self
            .house
            .db
            .write(move |conn| look_again(conn, &inside, &lease, (&row, lease_seconds), now))
            .await?;
        Ok(match looked {
            Looked::OverBudget(until) => Prepared::OverBudget(until),
            Looked::Gone => Prepared::Gone,
            Looked::Skipped => Prepared::Skipped,
            Looked::PutOff => Prepared::PutOff,
            Looked::Go(going) => {
                let letter = self.compose(delivery, &going, signer)?;
                Prepared::Letter(Box::new(letter), going)
            }
        })
    }

    fn compose(
        &self,
        delivery: &DeliveryRow,
        going: &Going,
        signer: Option<Signer>,
    ) -> Result<Letter> {
        let config = &self.house.config;
        let language = language_of(&self.house, &going.recipient);
        let customer = &going.recipient.customer;
        let about = About {
            reminder: reminder_of(delivery),
            language,
            customer: customer.name.as_deref(),
            order: going.recipient.order.as_ref().map(|order| order.number.as_str()),
            token: &going.token,
            unsubscribe_token: &going.unsubscribe_token,
        };
        let logo = self.logo.as_ref();
        let invitation = invitation(config, logo, &going.revision.definition, &about);
        let composed = self.composer.compose(&invitation)?;
        let from: crate::mail::Sender = config.mail.from.parse()?;
        let tag = self.house.keys.delivery_tag(DeliveryId(delivery.id));
        Ok(Letter {
            // The same delivery always has the same id, so that a second sending would show; and
            // what comes back with it is known to be about a mail of ours.
            message_id: format!("{}.{tag}@{}", delivery.created_at, ascii_domain(&from.address)?),
            return_path: return_path(config.mail.return_path.as_deref(), &tag),
            reply_to: config.mail.reply_to.as_deref().map(str::parse).transpose()?,
            from,
            to: going.recipient.email.clone(),
            to_name: customer.name.clone(),
            subject: composed.subject,
            text: composed.text,
            html: composed.html,
            logo: invitation.logo,
            pictures: Vec::new(),
            date: going.first_at,
            unsubscribe_url: invitation.unsubscribe_url,
            language,
            signer,
        })
    }
}

fn look_again(
    conn: &mut Conn,
    house: &House,
    lease: &str,
    (delivery, lease_seconds): (&DeliveryRow, i64),
    now: Instant,
) -> Result<Looked> {
    let invitation = InvitationId(delivery.invitation_id);
    let Some((invited, unsubscribe_token, order)) = invitations::lock(conn, invitation)? else {
        return Err(Error::broken(format!("delivery {}: its invitation is missing", delivery.id)));
    };
    let revision = house.surveys.get(conn, invited.revision())?;
    let kind = DeliveryKind::parse(&delivery.kind).unwrap_or(DeliveryKind::Mail);
    let about = (kind, order.map(OrderId));
    let verdict = may_mail(conn, house, (&invited, &revision.definition), about, now)?;
    let id = DeliveryId(delivery.id);
    match verdict {
        Err(reason) => {
            if deliveries::settle(conn, id, lease, settle::skipped(reason), now)? {
                count_reason(conn, house, revision.survey, reason, now)?;
            }
            Ok(Looked::Skipped)
        }
        Ok(recipient) => {
            let open_at = hours_at(house, &revision.definition, &recipient, now);
            if open_at > now {
                deliveries::settle(conn, id, lease, settle::waiting(open_at), now)?;
                return Ok(Looked::PutOff);
            }
            let now = match spend(conn, house)? {
                Ok(now) => now,
                Err(until) => return Ok(Looked::OverBudget(until)),
            };
            let until = now.plus_seconds(lease_seconds);
            let first = delivery.attempted_at.map_or(now, Instant);
            if !deliveries::hand_over(conn, id, lease, first, until)? {
                return Ok(Looked::Gone);
            }
            let expires_at = now.plus_seconds(revision.definition.answer_within_seconds);
            invitations::mark_sent(conn, invitation, revision.id, now, expires_at)?;
            let token = invited.token;
            let going = Going { token, unsubscribe_token, first_at: first, revision, recipient };
            Ok(Looked::Go(Box::new(going)))
        }
    }
}

/// The first instant from `now` on at which this person may be mailed.
fn hours_at(
    house: &House,
    definition: &Definition,
    recipient: &Recipient,
    now: Instant,
) -> Instant {
    hours_of(house, definition, recipient.home()).next(now)
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

impl Going {
    /// What its outcome is counted under.
    pub(super) fn members(&self, house: &House) -> Members {
        let language = language_of(house, &self.recipient).tag().to_owned();
        let mut members = vec![("language".to_owned(), language)];
        let location = self.recipient.order.as_ref().and_then(|order| order.location.clone());
        members.extend(location.map(|location| ("location".to_owned(), location)));
        members
    }
}

/// The number of a reminder, from 1; `None` for the survey mail.
pub(super) fn reminder_of(delivery: &DeliveryRow) -> Option<u8> {
    let is_reminder = delivery.kind == DeliveryKind::Reminder.word();
    is_reminder.then(|| u8::try_from(delivery.number).unwrap_or(u8::MAX))
}

fn language_of(house: &House, recipient: &Recipient) -> Language {
    let own = recipient.customer.language.as_deref().and_then(Language::parse);
    own.unwrap_or(house.config.shop.language)
}

/// An address for this delivery alone (VERP): `bounces@shop.example` becomes
/// `bounces+12.0123456789abcdef0123@shop.example`.
fn return_path(configured: Option<&str>, tag: &str) -> Option<Email> {
    let (user, domain) = configured?.rsplit_once('@')?;
    Email::parse(&format!("{user}+{tag}@{domain}"))
}

/// Where the mail server is and how to speak to it.
///
/// # Errors
/// Refused if the URL cannot be used.
pub(super) fn smtp_settings(url: &str, mail: &Mail) -> Result<SmtpSettings> {
    Ok(SmtpSettings { ca_file: mail.ca_file.clone(), ..SmtpSettings::parse(url)? })
}
