//! The digest: what the site says, by mail to those who run the shop, once a week or a month.
//!
//! Who has had which digest stands in the settings, one value a recipient (`standing`). It is changed
//! before the mail goes out, in the transaction that spends its mail of the budget, and only by whoever
//! finds it as it was read: two nodes cannot both send, and a crash between the change and the mail
//! leaves a digest that is not sent rather than sent twice. What fails with one recipient waits
//! for its next attempt and keeps nobody else from theirs.

mod standing;

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use serde_json::{Value, json};

use super::read;
use crate::config::DigestEvery;
use crate::domain::digest::{Every, Span};
use crate::error::{Context, Error, Kind, Result};
use crate::flow::House;
use crate::flow::steps::reach::{self, Carrier};
use crate::flow::steps::{budget, signing};
use crate::mail::{
    Composed, Letter, Outcome, Parcel, Picture, Sender, Transport, ascii_domain, compose_digest,
};
use crate::site::{self, Digest};
use crate::types::{Email, Instant};

use standing::Kept;
pub use standing::{Standing, State, Why};

/// How long a digest waits for a limit's next second before it leaves that to the next run.
const LONGEST_WAIT: Duration = Duration::from_millis(1_100);

/// How often it does so.
const WAITS: u32 = 5;

/// What came of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Told {
    /// Digests that were taken.
    pub sent: u64,
    /// Those to be tried again.
    pub later: u64,
    /// Those refused, given up or of unknown outcome.
    pub failed: u64,
}

/// What all recipients get; what went wrong with it, if it cannot be written.
type Written = Result<Option<(Composed, Vec<Picture>)>>;

/// Sends the digests that are due.
///
/// # Errors
/// What the database says. What is wrong with one recipient or with the letter is noted, told to the
/// log and tried again later.
pub async fn run(house: &House, transport: &Transport) -> Result<Told> {
    check_links(house, transport)?;
    let mut told = Told::default();
    let now = house.now();
    let Some(span) = due(house, now) else { return Ok(told) };
    let mut written: Option<Written> = None;
    for (place, address) in house.config.digest.to.iter().enumerate() {
        let Some((to, name)) = recipient(address) else {
            // What the configuration is checked for; nothing is kept of somebody without an address.
            tracing::error!(recipient = place + 1, "a digest has no address to go to");
            told.failed += 1;
            continue;
        };
        let before = standing::read(house, &to).await?;
        let Some(kept) = open(before.as_deref(), span, now)? else { continue };
        if written.is_none() {
            written = Some(compose(house, now, span).await);
        }
        let parcel = match &written {
            Some(Ok(Some((mail, pictures)))) => {
                letter(house, (to.clone(), name), mail, pictures, span).await.and_then(Letter::pack)
            }
            Some(Err(error)) => Err(error.repeated()),
            Some(Ok(None)) | None => return Ok(told),
        };
        let turn = Turn { house, place: place + 1, key: standing::key_of(house, &to) };
        let after = match parcel {
            Ok(parcel) => turn.send(transport, &parcel, before, kept).await?,
            // What the database is too busy for is not the letter's fault.
            Err(error) if error.kind() == Kind::Busy => return Err(error),
            Err(error) => turn.note_unwritable(&error, before, kept).await?,
        };
        match after {
            Some(State::Sent) => told.sent += 1,
            Some(State::Waiting | State::Sending) => told.later += 1,
            Some(State::Failed | State::Uncertain) => told.failed += 1,
            None => {}
        }
    }
    Ok(told)
}

/// Whether those who get a digest can open its link. Files are only looked at.
///
/// # Errors
/// Refused if they cannot.
pub fn check_links(house: &House, transport: &Transport) -> Result<()> {
    match transport {
        Transport::Smtp(_) => reach::check(&house.config, Carrier::Digest),
        Transport::File(_) | Transport::Memory(_) => Ok(()),
    }
}

/// How it stands with each recipient's last digest; those who never had one are left out.
///
/// # Errors
/// What the database says.
pub async fn standings(house: &House) -> Result<Vec<Standing>> {
    let mut all = Vec::new();
    for (place, address) in house.config.digest.to.iter().enumerate() {
        let Some((to, _)) = recipient(address) else { continue };
        if let Some(text) = standing::read(house, &to).await? {
            all.push(Kept::parse(&text)?.standing(place + 1, house.now()));
        }
    }
    Ok(all)
}

/// One recipient's turn.
struct Turn<'a> {
    house: &'a House,
    /// The place in the configuration: no log line carries an address.
    place: usize,
    key: String,
}

