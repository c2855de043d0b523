//! A shared code on the counter: nobody is known, yet a reload is no second answer.

use afterword::flow::touchpoint::{self, Wish};

use super::orders::Order;
use super::shop::TestApp;
use crate::support::database::Database;

trials! {
    a_reload_is_no_second_answer on each_database;
    a_score_at_the_counter_may_be_changed on each_database;
    a_closed_touchpoint_takes_no_answer on each_database;
    a_page_s_id_belongs_to_its_touchpoint on each_database;
}

/// Sets up a counter; its code.
pub fn counter(app: &TestApp, location: &str) -> String {
    let name = format!("Counter, {location}");
    let wish = Wish { location: Some(location.into()), ..Wish::counter(name, "after-purchase") };
    app.wait(touchpoint::add(&app.house, "Lan", wish)).expect("added").code
}

fn count(app: &TestApp) -> i64 {
    app.number("SELECT count(*) FROM responses")
}

fn a_reload_is_no_second_answer(database: &Database) {
    let app = TestApp::start(database);
    let path = format!("/q/{}", counter(&app, "Hải Châu"));
    let page = app.client().get(&path);
    assert_eq!(page.status, 200);
    let id = page.between("name=\"submission_id\" value=\"", "\"").to_owned();
    assert_eq!(id.len(), 32);
    let other = app.client().get(&path);
    assert_ne!(other.between("name=\"submission_id\" value=\"", "\""), id);
    for _ in 0..3 {
        let form = format!("submission_id={id}&score=10&comment=ngon");
        assert_eq!(app.client().post(&path.replace("/q/", "/Q/"), form).status, 200);
    }
    assert_eq!(count(&app), 1);
    let snapshot = app.texts("SELECT channel || ' ' || entry FROM responses");
    assert!(snapshot[0].starts_with("touchpoint ") && snapshot[0].contains("Hải Châu"));
    app.client().post(&path, "score=9&comment=x");
    app.client().post(&path, "score=9&comment=x&submission_id=short");
    assert_eq!(count(&app), 3, "a form without its id is a new one");
    app.fold();
}

fn a_score_at_the_counter_may_be_changed(database: &Database) {
    let app = TestApp::start(database);
    let path = format!("/q/{}", counter(&app, "Hải Châu"));
    let page = app.client().get(&path);
    let id = page.between("name=\"submission_id\" value=\"", "\"").to_owned();
    let more = app.client().post(&path, format!("submission_id={id}&score=2"));
    assert_eq!(
        more.between("name=\"submission_id\" value=\"", "\""),
        id,
        "the page goes on with it"
    );
    app.client().post(&path, format!("submission_id={id}&reason=speed"));
    app.client().post(&path, format!("submission_id={id}&score=9"));
    let stored = app.texts("SELECT score || ' ' || answers FROM responses");
    assert_eq!(stored, ["9 {}"]);
    assert_eq!(app.number("SELECT count(*) FROM response_edits"), 1, "more is no change");
    app.pass_hours(24);
    app.pass_seconds(1);
    assert_eq!(app.client().post(&path, format!("submission_id={id}&score=1")).status, 410);
    app.fold();
}

fn a_closed_touchpoint_takes_no_answer(database: &Database) {
    let app = TestApp::start(database);
    let code = counter(&app, "Hải Châu");
    let path = format!("/q/{code}");
    app.wait(touchpoint::set_active(&app.house, "Lan", code, false)).expect("closed");
    assert_eq!(app.client().get(&path).status, 410);
    assert_eq!(app.client().post(&path, "score=9").status, 410);
    assert_eq!(app.client().get("/q/nowhere").status, 404);
    assert_eq!(app.client().post("/q/nowhere", "score=9").status, 404);
    assert_eq!(count(&app), 0);
}

fn a_page_s_id_belongs_to_its_touchpoint(database: &Database) {
    let app = TestApp::start(database);
    let (one, two) = (counter(&app, "Hải Châu"), counter(&app, "Cầu Giấy"));
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    let id = "0123456789abcdef0123456789abcdef";
    let form = |score: u8| format!("submission_id={id}&score={score}");
    assert_eq!(app.client().post(&format!("/q/{one}"), form(9)).status, 200);
    app.client().post(&format!("/q/{two}"), form(1));
    let kept = "SELECT CAST(score AS TEXT) FROM responses ORDER BY answered_at, id";
    assert_eq!(app.texts(kept)[0], "9", "another counter's form cannot change it");
}
