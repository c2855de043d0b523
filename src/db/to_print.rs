//! Orders as those see them who print cards.

use diesel::dsl::{exists, not};
use diesel::prelude::*;

use super::Conn;
use super::lists::{change_all, in_lock_order, load_all};
use super::orders::{Buyer, OrderRow};
use super::schema::{cards, customers, invitations, orders};
use crate::error::Result;
use crate::types::{Instant, SurveyId};

/// Which orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// What their cards would ask.
    pub survey: SurveyId,
    /// By their days.
    pub when: When,
    /// Of one branch alone.
    pub location: Option<String>,
    /// Also those that have a card.
    pub printed: bool,
}

/// Which days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Placed from one instant until before another.
    Placed {
        /// From.
        from: Instant,
        /// Until before.
        until: Instant,
    },
    /// What the shop has in hand: placed or fulfilled since an instant, or placed since an earlier
    /// one and still open, that is neither fulfilled nor cancelled.
    InHand {
        /// The beginning of today.
        today: Instant,
        /// Older orders are forgotten, not open.
        oldest: Instant,
    },
}

/// An order that a card may be printed for.
#[derive(Clone, Debug, Queryable)]
pub struct Printable {
    /// The order.
    pub order: OrderRow,
    /// What planning knows of its customer.
    pub buyer: Buyer,
    /// The customer's name.
    pub name: Option<String>,
    /// Its invitation, if there is one, and when that was answered.
    pub invitation: Option<i64>,
    /// When it was answered.
    pub answered_at: Option<i64>,
}

/// Orders of a survey beside their customers and invitations.
macro_rules! with_invitations {
    ($survey:expr) => {
        orders::table.inner_join(customers::table).left_join(invitations::table.on(
            invitations::order_id.eq(orders::id.nullable()).and(invitations::survey_id.eq($survey)),
        ))
    };
}

macro_rules! printable_columns {
    () => {
        (
            OrderRow::as_select(),
            Buyer::as_select(),
            customers::name,
            invitations::id.nullable(),
            invitations::answered_at.nullable(),
        )
    };
}

/// The orders that are wanted, oldest first.
///
/// # Errors
/// What the database says.
pub fn find(conn: &mut Conn, wanted: &Wanted, limit: i64) -> Result<Vec<Printable>> {
    let mut query = with_invitations!(wanted.survey.0)
        .order((orders::placed_at, orders::id))
        .limit(limit)
        .select(printable_columns!())
        .into_boxed();
    query = match wanted.when {
        When::Placed { from, until } => {
            query.filter(orders::placed_at.ge(from.0)).filter(orders::placed_at.lt(until.0))
        }
        When::InHand { today, oldest } => {
            let open = orders::fulfilled_at.is_null().and(orders::cancelled_at.is_null());
            query.filter(orders::placed_at.ge(oldest.0)).filter(
                orders::placed_at
                    .ge(today.0)
                    .or(orders::fulfilled_at
                        .is_not_null()
                        .and(orders::fulfilled_at.assume_not_null().ge(today.0)))
                    .or(open),
            )
        }
    };
    if let Some(location) = &wanted.location {
        query = query.filter(orders::location.eq(location));
    }
    if !wanted.printed {
        query = query.filter(not(exists(
            cards::table.filter(cards::invitation_id.nullable().eq(invitations::id.nullable())),
        )));
    }
    Ok(query.load(conn)?)
}

/// Some orders, by their rows, oldest first.
///
/// # Errors
/// What the database says.
pub fn of_ids(conn: &mut Conn, survey: SurveyId, ids: &[i64]) -> Result<Vec<Printable>> {
    let mut rows: Vec<Printable> = load_all(ids, |list| {
        let found = with_invitations!(survey.0).filter(orders::id.eq_any(list));
        Ok(found.select(printable_columns!()).load(conn)?)
    })?;
    rows.sort_unstable_by_key(|row| (row.order.placed_at, row.order.id));
    Ok(rows)
}

/// Locks some orders until the transaction ends, so that nobody plans them meanwhile.
///
/// # Errors
/// What the database says.
pub fn lock(conn: &mut Conn, ids: &[i64]) -> Result<()> {
    let Conn::Postgres(conn) = conn else { return Ok(()) };
    change_all(&in_lock_order(ids), |list| {
        let there = orders::table.filter(orders::id.eq_any(list)).order(orders::id);
        Ok(there.select(orders::id).for_update().execute(conn)?)
    })?;
    Ok(())
}

/// Notes for which surveys an order made no invitation.
///
/// # Errors
/// What the database says.
pub fn note_unasked(conn: &mut Conn, order: i64, unasked: &str) -> Result<()> {
    diesel::update(orders::table.find(order)).set(orders::unasked.eq(unasked)).execute(conn)?;
    Ok(())
}

/// The branches of orders placed since an instant.
///
/// # Errors
/// What the database says.
pub fn locations(conn: &mut Conn, since: Instant) -> Result<Vec<String>> {
    let found: Vec<Option<String>> = orders::table
        .filter(orders::placed_at.ge(since.0))
        .filter(orders::location.is_not_null())
        .select(orders::location)
        .distinct()
        .order(orders::location)
        .load(conn)?;
    Ok(found.into_iter().flatten().collect())
}

/// The orders of a number, as their customers know it, or of an id, as the shop's system does.
///
/// # Errors
/// What the database says.
pub fn by_number(conn: &mut Conn, number: &str) -> Result<Vec<OrderRow>> {
    let rows = orders::table
        .filter(orders::number.eq(number).or(orders::external_id.eq(number)))
        .order(orders::placed_at.desc())
        .limit(3)
        .select(OrderRow::as_select())
        .load(conn)?;
    Ok(rows)
}
