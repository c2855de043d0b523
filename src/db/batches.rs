//! What was printed: batches, their cards, and what printing changes of an invitation.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use super::Conn;
use super::dialect::{insert_all, on_each};
use super::lists::{AT_ONCE, change_all, load_all};
use super::schema::{batches, cards, customers, deliveries, invitations, orders};
use crate::error::Result;
use crate::types::{DeliveryKind, DeliveryState, Instant, RevisionId, Token};

/// A batch to record.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = batches)]
#[expect(missing_docs, reason = "the fields are those of BatchRow")]
pub struct NewBatch<'a> {
    pub survey_id: i64,
    pub kind: &'a str,
    pub printed_by: &'a str,
    pub sheet: &'a str,
    pub design: &'a str,
    pub language: Option<&'a str>,
    pub options: &'a str,
    pub selection: &'a str,
    pub left_out: &'a str,
    pub cards: i64,
    pub created_at: i64,
}

/// A batch. `options` and `selection` are JSON objects, `left_out` is a JSON array.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = batches)]
pub struct BatchRow {
    /// Row id, by which staff call it.
    pub id: i64,
    /// What the cards ask.
    pub survey_id: i64,
    /// `orders` or `blank`.
    pub kind: String,
    /// The user's name as it was then, or `command line`.
    pub printed_by: String,
    /// The sheet's name.
    pub sheet: String,
    /// The design's name.
    pub design: String,
    /// The language of all cards; none: each in its customer's.
    pub language: Option<String>,
    /// What else decides how it looks.
    pub options: String,
    /// What was selected.
    pub selection: String,
    /// What was selected and not printed, each with its reason.
    pub left_out: String,
    /// How many cards it has.
    pub cards: i64,
    /// When it was recorded.
    pub created_at: i64,
    /// When somebody had its file; none: perhaps nobody has.
    pub written_at: Option<i64>,
}

/// A card of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Insertable)]
#[diesel(table_name = cards)]
pub struct NewCard {
    /// The batch.
    pub batch_id: i64,
    /// Its place in the batch, from 1.
    pub number: i64,
    /// Whose card it is.
    pub invitation_id: i64,
    /// The code printed on it.
    pub token: String,
}

/// A card with what is known now of its invitation.
#[derive(Clone, Debug, Queryable)]
pub struct PrintedCard {
    /// Its place in the batch, from 1.
    pub number: i64,
    /// The code printed on it.
    pub token: String,
    /// Whose card it is.
    pub invitation_id: i64,
    /// The revision it asks.
    pub revision_id: Option<i64>,
    /// When it was answered.
    pub answered_at: Option<i64>,
    /// The order's row.
    pub order_id: Option<i64>,
    /// The order's number.
    pub order: Option<String>,
    /// When the order was cancelled.
    pub cancelled_at: Option<i64>,
    /// The customer's name.
    pub name: Option<String>,
    /// The customer's language.
    pub language: Option<String>,
}

/// Records a batch without its cards; returns its id.
///
/// # Errors
/// What the database says.
pub fn insert(conn: &mut Conn, batch: &NewBatch<'_>) -> Result<i64> {
    Ok(diesel::insert_into(batches::table).values(batch).returning(batches::id).get_result(conn)?)
}

/// Records the cards of a batch.
///
/// # Errors
/// What the database says.
pub fn insert_cards(conn: &mut Conn, rows: &[NewCard]) -> Result<usize> {
    Ok(insert_all!(conn, cards::table, rows))
}

/// A batch.
///
/// # Errors
/// What the database says.
pub fn get(conn: &mut Conn, id: i64) -> Result<Option<BatchRow>> {
    Ok(batches::table.find(id).select(BatchRow::as_select()).first(conn).optional()?)
}

/// The newest batches, newest first, below `before` if given.
///
/// # Errors
/// What the database says.
pub fn latest(conn: &mut Conn, before: Option<i64>, limit: i64) -> Result<Vec<BatchRow>> {
    let rows = batches::table
        .filter(batches::id.lt(before.unwrap_or(i64::MAX)))
        .order(batches::id.desc())
        .limit(limit)
        .select(BatchRow::as_select())
        .load(conn)?;
    Ok(rows)
}

