//! One order of a file: new, changed, or known as it is.

use std::sync::Arc;

use super::forecast::Mail;
use super::{customer, forecast};
use crate::db::Conn;
use crate::db::orders::{self, NewOrder, OrderRow};
use crate::domain::intake::OrderDraft;
use crate::error::{Context, Result};
use crate::flow::House;
use crate::flow::steps::surveys::Revision;
use crate::types::{CustomerId, Instant, OrderId};

/// What an order of the file changed.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub what: What,
    pub new_customer: bool,
    pub mails: Vec<Mail>,
}

/// Whether an order was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Created,
    Updated,
    Unchanged,
}

/// Stores an order and its customer.
pub(super) fn store(
    conn: &mut Conn,
    house: &House,
    draft: &OrderDraft,
    asking: &[Arc<Revision>],
) -> Result<Change> {
    let known = customer::look_up(conn, house, draft)?;
    let customer = customer::store(conn, &known)?;
    let before = orders::find(conn, &draft.source, &draft.external_id)?;
    let row = Row::of(draft, before.as_ref())?;
    let what = row.compared_with(before.as_ref(), customer);
    // A customer's new address may let a mail go out that had none.
    let to_plan = what != What::Unchanged
        || known.is_changed
        || before.as_ref().is_some_and(|before| before.to_plan);
    let mails = forecast::mails(conn, house, (draft, before.as_ref(), &known.row), asking)?;
    match &before {
        _ if !to_plan => {}
        None => orders::insert(conn, &row.to_store(draft, customer, to_plan, house.now()))
            .map(|_| ())?,
        Some(before) => {
            let order = row.to_store(draft, customer, to_plan, house.now());
            orders::update(conn, OrderId(before.id), &order)?;
        }
    }
    Ok(Change { what, new_customer: known.is_new, mails })
}

/// What [`store`] would change.
pub(super) fn look_at(
    conn: &mut Conn,
    house: &House,
    draft: &OrderDraft,
    asking: &[Arc<Revision>],
) -> Result<Change> {
    let known = customer::look_up(conn, house, draft)?;
    let before = orders::find(conn, &draft.source, &draft.external_id)?;
    let what =
        Row::of(draft, before.as_ref())?.compared_with(before.as_ref(), CustomerId(known.row.id));
    let mails = forecast::mails(conn, house, (draft, before.as_ref(), &known.row), asking)?;
    Ok(Change { what, new_customer: known.is_new, mails })
}

/// The columns that a file can change.
struct Row {
    placed_at: i64,
    fulfilled_at: Option<i64>,
    delivered_at: Option<i64>,
    cancelled_at: Option<i64>,
    location: Option<String>,
    products: String,
    properties: String,
}

impl Row {
    /// A newer file adds to what is known and never clears fulfilled, delivered or cancelled.
    fn of(draft: &OrderDraft, before: Option<&OrderRow>) -> Result<Self> {
        let kept =
            |news: Option<Instant>, old: Option<Option<i64>>| news.map(|at| at.0).or(old.flatten());
        let unwritable = || format!("order {}: it cannot be written", draft.external_id);
        Ok(Self {
            placed_at: draft.placed_at.0,
            fulfilled_at: kept(draft.fulfilled_at, before.map(|before| before.fulfilled_at)),
            delivered_at: kept(draft.delivered_at, before.map(|before| before.delivered_at)),
            cancelled_at: kept(draft.cancelled_at, before.map(|before| before.cancelled_at)),
            location: draft.location.clone().or(before.and_then(|before| before.location.clone())),
            products: serde_json::to_string(&draft.products).doing(unwritable)?,
            properties: serde_json::to_string(&draft.properties).doing(unwritable)?,
        })
    }

    fn compared_with(&self, before: Option<&OrderRow>, customer: CustomerId) -> What {
        let Some(before) = before else { return What::Created };
        let same = before.customer_id == customer.0
            && before.placed_at == self.placed_at
            && before.fulfilled_at == self.fulfilled_at
            && before.delivered_at == self.delivered_at
            && before.cancelled_at == self.cancelled_at
            && before.location == self.location
            && before.products == self.products
            && before.properties == self.properties;
        if same { What::Unchanged } else { What::Updated }
    }

    fn to_store<'a>(
        &'a self,
        draft: &'a OrderDraft,
        customer: CustomerId,
        to_plan: bool,
        now: Instant,
    ) -> NewOrder<'a> {
        NewOrder {
            customer_id: customer.0,
            source: &draft.source,
            external_id: &draft.external_id,
            number: &draft.number,
            placed_at: self.placed_at,
            fulfilled_at: self.fulfilled_at,
            delivered_at: self.delivered_at,
            cancelled_at: self.cancelled_at,
            location: self.location.as_deref(),
            products: &self.products,
            properties: &self.properties,
            to_plan,
            created_at: now.0,
            updated_at: now.0,
        }
    }
}
