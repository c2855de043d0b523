//! Plans one order.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Planned;
use crate::db::Conn;
use crate::db::deliveries::{self, NewDelivery};
use crate::db::invitations::{self, NewInvitation};
use crate::db::orders::{self, Buyer, OrderRow};
use crate::domain::survey::Definition;
use crate::domain::{members, sampling, schedule};
use crate::error::{Context, Result};
use crate::flow::House;
use crate::flow::steps::ask::{can_be_revived, has_consent};
use crate::flow::steps::close::close;
use crate::flow::steps::count::{Bundle, Members};
use crate::flow::steps::hours::hours_of;
use crate::flow::steps::surveys::Revision;
use crate::types::{DeliveryId, DeliveryKind, Instant, InvitationId, OrderId, Reason, Trigger};

/// One order, seen by one survey.
struct View<'a> {
    house: &'a House,
    revision: &'a Revision,
    order: &'a OrderRow,
    buyer: &'a Buyer,
    members: Members,
    now: Instant,
}

/// Plans an order for every survey and notes that it is planned.
pub(super) fn plan(
    conn: &mut Conn,
    house: &House,
    (order, buyer): (&OrderRow, &Buyer),
    asking: &[Arc<Revision>],
    bundle: &mut Bundle,
) -> Result<Planned> {
    let mut unasked: BTreeMap<i64, Reason> = serde_json::from_str(&order.unasked)
        .doing(|| format!("order {}: stored reasons cannot be read", order.id))?;
    let mut planned = Planned { orders: 1, ..Planned::default() };
    for revision in asking {
        let members = members_of(house, order, buyer);
        let view = View { house, revision, order, buyer, members, now: house.now() };
        view.plan(conn, &mut unasked, bundle, &mut planned)?;
    }
    let json = serde_json::to_string(&unasked).doing(|| "reasons cannot be written".to_owned())?;
    orders::planned(conn, OrderId(order.id), &json)?;
    Ok(planned)
}

fn members_of(house: &House, order: &OrderRow, buyer: &Buyer) -> Members {
    let language = buyer.language.clone();
    let language = language.unwrap_or_else(|| house.config.shop.language.tag().to_owned());
    let mut members = vec![("language".to_owned(), language)];
    let location = order.location.as_deref().and_then(members::normal);
    members.extend(location.map(|name| ("location".to_owned(), name)));
    members
}

impl View<'_> {
    fn plan(
        &self,
        conn: &mut Conn,
        unasked: &mut BTreeMap<i64, Reason>,
        bundle: &mut Bundle,
        planned: &mut Planned,
    ) -> Result<()> {
        let survey = self.revision.survey;
        if let Some(invitation) = invitations::of_order(conn, survey, OrderId(self.order.id))? {
            return self.go_on(conn, invitation, bundle, planned);
        }
        let reason = self.reason_not_to_invite();
        let before = unasked.get(&survey.0).copied();
        if before.is_none() {
            self.count(bundle, ("funnel", "orders"), 1);
        }
        if before != reason {
            before.iter().for_each(|reason| self.count(bundle, ("reason", reason.word()), -1));
            reason.iter().for_each(|reason| self.count(bundle, ("reason", reason.word()), 1));
        }
        match reason {
            Some(reason) => {
                unasked.insert(survey.0, reason);
                Ok(())
            }
            None => {
                unasked.remove(&survey.0);
                self.invite(conn, bundle, planned)
            }
        }
    }

    fn definition(&self) -> &Definition {
        &self.revision.definition
    }

    fn triggered_at(&self) -> Option<Instant> {
        let at = match self.definition().trigger {
            Trigger::Placed => Some(self.order.placed_at),
            Trigger::Fulfilled => self.order.fulfilled_at,
            Trigger::Delivered => self.order.delivered_at,
        };
        at.map(Instant)
    }

    fn reason_not_to_invite(&self) -> Option<Reason> {
        let asked_about = self.triggered_at().unwrap_or(Instant(self.order.placed_at));
        if self.order.cancelled_at.is_some() {
            Some(Reason::Cancelled)
        } else if !self.definition().active {
            Some(Reason::Inactive)
        } else if self.now.seconds_since(asked_about) > self.definition().ask_within_seconds {
            Some(Reason::TooOld)
        } else {
            None
        }
    }

    fn invite(&self, conn: &mut Conn, bundle: &mut Bundle, planned: &mut Planned) -> Result<()> {
        let (token, unsubscribe) = (self.house.random.token(), self.house.random.token());
        let made = invitations::insert_once(
            conn,
            &NewInvitation {
                survey_id: self.revision.survey.0,
                subject: &format!("order:{}", self.order.id),
                customer_id: Some(self.order.customer_id),
                order_id: Some(self.order.id),
                token: token.as_str(),
                unsubscribe_token: unsubscribe.as_str(),
                created_at: self.now.0,
            },
        )?;
        let Some(invitation) = made else { return Ok(()) };
        self.count(bundle, ("funnel", "invited"), 1);
        planned.invitations += 1;
        self.go_on(conn, invitation, bundle, planned)
    }

    /// Does for an invitation what its order calls for now.
    fn go_on(
        &self,
        conn: &mut Conn,
        invitation: InvitationId,
        bundle: &mut Bundle,
        planned: &mut Planned,
    ) -> Result<()> {
        if self.order.cancelled_at.is_some() {
            let at = (self.now, &self.house.zone);
            close(conn, (self.revision.survey, invitation), &self.members, Reason::Cancelled, at)?;
            return Ok(());
        }
        let Some(triggered_at) = self.triggered_at() else { return Ok(()) };
        let (due_at, reason) = (self.due_at(triggered_at), self.reason_not_to_mail()?);
        let mails = deliveries::of_invitation(conn, invitation)?;
        match mails.iter().find(|delivery| delivery.kind == DeliveryKind::Mail.word()) {
            None => {
                let mail =
                    NewDelivery::first(invitation, DeliveryKind::Mail, due_at, reason, self.now);
                deliveries::insert_once(conn, &mail)?;
                reason.iter().for_each(|reason| self.count(bundle, ("reason", reason.word()), 1));
                planned.mails += u64::from(reason.is_none());
            }
            Some(skipped) if reason.is_none() && can_be_revived(skipped) => {
                deliveries::revive(conn, DeliveryId(skipped.id), due_at, self.now)?;
                let was = skipped.reason.as_deref().unwrap_or_default();
                self.count(bundle, ("reason", was), -1);
                planned.mails += 1;
            }
            Some(_) => {}
        }
        Ok(())
    }

    fn due_at(&self, triggered_at: Instant) -> Instant {
        let definition = self.definition();
        let home = (self.buyer.time_zone.as_deref(), self.buyer.country.as_deref());
        let hours = hours_of(self.house, definition, home);
        schedule::due_at(triggered_at, definition.delay_seconds, &hours)
    }

    fn reason_not_to_mail(&self) -> Result<Option<Reason>> {
        let definition = self.definition();
        let Some(email) = &self.buyer.email else { return Ok(Some(Reason::NoAddress)) };
        if !has_consent(self.house, &self.buyer.consents)? {
            return Ok(Some(Reason::NoConsent));
        }
        let drawn = sampling::is_sampled(
            self.house.keys.sampling(),
            &definition.slug,
            email,
            definition.sample,
        );
        Ok((!drawn).then_some(Reason::SampledOut))
    }

    fn count(&self, bundle: &mut Bundle, mark: (&str, &str), n: i64) {
        let day = Instant(self.order.placed_at).day_in(&self.house.zone);
        bundle.add(self.revision.survey, day, &self.members, mark, n);
    }
}
