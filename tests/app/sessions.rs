//! Sessions and passwords: how long they last, what ends them, and what is asked for again.

use std::time::Duration;

use afterword::flow::sign_in;
use afterword::flow::steps::hashing::Asker;
use afterword::types::Role;

use super::client::{Client, Reply, encode};
use super::shop::TestApp;
use super::staff::{PASSWORD, signed_in};
use crate::support::database::Database;
use crate::support::process::wait_until;

trials! {
    changing_a_password_asks_for_the_present_one_and_ends_all_else on each_database;
    a_reset_ends_sessions_and_lets_choose_for_a_while on each_database;
    signing_in_again_replaces_the_session on each_database;
    pages_that_show_people_ask_again_after_idle_hours on each_database;
    what_was_sent_after_idle_hours_is_done_once_the_password_is_given on each_database;
    a_page_that_is_used_all_day_does_not_ask on each_database;
    an_idle_device_is_signed_out_and_a_used_one_after_a_year on each_database;
    who_has_no_password_to_give_is_told_so on each_database;
    easy_passwords_are_refused on each_database;
    guessing_the_present_password_is_limited on each_database;
    the_password_s_page_can_be_reached on each_database;
    a_session_that_has_ended_sets_no_password on each_database;
}

const NEXT: &str = "gốm sứ Thanh Hà";

fn form(pairs: &[(&str, &str)]) -> String {
    pairs
        .iter()
        .map(|(key, value)| format!("{key}={}", encode(value)))
        .collect::<Vec<_>>()
        .join("&")
}

fn change(client: &Client, current: &str, next: &str) -> Reply {
    let fields = [("current", current), ("password", next), ("again", next)];
    client.post("/admin/password", form(&fields))
}

fn enter(app: &TestApp, name: &str, password: &str) -> Client {
    let client = app.client();
    let reply = client.post("/admin/sign-in", form(&[("name", name), ("password", password)]));
    assert_eq!(reply.status, 303, "{}", reply.body);
    client
}

fn is_signed_in(client: &Client) -> bool {
    client.get("/admin").header("location") != "/admin/sign-in"
}

fn changing_a_password_asks_for_the_present_one_and_ends_all_else(database: &Database) {
    let app = TestApp::start(database);
    signed_in(&app, "owner", Role::Owner);
    let (laptop, phone) = (enter(&app, "owner", PASSWORD), enter(&app, "owner", PASSWORD));
    let link = app.wait(sign_in::make_link(&app.house, "owner")).expect("a link");
    for wrong in ["", "guess", NEXT] {
        let refused = change(&laptop, wrong, NEXT);
        assert_eq!(refused.status, 422, "{wrong:?}");
        assert!(refused.body.contains("Đây không phải mật khẩu hiện tại"), "{}", refused.body);
    }
    assert!(is_signed_in(&phone), "a refusal changes nothing");
    let old = laptop.cookie("afterword");
    assert_eq!(change(&laptop, PASSWORD, NEXT).header("location"), "/dashboard/");
    assert_ne!(laptop.cookie("afterword"), old, "the session is a new one");
    assert!(is_signed_in(&laptop) && !is_signed_in(&phone));
    assert_eq!(app.client().post(&format!("/admin/link/{}", link.0), "").status, 410);
    enter(&app, "owner", NEXT);
    let old =
        app.client().post("/admin/sign-in", form(&[("name", "owner"), ("password", PASSWORD)]));
    assert_eq!(old.status, 422);
}

fn a_reset_ends_sessions_and_lets_choose_for_a_while(database: &Database) {
    let app = TestApp::start(database);
    let phone = signed_in(&app, "owner", Role::Owner);
    let first = app.wait(sign_in::reset(&app.house, "trial", "owner")).expect("a link");
    assert!(!is_signed_in(&phone));
    let second = app.wait(sign_in::reset(&app.house, "trial", "owner")).expect("a link");
    assert_eq!(app.client().post(&format!("/admin/link/{}", first.0), "").status, 410);
    let laptop = app.client();
    laptop.post(&format!("/admin/link/{}", second.0), "");
    assert!(!laptop.get("/admin/password").body.contains("name=\"current\""));
    app.pass_seconds(31 * 60);
    assert!(laptop.get("/admin/password").body.contains("name=\"current\""), "not for ever");
    assert_eq!(change(&laptop, "", NEXT).status, 422);
    let third = app.wait(sign_in::reset(&app.house, "trial", "owner")).expect("a link");
    laptop.post(&format!("/admin/link/{}", third.0), "");
    app.pass_seconds(29 * 60);
    assert_eq!(change(&laptop, "", NEXT).status, 303);
    assert_eq!(change(&laptop, "", PASSWORD).status, 422, "once");
}

