//! What a mail will say, written before its turn: so that composing and signing go on beside the
//! transaction of the mail before it. It is sent only if the last look finds the same.

use std::collections::HashMap;
use std::sync::Arc;

use super::Courier;
use super::hold::Hold;
use crate::db::Conn;
use crate::db::deliveries::DeliveryRow;
use crate::db::invitations::{self, Asked};
use crate::error::Result;
use crate::flow::House;
use crate::flow::steps::ask::Recipient;
use crate::flow::steps::count::Members;
use crate::flow::steps::letter::{About, invitation};
use crate::flow::steps::surveys::Revision;
use crate::mail::{Letter, Outcome, Parcel, Signer, ascii_domain};
use crate::types::{DeliveryId, DeliveryKind, Email, Instant, Language};

/// A mail, and what was known of it when it was claimed.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub delivery: DeliveryRow,
    /// When it was tried first: the date of its letter, however often it is tried.
    pub first_at: Instant,
    /// `None` if there is nobody to write to.
    pub going: Option<Going>,
}

/// A claimed mail.
#[derive(Clone, Debug)]
pub(super) struct Claimed {
    pub known: Known,
    /// Shared by all of its claim.
    pub hold: Hold,
}

/// Who a mail goes to, and what it is about.
#[derive(Clone, Debug)]
pub(super) struct Going {
    token: String,
    unsubscribe_token: String,
    first_at: Instant,
    /// Whether a card or a copied link went out before, which has been counted.
    pub was_given: bool,
    pub revision: Arc<Revision>,
    pub recipient: Recipient,
}

/// A letter, or why it cannot be sent.
pub(super) type Packed = std::result::Result<Parcel, Outcome>;

/// A claimed mail with its letter.
pub(super) struct Draft {
    pub claimed: Claimed,
    signer: Option<Signer>,
    packed: Option<Packed>,
}

impl Draft {
    /// The letter that says what there is to say now: this one, or another.
    pub fn finish(self, courier: &Courier, going: &Going) -> Packed {
        let Self { claimed: Claimed { known, .. }, signer, packed } = self;
        let Known { delivery, going: drafted, .. } = known;
        let same = drafted.is_some_and(|drafted| drafted.says_the_same_as(going));
        packed.filter(|_| same).unwrap_or_else(|| courier.pack(&delivery, going, signer))
    }
}

impl Courier {
    /// Writes the letter of a claimed mail. Looks at neither database nor clock: the mail before
    /// it is on its way meanwhile, and must not wait.
    pub(super) fn draft(&self, claimed: Claimed, signer: Option<&Signer>) -> Draft {
        let Known { delivery, going, .. } = &claimed.known;
        let packed = going.as_ref().map(|going| self.pack(delivery, going, signer.cloned()));
        Draft { claimed, signer: signer.cloned(), packed }
    }

    fn pack(&self, delivery: &DeliveryRow, going: &Going, signer: Option<Signer>) -> Packed {
        let letter = self.compose(delivery, going, signer).map_err(|error| {
            // It is the template's fault and not the customer's.
            tracing::error!(delivery = delivery.id, %error, "a mail cannot be composed");
            Outcome::Later { reply: error.to_string() }
        })?;
        letter.pack().map_err(|error| Outcome::unfit(&error))
    }

    fn compose(
        &self,
        delivery: &DeliveryRow,
        going: &Going,
        signer: Option<Signer>,
    ) -> Result<Letter> {
        let config = &self.house.config;
        let language = going.language(&self.house);
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

impl Going {
    /// What a mail about this goes by.
    pub fn new(
        asked: Asked,
        recipient: Recipient,
        revision: Arc<Revision>,
        first_at: Instant,
    ) -> Self {
        let was_given = asked.invited.given_at.is_some();
        let (token, unsubscribe_token) = (asked.invited.token, asked.unsubscribe_token);
        Self { token, unsubscribe_token, first_at, was_given, revision, recipient }
    }

    fn says_the_same_as(&self, other: &Self) -> bool {
        self.revision.id == other.revision.id
            && self.first_at == other.first_at
            && self.token == other.token
            && self.unsubscribe_token == other.unsubscribe_token
            && self.recipient == other.recipient
    }

    /// What its outcome is counted under.
    pub fn members(&self, house: &House) -> Members {
        let mut members = vec![("language".to_owned(), self.language(house).tag().to_owned())];
        let location = self.recipient.order.as_ref().and_then(|order| order.location.clone());
        members.extend(location.map(|location| ("location".to_owned(), location)));
        members
    }

    fn language(&self, house: &House) -> Language {
        let own = self.recipient.customer.language.as_deref().and_then(Language::parse);
        own.unwrap_or(house.config.shop.language)
    }
}

/// What is known now of the mails that were claimed.
pub(super) fn known(
    conn: &mut Conn,
    house: &House,
    rows: Vec<DeliveryRow>,
    now: Instant,
) -> Result<Vec<Known>> {
    let ids: Vec<_> = rows.iter().map(|row| row.invitation_id).collect();
    let asked = invitations::asked(conn, &ids)?;
    let mut asked: HashMap<_, _> =
        asked.into_iter().map(|asked| (asked.invited.id, asked)).collect();
    let mut known = Vec::with_capacity(rows.len());
    for delivery in rows {
        let first_at = delivery.attempted_at.map_or(now, Instant);
        let going = match asked.remove(&delivery.invitation_id) {
            Some(asked) => going(conn, house, asked, first_at)?,
            None => None,
        };
        known.push(Known { delivery, first_at, going });
    }
    Ok(known)
}

fn going(conn: &mut Conn, house: &House, asked: Asked, first_at: Instant) -> Result<Option<Going>> {
    let Some(recipient) = Recipient::of(&asked) else { return Ok(None) };
    let revision = house.surveys.get(conn, asked.invited.revision())?;
    Ok(Some(Going::new(asked, recipient, revision, first_at)))
}

/// The number of a reminder, from 1; `None` for the survey mail.
pub(super) fn reminder_of(delivery: &DeliveryRow) -> Option<u8> {
    let is_reminder = delivery.kind == DeliveryKind::Reminder.word();
    is_reminder.then(|| u8::try_from(delivery.number).unwrap_or(u8::MAX))
}

/// An address for this delivery alone (VERP): `bounces@shop.example` becomes
/// `bounces+12.0123456789abcdef0123@shop.example`.
fn return_path(configured: Option<&str>, tag: &str) -> Option<Email> {
    let (user, domain) = configured?.rsplit_once('@')?;
    Email::parse(&format!("{user}+{tag}@{domain}"))
}
