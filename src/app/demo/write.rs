//! Writes what was made up, by the rules and the row functions that the stages use.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::json;

use super::history::Life;
use super::scans::Scan;
use crate::db::invitations;
use crate::db::orders::{self, NewOrder};
use crate::db::touchpoints::TouchpointRow;
use crate::db::{Conn, suppressions};
use crate::domain::answer::{self, Change};
use crate::error::{Error, Result};
use crate::flow::steps::count::Bundle;
use crate::flow::steps::record::{Attempt, Changes, Place, Recorded, Recorder, record};
use crate::flow::steps::surveys::Revision;
use crate::flow::{House, plan};
use crate::types::{
    Channel, CustomerId, Instant, InvitationId, ManualClock, OrderId, SurveyId, Token, TouchpointId,
};

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
    /// Writes some lives. The shop brings in the orders of a day together; what is counted becomes
    /// a few entries.
    pub fn tell(&self, conn: &mut Conn, lives: &[Life], asking: &Revision) -> Result<()> {
        let mut bundle = Bundle::default();
        let day = |life: &Life| life.due_at().day_in(&self.house.zone);
        for lives in lives.chunk_by(|one, next| day(one) == day(next)) {
            let (together, apart): (Vec<&Life>, Vec<&Life>) =
                lives.iter().partition(|life| life.comes_in_time());
            let mut known = self.bring_in_together(conn, &together)?;
            for life in apart {
                known.insert(life.number, self.bring_in(conn, life, None)?);
            }
            for life in lives {
                if let Some(order) = known.get(&life.number) {
                    self.live(conn, life, (*order, asking), &mut bundle)?;
                }
            }
        }
        bundle.append(conn)
    }

    /// Brings in a day's orders and plans them at once.
    fn bring_in_together(
        &self,
        conn: &mut Conn,
        lives: &[&Life],
    ) -> Result<BTreeMap<i64, OrderId>> {
        let at = lives.iter().map(|life| life.planned_at).max().unwrap_or(self.now);
        let stored = lives.iter().map(|life| Ok((life.number, self.store(conn, life, None, at)?)));
        let stored = stored.collect::<Result<_>>()?;
        self.clock.set(at);
        plan::run_in(conn, &self.house)?;
        Ok(stored)
    }

    fn live(
        &self,
        conn: &mut Conn,
        life: &Life,
        (order, asking): (OrderId, &Revision),
        bundle: &mut Bundle,
    ) -> Result<()> {
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

    /// Brings one order in, or brings it in again, and plans it.
    fn bring_in(&self, conn: &mut Conn, life: &Life, known: Option<OrderId>) -> Result<OrderId> {
        let again = known.and(life.cancelled_at);
        let at = again.unwrap_or(life.planned_at);
        let order = self.store(conn, life, known, at)?;
        self.clock.set(at);
        plan::run_in(conn, &self.house)?;
        Ok(order)
    }

    /// Stores an order as the shop knows it at an instant.
    fn store(
        &self,
        conn: &mut Conn,
        life: &Life,
        known: Option<OrderId>,
        at: Instant,
    ) -> Result<OrderId> {
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
            properties: &json!({ "staff": life.staff, "tier": life.tier }).to_string(),
            to_plan: true,
            created_at: at.0,
            updated_at: at.0,
        };
        match known {
            Some(id) => orders::update(conn, id, &order).map(|()| id),
            None => orders::insert(conn, &order),
        }
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
        let token = invitations::lock(conn, invitation)?
            .and_then(|asked| Token::parse(&asked.invited.token));
        let token = token.ok_or_else(|| Error::broken("an invitation has no token"))?;
        let fallback = self.house.config.shop.language;
        let attempt = Attempt {
            token,
            fields: reply.fields(),
            language: None,
            fallback,
            channel,
            device: None,
        };
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
                members: Vec::new(),
                sent_at: None,
                language: scan.language,
                channel: Channel::Touchpoint,
                held: None,
            };
            let mut changes = Changes::default();
            changes.add(&self.recorder, scan.at, (asking, place), (None, Change::First), &after)?;
            changes.write(conn, (scan.at, &self.house.zone))?;
        }
        Ok(())
    }
}
