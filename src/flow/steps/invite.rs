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
use crate::types::{Instant, InvitationId, OrderId, Reason, SurveyId, Token, Trigger};

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

/// What there is to do about an order's invitation.
#[derive(Clone, Debug)]
pub enum Step {
    /// It is there.
    Known(InvitationId),
    /// It is to be made.
    Make(Draft),
    /// There is none, and this is why.
    None(Reason),
}

/// An invitation to make.
#[derive(Clone, Debug)]
pub struct Draft {
    survey: SurveyId,
    subject: String,
    customer: i64,
    order: i64,
    token: Token,
    unsubscribe: Token,
    now: Instant,
}

impl Draft {
    /// As it is stored.
    #[must_use]
    pub fn row(&self) -> NewInvitation<'_> {
        NewInvitation {
            survey_id: self.survey.0,
            subject: &self.subject,
            customer_id: Some(self.customer),
            order_id: Some(self.order),
            token: self.token.as_str(),
            unsubscribe_token: self.unsubscribe.as_str(),
            created_at: self.now.0,
        }
    }

    /// Of which survey, and about what.
    #[must_use]
    pub fn key(&self) -> (i64, &str) {
        (self.survey.0, &self.subject)
    }
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
        let known = invitations::of_order(conn, self.revision.survey, OrderId(self.order.id))?;
        let draft = match self.step(known, unasked, bundle) {
            Step::Known(known) => return Ok(Invitation::Known(known)),
            Step::None(reason) => return Ok(Invitation::None(reason)),
            Step::Make(draft) => draft,
        };
        // Only an invitation that was cut off from its order could stand in the way.
        let Some(made) = invitations::insert_once(conn, &draft.row())? else {
            return Ok(Invitation::None(Reason::Inactive));
        };
        self.count_made(bundle);
        Ok(Invitation::Made(made))
    }

    /// What there is to do, `known` being the order's invitation; a reason that is new or gone is
    /// noted in `unasked` and counted.
    pub fn step(
        &self,
        known: Option<InvitationId>,
        unasked: &mut Unasked,
        bundle: &mut Bundle,
    ) -> Step {
        if let Some(known) = known {
            return Step::Known(known);
        }
        let survey = self.revision.survey;
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
            return Step::None(reason);
        }
        unasked.remove(&survey.0);
        Step::Make(Draft {
            survey,
            subject: format!("order:{}", self.order.id),
            customer: self.order.customer_id,
            order: self.order.id,
            token: self.house.random.token(),
            unsubscribe: self.house.random.token(),
            now: self.now,
        })
    }

    /// Counts an invitation that was made.
    pub fn count_made(&self, bundle: &mut Bundle) {
        self.count(bundle, ("funnel", "invited"), 1);
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
