//! Leases of stages: whose holder dies, whose holder stops, whose holder's clock was wrong.

use std::process::Command;
use std::time::{Duration, Instant};

use afterword::db::{Conn, leases};
use afterword::error::Result;
use afterword::types::{Clock, Instant as Moment, SystemClock};

use crate::app::shop::TestApp;
use crate::support::database::{Backend, Database};
use crate::support::postgres::query;
use crate::support::process::wait_until;
use crate::support::shop::{Serving, Shop};

trials! {
    a_lease_is_held_renewed_and_given_back on each_database;
    a_lease_from_a_clock_that_jumped_holds_nothing on each_database;
    what_a_dead_holder_left_is_taken_over_soon needs Postgres;
    who_stops_gives_back_what_it_holds needs Postgres;
}

const SETTINGS: &str = "data_dir = \"data\"\nsecret_key = \"a secret for trials only\"\n\
                        [server]\nlisten = \"127.0.0.1:0\"\n";

fn take(app: &TestApp, holder: &'static str, now: Moment) -> bool {
    let taken = app.house.db.write(move |conn| leases::take(conn, "plan", holder, now));
    app.wait(taken).expect("an answer")
}

fn a_lease_is_held_renewed_and_given_back(database: &Database) {
    let app = TestApp::start(database);
    let at = |seconds: i64| app.house.now().plus_seconds(seconds);
    assert!(take(&app, "one", at(0)));
    assert!(!take(&app, "two", at(9)));
    assert!(take(&app, "one", at(9)), "renewed");
    assert!(!take(&app, "two", at(18)));
    assert!(take(&app, "two", at(20)), "ten seconds after its holder fell silent");
    assert!(!take(&app, "one", at(21)));
    let back = |conn: &mut Conn| -> Result<()> { leases::give_back(conn, "two") };
    app.wait(app.house.db.write(back)).expect("given back");
    assert!(take(&app, "one", at(21)));
}

fn a_lease_from_a_clock_that_jumped_holds_nothing(database: &Database) {
    let app = TestApp::start(database);
    let now = app.house.now();
    assert!(take(&app, "one", now.plus_seconds(86_400 * 3_650)));
    assert!(take(&app, "two", now));
    assert!(!take(&app, "one", now));
}

/// A shop with orders that take some seconds to plan, put into the tables as an import would.
fn shop_with_orders(database: &Database) -> Shop {
    let shop = Shop::new(database, SETTINGS);
    shop.run(&["survey", "list"]);
    let placed = SystemClock.now().plus_seconds(-5 * 86_400).0;
    query(
        &database.url,
        &format!(
            "INSERT INTO customers (id, email, language, properties, consents, created_at, \
             updated_at) SELECT n, 'c' || n || '@example.com', 'vi', '{{}}', '{{}}', {placed}, \
             {placed} FROM generate_series(1, 20000) AS n; \
             INSERT INTO orders (id, customer_id, source, external_id, number, placed_at, \
             fulfilled_at, to_plan, created_at, updated_at) SELECT n, n, 'trial', n, n, {placed}, \
             {placed}, TRUE, {placed}, {placed} FROM generate_series(1, 20000) AS n"
        ),
    );
    shop
}

/// Waits until a server holds the lease of planning.
fn wait_for_a_holder(database: &Database) {
    let held = || query(&database.url, "SELECT count(*) FROM leases WHERE name = 'plan'") == "1";
    assert!(wait_until(Duration::from_secs(30), held), "nobody plans");
}

fn left_to_plan(database: &Database) -> u64 {
    let left = query(&database.url, "SELECT count(*) FROM orders WHERE to_plan");
    left.parse().expect("a number")
}

fn what_a_dead_holder_left_is_taken_over_soon() {
    let database = Database::fresh(Backend::Postgres);
    let shop = shop_with_orders(&database);
    let first = shop.serve();
    wait_for_a_holder(&database);
    drop(first);
    let (died, left) = (Instant::now(), left_to_plan(&database));
    assert!(left > 0, "it had planned all before it died");
    let _second = shop.serve();
    let goes_on = || left_to_plan(&database) < left;
    assert!(wait_until(Duration::from_secs(20), goes_on), "nobody takes over");
    println!("taken over {:?} after the holder died", died.elapsed());
}

fn who_stops_gives_back_what_it_holds() {
    let database = Database::fresh(Backend::Postgres);
    let shop = shop_with_orders(&database);
    let Serving { mut process, .. } = shop.serve();
    wait_for_a_holder(&database);
    let asked = Command::new("kill").args(["-s", "TERM", &process.id().to_string()]).status();
    assert!(asked.expect("the command kill").success());
    assert!(wait_until(Duration::from_secs(30), || process.ended().is_some()));
    assert_eq!(query(&database.url, "SELECT count(*) FROM leases"), "0");
}
