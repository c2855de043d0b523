//! Plans some orders.

use std::collections::HashMap;
use std::sync::Arc;

use super::Planned;
use crate::db::deliveries::{self, DeliveryRow, NewDelivery};
use crate::db::orders::{Buyer, OrderRow};
use crate::db::{Conn, planning};
use crate::domain::{sampling, schedule};
use crate::error::Result;
use crate::flow::House;
use crate::flow::steps::ask::{can_be_revived, has_consent};
use crate::flow::steps::close::close;
use crate::flow::steps::count::Bundle;
use crate::flow::steps::hours::hours_of;
use crate::flow::steps::invite::{Step, Subject, unasked_of, unasked_to_json};
use crate::flow::steps::surveys::Revision;
use crate::types::{DeliveryId, DeliveryKind, DeliveryState, Instant, InvitationId, Reason};

/// Plans some orders for every survey and notes that they are planned: all that is known of them is
/// looked up at once, and what there is to do written in a few statements.
pub(super) fn plan_all(
    conn: &mut Conn,
    house: &House,
    chunk: &[(OrderRow, Buyer)],
    asking: &[Arc<Revision>],
    bundle: &mut Bundle,
) -> Result<Planned> {
    let ids: Vec<i64> = chunk.iter().map(|(order, _)| order.id).collect();
    let known: HashMap<(i64, i64), InvitationId> = planning::invitations_of(conn, &ids)?
        .into_iter()
        .map(|(survey, order, id)| ((survey, order), InvitationId(id)))
        .collect();
    let (mut steps, mut notes) = (Vec::new(), Vec::new());
    for (order, buyer) in chunk {
        let mut unasked = unasked_of(order)?;
        for revision in asking {
            let view = View(Subject::new(house, revision, (order, buyer)));
            let own = known.get(&(revision.survey.0, order.id)).copied();
            let step = view.0.step(own, &mut unasked, bundle);
            steps.push((view, step));
        }
        notes.push((order.id, unasked_to_json(&unasked)?));
    }
    let mut planned = Planned { orders: notes.len().try_into().unwrap_or(0), ..Planned::default() };
    let asked = invite_all(conn, &steps, bundle, &mut planned)?;
    let mut mails = mails_of(conn, &asked)?;
    let mut new = Vec::new();
    for (view, invitation) in asked {
        let mail = mails.remove(&invitation.0);
        new.extend(view.go_on(conn, (invitation, mail), bundle, &mut planned)?);
    }
    planning::insert_deliveries(conn, &new)?;
    planning::planned(conn, &notes)?;
    Ok(planned)
}

/// Makes the invitations that are missing; all that there are, each beside the order it is about.
fn invite_all<'v, 'a>(
    conn: &mut Conn,
    steps: &'v [(View<'a>, Step)],
    bundle: &mut Bundle,
    planned: &mut Planned,
) -> Result<Vec<(&'v View<'a>, InvitationId)>> {
    let drafts = steps.iter().filter_map(|(_, step)| match step {
        Step::Make(draft) => Some(draft.row()),
        _ => None,
    });
    let made = planning::insert_invitations(conn, &drafts.collect::<Vec<_>>())?;
    let made: HashMap<(i64, &str), i64> =
        made.iter().map(|(survey, subject, id)| ((*survey, subject.as_str()), *id)).collect();
    let mut asked = Vec::new();
    for (view, step) in steps {
        match step {
            Step::None(_) => {}
            Step::Known(invitation) => asked.push((view, *invitation)),
            Step::Make(draft) => {
                // Only an invitation that was cut off from its order could stand in the way.
                let Some(id) = made.get(&draft.key()) else { continue };
                view.0.count_made(bundle);
                planned.invitations += 1;
                asked.push((view, InvitationId(*id)));
            }
        }
    }
    Ok(asked)
}

/// The mail of each invitation that has one.
fn mails_of(
    conn: &mut Conn,
    asked: &[(&View<'_>, InvitationId)],
) -> Result<HashMap<i64, DeliveryRow>> {
    let ids: Vec<i64> = asked.iter().map(|(_, invitation)| invitation.0).collect();
    let all = planning::deliveries_of(conn, &ids)?.into_iter();
    let mails = all.filter(|delivery| delivery.kind == DeliveryKind::Mail.word());
    Ok(mails.map(|mail| (mail.invitation_id, mail)).collect())
}

/// One order, seen by one survey.
struct View<'a>(Subject<'a>);

impl View<'_> {
    /// Does for an invitation what its order calls for now; a mail that is to be made.
    fn go_on(
        &self,
        conn: &mut Conn,
        (invitation, mail): (InvitationId, Option<DeliveryRow>),
        bundle: &mut Bundle,
        planned: &mut Planned,
    ) -> Result<Option<NewDelivery>> {
        let Subject { house, revision, order, members, now, .. } = &self.0;
        if order.cancelled_at.is_some() {
            let at = (*now, &house.zone);
            close(conn, (revision.survey, invitation), members, Reason::Cancelled, at)?;
            return Ok(None);
        }
        let Some(triggered_at) = self.0.triggered_at() else { return Ok(None) };
        let (due_at, reason) = (self.due_at(triggered_at), self.reason_not_to_mail()?);
        match mail {
            None => {
                reason.iter().for_each(|reason| self.0.count(bundle, ("reason", reason.word()), 1));
                planned.mails += u64::from(reason.is_none());
                let kind = DeliveryKind::Mail;
                Ok(Some(NewDelivery::first(invitation, kind, due_at, reason, *now)))
            }
            Some(skipped) if reason.is_none() && can_be_revived(&skipped) => {
                let whose = (DeliveryId(skipped.id), DeliveryState::Skipped);
                if !deliveries::revive(conn, whose, due_at, *now)? {
                    return Ok(None);
                }
                let was = skipped.reason.as_deref().unwrap_or_default();
                self.0.count(bundle, ("reason", was), -1);
                planned.mails += 1;
                Ok(None)
            }
            Some(_) => Ok(None),
        }
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
