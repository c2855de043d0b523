//! Shared codes under strain: a crowd of honest phones, one device that answers again and again, a
//! program that floods. Nobody honest is turned away, and the owner is told.

use afterword::domain::touchpoint::{Challenge, solve};
use afterword::flow::bursts;
use afterword::flow::touchpoint::{self, Wish};
use afterword::types::{Settled, TouchpointKind};

use super::client::{Client, Reply, encode};
use super::orders::Order;
use super::shop::TestApp;
use crate::support::database::Database;

trials! {
    a_hundred_phones_behind_one_address_all_count on each_database;
    one_device_a_hundred_times_is_held_and_flagged on each_database;
    a_tablet_takes_an_answer_from_everybody on each_database;
    a_flood_is_asked_for_work_or_patience on each_database;
    a_solution_is_good_for_its_own_page_alone on each_database;
    what_was_a_flood_is_taken_out on each_database;
    looking_at_a_code_leaves_no_trace on each_database;
    a_stack_of_cards_from_one_phone_is_flagged on each_database;
    devices_are_forgotten on each_database;
    a_touchpoint_counts_by_what_it_is on each_database;
    a_touchpoint_is_renamed_and_closed on each_database;
}

/// Sets up a counter; its address.
pub fn place(app: &TestApp, name: &str) -> String {
    let wish = Wish::counter(name, "after-purchase");
    format!("/q/{}", app.wait(touchpoint::add(&app.house, "Lan", wish)).expect("added").code)
}

/// Opens the page and answers, as a person does.
pub fn answer(client: &Client, path: &str, score: u8) -> Reply {
    let page = client.get(path);
    let id = page.between("name=\"submission_id\" value=\"", "\"").to_owned();
    client.post(path, format!("submission_id={id}&score={score}&comment=x"))
}

/// Scores as they are counted, `9 9 10`.
pub fn counted(app: &TestApp) -> String {
    app.fold();
    let cells = "SELECT value || ' × ' || CAST(n AS TEXT) FROM tallies WHERE measure = 'score' \
                 AND grain = 'month' AND n <> 0 ORDER BY value";
    app.texts(cells).join(", ")
}

/// Bursts, as `place 150`.
pub fn flags(app: &TestApp) -> Vec<String> {
    app.texts("SELECT kind || ' ' || CAST(n AS TEXT) FROM bursts ORDER BY id")
}

/// The one that nobody has decided about.
pub fn only_burst(app: &TestApp) -> i64 {
    app.number("SELECT id FROM bursts WHERE settled_at IS NULL")
}

fn a_hundred_phones_behind_one_address_all_count(database: &Database) {
    let app = TestApp::start(database);
    let path = place(&app, "Hội chợ");
    for _ in 0..100 {
        let reply = answer(&app.client(), &path, 9);
        assert_eq!(reply.status, 200);
        assert!(reply.header("set-cookie").starts_with("afterword_device="));
    }
    assert_eq!(counted(&app), "9 × 100");
    assert_eq!(flags(&app), [""; 0]);
}

fn one_device_a_hundred_times_is_held_and_flagged(database: &Database) {
    let app = TestApp::start(database);
    let path = place(&app, "Quầy");
    let phone = app.client();
    let first = answer(&phone, &path, 10);
    assert!(!first.body.contains("nhưng không tính vào điểm"));
    for _ in 1..100 {
        let reply = answer(&phone, &path, 0);
        assert_eq!(reply.status, 200, "nobody is turned away");
        assert!(reply.body.contains("nhưng không tính vào điểm"), "and nobody is fooled");
        assert_eq!(reply.header("set-cookie"), "");
    }
    assert_eq!(answer(&app.client(), &path, 8).status, 200, "somebody else counts");
    assert_eq!(counted(&app), "10 × 1, 8 × 1");
    assert_eq!(app.number("SELECT count(*) FROM responses"), 101);
    assert_eq!(flags(&app), ["device 100"]);
    assert_eq!(app.number("SELECT count(*) FROM tallies WHERE measure = 'burst' AND n = 1"), 2);

    // It was a phone that went round a table.
    let changed = app.wait(bursts::settle(&app.house, "Lan", only_burst(&app), Settled::Guests));
    assert_eq!(changed.expect("settled"), Some(99));
    assert_eq!(counted(&app), "0 × 99, 10 × 1, 8 × 1");
    assert_eq!(app.number("SELECT count(*) FROM tallies WHERE measure = 'burst' AND n <> 0"), 0);
    assert_eq!(app.number("SELECT count(*) FROM held_responses"), 0);

    app.pass_hours(12);
    app.pass_seconds(1);
    assert!(!answer(&phone, &path, 9).body.contains("nhưng không tính vào điểm"), "the next day");
}