/// Whether a digest may be handed over.
enum Go {
    /// It is marked as handed over.
    Now(Kept),
    /// There is no mail to spend before then; this is what is kept meanwhile.
    Later(Kept),
    /// Somebody else has it.
    Gone,
}

impl Turn<'_> {
    /// Sends, and says what became of it; nothing if somebody was quicker.
    async fn send(
        &self,
        transport: &Transport,
        parcel: &Parcel,
        before: Option<String>,
        kept: Kept,
    ) -> Result<Option<State>> {
        let sending = match self.may_send(before, kept).await? {
            Go::Now(sending) => sending,
            Go::Later(_) => return Ok(Some(State::Waiting)),
            Go::Gone => return Ok(None),
        };
        let now = self.house.now();
        let after = match hand_over(transport, parcel).await {
            Outcome::Sent { .. } => sending.ended(State::Sent),
            Outcome::Uncertain => sending.ended(State::Uncertain),
            Outcome::Later { .. } => sending.failed(Why::NotTaken, now),
            Outcome::Refused { .. } => sending.failed(Why::Refused, now),
        };
        let (state, sending) = (after.state, sending.text()?);
        self.tell(&after);
        self.swap(Some(sending), after).await?;
        Ok(Some(state))
    }

    /// Spends a mail and marks it as handed over, once there is one to spend.
    async fn may_send(&self, mut before: Option<String>, mut kept: Kept) -> Result<Go> {
        for _ in 0..WAITS {
            let go = self.spend(before.clone(), kept.clone()).await?;
            let Go::Later(waiting) = &go else { return Ok(go) };
            let now = self.house.now();
            let wait = waiting.next_at.saturating_sub(now.0);
            let wait = Duration::from_micros(u64::try_from(wait).unwrap_or(0));
            if wait > LONGEST_WAIT {
                return Ok(go);
            }
            tokio::time::sleep(wait).await;
            // A clock that does not move, as in a simulation, brings no second to wait for.
            if self.house.now() <= now {
                return Ok(go);
            }
            before = Some(waiting.text()?);
            kept = waiting.clone();
        }
        Ok(Go::Later(kept))
    }

    async fn spend(&self, before: Option<String>, kept: Kept) -> Result<Go> {
        let (inside, key) = (self.house.clone(), self.key.clone());
        let spend = move |conn: &mut crate::db::Conn| {
            let spent = budget::spend_or_book(conn, &inside, kept.booked.map(Instant))?;
            let after = match spent {
                Ok(now) => kept.sending(now),
                Err(booked) => kept.put_off(booked.at, booked.until),
            };
            if !standing::swap(conn, &key, before.as_deref(), &after)? {
                return Ok(Go::Gone);
            }
            Ok(if spent.is_ok() { Go::Now(after) } else { Go::Later(after) })
        };
        self.house.db.write(spend).await
    }

    async fn note_unwritable(
        &self,
        error: &Error,
        before: Option<String>,
        kept: Kept,
    ) -> Result<Option<State>> {
        let now = self.house.now();
        tracing::error!(recipient = self.place, %error, "a digest cannot be written");
        let after = kept.sending(now).failed(Why::Unwritable, now);
        let state = after.state;
        self.tell(&after);
        Ok(self.swap(before, after).await?.then_some(state))
    }

    async fn swap(&self, before: Option<String>, after: Kept) -> Result<bool> {
        let key = self.key.clone();
        let swap =
            move |conn: &mut crate::db::Conn| standing::swap(conn, &key, before.as_deref(), &after);
        self.house.db.write(swap).await
    }

    fn tell(&self, after: &Kept) {
        let Kept { period, attempts, reason, .. } = after;
        let (recipient, reason) = (self.place, reason.map(Why::word));
        match after.state {
            State::Waiting => {
                tracing::warn!(recipient, period, attempts, reason, "a digest will be tried again");
            }
            State::Failed => {
                tracing::error!(recipient, period, attempts, reason, "a digest was given up");
            }
            State::Uncertain => {
                tracing::error!(recipient, period, "a digest may or may not have arrived");
            }
            State::Sending | State::Sent => {}
        }
    }
}

