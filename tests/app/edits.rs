//! Changing an answer: completed as often as there is something empty, edited a few times a minute,
//! with a history that stays small.

use super::client::{Client, Reply, encode};
use super::orders::Order;
use super::shop::TestApp;
use crate::support::database::Database;

trials! {
    one_link_filled_the_disk_with_edits on each_database;
    one_page_of_a_counter_was_edited_without_end on each_database;
    the_history_keeps_the_first_and_the_newest_steps on each_database;
    filling_what_was_empty_is_no_edit on each_database;
    an_answer_is_completed_where_none_may_be_edited on each_database;
}

/// What a change of an answer may leave behind, apart from the answer.
fn left_behind(app: &TestApp) -> [i64; 3] {
    ["response_edits", "entries", "events"]
        .map(|t| app.number(&format!("SELECT count(*) FROM {t}")))
}

/// Edits one answer two hundred times at once; the first that has to wait.
fn edit_on_and_on(client: &Client, path: &str, with: &str) -> (usize, Reply) {
    let mut put_off = None;
    for n in 0..200 {
        let comment = encode(&format!("lần {n} {}", "dài ".repeat(900)));
        let reply = client.post(path, format!("{with}score={}&comment={comment}", n % 11));
        match (&put_off, reply.status) {
            (None, 429) => put_off = Some((n, reply)),
            (None, status) => assert_eq!(status, 200),
            (Some(_), status) => assert_eq!(status, 429),
        }
    }
    put_off.expect("two hundred edits at once are too many")
}

fn asks_to_wait(reply: &Reply, n: usize) {
    assert_eq!(reply.header("retry-after"), "60");
    assert!(reply.body.contains("bạn chờ 60 giây"), "{}", reply.body);
    assert!(reply.body.contains(&format!("lần {n} dài")), "what was typed is kept");
    assert!(reply.body.contains(&format!("value=\"{}\"", n % 11)));
    assert!(reply.body.contains("name=\"comment\"") && reply.body.contains("<button>"));
}

fn one_link_filled_the_disk_with_edits(database: &Database) {
    let app = TestApp::start(database);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    let (client, path) = (app.client(), format!("/s/{}", app.token("A1")));
    let before = left_behind(&app);
    let (taken, reply) = edit_on_and_on(&client, &path, "");
    assert_eq!(taken, 6, "an answer and five edits");
    asks_to_wait(&reply, taken);
    let [edits, entries, events] = left_behind(&app);
    assert_eq!([edits, entries - before[1], events - before[2]], [5, 6, 6]);
    let stored = app.texts("SELECT comment FROM responses");
    assert!(stored[0].starts_with("lần 5 "), "the last that was taken");

    app.pass_seconds(60);
    assert_eq!(client.post(&path, "score=8&comment=x").status, 200);
    assert_eq!(app.number("SELECT score FROM responses"), 8);
    app.fold();
}

fn one_page_of_a_counter_was_edited_without_end(database: &Database) {
    let app = TestApp::start(database);
    let code = super::touchpoints::counter(&app, "Hải Châu");
    let (client, path) = (app.client(), format!("/q/{code}"));
    let page = client.get(&path);
    let id = page.between("name=\"submission_id\" value=\"", "\"").to_owned();
    let (taken, reply) = edit_on_and_on(&client, &path, &format!("submission_id={id}&"));
    assert_eq!(taken, 6);
    asks_to_wait(&reply, taken);
    assert_eq!(reply.between("name=\"submission_id\" value=\"", "\""), id);
    assert_eq!(left_behind(&app)[0], 5);
    app.pass_seconds(60);
    let again = client.post(&path, format!("submission_id={id}&score=8&comment=x"));
    assert_eq!(again.status, 200);
    assert!(again.body.contains("Đã lưu thay đổi"));
    app.fold();
}

fn the_history_keeps_the_first_and_the_newest_steps(database: &Database) {
    let app = TestApp::start(database);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    let (client, path) = (app.client(), format!("/s/{}", app.token("A1")));
    for n in 0..40 {
        assert_eq!(client.post(&path, format!("score=9&comment=l{n}")).status, 200);
        app.pass_seconds(15);
    }
    let kept = app.texts("SELECT comment FROM response_edits ORDER BY id");
    let mut expected = vec!["l0".to_owned()];
    expected.extend((20..39).map(|n| format!("l{n}")));
    assert_eq!(kept, expected);
    assert_eq!(app.texts("SELECT comment FROM responses"), ["l39"]);
    app.fold();
}

fn filling_what_was_empty_is_no_edit(database: &Database) {
    let app = TestApp::start(database);
    app.ask(&[Order::new("A1", "lan@example.vn"), Order::new("A2", "mai@example.vn")]);
    let client = app.client();
    let path = format!("/s/{}", app.token("A1"));
    client.post(&path, "score=3");
    app.pass_seconds(29 * 60);
    for form in ["reason=speed", "score=3&comment=x", "score=3&comment=x&reason=speed"] {
        let reply = client.post(&path, form);
        assert_eq!(reply.status, 200, "{form}");
        assert!(!reply.body.contains("Đã lưu thay đổi"), "{form}: nothing was changed");
    }
    assert_eq!(left_behind(&app)[0], 0);
    let events = app.texts("SELECT kind FROM events ORDER BY id");
    assert_eq!(events, ["response.created", "response.updated", "response.updated"]);
    // Saying something else is an edit at any time.
    let reply = client.post(&path, "score=3&comment=y");
    assert!(reply.body.contains("Đã lưu thay đổi"));
    assert_eq!(app.texts("SELECT comment FROM response_edits"), ["x"]);

    // And so is anything after half an hour.
    let path = format!("/s/{}", app.token("A2"));
    client.post(&path, "score=3");
    app.pass_seconds(1_801);
    assert!(client.post(&path, "comment=z").body.contains("Đã lưu thay đổi"));
    assert_eq!(left_behind(&app)[0], 2);
    app.fold();
}

fn an_answer_is_completed_where_none_may_be_edited(database: &Database) {
    let app = TestApp::with(database, &[("ANSWERS__EDIT_HOURS", "0")]);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    let (client, path) = (app.client(), format!("/s/{}", app.token("A1")));
    client.post(&path, "score=3");
    app.pass_seconds(60);
    assert_eq!(client.post(&path, "score=9").status, 410);
    assert_eq!(client.post(&path, "comment=x&reason=speed").status, 200);
    assert_eq!(client.post(&path, "comment=y").status, 410);
    app.pass_seconds(1_800);
    assert_eq!(client.post(&path, "score=3").status, 410);
    assert_eq!(app.texts("SELECT comment FROM responses"), ["x"]);
    app.fold();
}