fn a_tablet_takes_an_answer_from_everybody(database: &Database) {
    let app = TestApp::start(database);
    let wish = Wish { shared_device: true, ..Wish::counter("Máy tính bảng", "after-purchase") };
    let made = app.wait(touchpoint::add(&app.house, "Lan", wish)).expect("added");
    let tablet = app.client();
    for _ in 0..20 {
        answer(&tablet, &format!("/q/{}", made.code), 9);
    }
    assert_eq!(counted(&app), "9 × 20");
    assert_eq!(flags(&app), [""; 0]);
}

/// Sends answers until one is asked for proof; how many were taken.
pub fn flood(app: &TestApp, path: &str) -> (usize, Reply) {
    for taken in 0..1000 {
        let reply = answer(&app.client(), path, 0);
        if reply.status == 429 {
            return (taken, reply);
        }
        assert_eq!(reply.status, 200);
    }
    panic!("a thousand answers at once are no flood");
}

/// What a hidden field holds.
pub fn hidden(page: &Reply, name: &str) -> String {
    page.between(&format!("name=\"{name}\" value=\""), "\"").to_owned()
}

/// The page's form, with a number; what stands in it is sent back as it is.
pub fn form(page: &Reply, number: &str) -> String {
    let names = ["submission_id", "score", "comment", "proof_salt", "proof_hash"];
    let more = ["proof_signature", "proof_mark"];
    let fields =
        names.iter().chain(&more).map(|name| format!("{name}={}", encode(&hidden(page, name))));
    fields.collect::<Vec<_>>().join("&") + &format!("&proof_number={number}")
}

/// The page's form with the work done.
pub fn solved(page: &Reply) -> String {
    let challenge = Challenge {
        salt: hidden(page, "proof_salt"),
        hash: hidden(page, "proof_hash"),
        signature: hidden(page, "proof_signature"),
    };
    form(page, &solve(&challenge).expect("a number").to_string())
}

fn a_flood_is_asked_for_work_or_patience(database: &Database) {
    let app = TestApp::start(database);
    let path = place(&app, "Quầy");
    let (taken, page) = flood(&app, &path);
    assert_eq!(taken, 150);
    assert_eq!(page.header("retry-after"), "8");
    assert!(page.header("content-security-policy").contains("script-src 'sha256-"));
    assert_eq!(page.header("set-cookie"), "", "nothing is stored yet");
    assert_eq!(app.number("SELECT count(*) FROM responses"), 150);
    assert_eq!(flags(&app), ["place 150"]);

    // A phone with a script works; it is thanked at once.
    assert_eq!(app.client().post(&path, solved(&page)).status, 200);
    // One without waits. Too soon is told so, and the wait does not begin anew.
    let (_, page) = flood(&app, &path);
    app.pass_seconds(5);
    let again = app.client().post(&path, form(&page, ""));
    assert_eq!((again.status, hidden(&again, "proof_salt")), (429, hidden(&page, "proof_salt")));
    assert_eq!(hidden(&again, "comment"), "x", "what was written is kept");
    app.pass_seconds(3);
    assert_eq!(app.client().post(&path, form(&again, "")).status, 200);
    assert_eq!(app.number("SELECT count(*) FROM responses"), 152);
    assert_eq!(counted(&app), "0 × 150", "what came in the rush waits for the owner's word");

    // It goes on for the next ten minutes, and then is over.
    app.pass_seconds(600);
    assert_eq!(answer(&app.client(), &path, 0).status, 429);
    app.pass_seconds(600);
    assert_eq!(answer(&app.client(), &path, 0).status, 200);
    // Another place is another matter.
    assert_eq!(answer(&app.client(), &place(&app, "Bàn 4"), 9).status, 200);
}

