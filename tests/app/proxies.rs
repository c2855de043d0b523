//! Proxies in front of the house: whose word counts, and what it opens.

use super::client::get_raw;
use super::shop::TestApp;
use crate::support::database::Database;

trials! {
    metrics_are_for_nobody_unless_somebody_is_named on each_database;
    a_token_opens_the_metrics on each_database;
    a_listed_address_opens_the_metrics on each_database;
    a_proxy_nobody_named_opens_no_metrics on each_database;
    only_the_header_that_the_proxy_writes_is_read on each_database;
    lines_of_a_header_are_one_list on each_database;
}

const TRUSTED: (&str, &str) = ("SERVER__TRUSTED_PROXIES", "[\"127.0.0.1\", \"10.0.0.0/8\"]");
const TOKEN: &str = "a-token-for-trials-only";

fn metrics(app: &TestApp, headers: &str) -> u16 {
    get_raw(app.port, "/metrics", headers).0
}

fn metrics_are_for_nobody_unless_somebody_is_named(database: &Database) {
    for trusted in [None, Some(TRUSTED)] {
        let app = TestApp::with(database, &trusted.into_iter().collect::<Vec<_>>());
        for headers in ["", "X-Forwarded-For: 127.0.0.1\r\n", "Authorization: Bearer \r\n"] {
            assert_eq!(metrics(&app, headers), 404, "{headers}");
        }
    }
}

fn a_token_opens_the_metrics(database: &Database) {
    let app = TestApp::with(database, &[("SERVER__METRICS_TOKEN", TOKEN)]);
    for right in [format!("Bearer {TOKEN}"), format!("bearer  {TOKEN} ")] {
        assert_eq!(metrics(&app, &format!("Authorization: {right}\r\n")), 200, "{right}");
    }
    // Whoever brings it may come from anywhere.
    let far = format!("Authorization: Bearer {TOKEN}\r\nX-Forwarded-For: 203.0.113.7\r\n");
    assert_eq!(metrics(&app, &far), 200);
    for wrong in
        ["", "Bearer", "Bearer x", &format!("Basic {TOKEN}"), TOKEN, &format!("Bearer {TOKEN}x")]
    {
        assert_eq!(metrics(&app, &format!("Authorization: {wrong}\r\n")), 404, "{wrong}");
    }
    assert_eq!(metrics(&app, ""), 404);
}

fn a_listed_address_opens_the_metrics(database: &Database) {
    let listed = ("SERVER__METRICS_FROM", "[\"127.0.0.1\", \"192.0.2.0/24\"]");
    let app = TestApp::with(database, &[TRUSTED, listed]);
    assert_eq!(app.client().get("/metrics").status, 200);
    for (said, status) in [
        ("192.0.2.7", 200),
        ("192.0.2.7, 10.0.0.1", 200),
        ("203.0.113.7", 404),
        // Whoever writes a listed address before the proxy's own note is still a stranger.
        ("127.0.0.1, 203.0.113.7", 404),
        // And whoever cannot be read may be anybody.
        ("192.0.2.7, unknown", 404),
    ] {
        assert_eq!(metrics(&app, &format!("X-Forwarded-For: {said}\r\n")), status, "{said}");
    }
}

fn a_proxy_nobody_named_opens_no_metrics(database: &Database) {
    let app = TestApp::with(database, &[("SERVER__METRICS_FROM", "[\"127.0.0.1\"]")]);
    assert_eq!(metrics(&app, ""), 200);
    for header in [
        "X-Forwarded-For: 203.0.113.7",
        "X-Forwarded-For: 127.0.0.1",
        "X-Forwarded-Proto: https",
        "Forwarded: for=127.0.0.1",
        "Via: 1.1 proxy",
        "X-Real-IP: 127.0.0.1",
    ] {
        assert_eq!(metrics(&app, &format!("{header}\r\n")), 404, "{header}");
    }
}

/// How an unknown code is answered, told to come from somewhere: 404, or 429 after too many.
fn guess(app: &TestApp, headers: &str) -> u16 {
    get_raw(app.port, "/q/nosuch", headers).0
}

fn only_the_header_that_the_proxy_writes_is_read(database: &Database) {
    for (written, read, other) in [
        ("x-forwarded-for", "X-Forwarded-For: ", "Forwarded: for="),
        ("forwarded", "Forwarded: for=", "X-Forwarded-For: "),
    ] {
        let app = TestApp::with(database, &[TRUSTED, ("SERVER__FORWARDED_HEADER", written)]);
        let of = |n: u8, more: u8| format!("{read}192.0.2.{n}\r\n{other}198.51.100.{more}\r\n");
        // Each guess tells of another address in the header that nobody reads.
        let all: Vec<u16> = (0..40).map(|n| guess(&app, &of(1, n))).collect();
        assert_eq!((all[0], all[39]), (404, 429), "{written}");
        assert_eq!(guess(&app, &of(2, 0)), 404, "another address, {written}");
    }
}

fn lines_of_a_header_are_one_list(database: &Database) {
    let app = TestApp::with(database, &[TRUSTED]);
    let of = |n: u8, visitor: &str| {
        format!("X-Forwarded-For: 198.51.100.{n}\r\nX-Forwarded-For: {visitor}, 10.0.0.1\r\n")
    };
    let all: Vec<u16> = (0..40).map(|n| guess(&app, &of(n, "192.0.2.1"))).collect();
    assert_eq!((all[0], all[39]), (404, 429));
    assert_eq!(guess(&app, &of(0, "192.0.2.2")), 404);
}
