//! Invitations: one survey asked about one subject, with one token and one answer.

use diesel::prelude::*;

use super::Conn;
use super::customers::CustomerRow;
use super::dialect::on_each;
use super::kept::Kept;
use super::lists::{change_all, in_lock_order, load_all};
use super::orders::OrderRow;
use super::schema::{customers, invitations, orders, surveys};
use crate::error::Result;
use crate::types::{Instant, InvitationId, OrderId, RevisionId, SurveyId, Token};

/// An invitation to make.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = invitations)]
pub struct NewInvitation<'a> {
    /// What is asked.
    pub survey_id: i64,
    /// What it is asked about, as `order:17`.
    pub subject: &'a str,
    /// Who is asked.
    pub customer_id: Option<i64>,
    /// About which order.
    pub order_id: Option<i64>,
    /// Opens the form.
    pub token: &'a str,
    /// Opens the page to unsubscribe.
    pub unsubscribe_token: &'a str,
    /// When it was made.
    pub created_at: i64,
}

/// What answering and showing a form need to know, in one row.
#[derive(Clone, Debug, Queryable)]
pub struct Invited {
    /// Row id.
    pub id: i64,
    /// Opens the form.
    pub token: String,
    /// The survey.
    pub survey_id: i64,
    /// The revision asked: the pinned one, else the survey's current one.
    pub pinned: Option<i64>,
    /// The survey's current revision.
    pub current: i64,
    /// First send or print.
    pub sent_at: Option<i64>,
    /// No answer is taken after this.
    pub expires_at: Option<i64>,
    /// When it was answered.
    pub answered_at: Option<i64>,
    /// When it was first given by hand, on a card or as a copied link.
    pub given_at: Option<i64>,
    /// The customer's row.
    pub customer_id: Option<i64>,
    /// The customer's name.
    pub name: Option<String>,
    /// The customer's language.
    pub language: Option<String>,
    /// The order's number.
    pub number: Option<String>,
    /// The order's branch.
    pub location: Option<String>,
}

impl Invited {
    /// The revision that this invitation asks.
    #[must_use]
    pub fn revision(&self) -> RevisionId {
        RevisionId(self.pinned.unwrap_or(self.current))
    }
}

/// An invitation with all that decides whether and how it may be mailed.
#[derive(Clone, Debug, Queryable)]
pub struct Asked {
    /// What forms know of it.
    pub invited: Invited,
    /// Opens the page to unsubscribe.
    pub unsubscribe_token: String,
    /// Who is asked.
    pub customer: Option<CustomerRow>,
    /// About which order.
    pub order: Option<OrderRow>,
}

type InvitedColumns = (
    invitations::id,
    invitations::token,
    invitations::survey_id,
    invitations::revision_id,
    surveys::revision_id,
    invitations::sent_at,
    invitations::expires_at,
    invitations::answered_at,
    invitations::given_at,
    invitations::customer_id,
    diesel::dsl::Nullable<customers::name>,
    diesel::dsl::Nullable<customers::language>,
    diesel::dsl::Nullable<orders::number>,
    diesel::dsl::Nullable<orders::location>,
);

/// Invitations beside their survey, customer and order.
macro_rules! with_its_rows {
    () => {
        invitations::table
            .inner_join(surveys::table)
            .left_join(customers::table)
            .left_join(orders::table)
    };
}

/// The columns of [`Asked`].
macro_rules! asked_columns {
    () => {
        (
            invited_columns(),
            invitations::unsubscribe_token,
            Option::<CustomerRow>::as_select(),
            Option::<OrderRow>::as_select(),
        )
    };
}

fn invited_columns() -> InvitedColumns {
    (
        invitations::id,
        invitations::token,
        invitations::survey_id,
        invitations::revision_id,
        surveys::revision_id,
        invitations::sent_at,
        invitations::expires_at,
        invitations::answered_at,
        invitations::given_at,
        invitations::customer_id,
        customers::name.nullable(),
        customers::language.nullable(),
        orders::number.nullable(),
        orders::location.nullable(),
    )
}

/// Locks several invitations until the transaction ends.
///
/// # Errors
/// What the database says.
pub fn lock_all(conn: &mut Conn, ids: &[i64]) -> Result<()> {
    let Conn::Postgres(conn) = conn else { return Ok(()) };
    change_all(&in_lock_order(ids), |list| {
        let there = invitations::table.filter(invitations::id.eq_any(list));
        let there = there.order(invitations::id).select(invitations::id);
        Ok(there.for_update().execute(conn)?)
    })?;
    Ok(())
}

/// What is known of what an invitation is about. `products` is a JSON array, all properties are
/// JSON objects.
#[derive(Clone, Debug, Queryable)]
pub struct Subject {
    /// The invitation.
    pub invitation: i64,
    /// Its own properties.
    pub properties: String,
    /// What was bought.
    pub products: Option<String>,
    /// The order's properties.
    pub order_properties: Option<String>,
    /// The customer's properties.
    pub customer_properties: Option<String>,
}

