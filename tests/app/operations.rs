//! Starting, stopping and upgrading: what is refused, and that nothing is lost on the way.

use std::net::TcpListener;
use std::sync::Arc;

use afterword::app::{open_house, start};
use afterword::db::Address;
use afterword::db::migrate::{bring_up_to_date, redo_all};
use afterword::error::Kind;
use afterword::types::{Random, SystemClock};
use libtest_mimic::Failed;

use super::client::Client;
use super::orders::Order;
use super::shop::{TestApp, config};
use crate::support::database::{Backend, Database};

trials! {
    a_house_runs_its_stages_by_itself on each_database;
    a_second_server_on_one_file_is_refused on each_database;
    a_newer_database_is_refused on each_database;
    another_secret_is_refused on each_database;
    migrations_go_down_and_up_again on each_database;
    a_restart_finds_everything_as_it_was on each_database;
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Runtime::new().expect("a runtime")
}

fn listener() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").expect("a free port")
}

fn a_house_runs_its_stages_by_itself(database: &Database) -> Result<(), Failed> {
    let directory = tempfile::tempdir()?;
    let config = config(database, directory.path(), &[("SITE__PUBLIC", "true")]);
    runtime().block_on(async {
        let house = open_house(config, Arc::new(SystemClock), Random::from_system()).await?;
        let app = start(house, listener()).await?;
        assert!(app.owner_link.is_some(), "the first start shows the owner's way in");
        let port = app.address.port();
        let published = directory.path().join("site/index.html");
        let done = tokio::task::spawn_blocking(move || {
            let patience = std::time::Duration::from_secs(60);
            crate::support::process::wait_until(patience, || published.exists());
            Client::new(port).get("/dashboard/").status
        });
        assert_eq!(done.await?, 200);
        app.stop().await?;
        Ok(())
    })
}

fn a_second_server_on_one_file_is_refused(database: &Database) -> Result<(), Failed> {
    let directory = tempfile::tempdir()?;
    let config = config(database, directory.path(), &[]);
    runtime().block_on(async {
        let open = || open_house(config.clone(), Arc::new(SystemClock), Random::from_system());
        let first = start(open().await?, listener()).await?;
        let second = start(open().await?, listener()).await;
        match (database.backend, second) {
            (Backend::Sqlite, Err(error)) => assert_eq!(error.kind(), Kind::Refused, "{error}"),
            (Backend::Postgres, Ok(second)) => second.stop().await?,
            (_, Ok(_)) => panic!("two servers on one file"),
            (_, Err(error)) => return Err(error.into()),
        }
        first.stop().await?;
        // Freed with the first.
        start(open().await?, listener()).await?.stop().await?;
        Ok(())
    })
}

fn a_newer_database_is_refused(database: &Database) -> Result<(), Failed> {
    let app = TestApp::start(database);
    app.execute("INSERT INTO __diesel_schema_migrations (version) VALUES ('20990101000001')");
    drop(app);
    let error = bring_up_to_date(&Address::parse(&database.url)?).expect_err("newer");
    assert_eq!(error.kind(), Kind::Refused);
    assert!(error.message().contains("20990101000001"), "{error}");
    Ok(())
}

fn another_secret_is_refused(database: &Database) -> Result<(), Failed> {
    drop(TestApp::start(database));
    let directory = tempfile::tempdir()?;
    let other = ("SECRET_KEY", "quite another secret than before");
    let config = config(database, directory.path(), &[other]);
    let opened = open_house(config, Arc::new(SystemClock), Random::from_system());
    let error = runtime().block_on(opened).map(|_| ()).expect_err("another secret");
    assert_eq!(error.kind(), Kind::Refused);
    assert!(error.message().contains("secret_key"), "{error}");
    Ok(())
}

/// Every column of the house, as `table.column`.
fn columns(app: &TestApp) -> Vec<String> {
    let query = match app.house.db.address() {
        Address::Sqlite(_) => {
            "SELECT m.name || '.' || c.name FROM sqlite_master m, pragma_table_info(m.name) c \
             WHERE m.type = 'table' AND m.name NOT LIKE '%sqlite%' AND m.name NOT LIKE '\\_\\_%' ESCAPE '\\'"
        }
        Address::Postgres(_) => {
            "SELECT CAST(table_name || '.' || column_name AS TEXT) FROM information_schema.columns \
             WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_%'"
        }
    };
    let mut columns = app.texts(query);
    columns.sort();
    columns
}

fn migrations_go_down_and_up_again(database: &Database) -> Result<(), Failed> {
    let app = TestApp::start(database);
    let before = columns(&app);
    assert!(before.contains(&"responses.submission_id".to_owned()), "{before:?}");
    drop(app);
    redo_all(&Address::parse(&database.url)?)?;
    let app = TestApp::start(database);
    assert_eq!(columns(&app), before);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    assert_eq!(app.ledger("A1"), ["sent -"]);
    // The other backend has the same tables and columns.
    if database.backend == Backend::Postgres {
        let other = Database::fresh(Backend::Sqlite);
        assert_eq!(columns(&TestApp::start(&other)), before);
    }
    Ok(())
}

fn a_restart_finds_everything_as_it_was(database: &Database) {
    let app = TestApp::start(database);
    app.ask(&[Order::new("A1", "lan@example.vn"), Order::new("A2", "")]);
    let token = app.token("A1");
    app.client().post(&format!("/s/{token}"), "score=9");
    drop(app);
    let app = TestApp::start(database);
    assert_eq!((app.plan(), app.deliver()), Default::default());
    assert_eq!(app.client().post(&format!("/s/{token}"), "score=10").status, 200);
    assert_eq!(app.texts("SELECT CAST(score AS TEXT) FROM responses"), ["10"]);
    app.fold();
    assert_eq!(app.number("SELECT count(*) FROM surveys"), 1);
}
