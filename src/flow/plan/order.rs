//! Plans one order.

use std::sync::Arc;

use super::Planned;
use crate::db::Conn;
use crate::db::deliveries::{self, NewDelivery};
use crate::db::orders::{self, Buyer, OrderRow};
use crate::domain::{sampling, schedule};
use crate::error::Result;
use crate::flow::House;
use crate::flow::steps::ask::{can_be_revived, has_consent};
use crate::flow::steps::close::close;
use crate::flow::steps::count::Bundle;
use crate::flow::steps::hours::hours_of;
use crate::flow::steps::invite::{Invitation, Subject, unasked_of, unasked_to_json};
use crate::flow::steps::surveys::Revision;
use crate::types::{
    DeliveryId, DeliveryKind, DeliveryState, Instant, InvitationId, OrderId, Reason,
};

/// Plans an order for every survey and notes that it is planned.
pub(super) fn plan(
    conn: &mut Conn,
    house: &House,
    (order, buyer): (&OrderRow, &Buyer),
    asking: &[Arc<Revision>],
    bundle: &mut Bundle,
) -> Result<Planned> {
    let mut unasked = unasked_of(order)?;
    let mut planned = Planned { orders: 1, ..Planned::default() };
    for revision in asking {
        let view = View(Subject::new(house, revision, (order, buyer)));
        match view.0.invite(conn, &mut unasked, bundle)? {
            Invitation::None(_) => {}
            Invitation::Known(invitation) => view.go_on(conn, invitation, bundle, &mut planned)?,
            Invitation::Made(invitation) => {
                planned.invitations += 1;
                view.go_on(conn, invitation, bundle, &mut planned)?;
            }
        }
    }
    orders::planned(conn, OrderId(order.id), &unasked_to_json(&unasked)?)?;
    Ok(planned)
}

/// One order, seen by one survey.
struct View<'a>(Subject<'a>);

impl View<'_> {
    /// Does for an invitation what its order calls for now.
    fn go_on(
        &self,
        conn: &mut Conn,
        invitation: InvitationId,
        bundle: &mut Bundle,
        planned: &mut Planned,
    ) -> Result<()> {
        let Subject { house, revision, order, members, now, .. } = &self.0;
        if order.cancelled_at.is_some() {
            let at = (*now, &house.zone);
            close(conn, (revision.survey, invitation), members, Reason::Cancelled, at)?;
            return Ok(());
        }
        let Some(triggered_at) = self.0.triggered_at() else { return Ok(()) };
        let (due_at, reason) = (self.due_at(triggered_at), self.reason_not_to_mail()?);
        let mails = deliveries::of_invitation(conn, invitation)?;
        match mails.iter().find(|delivery| delivery.kind == DeliveryKind::Mail.word()) {
            None => {
                let mail = NewDelivery::first(invitation, DeliveryKind::Mail, due_at, reason, *now);
                deliveries::insert_once(conn, &mail)?;
                reason.iter().for_each(|reason| self.0.count(bundle, ("reason", reason.word()), 1));
                planned.mails += u64::from(reason.is_none());
            }
            Some(skipped) if reason.is_none() && can_be_revived(skipped) => {
                let whose = (DeliveryId(skipped.id), DeliveryState::Skipped);
                if !deliveries::revive(conn, whose, due_at, *now)? {
                    return Ok(());
                }
                let was = skipped.reason.as_deref().unwrap_or_default();
                self.0.count(bundle, ("reason", was), -1);
                planned.mails += 1;
            }
            Some(_) => {}
        }
        Ok(())
    }

    fn due_at(&self, triggered_at: Instant) -> Instant {
        let Subject { house, revision, buyer, .. } = &self.0;
        let definition = &revision.definition;
        let home = (buyer.time_zone.as_deref(), buyer.country.as_deref());
        let hours = hours_of(house, definition, home);
        schedule::due_at(triggered_at, definition.delay_seconds, &hours)
    }

    fn reason_not_to_mail(&self) -> Result<Option<Reason>> {
        let Subject { house, revision, buyer, .. } = &self.0;
        let definition = &revision.definition;
        let Some(email) = &buyer.email else { return Ok(Some(Reason::NoAddress)) };
        if !has_consent(house, &buyer.consents)? {
            return Ok(Some(Reason::NoConsent));
        }
        let drawn =
            sampling::is_sampled(house.keys.sampling(), &definition.slug, email, definition.sample);
        Ok((!drawn).then_some(Reason::SampledOut))
    }
}