fn signing_in_again_replaces_the_session(database: &Database) {
    let app = TestApp::start(database);
    let tablet = signed_in(&app, "Lan", Role::Staff);
    let before = tablet.cookie("afterword");
    let sessions = || app.number("SELECT count(*) FROM sessions");
    let fields = form(&[("name", "Lan"), ("password", PASSWORD)]);
    assert_eq!(tablet.post("/admin/sign-in", &fields).status, 303);
    assert_eq!(sessions(), 1);
    let old = app.client().with("cookie", &format!("afterword={before}"));
    assert!(!is_signed_in(&old), "the old one is over");
    let link = app.wait(sign_in::make_link(&app.house, "Lan")).expect("a link");
    assert_eq!(tablet.post(&format!("/admin/link/{}", link.0), "").status, 303);
    assert_eq!(sessions(), 1);
    let other = enter(&app, "Lan", PASSWORD);
    assert_eq!(sessions(), 2, "another browser has one of its own");
    assert!(is_signed_in(&tablet) && is_signed_in(&other));
}

fn pages_that_show_people_ask_again_after_idle_hours(database: &Database) {
    let app = TestApp::start(database);
    app.publish();
    let owner = signed_in(&app, "owner", Role::Owner);
    app.pass_hours(13);
    let page = "/admin/cards?days=dates&from=2026-09-01&until=2026-09-20";
    for path in [
        page,
        "/admin/links",
        "/admin/users",
        "/admin/deliveries",
        "/admin/touchpoints",
        "/admin/cards/batches",
    ] {
        let asked = owner.get(path);
        assert_eq!(asked.status, 403, "{path}");
        assert!(asked.body.contains("name=\"confirm\""), "{path}: {}", asked.body);
    }
    assert_eq!(owner.get("/dashboard/").status, 200, "results show nobody");
    assert_eq!(owner.get("/admin/cards").status, 403, "and do not open the rest");
    let asked = owner.get(page);
    let to = asked.between("name=\"to\" value=\"", "\"").replace("&amp;", "&");
    let give =
        |password: &str| owner.post("/admin/confirm", form(&[("to", &to), ("confirm", password)]));
    assert_eq!(give("guess").status, 422);
    assert_eq!(owner.get(page).status, 403);
    let given = give(PASSWORD);
    assert_eq!((given.status, given.header("location")), (303, page));
    assert_eq!(owner.get(page).status, 200);
    for away in ["https://evil.example/", "//evil.example", "/admin\\..\\evil"] {
        let given = owner.post("/admin/confirm", form(&[("to", away), ("confirm", PASSWORD)]));
        assert_eq!(given.header("location"), "/dashboard/", "{away}");
    }
    // A page may be asked for with more than fits into a line.
    app.pass_hours(13);
    let long = format!("{page}&message={}", "%E1%BA%BF".repeat(400));
    let fields = form(&[("to", &long), ("confirm", PASSWORD)]);
    assert_eq!(owner.post("/admin/confirm", fields).header("location"), long);
    // Others decide how long that is.
    let other = Database::fresh(database.backend);
    let strict = TestApp::with(&other, &[("ACCESS__IDLE_HOURS", "1")]);
    let staff = signed_in(&strict, "Lan", Role::Staff);
    strict.pass_seconds(59 * 60);
    assert_eq!(staff.get("/admin/cards").status, 200);
    strict.pass_hours(2);
    assert_eq!(staff.get("/admin/cards").status, 403);
}

fn what_was_sent_after_idle_hours_is_done_once_the_password_is_given(database: &Database) {
    let app = TestApp::start(database);
    let owner = signed_in(&app, "owner", Role::Owner);
    app.pass_hours(5 * 24);
    let wish = [("do", "add"), ("name", "Quầy \"1\""), ("survey", "after-purchase")];
    let asked = owner.post("/admin/touchpoints", form(&wish));
    assert_eq!(asked.status, 403);
    assert!(asked.body.contains("name=\"name\" value=\"Quầy &quot;1&quot;\""), "{}", asked.body);
    assert_eq!(app.number("SELECT count(*) FROM touchpoints"), 0, "not before");
    let again = |password: &str| {
        let fields = [&wish[..], &[("confirm", password)]].concat();
        owner.post("/admin/touchpoints", form(&fields))
    };
    let wrong = again("guess");
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("Quầy") && !wrong.body.contains("guess"));
    assert_eq!(again(PASSWORD).status, 303);
    assert_eq!(app.texts("SELECT name FROM touchpoints"), ["Quầy \"1\""]);
    assert_eq!(owner.get("/admin/touchpoints").status, 200, "and the page is open again");
}

