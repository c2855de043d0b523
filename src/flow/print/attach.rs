//! Attaches a blank card to an order: from then on its code opens the order's form, and there is one
//! answer, however it is given.
//!
//! The order's own invitation stays, the card's goes into it with its code and, if it has been
//! answered, its answer. So mail, reminders and card are closed by each other as always.

use serde::Serialize;
use serde_json::json;

use super::file::expires_at;
use crate::db::batches::{self, Given};
use crate::db::blanks;
use crate::db::orders::OrderRow;
use crate::db::responses::{self, ResponseRow};
use crate::db::to_print::{self, Printable};
use crate::db::{Conn, audit, invitations};
use crate::error::{Error, Result};
use crate::flow::House;
use crate::flow::steps::close::close;
use crate::flow::steps::count::Bundle;
use crate::flow::steps::invite::{Invitation, Subject, unasked_of, unasked_to_json};
use crate::types::{DeliveryKind, Instant, InvitationId, Reason, RevisionId, SurveyId, Token};

/// A card that has its order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attached {
    /// The order's number.
    pub order: String,
    /// The customer's name.
    pub name: Option<String>,
    /// Whether the card had been answered before.
    pub answered: bool,
}

/// Attaches the card of a code, as somebody typed it, to the order of a number.
///
/// # Errors
/// Refused, with what would be right, if there is no such card or order, if the card is another
/// order's, or if both have been answered.
pub async fn attach(house: &House, who: &str, code: &str, order: &str) -> Result<Attached> {
    let token = Token::parse(code)
        .ok_or_else(|| Error::refused("a code has twelve characters, as ABCD-EFGH-JKMN"))?;
    let (inside, who, order) = (house.clone(), who.to_owned(), order.trim().to_owned());
    house.db.write(move |conn| join(conn, &inside, &who, (&token, &order))).await
}

fn join(
    conn: &mut Conn,
    house: &House,
    who: &str,
    (token, number): (&Token, &str),
) -> Result<Attached> {
    let unknown = || Error::refused("there is no card with this code");
    let (blank, survey, customer, _) = blanks::card_of(conn, token)?.ok_or_else(unknown)?;
    let taken = || Error::refused("this card belongs to an order already");
    if customer.is_some() {
        return Err(taken());
    }
    let order = the_order(conn, number)?;
    to_print::lock(conn, &[order.id])?;
    let row = to_print::of_ids(conn, SurveyId(survey), &[order.id])?.pop();
    let row = row.ok_or_else(|| Error::broken("an order has gone"))?;
    let card = Joining { house, survey: SurveyId(survey), row, now: house.now() };
    let own = card.invitation(conn)?;
    let mut both = [blank, own.0];
    both.sort_unstable();
    invitations::lock_all(conn, &both)?;
    // Looked at under the lock: somebody may be answering, or have attached it meanwhile.
    let (_, _, customer, answered_at) = blanks::card_of(conn, token)?.ok_or_else(unknown)?;
    if customer.is_some() {
        return Err(taken());
    }
    card.join(conn, InvitationId(blank), own, answered_at)?;
    let details = json!({ "order": card.row.order.number });
    audit::note(conn, who, "cards.attach", &details, card.now)?;
    Ok(Attached {
        order: card.row.order.number.clone(),
        name: card.row.name.clone(),
        answered: answered_at.is_some(),
    })
}

fn the_order(conn: &mut Conn, number: &str) -> Result<OrderRow> {
    let mut found = to_print::by_number(conn, number)?;
    if found.len() > 1 {
        return Err(Error::refused(format!(
            "several orders have the number {number}; take the id that the shop's system gave it"
        )));
    }
    found.pop().ok_or_else(|| Error::refused(format!("there is no order {number}")))
}

/// A blank card on its way to an order.
struct Joining<'a> {
    house: &'a House,
    survey: SurveyId,
    row: Printable,
    now: Instant,
}

