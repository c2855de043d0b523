//! Whether a survey asks about an order, and the invitation that does: made once, counted once, by
//! whoever needs it first, the stage that plans mail or the one that prints cards.

use std::collections::BTreeMap;

use super::count::{Bundle, Members};
use super::surveys::Revision;
use crate::db::Conn;
use crate::db::invitations::{self, NewInvitation};
use crate::db::orders::{Buyer, OrderRow};
use crate::domain::members;
use crate::error::{Context, Result};
use crate::flow::House;
use crate::types::{Instant, InvitationId, OrderId, Reason, Trigger};

/// For each survey that made no invitation for an order: why not.
pub type Unasked = BTreeMap<i64, Reason>;

/// One order, seen by one survey.
pub struct Subject<'a> {
    /// The house.
    pub house: &'a House,
    /// What would be asked.
    pub revision: &'a Revision,
    /// The order.
    pub order: &'a OrderRow,
    /// Whose it is.
    pub buyer: &'a Buyer,
    /// What it counts for.
    pub members: Members,
    /// The present.
    pub now: Instant,
}

/// What came of asking for an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invitation {
    /// It was there before.
    Known(InvitationId),
    /// It was made now.
    Made(InvitationId),
    /// There is none, and this is why.
    None(Reason),
}

/// Reads the reasons of an order.
///
/// # Errors
/// Broken if they are not what we store.
pub fn unasked_of(order: &OrderRow) -> Result<Unasked> {
    serde_json::from_str(&order.unasked)
        .doing(|| format!("order {}: stored reasons cannot be read", order.id))
}

/// The reasons as they are stored.
///
/// # Errors
/// Broken if they cannot be written, which would be a bug.
pub fn unasked_to_json(unasked: &Unasked) -> Result<String> {
    serde_json::to_string(unasked).doing(|| "reasons cannot be written".to_owned())
}

impl<'a> Subject<'a> {
    /// An order as a survey sees it.
    #[must_use]
    pub fn new(
        house: &'a House,
        revision: &'a Revision,
        (order, buyer): (&'a OrderRow, &'a Buyer),
    ) -> Self {
        let members = members_of(house, order, buyer);
        Self { house, revision, order, buyer, members, now: house.now() }
    }

    /// When what the survey waits for happened.
    #[must_use]
    pub fn triggered_at(&self) -> Option<Instant> {
        triggered_at(self.revision.definition.trigger, self.order)
    }

    /// The invitation of this order, made if need be; a reason that is new or gone is noted in
    /// `unasked` and counted.
    ///
    /// # Errors
    /// What the database says.
    pub fn invite(
        &self,
        conn: &mut Conn,
        unasked: &mut Unasked,
        bundle: &mut Bundle,
    ) -> Result<Invitation> {
        let survey = self.revision.survey;
        if let Some(known) = invitations::of_order(conn, survey, OrderId(self.order.id))? {
            return Ok(Invitation::Known(known));
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
        if let Some(reason) = reason {
            unasked.insert(survey.0, reason);
            return Ok(Invitation::None(reason));
        }
        unasked.remove(&survey.0);
        self.make(conn, bundle)
    }

    fn make(&self, conn: &mut Conn, bundle: &mut Bundle) -> Result<Invitation> {
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
        // Only an invitation that was cut off from its order could stand in the way.
        let Some(invitation) = made else { return Ok(Invitation::None(Reason::Inactive)) };
        self.count(bundle, ("funnel", "invited"), 1);
        Ok(Invitation::Made(invitation))
    }

    /// Why this survey does not ask about this order, if it does not.
    #[must_use]
    pub fn reason_not_to_invite(&self) -> Option<Reason> {
        let definition = &self.revision.definition;
        let asked_about = self.triggered_at().unwrap_or(Instant(self.order.placed_at));
        if self.order.cancelled_at.is_some() {
            Some(Reason::Cancelled)
        } else if !definition.active {
            Some(Reason::Inactive)
        } else if self.now.seconds_since(asked_about) > definition.ask_within_seconds {
            Some(Reason::TooOld)
        } else {
            None
        }
    }

    /// Counts something on the day that the order was placed.
    pub fn count(&self, bundle: &mut Bundle, mark: (&str, &str), n: i64) {
        let day = Instant(self.order.placed_at).day_in(&self.house.zone);
        bundle.add(self.revision.survey, day, &self.members, mark, n);
    }
}

/// When a trigger happened to an order.
#[must_use]
pub fn triggered_at(trigger: Trigger, order: &OrderRow) -> Option<Instant> {
    let at = match trigger {
        Trigger::Placed => Some(order.placed_at),
        Trigger::Fulfilled => order.fulfilled_at,
        Trigger::Delivered => order.delivered_at,
    };
    at.map(Instant)
}

fn members_of(house: &House, order: &OrderRow, buyer: &Buyer) -> Members {
    let language = buyer.language.clone();
    let language = language.unwrap_or_else(|| house.config.shop.language.tag().to_owned());
    let mut members = vec![("language".to_owned(), language)];
    let location = order.location.as_deref().and_then(members::normal);
    members.extend(location.map(|name| ("location".to_owned(), name)));
    members
}