fn a_solution_is_good_for_its_own_page_alone(database: &Database) {
    let app = TestApp::start(database);
    let path = place(&app, "Quầy");
    let (_, page) = flood(&app, &path);
    let solution = solved(&page);
    let id = hidden(&page, "submission_id");
    let other = "0123456789abcdef0123456789abcdef";
    let other = solution.replacen(&encode(&id), other, 1);
    assert_eq!(app.client().post(&path, &other).status, 429, "of another page");
    assert_eq!(app.client().post(&path, form(&page, "30001")).status, 429, "too large");
    let before = app.number("SELECT count(*) FROM responses");
    for _ in 0..5 {
        assert_eq!(app.client().post(&path, &solution).status, 200);
    }
    assert_eq!(app.number("SELECT count(*) FROM responses"), before + 1, "used again, one answer");
    let (_, page) = flood(&app, &path);
    let late = solved(&page);
    app.pass_seconds(3601);
    // Meanwhile the flood is over, and begins anew.
    flood(&app, &path);
    assert_eq!(app.client().post(&path, late).status, 429, "too late");
}

fn what_was_a_flood_is_taken_out(database: &Database) {
    let app = TestApp::start(database);
    let path = place(&app, "Quầy");
    answer(&app.client(), &path, 10);
    app.pass_hours(1);
    let (_, page) = flood(&app, &path);
    app.client().post(&path, solved(&page));
    let late = app.client();
    assert_eq!(counted(&app), "0 × 150, 10 × 1");
    let settle = |settled| app.wait(bursts::settle(&app.house, "Lan", only_burst(&app), settled));
    assert_eq!(settle(Settled::Dropped).expect("settled"), Some(151));
    assert_eq!(counted(&app), "10 × 1");
    assert_eq!(app.number("SELECT count(*) FROM responses"), 152, "nothing is deleted");
    // An answer that was taken out may still be changed, and stays out.
    let id = hidden(&page, "submission_id");
    late.post(&path, format!("submission_id={id}&score=7&comment=y"));
    assert_eq!(counted(&app), "10 × 1");
    let list = app.wait(bursts::list(&app.house)).expect("bursts");
    assert_eq!(list[0].settled_as.as_deref(), Some("dropped"));
}

fn looking_at_a_code_leaves_no_trace(database: &Database) {
    let app = TestApp::start(database);
    let path = place(&app, "Quầy");
    let counts = || {
        ["device_traces", "rushes", "bursts", "responses", "entries"]
            .map(|table| app.number(&format!("SELECT count(*) FROM {table}")))
    };
    let before = counts();
    for _ in 0..20 {
        assert_eq!(app.client().get(&path).header("set-cookie"), "");
    }
    // A form with a mistake in it stores nothing either.
    assert_eq!(app.client().post(&path, "score=99").header("set-cookie"), "");
    assert_eq!(counts(), before);
    let malformed = app.client().with("cookie", "afterword_device=../../x");
    assert!(answer(&malformed, &path, 9).header("set-cookie").starts_with("afterword_device="));
    let cookie = answer(&app.client(), &path, 9).header("set-cookie").to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    assert!(cookie.contains("Max-Age=43200"), "{cookie}");
    let value = cookie.split(['=', ';']).nth(1).expect("a value").to_owned();
    assert!(
        !app.texts("SELECT device FROM device_traces").contains(&value),
        "only its hash is kept"
    );
}

fn a_stack_of_cards_from_one_phone_is_flagged(database: &Database) {
    let app = TestApp::start(database);
    let orders: Vec<_> = (0..8).map(|n| (format!("A{n}"), format!("k{n}@example.vn"))).collect();
    let orders: Vec<_> = orders.iter().map(|(id, mail)| Order::new(id, mail)).collect();
    app.ask(&orders);
    let phone = app.client();
    let token = |n: usize| app.token(&format!("A{n}"));
    // A mail's answer sets no cookie, a card's does.
    let by_mail = phone.post(&format!("/s/{}?via=mail", token(7)), "score=9");
    assert_eq!(by_mail.header("set-cookie"), "");
    for n in 0..4 {
        let reply = phone.post(&format!("/s/{}", token(n)), "score=10");
        assert_eq!(reply.header("set-cookie").is_empty(), n > 0);
    }
    assert_eq!(flags(&app), [""; 0], "a family shares a phone");
    phone.post(&format!("/S/{}", token(4)), "score=10");
    phone.post(&format!("/s/{}", token(5)), "score=10");
    // Changing an answer is not another card.
    phone.post(&format!("/s/{}", token(5)), "score=9");
    assert_eq!(flags(&app), ["cards 6"]);
    app.client().post(&format!("/s/{}", token(6)), "score=3");
    assert_eq!(flags(&app), ["cards 6"]);
    assert_eq!(counted(&app), "10 × 5, 3 × 1, 9 × 2", "each card was somebody's: all count");
}

