//! What a database says about how it would run a statement, and what of that is wrong.

use std::sync::LazyLock;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel::{PgConnection, QueryableByName, SqliteConnection};
use regex::Regex;
use serde_json::Value;

/// The tables that grow with orders, answers and years. Tallies are read by survey and grain, as
/// large as the site is; entries are a queue.
const GROWING: [&str; 15] = [
    "audit_log",
    "batches",
    "bounces",
    "bursts",
    "cards",
    "customers",
    "deliveries",
    "device_traces",
    "held_responses",
    "invitations",
    "orders",
    "preferences",
    "response_edits",
    "responses",
    "suppressions",
];

/// Indexes that hold a few rows of a large table, and may be walked.
const SMALL: [&str; 3] = ["orders_to_plan", "batches_unwritten", "bursts_unapplied"];

/// Columns that thousands of rows share: an index entered by them alone finds too many.
const WEAK: [&str; 5] = ["active", "kind", "reason", "state", "survey_id"];

static ALIAS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#""(\w+)" AS "(\w+)""#).expect("a pattern"));

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

/// What is wrong with a plan of SQLite: the steps that walk through a growing table.
pub fn on_sqlite(conn: &mut SqliteConnection, sql: &str) -> Vec<String> {
    let explained = format!("EXPLAIN QUERY PLAN {sql}");
    let steps: Vec<Step> =
        diesel::sql_query(explained).load(conn).unwrap_or_else(|error| panic!("{sql}: {error}"));
    let sorts = steps.iter().any(|step| step.detail.contains("TEMP B-TREE"));
    let is_walk = !sorts && sql.contains(" LIMIT ") && !sql.contains(" WHERE ");
    let wrong = |step: &&Step| {
        let words: Vec<&str> = step.detail.split(' ').collect();
        let [verb, table, ..] = words.as_slice() else { return false };
        if !is_growing(sql, table) || SMALL.iter().any(|index| step.detail.contains(index)) {
            return false;
        }
        match *verb {
            "SCAN" => !is_walk,
            "SEARCH" => is_weak(&step.detail),
            _ => false,
        }
    };
    steps.iter().filter(wrong).map(|step| step.detail.clone()).collect()
}

fn is_growing(sql: &str, name: &str) -> bool {
    let mut aliases = ALIAS.captures_iter(sql);
    let table = aliases.find(|found| &found[2] == name).map(|found| found[1].to_owned());
    GROWING.contains(&table.as_deref().unwrap_or(name))
}

/// Whether an index is entered by weak columns alone: `(state=? AND kind=?)`.
fn is_weak(detail: &str) -> bool {
    let Some((_, entered)) = detail.split_once(" (") else { return false };
    let terms = entered.trim_end_matches(')').split(" AND ");
    terms
        .into_iter()
        .all(|term| term.split_once('=').is_some_and(|(column, _)| WEAK.contains(&column)))
}

#[derive(QueryableByName)]
struct Explained {
    #[diesel(sql_type = Text, column_name = "QUERY PLAN")]
    plan: String,
}

/// What is wrong with a plan of PostgreSQL, made for any value.
pub fn on_postgres(conn: &mut PgConnection, sql: &str) -> Vec<String> {
    let highest = (1..100).rev().find(|n| sql.contains(&format!("${n}"))).unwrap_or(0);
    let nulls = vec!["NULL"; highest].join(", ");
    let given = if highest == 0 { String::new() } else { format!("({nulls})") };
    let say = |error: &diesel::result::Error| -> ! { panic!("{sql}: {error}") };
    conn.batch_execute(&format!("DEALLOCATE ALL; PREPARE looked AS {sql}"))
        .unwrap_or_else(|error| say(&error));
    let explained = format!("EXPLAIN (FORMAT JSON) EXECUTE looked{given}");
    let rows: Vec<Explained> =
        diesel::sql_query(explained).load(conn).unwrap_or_else(|error| say(&error));
    let plan: Value = serde_json::from_str(&rows[0].plan).expect("JSON");
    let mut wrong = Vec::new();
    look(&plan[0]["Plan"], "", !sql.contains(" WHERE "), &mut wrong);
    wrong
}

/// Looks at a node and all below it; `above` is the type of the node it feeds.
fn look(node: &Value, above: &str, whole: bool, wrong: &mut Vec<String>) {
    let text = |key: &str| node[key].as_str().unwrap_or_default();
    let kind = text("Node Type");
    let table = text("Relation Name");
    let index = text("Index Name");
    let is_growing = GROWING.contains(&table)
        || (kind == "Bitmap Index Scan" && GROWING.iter().any(|name| index.starts_with(name)));
    let entered = text("Index Cond");
    let is_walk = whole && above == "Limit" && kind.starts_with("Index");
    let walks = match kind {
        "Seq Scan" => true,
        "Index Scan" | "Index Only Scan" | "Bitmap Index Scan" => {
            !is_walk && (entered.is_empty() || all_weak(entered))
        }
        _ => false,
    };
    if is_growing && walks && !SMALL.contains(&index) {
        wrong.push(format!("{kind} of {table} {index} {entered}"));
    }
    for below in node["Plans"].as_array().into_iter().flatten() {
        look(below, kind, whole, wrong);
    }
}

/// Whether a condition compares weak columns alone: `((state)::text = $1)`.
fn all_weak(condition: &str) -> bool {
    condition.split(" AND ").all(|term| {
        let column: String = term
            .trim_start_matches('(')
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect();
        WEAK.contains(&column.as_str())
    })
}
