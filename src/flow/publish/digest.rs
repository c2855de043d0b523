//! The digest: what the site says, by mail to those who run the shop, once a week or a month.
//!
//! Who has had which digest stands in the settings, one value a recipient. It is changed before the
//! mail goes out, and only by whoever finds it as it was read: two nodes cannot both send, and a
//! crash between the change and the mail leaves a digest that is not sent rather than sent twice.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::read;
use crate::config::DigestEvery;
use crate::db::settings;
use crate::domain::digest::{Every, Span};
use crate::error::{Context, Error, Result};
use crate::flow::House;
use crate::flow::steps::signing;
use crate::mail::{
    Composed, Letter, Outcome, Parcel, Picture, Sender, Transport, ascii_domain, compose_digest,
};
use crate::site::{self, Digest};
use crate::types::{Email, Instant};

/// After how many failed attempts a digest is given up, and how long the first wait is; each further
/// one is twice as long.
const ATTEMPTS: u32 = 8;
const FIRST_WAIT_SECONDS: i64 = 600;

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

/// What is kept of a recipient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    period: String,
    state: State,
    attempts: u32,
    /// When to try again, in microseconds.
    next_at: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum State {
    /// Handed over; after a crash nobody knows.
    Sending,
    /// To be tried again.
    Waiting,
    /// Taken by the mail server.
    Sent,
    /// Refused or given up.
    Failed,
}

/// Sends the digests that are due.
///
/// # Errors
/// What the database says; a recipient or a template that cannot be used.
pub async fn run(house: &House, transport: &Transport) -> Result<Told> {
    let mut told = Told::default();
    let now = house.now();
    let Some(span) = due(house, now) else { return Ok(told) };
    let mut composed = None;
    for address in &house.config.digest.to {
        let (to, name) = recipient(address)?;
        let key = key_of(house, &to);
        let before = house.db.read(move |conn| settings::get(conn, &key)).await?;
        let Some(attempts) = open(before.as_deref(), span, now)? else { continue };
        if composed.is_none() {
            composed = compose(house, now, span).await?;
        }
        let Some((mail, pictures)) = &composed else { return Ok(told) };
        let kept =
            |state, attempts, next_at| Kept { period: span.to_string(), state, attempts, next_at };
        // Whatever can go wrong with the letter itself goes wrong before it is marked.
        let parcel = letter(house, (to.clone(), name), mail, pictures, span).await?.pack()?;
        let sending = kept(State::Sending, attempts + 1, now.0);
        if !swap(house, &to, before, &sending).await? {
            continue;
        }
        let outcome = hand_over(transport, &parcel).await;
        let after = match outcome {
            Outcome::Sent { .. } => kept(State::Sent, attempts + 1, 0),
            Outcome::Later { .. } if attempts + 1 < ATTEMPTS => {
                let wait = FIRST_WAIT_SECONDS << attempts;
                kept(State::Waiting, attempts + 1, house.now().plus_seconds(wait).0)
            }
            Outcome::Later { .. } | Outcome::Refused { .. } | Outcome::Uncertain => {
                kept(State::Failed, attempts + 1, 0)
            }
        };
        match after.state {
            State::Sent => told.sent += 1,
            State::Waiting | State::Sending => told.later += 1,
            State::Failed => told.failed += 1,
        }
        let sending = text_of(&sending)?;
        swap(house, &to, Some(sending), &after).await?;
    }
    Ok(told)
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

/// How often it has been tried, if this period's is still to be sent.
fn open(kept: Option<&str>, span: Span, now: Instant) -> Result<Option<u32>> {
    let Some(kept) = kept else { return Ok(Some(0)) };
    let kept: Kept =
        serde_json::from_str(kept).doing(|| "a digest's state cannot be read".to_owned())?;
    if kept.period != span.to_string() {
        return Ok(Some(0));
    }
    Ok((kept.state == State::Waiting && kept.next_at <= now.0).then_some(kept.attempts))
}

fn key_of(house: &House, to: &Email) -> String {
    format!("digest:{}", house.keys.suppression_hash(to))
}

fn text_of(kept: &Kept) -> Result<String> {
    serde_json::to_string(kept).doing(|| "a digest's state cannot be written".to_owned())
}

/// Changes what is kept, unless somebody was quicker.
async fn swap(house: &House, to: &Email, before: Option<String>, after: &Kept) -> Result<bool> {
    let (key, after) = (key_of(house, to), text_of(after)?);
    house
        .db
        .write(move |conn| match &before {
            Some(before) => settings::replace(conn, &key, before, &after),
            // Each attempt of each node writes another text only by its time; the first one stays.
            None => match settings::get(conn, &key)? {
                Some(_) => Ok(false),
                None => Ok(settings::set_first(conn, &key, &after)? == after),
            },
        })
        .await
}

fn recipient(address: &str) -> Result<(Email, Option<String>)> {
    let sender: Sender = address.parse()?;
    Ok((sender.address, sender.name))
}

async fn compose(
    house: &House,
    now: Instant,
    span: Span,
) -> Result<Option<(Composed, Vec<Picture>)>> {
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
