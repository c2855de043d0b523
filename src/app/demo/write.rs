//! Writes what was made up, by the rules and the row functions that the stages use.

use std::sync::Arc;

use serde_json::json;

use super::history::Life;
use super::scans::Scan;
use crate::db::deliveries::{self, Settled};
use crate::db::invitations;
use crate::db::orders::{self, NewOrder};
use crate::db::touchpoints::TouchpointRow;
use crate::db::{Conn, suppressions};
use crate::domain::answer;
use crate::error::{Error, Result};
use crate::flow::steps::ask::{Recipient, may_mail};
use crate::flow::steps::count::{Bundle, Members};
use crate::flow::steps::record::{Attempt, Changes, Place, Recorded, Recorder, record};
use crate::flow::steps::surveys::Revision;
use crate::flow::{House, plan};
use crate::types::{
    Channel, CustomerId, DeliveryId, DeliveryState, Instant, InvitationId, ManualClock, OrderId,
    Reason, SurveyId, Token, TouchpointId,
};

/// Who holds the leases while the history is written.
const LEASE: &str = "demo";

/// The hand that writes.
#[derive(Clone)]
pub(super) struct Hand {
    pub house: House,
    pub clock: Arc<ManualClock>,
    pub recorder: Recorder,
    pub now: Instant,
    /// Mails due later than this are left to the server.
    pub left_from: Instant,
}

impl Hand {
    /// Writes some lives. What is counted for their mails becomes a few entries.
    pub fn tell(&self, conn: &mut Conn, lives: &[Life], asking: &Revision) -> Result<()> {
        let mut bundle = Bundle::default();
        for life in lives {
            self.live(conn, life, asking, &mut bundle)?;
        }
        bundle.append(conn)
    }

    fn live(
        &self,
        conn: &mut Conn,
        life: &Life,
        asking: &Revision,
        bundle: &mut Bundle,
    ) -> Result<()> {
        let order = self.bring_in(conn, life, None)?;
        let Some(invitation) = invitations::of_order(conn, asking.survey, order)? else {
            return Ok(());
        };
        if let (Some(after), Some(fulfilled)) = (life.linked_after, life.fulfilled_at) {
            return self.answer(
                conn,
                life,
                invitation,
                (fulfilled.plus_seconds(after), Channel::Link),
            );
        }
        if life.cancelled_at.is_some_and(|at| at > life.planned_at) {
            return self.bring_in(conn, life, Some(order)).map(|_order| ());
        }
        if life.fulfilled_at.is_none() || life.due_at() > self.left_from {
            return Ok(());
        }
        // A shop that enters an order late sends late; there is no mail before the plan.
        let at = Instant(life.due_at().0.max(life.planned_at.0));
        self.clock.set(at);
        let Some(sent) = self.send(conn, life, (invitation, asking), bundle)? else {
            return Ok(());
        };
        if life.leaves {
            let customer = CustomerId(sent.customer.id);
            let hash = self.house.keys.suppression_hash(&sent.email);
            suppressions::add(conn, &hash, Some(customer), "unsubscribed", at.plus_seconds(600))?;
        }
        match &life.reply {
            Some((after, _)) => {
                self.answer(conn, life, invitation, (at.plus_seconds(*after), Channel::Mail))
            }
            None => Ok(()),
        }
    }

    /// Stores an order as the shop knows it when it brings it in, or brings it again; and plans it.
    fn bring_in(&self, conn: &mut Conn, life: &Life, known: Option<OrderId>) -> Result<OrderId> {
        let again = known.and(life.cancelled_at);
        let at = again.unwrap_or(life.planned_at);
        self.clock.set(at);
        let number = format!("NL{}", life.number);
        let cancelled_at = life.cancelled_at.filter(|cancelled| *cancelled <= at);
        let order = NewOrder {
            customer_id: life.customer,
            source: "demo",
            external_id: &number,
            number: &number,
            placed_at: life.placed_at.0,
            fulfilled_at: life.fulfilled_at.map(|at| at.0),
            delivered_at: None,
            cancelled_at: cancelled_at.map(|at| at.0),
            location: Some(life.location),
            products: &json!(life.products).to_string(),
            properties: "{}",
            to_plan: true,
            created_at: at.0,
            updated_at: at.0,
        };
        let id = match known {
            Some(id) => orders::update(conn, id, &order).map(|()| id)?,
            None => orders::insert(conn, &order)?,
        };
        plan::run_in(conn, &self.house)?;
        Ok(id)
    }