fn a_page_that_is_used_all_day_does_not_ask(database: &Database) {
    let app = TestApp::start(database);
    let staff = signed_in(&app, "Lan", Role::Staff);
    for _ in 0..4 {
        app.pass_hours(11);
        assert_eq!(staff.get("/admin/cards").status, 200);
        // It is noted beside the reply.
        let noted = || {
            let fresh_at = app.number("SELECT fresh_at FROM sessions");
            fresh_at == app.house.now().0
        };
        assert!(wait_until(Duration::from_secs(30), noted), "its use is noted");
    }
    let noted = app.number("SELECT fresh_at FROM sessions");
    app.pass_seconds(60);
    assert_eq!(staff.get("/admin/cards").status, 200);
    app.pass_seconds(600);
    staff.get("/admin/cards");
    let moved = || app.number("SELECT fresh_at FROM sessions") == noted + 660 * 1_000_000;
    assert!(wait_until(Duration::from_secs(30), moved), "every few minutes, not each time");
}

fn an_idle_device_is_signed_out_and_a_used_one_after_a_year(database: &Database) {
    let app = TestApp::start(database);
    app.publish();
    let (used, idle) = (signed_in(&app, "owner", Role::Owner), enter(&app, "owner", PASSWORD));
    for _ in 0..3 {
        app.pass_hours(24 * 100);
        assert_eq!(used.get("/dashboard/").status, 200);
        let noted = || app.number("SELECT max(last_seen_at) FROM sessions") == app.house.now().0;
        assert!(wait_until(Duration::from_secs(30), noted), "its use is noted");
    }
    assert_eq!(idle.get("/dashboard/").status, 303, "after half a year one signs in again");
    app.pass_hours(24 * 66);
    assert_eq!(used.get("/dashboard/").status, 303, "after a year anyhow");
}

fn who_has_no_password_to_give_is_told_so(database: &Database) {
    let app = TestApp::start(database);
    app.publish();
    let link = app.wait(sign_in::first_link(&app.house)).expect("made").expect("the first");
    let phone = app.client().with("accept-language", "en");
    phone.post(&format!("/admin/link/{}", link.0), "");
    assert_eq!(phone.get("/admin/cards").status, 200, "not now, but soon");
    app.pass_hours(13);
    let told = phone.get("/admin/cards");
    assert_eq!(told.status, 403);
    assert!(told.body.contains("afterword user reset"), "{}", told.body);
    // A phone that lay about gives nobody a password of their own.
    assert_eq!(change(&phone, "", NEXT).status, 403);
    assert_eq!(app.number("SELECT count(*) FROM users WHERE password_hash IS NOT NULL"), 0);
    assert_eq!(phone.get("/dashboard/").status, 200);
}

fn easy_passwords_are_refused(database: &Database) {
    let app = TestApp::start(database);
    let owner = signed_in(&app, "Mai Anh", Role::Owner);
    for easy in
        ["matkhau123", "123456789a", "TraHoaBan2026", "trà hoa & bạn", "maianh12345", "qwertyuiop1"]
    {
        let refused = change(&owner, PASSWORD, easy);
        assert_eq!(refused.status, 422, "{easy}");
        assert!(refused.body.contains("dễ đoán"), "{easy}: {}", refused.body);
    }
    assert_eq!(change(&owner, PASSWORD, NEXT).status, 303);
}

fn guessing_the_present_password_is_limited(database: &Database) {
    let app = TestApp::start(database);
    let thief = signed_in(&app, "owner", Role::Owner);
    let tries = (0..40).take_while(|_| change(&thief, "guess", NEXT).status == 422).count();
    assert_eq!(tries, 10);
    let refused = change(&thief, PASSWORD, NEXT);
    assert_eq!((refused.status, refused.header("retry-after")), (429, "300"));
    app.pass_hours(13);
    assert_eq!(thief.post("/admin/confirm", form(&[("confirm", "guess")])).status, 422);
}

fn the_password_s_page_can_be_reached(database: &Database) {
    let app = TestApp::start(database);
    let staff = signed_in(&app, "Lan", Role::Staff);
    for (language, label) in [("en", "Present"), ("vi", "hiện tại"), ("th", "ปัจจุบัน")]
    {
        let page = staff.get(&format!("/admin/cards?lang={language}")).body;
        assert!(page.contains("href=\"/admin/password\""), "{language}");
        // In the language that was chosen on this device.
        let page = staff.get("/admin/password").body;
        assert!(page.contains(label) && page.contains("name=\"current\""), "{page}");
    }
}

fn a_session_that_has_ended_sets_no_password(database: &Database) {
    let app = TestApp::start(database);
    let owner = signed_in(&app, "owner", Role::Owner);
    let signed = app.wait(sign_in::user_of(&app.house, &owner.cookie("afterword")));
    let signed = signed.expect("found").expect("signed in");
    let place = app.house.hashing.queue(Asker::Known).expect("a place");
    app.wait(sign_in::sign_out_everywhere(&app.house, &signed.user)).expect("signed out");
    // It was still open when the page was sent.
    let set = sign_in::set_password(&app.house, &signed, "another song of four words", &place);
    assert!(app.wait(set).expect("answered").is_none());
    assert!(is_signed_in(&enter(&app, "owner", PASSWORD)), "the old one stands");
}
