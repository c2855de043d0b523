//! Batches as those see them who look back.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{LeftOut, Look};
use crate::db::batches::{self, BatchRow, PrintedCard};
use crate::error::{Context, Result};
use crate::flow::House;
use crate::types::{Instant, Reason};

/// A batch.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Batch {
    /// Its number, by which staff call it.
    pub batch: i64,
    /// `orders` or `blank`.
    pub kind: String,
    /// The user's name as it was then, or `command line`.
    pub printed_by: String,
    /// When it was recorded, as RFC 3339 in the shop's zone.
    pub at: String,
    /// The shop's day of that.
    pub day: String,
    /// The time of day, `08:05`.
    pub time: String,
    /// How many cards it has.
    pub cards: i64,
    /// Whether somebody has had its file.
    pub written: bool,
    /// How its cards look.
    pub look: Look,
    /// What was selected and not printed.
    pub left_out: Vec<LeftOut>,
}

/// A card of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BatchCard {
    /// Its place in the batch, from 1.
    pub number: i64,
    /// The order's number.
    pub order: Option<String>,
    /// The customer's name.
    pub name: Option<String>,
    /// Why it would not be printed again.
    pub reason: Option<Reason>,
}

impl Batch {
    pub(super) fn of(house: &House, row: &BatchRow) -> Result<Self> {
        let at = Instant(row.created_at).to_timestamp().to_zoned(house.zone.clone());
        Ok(Self {
            batch: row.id,
            kind: row.kind.clone(),
            printed_by: row.printed_by.clone(),
            at: at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
            day: at.date().to_string(),
            time: at.strftime("%H:%M").to_string(),
            cards: row.cards,
            written: row.written_at.is_some(),
            look: read(&row.options)?,
            left_out: read(&row.left_out)?,
        })
    }
}

/// A batch with its cards.
///
/// # Errors
/// What the database says.
pub async fn batch(house: &House, id: i64) -> Result<Option<(Batch, Vec<BatchCard>)>> {
    let found = house.db.read_long(move |conn| {
        let Some(row) = batches::get(conn, id)? else { return Ok(None) };
        Ok(Some((row, batches::cards_of(conn, id)?)))
    });
    let Some((row, cards)) = found.await? else { return Ok(None) };
    let card = |card: PrintedCard| BatchCard {
        reason: reason_of(&card),
        number: card.number,
        order: card.order,
        name: card.name,
    };
    Ok(Some((Batch::of(house, &row)?, cards.into_iter().map(card).collect())))
}

/// The newest batches, newest first, below number `before` if given.
///
/// # Errors
/// What the database says.
pub async fn batches(house: &House, before: Option<i64>, limit: i64) -> Result<Vec<Batch>> {
    let rows = house.db.read(move |conn| batches::latest(conn, before, limit)).await?;
    rows.iter().map(|row| Batch::of(house, row)).collect()
}

/// The batches whose file perhaps nobody has had: a crash came between, or nobody has fetched it.
///
/// # Errors
/// What the database says.
pub async fn unfinished(house: &House) -> Result<Vec<Batch>> {
    let rows = house.db.read(batches::unwritten).await?;
    rows.iter().map(|row| Batch::of(house, row)).collect()
}

/// Why a card is not printed again.
pub(super) fn reason_of(card: &PrintedCard) -> Option<Reason> {
    if card.cancelled_at.is_some() {
        Some(Reason::Cancelled)
    } else {
        card.answered_at.map(|_| Reason::Answered)
    }
}

/// Reads what is kept with a batch.
pub(super) fn read<T: DeserializeOwned>(json: &str) -> Result<T> {
    serde_json::from_str(json).doing(|| "a stored batch cannot be read".to_owned())
}