    /// Settles the mail that is due now as the courier would; the recipient if it went out.
    fn send(
        &self,
        conn: &mut Conn,
        life: &Life,
        (invitation, asking): (InvitationId, &Revision),
        bundle: &mut Bundle,
    ) -> Result<Option<Recipient>> {
        let now = self.house.now();
        let until = now.plus_seconds(60);
        let Some(delivery) = deliveries::claim_due(conn, LEASE, 1, now, until)?.pop() else {
            return Ok(None);
        };
        if delivery.invitation_id != invitation.0 {
            return Err(Error::broken(format!("order {}: an earlier mail was left", life.number)));
        }
        let id = DeliveryId(delivery.id);
        let Some((invited, _, order)) = invitations::lock(conn, invitation)? else {
            return Err(Error::broken("an invitation is missing"));
        };
        let verdict =
            may_mail(conn, &self.house, (&invited, &asking.definition), order.map(OrderId), now)?;
        let day = now.day_in(&self.house.zone);
        let recipient = match verdict {
            Ok(recipient) => recipient,
            Err(reason) => {
                deliveries::settle(conn, id, LEASE, ended(DeliveryState::Skipped, reason), now)?;
                bundle.add(asking.survey, day, &Vec::new(), ("reason", reason.word()), 1);
                return Ok(None);
            }
        };
        deliveries::hand_over(conn, id, LEASE, now, until)?;
        let expires_at = now.plus_seconds(asking.definition.answer_within_seconds);
        invitations::mark_sent(conn, invitation, asking.id, now, expires_at)?;
        let members = self.members(life, &recipient);
        if life.bounces {
            let refused = ended(DeliveryState::Failed, Reason::Refused);
            deliveries::settle(conn, id, LEASE, refused, now)?;
            bundle.add(asking.survey, day, &members, ("reason", Reason::Refused.word()), 1);
            return Ok(None);
        }
        let sent = Settled {
            state: DeliveryState::Sent,
            reason: None,
            sent_at: Some(now),
            next_attempt_at: None,
        };
        deliveries::settle(conn, id, LEASE, sent, now)?;
        bundle.add(asking.survey, day, &members, ("funnel", "sent"), 1);
        Ok(Some(recipient))
    }

    fn members(&self, life: &Life, recipient: &Recipient) -> Members {
        let shop = self.house.config.shop.language.tag();
        let language = recipient.customer.language.as_deref().unwrap_or(shop).to_owned();
        vec![("language".to_owned(), language), ("location".to_owned(), life.location.to_owned())]
    }

    /// Posts the form, if that was not after the end of the history.
    fn answer(
        &self,
        conn: &mut Conn,
        life: &Life,
        invitation: InvitationId,
        (at, channel): (Instant, Channel),
    ) -> Result<()> {
        let Some((_, reply)) = life.reply.as_ref().filter(|_| at <= self.now) else {
            return Ok(());
        };
        let token =
            invitations::lock(conn, invitation)?.and_then(|(row, ..)| Token::parse(&row.token));
        let token = token.ok_or_else(|| Error::broken("an invitation has no token"))?;
        let fallback = self.house.config.shop.language;
        let attempt = Attempt { token, fields: reply.fields(), language: None, fallback, channel };
        self.clock.set(at);
        match record(conn, &self.recorder, &[attempt])?.pop() {
            Some(Recorded::Stored(..) | Recorded::Closed(..)) => Ok(()),
            _ => Err(Error::broken(format!("order {}: its answer was not taken", life.number))),
        }
    }

    /// Writes answers given at the counters.
    pub fn scan(
        &self,
        conn: &mut Conn,
        scans: &[Scan],
        (counters, asking): (&[TouchpointRow], &Revision),
    ) -> Result<()> {
        for scan in scans {
            let Some(counter) = counters.get(scan.counter) else { continue };
            let submission = answer::read(&asking.definition, &scan.reply.fields(), None).map_err(
                |problems| Error::broken(format!("a made-up answer does not fit: {problems:?}")),
            )?;
            let after = answer::merge(&asking.definition, None, submission);
            let place = Place {
                survey: SurveyId(counter.survey_id),
                invitation: None,
                touchpoint: Some(TouchpointId(counter.id)),
                submission: Some(format!("{:026}", scan.submission)),
                location: counter.location.clone(),
                sent_at: None,
                language: scan.language,
                channel: Channel::Touchpoint,
            };
            let mut changes = Changes::default();
            changes.add(&self.recorder, scan.at, (asking, place), (None, None), &after)?;
            changes.write(conn, (scan.at, &self.house.zone))?;
        }
        Ok(())
    }
}

fn ended(state: DeliveryState, reason: Reason) -> Settled {
    Settled { state, reason: Some(reason), sent_at: None, next_attempt_at: None }
}
