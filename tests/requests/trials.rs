//! No request gets a 5xx.

use std::time::{Duration, Instant};

use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::house::House;
use super::made_up::any_request;
use super::request::{Request, Who};
use super::routes;
use crate::support::database::Database;

trials! {
    every_address_is_known;
    values_that_no_page_sends_break_nothing on each_database;
    no_request_gets_a_5xx on each_database;
}

/// For how long requests are made up, unless `AFTERWORD_REQUESTS_SECONDS` says otherwise.
const SECONDS: u64 = 8;

/// How many requests are made up before pages are looked at again.
const AT_A_TIME: u32 = 150;

fn every_address_is_known() {
    let all = routes::all();
    for route in [
        "/s/{token}",
        "/Q/{code}",
        "/admin/cards/batches/{batch}/cards.pdf",
        "/dashboard/{path}",
        "/healthz",
    ] {
        assert!(all.contains(&route.to_owned()), "{route} is not among {all:?}");
    }
    assert!(all.len() >= 35, "{all:?}");
    let fields = routes::fields();
    for field in ["from", "location", "submission_id", "message"] {
        assert!(fields.contains(field), "{field} is not among {fields:?}");
    }
}

fn values_that_no_page_sends_break_nothing(database: &Database) {
    let mut house = House::open(database);
    let long = "a".repeat(256);
    let get = |path: &str| Request::plain(Who::Owner, "GET", path);
    let post = |path: &str, key: &str, value: &str| {
        let form = [("do", "rename"), ("survey", "after-purchase"), (key, value)];
        let form = form.map(|(key, value)| (key.to_owned(), value.to_owned()));
        Request::plain(Who::Owner, "POST", path).with_form(&form)
    };
    for (request, status) in [
        (get("/q/%00"), 404),
        (get("/s/%00"), 404),
        (get("/u/%00"), 404),
        (get("/admin/cards?location=%00"), 400),
        (get("/admin/cards?days=dates&from=9999-12-31"), 400),
        (get("/admin/cards?survey=a%00"), 400),
        (get("/admin/cards/preview.png?location=%00"), 400),
        (get("/admin/cards/batches?before=9223372036854775808"), 400),
        (get("/admin/cards/batches/9223372036854775808"), 404),
        (get("/admin/cards/batches/x/page.png"), 404),
        (get("/admin/touchpoints/%00/a5.pdf"), 400),
        (get(&format!("/dashboard/{long}")), 404),
        (get(&format!("/dashboard/{}", "a/".repeat(3_000))), 404),
        (get(&format!("/public/{long}")), 404),
        (get("/public/%00"), 404),
        (post("/admin/sign-in", "name", "a\0b"), 422),
        (post("/admin/users/sign-out", "name", "a\0b"), 422),
        (post("/admin/touchpoints", "code", "\0"), 422),
        (post("/admin/links", "invitation", "99999999999999999999"), 422),
        (post("/admin/cards/attach", "order", "\0"), 422),
        (post("/admin/cards", "location", "\0"), 422),
    ] {
        let answer = house.send(&request).expect("an answer");
        assert_eq!(answer.status, Some(status), "{request:?}");
        let body = String::from_utf8_lossy(&answer.body);
        assert!(body.contains("<h1>"), "{request:?}: a page for people, not {body}");
        house.complaints().unwrap_or_else(|said| panic!("{request:?}: {said}"));
    }
    let page = house.send(&get("/admin/cards?lang=en&days=dates&from=9999-12-31")).expect("a page");
    let page = String::from_utf8_lossy(&page.body).into_owned();
    assert!(page.contains("“from”") && page.contains("1900"), "{page}");
}

fn no_request_gets_a_5xx(database: &Database) {
    let number =
        |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().expect("a number"));
    let seconds = number("AFTERWORD_REQUESTS_SECONDS").unwrap_or(SECONDS);
    let seed = number("AFTERWORD_REQUESTS_SEED").unwrap_or_else(rand::random);
    println!("AFTERWORD_REQUESTS_SEED={seed}");
    let mut house = House::open(database);
    let until = Instant::now() + Duration::from_secs(seconds);
    let mut sent = 0_u64;
    for round in 0_u64.. {
        if Instant::now() >= until {
            break;
        }
        let strategy = any_request(house.look_around());
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        bytes[8..16].copy_from_slice(&round.to_le_bytes());
        let config = Config {
            cases: AT_A_TIME,
            failure_persistence: None,
            max_shrink_iters: 300,
            ..Config::default()
        };
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
        let lent = std::cell::RefCell::new((&mut house, &mut sent));
        let done = TestRunner::new_with_rng(config, rng).run(&strategy, |request| {
            if Instant::now() >= until + Duration::from_secs(60) {
                return Ok(());
            }
            let (house, sent) = &mut *lent.borrow_mut();
            **sent += 1;
            let answer =
                house.send(&request).map_err(proptest::test_runner::TestCaseError::fail)?;
            let fine = request.check(&answer).and_then(|()| house.complaints());
            fine.map_err(proptest::test_runner::TestCaseError::fail)
        });
        done.unwrap_or_else(|error| panic!("seed {seed}, round {round}: {error}"));
    }
    println!("{sent} requests");
}