/// What several invitations are about.
///
/// # Errors
/// What the database says.
pub fn subjects(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Subject>> {
    load_all(ids, |list| {
        let rows = invitations::table
            .left_join(customers::table)
            .left_join(orders::table)
            .filter(invitations::id.eq_any(list))
            .select((
                invitations::id,
                invitations::properties,
                orders::products.nullable(),
                orders::properties.nullable(),
                customers::properties.nullable(),
            ))
            .load(conn)?;
        Ok(rows)
    })
}

/// Makes an invitation unless this survey has asked about this subject already.
///
/// # Errors
/// What the database says.
pub fn insert_once(conn: &mut Conn, row: &NewInvitation<'_>) -> Result<Option<InvitationId>> {
    let id = on_each!(conn, |conn| diesel::insert_into(invitations::table)
        .values(row)
        .on_conflict((invitations::survey_id, invitations::subject))
        .do_nothing()
        .returning(invitations::id)
        .get_result::<i64>(conn)
        .optional())?;
    Ok(id.map(InvitationId))
}

/// The invitation of a token.
///
/// # Errors
/// What the database says.
pub fn by_token(conn: &mut Conn, token: &Token) -> Result<Option<Invited>> {
    let row = with_its_rows!()
        .filter(invitations::token.eq(token.as_str()))
        .select(invited_columns())
        .first(conn)
        .optional()?;
    Ok(row)
}

/// The invitations of several tokens, locked until the transaction ends.
///
/// # Errors
/// What the database says.
pub fn lock_by_tokens(conn: &mut Conn, tokens: &[&str]) -> Result<Vec<Invited>> {
    load_all(tokens, |list| {
        if let Conn::Postgres(conn) = conn {
            // In id order, so that two nodes with overlapping sets cannot lock each other out.
            let own = invitations::table.filter(invitations::token.eq_any(list));
            own.order(invitations::id).select(invitations::id).for_update().execute(conn)?;
        }
        let own = with_its_rows!().filter(invitations::token.eq_any(list));
        Ok(own.select(invited_columns()).load(conn)?)
    })
}

/// An invitation, locked until the transaction ends.
///
/// # Errors
/// What the database says.
pub fn lock(conn: &mut Conn, id: InvitationId) -> Result<Option<Asked>> {
    if let Conn::Postgres(conn) = conn {
        let own = invitations::table.find(id.0).select(invitations::id);
        own.for_update().first::<i64>(conn).optional()?;
    }
    let asked = on_each!(conn, |conn| with_its_rows!()
        .filter(invitations::id.eq(id.0))
        .select(asked_columns!())
        .first(conn)
        .optional())?;
    Ok(asked)
}

/// Several invitations as they stand now, not locked, in no order.
///
/// # Errors
/// What the database says.
pub fn asked(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Asked>> {
    load_all(ids, |list| {
        let found = with_its_rows!().filter(invitations::id.eq_any(list));
        Ok(found.select(asked_columns!()).load(conn)?)
    })
}

/// The invitation whose mails carry this unsubscribe token, with its customer.
///
/// # Errors
/// What the database says.
pub fn by_unsubscribe_token(conn: &mut Conn, token: &Token) -> Result<Option<Invited>> {
    let row = with_its_rows!()
        .filter(invitations::unsubscribe_token.eq(token.as_str()))
        .select(invited_columns())
        .first(conn)
        .optional()?;
    Ok(row)
}

/// The invitation of a survey about an order, and the revision it is pinned to.
///
/// # Errors
/// What the database says.
pub fn of_order(conn: &mut Conn, survey: SurveyId, order: OrderId) -> Result<Option<InvitationId>> {
    let id = invitations::table
        .filter(invitations::survey_id.eq(survey.0))
        .filter(invitations::order_id.eq(order.0))
        .select(invitations::id)
        .first::<i64>(conn)
        .optional()?;
    Ok(id.map(InvitationId))
}

/// Notes the answer.
///
/// # Errors
/// What the database says.
pub fn mark_answered(conn: &mut Conn, ids: &[i64], now: Instant) -> Result<()> {
    change_all(ids, |list| {
        let marked = diesel::update(invitations::table.filter(invitations::id.eq_any(list)))
            .set(invitations::answered_at.eq(now.0))
            .execute(conn)?;
        Ok(marked)
    })?;
    Ok(())
}

/// Notes a send or print of a locked invitation: pins the revision at the first, moves the end of answering at each.
///
/// # Errors
/// What the database says.
pub fn mark_sent(
    conn: &mut Conn,
    invited: &Invited,
    revision: RevisionId,
    now: Instant,
    expires_at: Instant,
) -> Result<()> {
    let first = invited
        .pinned
        .is_none()
        .then(|| (invitations::revision_id.eq(revision.0), invitations::sent_at.eq(now.0)));
    let marked = Kept(
        diesel::update(invitations::table.find(invited.id))
            .set((first, invitations::expires_at.eq(expires_at.0))),
    );
    on_each!(conn, |conn| marked.execute(conn))?;
    Ok(())
}

/// Some tokens that have no answer yet, oldest first; for the sample shop and for benches.
///
/// # Errors
/// What the database says.
pub fn open_tokens(conn: &mut Conn, limit: i64) -> Result<Vec<String>> {
    let tokens = invitations::table
        .filter(invitations::answered_at.is_null())
        .order(invitations::id)
        .limit(limit)
        .select(invitations::token)
        .load(conn)?;
    Ok(tokens)
}

/// The tokens of the latest invitations that were sent and still wait for their answer.
///
/// # Errors
/// What the database says.
pub fn latest_open_tokens(conn: &mut Conn, now: Instant, limit: i64) -> Result<Vec<String>> {
    let tokens = invitations::table
        .filter(invitations::answered_at.is_null())
        .filter(invitations::sent_at.is_not_null())
        .filter(invitations::expires_at.gt(now.0))
        .order(invitations::sent_at.desc())
        .limit(limit)
        .select(invitations::token)
        .load(conn)?;
    Ok(tokens)
}