/// The batches whose file perhaps nobody has had, oldest first.
///
/// # Errors
/// What the database says.
pub fn unwritten(conn: &mut Conn) -> Result<Vec<BatchRow>> {
    let rows = batches::table
        .filter(batches::written_at.is_null())
        .order(batches::id)
        .select(BatchRow::as_select())
        .load(conn)?;
    Ok(rows)
}

/// Notes that somebody has had the file of a batch.
///
/// # Errors
/// What the database says.
pub fn mark_written(conn: &mut Conn, id: i64, now: Instant) -> Result<()> {
    diesel::update(batches::table.find(id))
        .filter(batches::written_at.is_null())
        .set(batches::written_at.eq(now.0))
        .execute(conn)?;
    Ok(())
}

/// The cards of a batch, in their order.
///
/// # Errors
/// What the database says.
pub fn cards_of(conn: &mut Conn, batch: i64) -> Result<Vec<PrintedCard>> {
    let rows = cards::table
        .inner_join(invitations::table.left_join(customers::table).left_join(orders::table))
        .filter(cards::batch_id.eq(batch))
        .order(cards::number)
        .select((
            cards::number,
            cards::token,
            cards::invitation_id,
            invitations::revision_id,
            invitations::answered_at,
            orders::id.nullable(),
            orders::number.nullable(),
            orders::cancelled_at.nullable(),
            customers::name.nullable(),
            customers::language.nullable(),
        ))
        .load(conn)?;
    Ok(rows)
}

/// The last batch and card that each of some invitations was printed in.
///
/// # Errors
/// What the database says.
pub fn printed(conn: &mut Conn, invitations: &[i64]) -> Result<Vec<(i64, i64, i64)>> {
    let mut rows: Vec<(i64, i64, i64)> = load_all(invitations, |list| {
        let rows = cards::table
            .filter(cards::invitation_id.eq_any(list))
            .select((cards::invitation_id, cards::batch_id, cards::number))
            .load(conn)?;
        Ok(rows)
    })?;
    rows.sort_unstable_by_key(|(_, batch, number)| (*batch, *number));
    Ok(rows)
}

/// The invitation of a card's code: of one that was attached to an order, that order's.
///
/// # Errors
/// What the database says.
pub fn token_of_card(conn: &mut Conn, printed: &Token) -> Result<Option<Token>> {
    let token: Option<String> = cards::table
        .inner_join(invitations::table)
        .filter(cards::token.eq(printed.as_str()))
        .select(invitations::token)
        .first(conn)
        .optional()?;
    Ok(token.as_deref().and_then(Token::parse))
}

/// What printing changes of an invitation.
#[derive(Clone, Copy, Debug)]
pub struct Given {
    /// The revision that the card asks.
    pub revision: RevisionId,
    /// When it is printed.
    pub now: Instant,
    /// Until when it takes an answer.
    pub expires_at: Instant,
}

/// Notes of locked invitations that they are given by hand: pins the revision where nothing has,
/// moves the end of answering, and makes the deliveries. Returns those that now count as sent: no
/// mail has been counted for them, nor a card before.
///
/// # Errors
/// What the database says.
pub fn give(
    conn: &mut Conn,
    invitations: &[i64],
    kind: DeliveryKind,
    given: Given,
) -> Result<HashSet<i64>> {
    let now = given.now.0;
    let mut fresh = HashSet::new();
    for list in invitations.chunks(AT_ONCE) {
        let (sent, sending) = mailed(conn, list)?;
        let own = || invitations::table.filter(invitations::id.eq_any(list));
        diesel::update(own().filter(invitations::revision_id.is_null()))
            .set((invitations::revision_id.eq(given.revision.0), invitations::sent_at.eq(now)))
            .execute(conn)?;
        // Should that mail fail, its next try finds nothing given, and counts.
        let list = sending;
        let free = own().filter(invitations::id.ne_all(list));
        let first: Vec<i64> = diesel::update(free.filter(invitations::given_at.is_null()))
            .set(invitations::given_at.eq(now))
            .returning(invitations::id)
            .get_results(conn)?;
        diesel::update(own()).set(invitations::expires_at.eq(given.expires_at.0)).execute(conn)?;
        fresh.extend(first.into_iter().filter(|id| !sent.contains(id)));
    }
    make_deliveries(conn, invitations, kind, given.now)?;
    Ok(fresh)
}

