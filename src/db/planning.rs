//! What planning looks up and writes of many orders at once.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Text};

use super::Conn;
use super::deliveries::{self as mails, DeliveryRow, NewDelivery};
use super::dialect::ROWS_A_STATEMENT;
use super::invitations::{self as invited, NewInvitation};
use super::lists::load_all;
use super::schema::{deliveries, invitations, orders};
use crate::error::Result;

/// Notes that orders have been planned, and for which surveys each made no invitation.
///
/// # Errors
/// What the database says.
pub fn planned(conn: &mut Conn, planned: &[(i64, String)]) -> Result<()> {
    match conn {
        Conn::Sqlite(conn) => {
            for (id, unasked) in planned {
                diesel::update(orders::table.find(id))
                    .set((orders::to_plan.eq(false), orders::unasked.eq(unasked)))
                    .execute(conn)?;
            }
        }
        // One statement, where each costs a round trip.
        Conn::Postgres(conn) => {
            let (ids, unasked): (Vec<i64>, Vec<&str>) =
                planned.iter().map(|(id, unasked)| (*id, unasked.as_str())).unzip();
            let update = "UPDATE orders SET to_plan = FALSE, unasked = new.unasked \
                          FROM unnest($1, $2) AS new (id, unasked) WHERE orders.id = new.id";
            diesel::sql_query(update)
                .bind::<Array<BigInt>, _>(ids)
                .bind::<Array<Text>, _>(unasked)
                .execute(conn)?;
        }
    }
    Ok(())
}

/// The invitations about some orders: survey, order, invitation.
///
/// # Errors
/// What the database says.
pub fn invitations_of(conn: &mut Conn, orders: &[i64]) -> Result<Vec<(i64, i64, i64)>> {
    load_all(orders, |list| {
        let about = invitations::table.filter(invitations::order_id.eq_any(list));
        let columns =
            (invitations::survey_id, invitations::order_id.assume_not_null(), invitations::id);
        Ok(about.select(columns).load(conn)?)
    })
}

/// Makes invitations, each unless its survey has asked about its subject already: survey, subject
/// and invitation of those that were made.
///
/// # Errors
/// What the database says.
pub fn insert_invitations(
    conn: &mut Conn,
    rows: &[NewInvitation<'_>],
) -> Result<Vec<(i64, String, i64)>> {
    let mut made = Vec::with_capacity(rows.len());
    for rows in rows.chunks(ROWS_A_STATEMENT) {
        match conn {
            Conn::Sqlite(_) => {
                for row in rows {
                    let id = invited::insert_once(conn, row)?;
                    made.extend(id.map(|id| (row.survey_id, row.subject.to_owned(), id.0)));
                }
            }
            Conn::Postgres(conn) => made.extend(
                diesel::insert_into(invitations::table)
                    .values(rows)
                    .on_conflict((invitations::survey_id, invitations::subject))
                    .do_nothing()
                    .returning((invitations::survey_id, invitations::subject, invitations::id))
                    .get_results::<(i64, String, i64)>(conn)?,
            ),
        }
    }
    Ok(made)
}

/// Makes deliveries, each unless it exists.
///
/// # Errors
/// What the database says.
pub fn insert_deliveries(conn: &mut Conn, rows: &[NewDelivery]) -> Result<()> {
    for rows in rows.chunks(ROWS_A_STATEMENT) {
        match conn {
            Conn::Sqlite(_) => {
                for row in rows {
                    mails::insert_once(conn, row)?;
                }
            }
            Conn::Postgres(conn) => {
                diesel::insert_into(deliveries::table)
                    .values(rows)
                    .on_conflict((deliveries::invitation_id, deliveries::kind, deliveries::number))
                    .do_nothing()
                    .execute(conn)?;
            }
        }
    }
    Ok(())
}

/// The deliveries of some invitations, in no order.
///
/// # Errors
/// What the database says.
pub fn deliveries_of(conn: &mut Conn, invitations: &[i64]) -> Result<Vec<DeliveryRow>> {
    load_all(invitations, |list| {
        let of_them = deliveries::table.filter(deliveries::invitation_id.eq_any(list));
        Ok(of_them.select(DeliveryRow::as_select()).load(conn)?)
    })
}