/// The digest of the last full period as it would be sent now, its pictures inside the HTML; `None`
/// if nobody has ever answered. Without `[digest]`, that of the month.
///
/// # Errors
/// What the database says; a template that cannot be used.
pub async fn preview(house: &House) -> Result<Option<Composed>> {
    let now = house.now();
    let span = due(house, now).unwrap_or_else(|| Span::last(Every::Month, local(house, now)));
    let Some((mail, pictures)) = compose(house, now, span).await? else { return Ok(None) };
    let html = pictures.iter().fold(mail.html, |html, picture| {
        let data = format!("data:image/png;base64,{}", STANDARD.encode(&picture.png));
        html.replace(&picture.link(), &data)
    });
    Ok(Some(Composed { html, ..mail }))
}

/// What the digest of now is about, where one is wanted.
fn due(house: &House, now: Instant) -> Option<Span> {
    let every = match house.config.digest.every {
        DigestEvery::Off => return None,
        DigestEvery::Weekly => Every::Week,
        DigestEvery::Monthly => Every::Month,
    };
    Some(Span::last(every, local(house, now)))
}

fn local(house: &House, now: Instant) -> jiff::civil::DateTime {
    now.to_timestamp().to_zoned(house.zone.clone()).datetime()
}

/// What is kept of a recipient, if this period's digest is still to be sent and its time has come.
fn open(kept: Option<&str>, span: Span, now: Instant) -> Result<Option<Kept>> {
    let kept = kept.map(Kept::parse).transpose()?;
    let fresh = || Kept::new(span.to_string());
    let kept = kept.filter(|kept| kept.period == span.to_string()).unwrap_or_else(fresh);
    Ok(kept.is_due(now).then_some(kept))
}

fn recipient(address: &str) -> Option<(Email, Option<String>)> {
    let sender: Sender = address.parse().ok()?;
    Some((sender.address, sender.name))
}

async fn compose(house: &House, now: Instant, span: Span) -> Written {
    let (_, input) = read(house, now).await?;
    let (renderer, shop) = (house.renderer.clone(), house.config.shop.clone());
    let composed = tokio::task::spawn_blocking(move || {
        let Some(digest) = site::digest(&renderer, &input, shop.language, span)? else {
            return Ok(None);
        };
        let said = said(&digest, &shop.name)?;
        let mail = compose_digest(&renderer, shop.language, &shop.colour, &said)?;
        let pictures = digest.surveys.iter().enumerate().filter_map(|(place, survey)| {
            Some(Picture { name: name_of(place), png: survey.picture.as_ref()?.png.clone() })
        });
        Ok(Some((mail, pictures.collect())))
    });
    composed.await.doing(|| "writing the digest was cut short".to_owned())?
}

/// What the templates are given: the digest, the shop, and where each picture is.
fn said(digest: &Digest, shop: &str) -> Result<Value> {
    let mut said = serde_json::to_value(digest).doing(|| "a digest has no words".to_owned())?;
    let surveys = said.get_mut("surveys").and_then(Value::as_array_mut);
    for (place, survey) in surveys.into_iter().flatten().enumerate() {
        let source = json!(format!("cid:{}", name_of(place)));
        survey.as_object_mut().map(|survey| survey.insert("source".to_owned(), source));
    }
    let whole = said.as_object_mut().ok_or_else(|| Error::broken("a digest is no object"))?;
    whole.insert("shop".to_owned(), json!(shop));
    Ok(said)
}

fn name_of(place: usize) -> String {
    format!("trend-{}", place + 1)
}

async fn letter(
    house: &House,
    (to, to_name): (Email, Option<String>),
    mail: &Composed,
    pictures: &[Picture],
    span: Span,
) -> Result<Letter> {
    let config = &house.config;
    let from: Sender = config.mail.from.parse()?;
    let hash: String = house.keys.suppression_hash(&to).chars().take(16).collect();
    Ok(Letter {
        message_id: format!("digest.{span}.{hash}@{}", ascii_domain(&from.address)?),
        reply_to: config.mail.reply_to.as_deref().map(str::parse).transpose()?,
        return_path: config.mail.return_path.as_deref().and_then(Email::parse),
        from,
        to,
        to_name,
        subject: mail.subject.clone(),
        text: mail.text.clone(),
        html: mail.html.clone(),
        logo: None,
        pictures: pictures.to_vec(),
        date: house.now(),
        unsubscribe_url: String::new(),
        language: config.shop.language,
        signer: signing::signer(house).await?,
    })
}

async fn hand_over(transport: &Transport, parcel: &Parcel) -> Outcome {
    match transport.open().await {
        Ok(mut line) => {
            let outcome = line.send(parcel).await;
            line.close().await;
            outcome
        }
        Err(error) => Outcome::Later { reply: error.to_string() },
    }
}