/// Moves the end of answering: a card was printed once more.
///
/// # Errors
/// What the database says.
pub fn extend(conn: &mut Conn, invitations: &[i64], expires_at: Instant) -> Result<()> {
    change_all(invitations, |list| {
        let extended = diesel::update(invitations::table.filter(invitations::id.eq_any(list)))
            .set(invitations::expires_at.eq(expires_at.0))
            .execute(conn)?;
        Ok(extended)
    })?;
    Ok(())
}

/// The codes of some invitations.
///
/// # Errors
/// What the database says.
pub fn tokens(conn: &mut Conn, invitations: &[i64]) -> Result<HashMap<i64, String>> {
    let rows: Vec<(i64, String)> = load_all(invitations, |list| {
        let own = invitations::table.filter(invitations::id.eq_any(list));
        Ok(own.select((invitations::id, invitations::token)).load(conn)?)
    })?;
    Ok(rows.into_iter().collect())
}

/// Makes the deliveries of a kind, sent now, unless there are some.
///
/// # Errors
/// What the database says.
pub fn make_deliveries(
    conn: &mut Conn,
    invitations: &[i64],
    kind: DeliveryKind,
    now: Instant,
) -> Result<()> {
    for invitation in invitations {
        let values = (
            deliveries::invitation_id.eq(invitation),
            deliveries::kind.eq(kind.word()),
            deliveries::number.eq(1),
            deliveries::state.eq(DeliveryState::Sent.word()),
            deliveries::due_at.eq(now.0),
            deliveries::next_attempt_at.eq(now.0),
            deliveries::attempts.eq(1),
            deliveries::attempted_at.eq(now.0),
            deliveries::handed_over.eq(true),
            deliveries::sent_at.eq(now.0),
            deliveries::created_at.eq(now.0),
            deliveries::updated_at.eq(now.0),
        );
        on_each!(conn, |conn| diesel::insert_into(deliveries::table)
            .values(values)
            .on_conflict((deliveries::invitation_id, deliveries::kind, deliveries::number))
            .do_nothing()
            .execute(conn))?;
    }
    Ok(())
}

/// Of some invitations those whose mail went out, and those whose mail is at this moment with a
/// sender who will count it.
fn mailed(conn: &mut Conn, list: &[i64]) -> Result<(HashSet<i64>, Vec<i64>)> {
    let mails = || {
        deliveries::table
            .filter(deliveries::invitation_id.eq_any(list))
            .filter(deliveries::kind.eq(DeliveryKind::Mail.word()))
            .select(deliveries::invitation_id)
    };
    let sent: Vec<i64> =
        mails().filter(deliveries::state.eq(DeliveryState::Sent.word())).load(conn)?;
    let sending = mails()
        .filter(deliveries::state.eq(DeliveryState::Sending.word()))
        .filter(deliveries::handed_over)
        .load(conn)?;
    Ok((sent.into_iter().collect(), sending))
}

/// Sets the revision that some invitations ask.
///
/// # Errors
/// What the database says.
pub fn pin(conn: &mut Conn, invitations: &[i64], revision: RevisionId) -> Result<()> {
    change_all(invitations, |list| {
        let pinned = diesel::update(invitations::table.filter(invitations::id.eq_any(list)))
            .set(invitations::revision_id.eq(revision.0))
            .execute(conn)?;
        Ok(pinned)
    })?;
    Ok(())
}
