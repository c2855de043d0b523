//! Connections that die, servers that are started anew, that only read, that speak German.

use std::time::Duration;

use afterword::db::Address;
use diesel::connection::SimpleConnection;
use libtest_mimic::Failed;

use super::visitors::Visitors;
use crate::app::client::Client;
use crate::app::shop::TestApp;
use crate::support::database::{Backend, Database};
use crate::support::pg_server::{PgServer, psql, query};
use crate::support::process::{self, wait_until};
use crate::support::rows::token;

trials! {
    a_dead_connection_fails_nobody needs Postgres;
    a_server_that_is_started_anew_is_found_again needs Postgres;
    a_server_that_only_reads_is_busy needs Postgres;
    a_lock_not_had_in_time_is_busy_in_german_too needs Postgres, German;
}

/// How long it may take until everybody is served once the database is back.
const BACK: Duration = Duration::from_secs(2);

/// Ends all connections to a database but the one that says so, and waits until they are gone.
fn terminate(url: &str) {
    let others = "FROM pg_stat_activity WHERE datname = current_database() \
                  AND pid <> pg_backend_pid()";
    query(url, &format!("SELECT pg_terminate_backend(pid) {others}"));
    let gone = || query(url, &format!("SELECT count(*) {others}")) == "0";
    assert!(wait_until(Duration::from_secs(10), gone), "connections outlive their end");
}

fn open(database: &Database) -> (TestApp, Visitors) {
    let app = TestApp::start(database);
    Visitors::invite(&database.url);
    let visitors = Visitors { port: app.port };
    assert!(visitors.are_served(10));
    (app, visitors)
}

fn a_dead_connection_fails_nobody() {
    let database = Database::fresh(Backend::Postgres);
    let (app, visitors) = open(&database);
    for score in 1..4 {
        terminate(&database.url);
        assert!(visitors.are_served(score), "after connections died");
        let stored = "SELECT CAST(count(*) AS TEXT) FROM responses WHERE score = ";
        assert_eq!(app.texts(&format!("{stored}{score}")), ["12"]);
    }
}

fn a_server_that_is_started_anew_is_found_again() -> Result<(), Failed> {
    let mut server = PgServer::start(&[]);
    let database = Database::on_a_server(server.url("postgres"));
    let (_app, visitors) = open(&database);
    server.stop();
    visitors.are_put_off();
    assert_eq!(Client::new(visitors.port).get(&format!("/s/{}", token(1))).status, 503);
    server.run()?;
    assert!(wait_until(BACK, || visitors.are_served(7)), "the server is back, and nobody noticed");
    Ok(())
}

fn a_server_that_only_reads_is_busy() {
    let database = Database::fresh(Backend::Postgres);
    let (_app, visitors) = open(&database);
    let (server, name) = database.url.rsplit_once('/').expect("a name");
    let elsewhere = format!("{server}/postgres");
    let only_reads = format!("ALTER DATABASE {name} SET default_transaction_read_only = on");
    query(&elsewhere, &only_reads);
    terminate(&database.url);
    visitors.are_put_off();
    let form = Client::new(visitors.port).get(&format!("/s/{}", token(1)));
    assert_eq!(form.status, 200, "forms are read");
    query(&elsewhere, &format!("ALTER DATABASE {name} RESET default_transaction_read_only"));
    assert!(wait_until(BACK, || visitors.are_served(7)), "it writes again, and nobody noticed");
}

fn a_lock_not_had_in_time_is_busy_in_german_too() -> Result<(), Failed> {
    let server = PgServer::start_in_german();
    let database = Database::on_a_server(server.url("postgres"));
    let said = process::run(&mut psql(&database.url, "SELECT 1 / 0")).expect_err("an error");
    assert!(said.contains("Division durch Null"), "{said}");
    let (_app, visitors) = open(&database);
    let mut holder = Address::parse(&database.url)?.connect()?;
    let held = token(1);
    holder.batch_execute(&format!(
        "BEGIN; SELECT * FROM invitations WHERE token = '{held}' FOR UPDATE"
    ))?;
    let reply = visitors.answer_of(1, 3);
    assert_eq!((reply.status, reply.header("retry-after")), (503, "2"), "{reply:?}");
    holder.batch_execute("COMMIT")?;
    assert_eq!(visitors.answer_of(1, 3).status, 200);
    // What is wrong for good stays so, and a dead connection is found dead in any language.
    terminate(&database.url);
    assert!(visitors.are_served(4));
    Ok(())
}
