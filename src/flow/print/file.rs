//! The file of a batch: made from what was recorded, as often as it is wanted, with the same codes.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::json;

use super::batch::{Batch, reason_of};
use super::{LeftOut, Look, wording};
use crate::db::batches::{self, PrintedCard};
use crate::db::{audit, invitations};
use crate::domain::print::Link;
use crate::error::{Context, Error, Result};
use crate::flow::House;
use crate::flow::steps::reach::{self, Carrier};
use crate::flow::steps::surveys::Revision;
use crate::print::{Card, Press};
use crate::types::{Instant, Language, RevisionId, Token};

/// Which file.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The batch.
    pub batch: i64,
    /// Only these of its cards.
    pub numbers: Option<Vec<i64>>,
    /// The label that the first card goes on, and the nudge, where others than the first time.
    pub start_at: Option<u32>,
    /// See `start_at`.
    pub nudge: Option<(f32, f32)>,
}

impl Wanted {
    /// The whole batch as it was.
    #[must_use]
    pub fn all(batch: i64) -> Self {
        Self { batch, numbers: None, start_at: None, nudge: None }
    }
}

/// A file that was made and that nobody has had yet.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// PDF: one file, or several of a very large batch.
    pub files: Vec<Vec<u8>>,
    /// The batch.
    pub batch: Batch,
    /// The cards in it, by their numbers.
    pub numbers: Vec<i64>,
    /// The cards that are not: their orders were cancelled or answered.
    pub left_out: Vec<LeftOut>,
    /// Their invitations, with the seconds in which an answer is taken.
    extend: Vec<(i64, i64)>,
}

/// Makes the file of a batch. Reads only.
///
/// # Errors
/// Refused if there is no such batch or card, or none is left to print.
pub async fn render(house: &House, press: &Arc<Press>, wanted: Wanted) -> Result<Rendered> {
    reach::check(&house.config, Carrier::Paper)?;
    let (mut rendered, going) = gather(house, wanted).await?;
    let (job, press) = (rendered.batch.look.job(&house.config)?, Arc::clone(press));
    rendered.files = tokio::task::spawn_blocking(move || press.pdf(&job, &going))
        .await
        .doing(|| "printing was cut short".to_owned())??;
    Ok(rendered)
}

/// The first page of a batch as a PNG picture. Reads only.
///
/// # Errors
/// As [`render`].
pub async fn picture(house: &House, press: &Arc<Press>, batch: i64) -> Result<Vec<u8>> {
    let (rendered, mut going) = gather(house, Wanted::all(batch)).await?;
    let (job, press) = (rendered.batch.look.job(&house.config)?, Arc::clone(press));
    going.truncate(usize::try_from(job.sheet.per_page()).unwrap_or(1));
    tokio::task::spawn_blocking(move || press.png(&job, &going))
        .await
        .doing(|| "drawing was cut short".to_owned())?
}

/// The cards of a file, and what else is to be said of it.
async fn gather(house: &House, wanted: Wanted) -> Result<(Rendered, Vec<Card>)> {
    let inside = house.clone();
    let (batch, cards) = house
        .db
        .read_long(move |conn| {
            let row = batches::get(conn, wanted.batch)?
                .ok_or_else(|| Error::refused(format!("there is no batch {}", wanted.batch)))?;
            let mut batch = Batch::of(&inside, &row)?;
            batch.look.start_at = wanted.start_at.unwrap_or(batch.look.start_at);
            batch.look.nudge = wanted.nudge.unwrap_or(batch.look.nudge);
            let mut cards = Vec::new();
            for card in chosen(batches::cards_of(conn, row.id)?, wanted.numbers.as_deref())? {
                let revision = card.revision_id.map(RevisionId);
                let revision = revision.map(|id| inside.surveys.get(conn, id)).transpose()?;
                cards.push((card, revision));
            }
            Ok((batch, cards))
        })
        .await?;
    let (mut going, mut rendered) = (Vec::new(), Rendered::of(batch));
    for (card, revision) in &cards {
        let revision = revision.as_ref().ok_or_else(|| {
            Error::broken(format!("card {}: what it asks is missing", card.number))
        })?;
        match reason_of(card) {
            Some(reason) => rendered.left_out.push(LeftOut {
                order: card.order.clone().unwrap_or_else(|| called(&rendered.batch, card)),
                reason: reason.word().to_owned(),
            }),
            None => {
                going.push(worded(house, &rendered.batch, card, revision)?);
                rendered.numbers.push(card.number);
                if card.order_id.is_some() {
                    let seconds = revision.definition.answer_within_seconds;
                    rendered.extend.push((card.invitation_id, seconds));
                }
            }
        }
    }
    if going.is_empty() {
        return Err(Error::refused("all of these cards were answered or their orders cancelled"));
    }
    Ok((rendered, going))
}

