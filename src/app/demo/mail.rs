//! Settles the mails of the past as the courier would have, but for the sending.

use super::history::Life;
use super::write::Hand;
use crate::db::outbox::{self, Settled};
use crate::db::{Conn, invitations};
use crate::error::{Error, Result};
use crate::flow::steps::ask::{Recipient, may_mail};
use crate::flow::steps::count::{Bundle, Members};
use crate::flow::steps::surveys::Revision;
use crate::types::{DeliveryId, DeliveryKind, DeliveryState, InvitationId, Reason};

/// Who holds the leases while the history is written.
const LEASE: &str = "demo";

impl Hand {
    /// Settles the mail that is due now as the courier would; the recipient if it went out.
    pub fn send(
        &self,
        conn: &mut Conn,
        life: &Life,
        (invitation, asking): (InvitationId, &Revision),
        bundle: &mut Bundle,
    ) -> Result<Option<Recipient>> {
        let now = self.house.now();
        let until = now.plus_seconds(60);
        let Some(delivery) = outbox::claim_due(conn, LEASE, 1, now, until)?.pop() else {
            return Ok(None);
        };
        if delivery.invitation_id != invitation.0 {
            return Err(Error::broken(format!("order {}: an earlier mail was left", life.number)));
        }
        let Some(asked) = invitations::lock(conn, invitation)? else {
            return Err(Error::broken("an invitation is missing"));
        };
        let about = (&asked, &asking.definition);
        let verdict = may_mail(conn, &self.house, about, DeliveryKind::Mail, now)?;
        let day = now.day_in(&self.house.zone);
        let recipient = match verdict {
            Ok(recipient) => recipient,
            Err(reason) => {
                outbox::settle(conn, &delivery, LEASE, ended(DeliveryState::Skipped, reason), now)?;
                bundle.add(asking.survey, day, &Vec::new(), ("reason", reason.word()), 1);
                return Ok(None);
            }
        };
        outbox::hand_over(conn, DeliveryId(delivery.id), LEASE, now, until)?;
        let expires_at = now.plus_seconds(asking.definition.answer_within_seconds);
        invitations::mark_sent(conn, &asked.invited, asking.id, now, expires_at)?;
        let members = self.members(life, &recipient);
        if life.bounces {
            let refused = ended(DeliveryState::Failed, Reason::Refused);
            outbox::settle(conn, &delivery, LEASE, refused, now)?;
            bundle.add(asking.survey, day, &members, ("reason", Reason::Refused.word()), 1);
            return Ok(None);
        }
        let sent = Settled {
            state: DeliveryState::Sent,
            reason: None,
            sent_at: Some(now),
            next_attempt_at: None,
        };
        outbox::settle(conn, &delivery, LEASE, sent, now)?;
        bundle.add(asking.survey, day, &members, ("funnel", "sent"), 1);
        Ok(Some(recipient))
    }

    fn members(&self, life: &Life, recipient: &Recipient) -> Members {
        let shop = self.house.config.shop.language.tag();
        let language = recipient.customer.language.as_deref().unwrap_or(shop).to_owned();
        vec![("language".to_owned(), language), ("location".to_owned(), life.location.to_owned())]
    }
}

fn ended(state: DeliveryState, reason: Reason) -> Settled {
    Settled { state, reason: Some(reason), sent_at: None, next_attempt_at: None }
}
