//! Guessing passwords and links: whoever guesses is slowed down, and nobody else.

use afterword::flow::sign_in;
use afterword::types::Role;

use super::client::{Client, Reply, encode};
use super::shop::TestApp;
use super::staff::{PASSWORD, signed_in};
use crate::support::database::Database;

trials! {
    an_address_that_guesses_has_to_wait on each_database;
    the_owner_is_not_locked_out_by_those_who_guess on each_database;
    only_failures_count on each_database;
    a_known_browser_is_known_for_its_own_users_only on each_database;
    a_link_works_whatever_was_guessed_before on each_database;
}

/// A house that believes what trials say of addresses.
fn house(database: &Database) -> TestApp {
    TestApp::with(database, &[("SERVER__TRUSTED_PROXIES", "[\"127.0.0.1\"]")])
}

/// A browser nobody has seen, at an address.
fn at(app: &TestApp, address: &str) -> Client {
    app.client().with("x-forwarded-for", address)
}

fn enter(client: &Client, name: &str, password: &str) -> Reply {
    client.post("/admin/sign-in", format!("name={}&password={}", encode(name), encode(password)))
}

/// Guesses until there is nothing left to guess with; how often that was possible.
fn guess_from(app: &TestApp, hosts: u8, name: &str) -> usize {
    let mut taken = 0;
    for host in 1..=hosts {
        let client = at(app, &format!("198.51.100.{host}"));
        taken += (0..40).take_while(|_| enter(&client, name, "guess").status == 422).count();
    }
    taken
}

fn an_address_that_guesses_has_to_wait(database: &Database) {
    let app = house(database);
    signed_in(&app, "owner", Role::Owner);
    assert_eq!(guess_from(&app, 1, "owner"), 10);
    let refused = enter(&at(&app, "198.51.100.1"), "Owner", PASSWORD);
    assert_eq!((refused.status, refused.header("retry-after")), (429, "600"), "not even if right");
    assert_eq!(enter(&at(&app, "198.51.100.1"), "lan", "guess").status, 422, "another name");
    app.pass_seconds(600);
    assert_eq!(enter(&at(&app, "198.51.100.1"), "owner", PASSWORD).status, 303);
    // Names there are none of are counted alike: the limit tells nothing.
    assert_eq!(guess_from(&app, 1, "nobody"), 10);
}

fn the_owner_is_not_locked_out_by_those_who_guess(database: &Database) {
    let app = house(database);
    let phone = signed_in(&app, "owner", Role::Owner).with("x-forwarded-for", "203.0.113.7");
    phone.post("/admin/sign-out", "");
    assert_eq!(guess_from(&app, 3, "owner"), 20, "three hosts share what a name allows");
    assert_eq!(enter(&at(&app, "192.0.2.9"), "owner", PASSWORD).status, 429, "a new device");
    assert_eq!(enter(&phone, "OWNER ", PASSWORD).status, 303, "a device that is known");
    // Also at an address from which others guess: phones share their carrier's.
    let neighbour = phone.with("x-forwarded-for", "198.51.100.1");
    neighbour.post("/admin/sign-out", "");
    assert_eq!(enter(&neighbour, "owner", PASSWORD).status, 303);
}

fn only_failures_count(database: &Database) {
    let app = house(database);
    signed_in(&app, "owner", Role::Owner);
    for _ in 0..30 {
        assert_eq!(enter(&at(&app, "203.0.113.7"), "owner", PASSWORD).status, 303);
    }
    assert_eq!(guess_from(&app, 3, "owner"), 20);
}

fn a_known_browser_is_known_for_its_own_users_only(database: &Database) {
    let app = house(database);
    let tablet = signed_in(&app, "Lan", Role::Staff).with("x-forwarded-for", "198.51.100.1");
    signed_in(&app, "owner", Role::Owner);
    guess_from(&app, 3, "owner");
    assert_eq!(enter(&tablet, "owner", PASSWORD).status, 429, "known for Lan alone");
    let tries = (0..40).take_while(|_| enter(&tablet, "lan", "guess").status == 422).count();
    assert_eq!(tries, 10, "whoever has the tablet may not guess for ever");
    app.pass_hours(1);
    assert_eq!(enter(&tablet, "lan", PASSWORD).status, 303);
    // A cookie somebody made up is worth nothing, whatever it holds.
    let cookie = tablet.cookie("afterword_browser");
    let number = cookie.split('.').next().expect("a number");
    let forged = format!("afterword_browser={number}.{}", "0".repeat(32));
    let forger = at(&app, "198.51.100.9").with("cookie", &forged);
    guess_from(&app, 3, "lan");
    assert_eq!(enter(&forger, "lan", PASSWORD).status, 429);
}

fn a_link_works_whatever_was_guessed_before(database: &Database) {
    let app = house(database);
    signed_in(&app, "owner", Role::Owner);
    guess_from(&app, 3, "owner");
    let guesser = at(&app, "198.51.100.1");
    let guess = |n: usize| guesser.post(&format!("/admin/link/{n:048x}"), "").status;
    let tried = (0..100).take_while(|n| guess(*n) == 410).count();
    assert_eq!(tried, 30);
    assert_eq!(guess(100), 429);
    let link = app.wait(sign_in::make_link(&app.house, "owner")).expect("a link");
    let used = guesser.post(&format!("/admin/link/{}", link.0), "");
    assert_eq!(used.header("location"), "/admin/password");
    // From then on this device is known.
    guesser.post("/admin/sign-out", "");
    assert_eq!(enter(&guesser, "owner", PASSWORD).status, 303);
}