/// The invitations for which an answer is taken as long: cards of one batch may ask different revisions.
fn by_seconds(extend: &[(i64, i64)]) -> BTreeMap<i64, Vec<i64>> {
    let mut all = BTreeMap::<i64, Vec<i64>>::new();
    for (invitation, seconds) in extend {
        all.entry(*seconds).or_default().push(*invitation);
    }
    all
}

/// Notes that somebody has had a file: the first time that the batch is printed, later that it was
/// printed again, which moves the end of answering.
///
/// # Errors
/// What the database says.
pub async fn settle(house: &House, who: &str, rendered: &Rendered) -> Result<()> {
    let (who, now, extend) = (who.to_owned(), house.now(), rendered.extend.clone());
    let (batch, cards) = (rendered.batch.batch, rendered.numbers.len());
    let action = if rendered.batch.written { "cards.reprint" } else { "cards.file" };
    house
        .db
        .write(move |conn| {
            let all: Vec<i64> = extend.iter().map(|(invitation, _)| *invitation).collect();
            invitations::lock_all(conn, &all)?;
            for (seconds, invitations) in by_seconds(&extend) {
                batches::extend(conn, &invitations, now.plus_seconds(seconds))?;
            }
            batches::mark_written(conn, batch, now)?;
            audit::note(conn, &who, action, &json!({ "batch": batch, "cards": cards }), now)
        })
        .await
}

impl Rendered {
    fn of(batch: Batch) -> Self {
        let (files, numbers) = (Vec::new(), Vec::new());
        Self { files, batch, numbers, left_out: Vec::new(), extend: Vec::new() }
    }
}

fn chosen(cards: Vec<PrintedCard>, numbers: Option<&[i64]>) -> Result<Vec<PrintedCard>> {
    let Some(numbers) = numbers else { return Ok(cards) };
    let has = |number: &i64| cards.iter().any(|card| card.number == *number);
    if let Some(number) = numbers.iter().find(|number| !has(number)) {
        return Err(Error::refused(format!("this batch has no card {number}")));
    }
    Ok(cards.into_iter().filter(|card| numbers.contains(&card.number)).collect())
}

fn called(batch: &Batch, card: &PrintedCard) -> String {
    format!("{}:{}", batch.batch, card.number)
}

fn worded(house: &House, batch: &Batch, card: &PrintedCard, revision: &Revision) -> Result<Card> {
    let look: &Look = &batch.look;
    let customers = card.language.as_deref().and_then(Language::parse);
    // A blank card is printed as it was, whoever has it now.
    let is_blank = batch.kind == "blank";
    let of = wording::Of {
        place: match &card.order {
            Some(order) => format!("order {order}"),
            None => format!("card {}", called(batch, card)),
        },
        name: card.name.as_deref().filter(|_| !is_blank),
        number: card.order.as_deref().filter(|_| !is_blank),
        language: look
            .language
            .or(customers.filter(|_| !is_blank))
            .unwrap_or(house.config.shop.language),
    };
    let token = Token::parse(&card.token)
        .ok_or_else(|| Error::broken(format!("card {}: its code is damaged", card.number)))?;
    let link = Link::to_invitation(&house.config.server.public_url, &token);
    Ok(wording::card(house, &revision.definition, look, of, link))
}

/// The end of answering of cards printed now.
#[must_use]
pub(super) fn expires_at(now: Instant, revision: &Revision) -> Instant {
    now.plus_seconds(revision.definition.answer_within_seconds)
}