impl Joining<'_> {
    /// The order's invitation, made if need be.
    fn invitation(&self, conn: &mut Conn) -> Result<InvitationId> {
        let current = self.house.surveys.current(conn)?;
        let revision = current.iter().find(|revision| revision.survey == self.survey);
        let revision = revision.ok_or_else(|| Error::broken("a survey has gone"))?;
        if self.row.order.cancelled_at.is_some() {
            return Err(Error::refused("this order was cancelled"));
        }
        let subject = Subject::new(self.house, revision, (&self.row.order, &self.row.buyer));
        let (mut unasked, mut bundle) = (unasked_of(&self.row.order)?, Bundle::default());
        let made = subject.invite(conn, &mut unasked, &mut bundle)?;
        let id = match made {
            Invitation::Known(id) | Invitation::Made(id) => id,
            Invitation::None(reason) => {
                return Err(Error::refused(format!("this order is not asked about: {reason}")));
            }
        };
        to_print::note_unasked(conn, self.row.order.id, &unasked_to_json(&unasked)?)?;
        bundle.append(conn)?;
        Ok(id)
    }

    fn join(
        &self,
        conn: &mut Conn,
        blank: InvitationId,
        own: InvitationId,
        answered_at: Option<i64>,
    ) -> Result<()> {
        let asked = invitations::asked(conn, &[blank.0, own.0])?;
        let of = |id: InvitationId| asked.iter().find(|asked| asked.invited.id == id.0);
        let (Some(card), Some(order)) = (of(blank), of(own)) else {
            return Err(Error::broken("an invitation has gone"));
        };
        if order.invited.answered_at.is_some() {
            return Err(Error::refused("this order has been answered already"));
        }
        let answer = responses::of_invitations(conn, &[blank.0])?.pop();
        let revision = self.house.surveys.get(conn, card.invited.revision())?;
        let expires_at = expires_at(self.now, &revision);
        let given = Given { revision: revision.id, now: self.now, expires_at };
        let sent = !batches::give(conn, &[own.0], DeliveryKind::Card, given)?.is_empty();
        blanks::hand_over(conn, blank, own)?;
        if let (Some(at), Some(answer)) = (answered_at, &answer) {
            self.take_answer(conn, own, (answer, Instant(at)))?;
        }
        self.count(conn, sent, answer.as_ref())
    }

    /// The card was answered before it had an order: the order has that answer.
    fn take_answer(
        &self,
        conn: &mut Conn,
        own: InvitationId,
        (answer, at): (&ResponseRow, Instant),
    ) -> Result<()> {
        invitations::mark_answered(conn, &[own.0], at)?;
        // What was answered under one revision is edited under it.
        batches::pin(conn, &[own.0], RevisionId(answer.revision_id))?;
        let at = (self.now, &self.house.zone);
        close(conn, (self.survey, own), &Vec::new(), Reason::Answered, at)?;
        Ok(())
    }

    /// A card that was answered by nobody known counted then as invited and sent; its order counts
    /// itself.
    fn count(&self, conn: &mut Conn, sent: bool, answer: Option<&ResponseRow>) -> Result<()> {
        let mut bundle = Bundle::default();
        let revision = self.house.surveys.current(conn)?;
        if let Some(revision) = revision.iter().find(|one| one.survey == self.survey)
            && sent
        {
            let subject = Subject::new(self.house, revision, (&self.row.order, &self.row.buyer));
            let day = self.now.day_in(&self.house.zone);
            bundle.add(self.survey, day, &subject.members, ("funnel", "sent"), 1);
        }
        if let Some(answer) = answer {
            let day = Instant(answer.answered_at).day_in(&self.house.zone);
            let members = vec![("language".to_owned(), answer.language.clone())];
            bundle.add(self.survey, day, &members, ("funnel", "invited"), -1);
            bundle.add(self.survey, day, &members, ("funnel", "sent"), -1);
        }
        bundle.append(conn)
    }
}
