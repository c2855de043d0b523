//! No statement of a shop's day walks through a table that grows.

use diesel::prelude::*;
use diesel::{PgConnection, SqliteConnection};

use super::explain::{on_postgres, on_sqlite};
use super::fill::fill;
use super::{day, record};
use crate::app::shop::TestApp;
use crate::support::database::{Backend, Database};

trials! {
    no_statement_walks_through_a_table_that_grows on each_database;
    a_walk_is_noticed on each_database;
}

/// Statements that may walk, by what stands in them, and why.
const MAY_WALK: [(&str, &str); 5] = [
    (r#""leased_until" <"#, "few are being sent at a time"),
    (
        r#"JOIN "invitations" ON ("deliveries"."invitation_id" = "invitations"."id")) WHERE ("deliveries"."state" ="#,
        "few are uncertain",
    ),
    (r#"GROUP BY "deliveries"."state""#, "the index alone is counted"),
    (r#""responses"."comment" IS NOT NULL"#, "the newest come first, up to a limit"),
    (r#""responses"."id" >"#, "page by page, by a command"),
];

fn no_statement_walks_through_a_table_that_grows(database: &Database) {
    let mark = mark_of(database);
    record::watch(&mark);
    let app = TestApp::with(database, &day::SETTINGS);
    day::live(&app);
    let statements = record::statements(&mark);
    assert!(statements.len() > 130, "{} statements are not a day", statements.len());
    let wrong = complaints(database, &statements);
    let told = wrong.join("\n\n");
    assert!(wrong.is_empty(), "{} of {}:\n{told}", wrong.len(), statements.len());
}

/// What would be found if somebody wrote such statements.
fn a_walk_is_noticed(database: &Database) {
    let _app = TestApp::start(database);
    let walks = [
        "SELECT id FROM orders WHERE location = 'x'",
        "SELECT count(*) FROM responses",
        "UPDATE invitations SET sent_at = 1 WHERE sent_at = 2",
        "SELECT id FROM deliveries WHERE state = 'waiting'",
    ];
    let looks = [
        "SELECT id FROM orders WHERE id = 1",
        "SELECT id FROM orders WHERE number = 'x'",
        "SELECT id FROM audit_log ORDER BY id DESC LIMIT 5",
    ];
    let statements = walks.iter().chain(&looks).map(|sql| (*sql).to_owned());
    let found = complaints(database, &statements.collect::<Vec<_>>());
    assert_eq!(found.len(), walks.len(), "{found:#?}");
    assert!(found.iter().zip(walks).all(|(told, walk)| told.starts_with(walk)), "{found:#?}");
}

/// What tells this database's address from all others.
fn mark_of(database: &Database) -> String {
    let (_, path) = database.url.rsplit_once("://").expect("an address");
    match database.backend {
        Backend::Sqlite => path.to_owned(),
        Backend::Postgres => path.rsplit_once('/').expect("a name").1.to_owned(),
    }
}

/// Explains a statement, and says what is wrong with its plan.
type Look = Box<dyn FnMut(&str) -> Vec<String>>;

fn complaints(database: &Database, statements: &[String]) -> Vec<String> {
    let mut look: Look = match database.backend {
        Backend::Sqlite => {
            let path = database.url.trim_start_matches("sqlite://");
            let mut conn = SqliteConnection::establish(path).expect("a connection");
            Box::new(move |sql| on_sqlite(&mut conn, sql))
        }
        Backend::Postgres => {
            let mut conn = PgConnection::establish(&database.url).expect("a connection");
            fill(&mut conn);
            Box::new(move |sql| on_postgres(&mut conn, sql))
        }
    };
    let is_allowed = |sql: &str| MAY_WALK.iter().any(|(part, _)| sql.contains(part));
    let looked = statements.iter().filter(|sql| !is_allowed(sql)).filter_map(|sql| {
        let wrong = look(sql);
        (!wrong.is_empty()).then(|| format!("{sql}\n  {}", wrong.join("\n  ")))
    });
    looked.collect()
}
