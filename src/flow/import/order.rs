//! One order of a file: new, changed, or known as it is.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

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
    let before = orders::find(conn, &draft.source, &draft.external_id)?;
    let known = customer::look_up(conn, house, draft, owner_of(before.as_ref()))?;
    let customer = customer::store(conn, &known)?;
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
    let before = orders::find(conn, &draft.source, &draft.external_id)?;
    let known = customer::look_up(conn, house, draft, owner_of(before.as_ref()))?;
    let what =
        Row::of(draft, before.as_ref())?.compared_with(before.as_ref(), CustomerId(known.row.id));
    let mails = forecast::mails(conn, house, (draft, before.as_ref(), &known.row), asking)?;
    Ok(Change { what, new_customer: known.is_new, mails })
}

fn owner_of(order: Option<&OrderRow>) -> Option<CustomerId> {
    order.map(|order| CustomerId(order.customer_id))
}

/// The columns that a file can change.
struct Row {
    number: String,
    placed_at: i64,
    fulfilled_at: Option<i64>,
    delivered_at: Option<i64>,
    cancelled_at: Option<i64>,
    location: Option<String>,
    products: String,
    properties: String,
}

impl Row {
    /// A newer file adds to what is known. What it does not say changes nothing, nor does what was
    /// worked out from the rest of it: a number from the id, a day of fulfilment from a status.
    fn of(draft: &OrderDraft, before: Option<&OrderRow>) -> Result<Self> {
        let worked_out = |at: Instant| at == draft.placed_at || Some(at) == draft.delivered_at;
        let kept = |news: Option<Instant>, old: Option<Option<i64>>| match (news, old.flatten()) {
            (Some(news), Some(old)) if worked_out(news) => Some(old),
            (news, old) => news.map(|at| at.0).or(old),
        };
        let said =
            |news: Option<Instant>, old: Option<Option<i64>>| news.map(|at| at.0).or(old.flatten());
        let unwritable = || format!("order {}: it cannot be written", draft.external_id);
        Ok(Self {
            placed_at: draft.placed_at.0,
            fulfilled_at: kept(draft.fulfilled_at, before.map(|before| before.fulfilled_at)),
            delivered_at: said(draft.delivered_at, before.map(|before| before.delivered_at)),
            cancelled_at: kept(draft.cancelled_at, before.map(|before| before.cancelled_at)),
            location: draft.location.clone().or(before.and_then(|before| before.location.clone())),
            products: match before {
                Some(before) if draft.products.is_empty() => before.products.clone(),
                _ => serde_json::to_string(&draft.products).doing(unwritable)?,
            },
            properties: properties(draft, before)?,
            number: match before {
                Some(before) if draft.number == draft.external_id => before.number.clone(),
                _ => draft.number.clone(),
            },
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
            && before.properties == self.properties
            && before.number == self.number;
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
            number: &self.number,
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

/// The properties that are known, each as the newest file that names it has it.
fn properties(draft: &OrderDraft, before: Option<&OrderRow>) -> Result<String> {
    let mut all: BTreeMap<String, Value> = match before {
        Some(before) => serde_json::from_str(&before.properties)
            .doing(|| format!("order {}: its properties cannot be read", before.id))?,
        None => BTreeMap::new(),
    };
    let said = draft.properties.iter();
    all.extend(said.map(|(name, value)| (name.clone(), Value::String(value.clone()))));
    serde_json::to_string(&all)
        .doing(|| format!("order {}: it cannot be written", draft.external_id))
}
