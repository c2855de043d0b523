//! Counts the rows again and compares them with the tallies, with what the world knows, and with
//! each other.

use afterword::db::Conn;
use afterword::types::Instant;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use diesel::sqlite::Sqlite;

use super::truth::Truth;

/// All rows of a query, the same words for both databases.
pub fn rows<T>(conn: &mut Conn, sql: &str) -> Vec<T>
where
    T: QueryableByName<Sqlite> + QueryableByName<Pg> + 'static,
{
    let found = match conn {
        Conn::Sqlite(conn) => diesel::sql_query(sql).load(conn),
        Conn::Postgres(conn) => diesel::sql_query(sql).load(conn),
    };
    found.unwrap_or_else(|error| panic!("{sql}: {error}"))
}

/// A number called `n`.
#[derive(QueryableByName)]
pub struct Number {
    #[diesel(sql_type = BigInt)]
    pub n: i64,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = Text)]
    word: String,
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// A text called `word`.
#[derive(QueryableByName)]
pub struct Word {
    #[diesel(sql_type = Text)]
    pub word: String,
}

/// The first column of one row, called `n`.
pub fn number(conn: &mut Conn, sql: &str) -> i64 {
    rows::<Number>(conn, sql).pop().map_or(0, |row| row.n)
}

/// Queries for what must not be there.
const NEVER: [(&str, &str); 5] = [
    (
        "invitations whose survey is due have no delivery",
        "SELECT i.subject AS word FROM invitations i JOIN orders o ON o.id = i.order_id \
         JOIN surveys s ON s.id = i.survey_id LEFT JOIN deliveries d ON d.invitation_id = i.id \
         WHERE d.id IS NULL AND o.cancelled_at IS NULL AND i.answered_at IS NULL AND \
         CASE s.slug WHEN 'after-purchase' THEN o.fulfilled_at ELSE o.delivered_at END IS NOT NULL",
    ),
    (
        "orders have neither an invitation nor a reason",
        "SELECT o.external_id AS word FROM orders o \
         LEFT JOIN invitations i ON i.order_id = o.id \
         WHERE i.id IS NULL AND o.unasked = '{}'",
    ),
    (
        "deliveries are in no known state, or not sent without a reason",
        "SELECT state || ' ' || coalesce(reason, '-') AS word FROM deliveries \
         WHERE NOT ((state IN ('waiting', 'sending', 'sent') AND reason IS NULL) \
         OR (state IN ('skipped', 'failed', 'uncertain') AND reason IS NOT NULL))",
    ),
    (
        "deliveries wait although their invitation is answered",
        "SELECT i.subject AS word FROM deliveries d JOIN invitations i ON i.id = d.invitation_id \
         WHERE d.state = 'waiting' AND i.answered_at IS NOT NULL",
    ),
    ("orders wait to be planned", "SELECT external_id AS word FROM orders WHERE to_plan"),
];

/// Looks at everything. The entries have been folded, and `flow::verify` found nothing.
pub fn recount(conn: &mut Conn, truth: &mut Truth, now: Instant) {
    for (what, sql) in NEVER {
        let found = rows::<Word>(conn, sql);
        if let Some(first) = found.first() {
            truth.object(now, &format!("{} {what}: {}", found.len(), first.word));
        }
    }
    let invited = number(conn, "SELECT count(*) AS n FROM invitations");
    let sent = number(
        conn,
        "SELECT count(*) AS n FROM deliveries WHERE sent_at IS NOT NULL AND kind = 'mail'",
    );
    let answered = number(conn, "SELECT count(*) AS n FROM responses");
    compare(conn, truth, now, ("funnel", "invited", invited));
    compare(conn, truth, now, ("funnel", "sent", sent));
    compare(conn, truth, now, ("funnel", "answered", answered));
    let known = truth.asked.values().filter(|asked| asked.answered.is_some()).count();
    if i64::try_from(known).ok() != Some(answered) {
        truth.object(now, &format!("{answered} answers are stored, {known} were confirmed"));
    }
    for (reason, n) in reasons(conn) {
        compare(conn, truth, now, ("reason", &reason, n));
    }
}

fn compare(
    conn: &mut Conn,
    truth: &mut Truth,
    now: Instant,
    (measure, value, is): (&str, &str, i64),
) {
    let counted = number(
        conn,
        &format!(
            "SELECT CAST(coalesce(sum(n), 0) AS BIGINT) AS n FROM tallies WHERE grain = 'month' \
             AND dimension = 'all' AND measure = '{measure}' AND value = '{value}'"
        ),
    );
    if counted != is {
        truth.object(now, &format!("{measure} {value}: counted {counted}, there are {is}"));
    }
}

/// How often each reason stands in the ledger and at orders.
fn reasons(conn: &mut Conn) -> Vec<(String, i64)> {
    let mut counts: std::collections::BTreeMap<String, i64> = rows::<Count>(
        conn,
        "SELECT reason AS word, count(*) AS n FROM deliveries WHERE reason IS NOT NULL \
         GROUP BY reason",
    )
    .into_iter()
    .map(|row| (row.word, row.n))
    .collect();
    let unasked = "SELECT unasked AS word FROM orders WHERE unasked <> '{}'";
    for row in rows::<Word>(conn, unasked) {
        let reasons: std::collections::BTreeMap<String, String> =
            serde_json::from_str(&row.word).expect("an object");
        for reason in reasons.into_values() {
            *counts.entry(reason).or_default() += 1;
        }
    }
    counts.into_iter().collect()
}