fn devices_are_forgotten(database: &Database) {
    let app = TestApp::start(database);
    let path = place(&app, "Quầy");
    let phone = app.client();
    for _ in 0..6 {
        answer(&phone, &path, 9);
    }
    assert_eq!(app.number("SELECT count(*) FROM device_traces"), 6);
    assert_eq!(app.number("SELECT count(device) FROM bursts"), 1);
    assert_eq!(app.wait(bursts::forget(&app.house)).expect("forgotten"), 0);
    app.pass_hours(13);
    assert_eq!(app.wait(bursts::forget(&app.house)).expect("forgotten"), 6);
    assert_eq!(app.number("SELECT count(device) FROM bursts"), 0);
    assert_eq!(app.number("SELECT count(*) FROM bursts"), 1);
}

fn a_touchpoint_counts_by_what_it_is(database: &Database) {
    let app = TestApp::with(database, &[("SITE__DIMENSIONS", "[\"table\", \"touchpoint\"]")]);
    let wish = Wish {
        kind: TouchpointKind::Table,
        location: Some("Hải Châu".to_owned()),
        properties: vec![
            ("table".to_owned(), " 12 ".to_owned()),
            ("floor".to_owned(), "2".to_owned()),
        ],
        ..Wish::counter("Bàn 12", "after-purchase")
    };
    let made = app.wait(touchpoint::add(&app.house, "Lan", wish.clone())).expect("added");
    answer(&app.client(), &format!("/q/{}", made.code), 9);
    app.fold();
    let parts = "SELECT dimension || '=' || member FROM tallies WHERE measure = 'score' \
                 AND grain = 'part' ORDER BY dimension";
    let all =
        ["channel=touchpoint", "language=vi", "location=Hải Châu", "table=12", "touchpoint=Bàn 12"];
    assert_eq!(app.texts(parts), all);
    let again = app.wait(touchpoint::add(&app.house, "Lan", wish.clone()));
    assert!(again.expect_err("taken").to_string().contains("Bàn 12"));
    for (name, value) in [("location", "x"), ("", "x"), ("floor", " ")] {
        let properties = vec![(name.to_owned(), value.to_owned())];
        let wrong = Wish { name: "B".to_owned(), properties, ..wish.clone() };
        assert!(app.wait(touchpoint::add(&app.house, "Lan", wrong)).is_err(), "{name}={value}");
    }
}

fn a_touchpoint_is_renamed_and_closed(database: &Database) {
    let app = TestApp::start(database);
    let path = place(&app, "Quầy");
    let code = path.trim_start_matches("/q/").to_owned();
    let find = || app.wait(touchpoint::find(&app.house, &code.to_uppercase())).expect("found");
    app.wait(touchpoint::rename(&app.house, "Lan", code.clone(), "Quầy 2")).expect("renamed");
    assert_eq!((find().name.as_str(), find().closed_at), ("Quầy 2", None));
    let close = || app.wait(touchpoint::set_active(&app.house, "Lan", code.clone(), false));
    close().expect("closed");
    let at = find().closed_at;
    assert_eq!(at, Some(app.house.now().0));
    app.pass_hours(1);
    close().expect("closed once more");
    assert_eq!(find().closed_at, at, "since the first time");
    app.wait(touchpoint::set_active(&app.house, "Lan", code.clone(), true)).expect("open");
    assert_eq!((find().active, find().closed_at), (true, None));
    assert!(app.wait(touchpoint::rename(&app.house, "Lan", "nowhere".into(), "x")).is_err());
    assert!(app.wait(touchpoint::rename(&app.house, "Lan", code.clone(), " ")).is_err());
}
