//! Blank cards: invitations of nobody, until they are attached to an order.

use diesel::prelude::*;

use super::Conn;
use super::schema::{cards, deliveries, invitations, responses};
use crate::error::Result;
use crate::types::{InvitationId, Token};

/// A card's invitation, its survey, who is known, when it was answered.
pub type Blank = (i64, i64, Option<i64>, Option<i64>);

/// The card of a code that nobody is known of yet.
///
/// # Errors
/// What the database says.
pub fn card_of(conn: &mut Conn, printed: &Token) -> Result<Option<Blank>> {
    let row = cards::table
        .inner_join(invitations::table)
        .filter(cards::token.eq(printed.as_str()))
        .select((
            invitations::id,
            invitations::survey_id,
            invitations::customer_id,
            invitations::answered_at,
        ))
        .first(conn)
        .optional()?;
    Ok(row)
}

/// Hands everything of a blank card's invitation over to an order's, and removes it: cards and
/// answer go along, the card's own delivery goes with it.
///
/// # Errors
/// What the database says.
pub fn hand_over(conn: &mut Conn, blank: InvitationId, to: InvitationId) -> Result<()> {
    diesel::update(cards::table.filter(cards::invitation_id.eq(blank.0)))
        .set(cards::invitation_id.eq(to.0))
        .execute(conn)?;
    diesel::update(responses::table.filter(responses::invitation_id.eq(blank.0)))
        .set(responses::invitation_id.eq(to.0))
        .execute(conn)?;
    diesel::delete(deliveries::table.filter(deliveries::invitation_id.eq(blank.0)))
        .execute(conn)?;
    diesel::delete(invitations::table.find(blank.0)).execute(conn)?;
    Ok(())
}

/// Keeps an invitation that may be handed out without anybody being known.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = invitations)]
#[expect(missing_docs, reason = "the fields are the columns")]
pub struct NewBlank {
    pub survey_id: i64,
    pub subject: String,
    pub token: String,
    pub unsubscribe_token: String,
    pub revision_id: i64,
    pub created_at: i64,
}

/// Makes the invitations of blank cards; returns their ids, in order.
///
/// # Errors
/// What the database says.
pub fn insert(conn: &mut Conn, rows: &[NewBlank]) -> Result<Vec<i64>> {
    let mut ids = Vec::with_capacity(rows.len());
    for row in rows {
        ids.push(
            diesel::insert_into(invitations::table)
                .values(row)
                .returning(invitations::id)
                .get_result(conn)?,
        );
    }
    Ok(ids)
}
