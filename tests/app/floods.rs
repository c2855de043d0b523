//! Floods at shared codes: what is counted of them, what the gate learns from them, and what the owner
//! makes of them, be they ever so large.

use std::time::Duration;

use afterword::db::Conn;
use afterword::flow::bursts;
use afterword::types::{Held, Settled};

use super::shared_codes::{answer, counted, flags, flood, only_burst, place, solved};
use super::shop::TestApp;
use crate::support::database::Database;

trials! {
    a_flood_taught_the_gate_that_it_was_usual on each_database;
    what_comes_in_a_rush_waits_for_the_owner_s_word on each_database;
    what_was_guests_is_counted_and_learnt on each_database;
    a_rush_counts_at_once_where_the_shop_says_so on each_database;
    a_burst_does_not_reach_into_the_one_before on each_database;
    a_burst_of_forty_thousand_is_settled on each_database;
    a_decision_that_was_cut_off_is_carried_on on each_database;
    a_clock_that_was_ahead_left_its_slots_behind on each_database;
}

/// Sends a flood and works for some answers more.
fn flood_and_work(app: &TestApp, path: &str, worked: usize) -> usize {
    let (taken, mut page) = flood(app, path);
    for _ in 0..worked {
        assert_eq!(app.client().post(path, solved(&page)).status, 200);
        page = flood(app, path).1;
    }
    taken
}

fn settle(app: &TestApp, to: Settled) -> Option<u64> {
    app.wait(bursts::settle(&app.house, "Lan", only_burst(app), to)).expect("settled")
}

fn held(app: &TestApp) -> Vec<String> {
    app.texts(
        "SELECT reason || ' ' || CAST(count(*) AS TEXT) FROM held_responses \
         GROUP BY reason ORDER BY reason",
    )
}

fn a_flood_taught_the_gate_that_it_was_usual(database: &Database) {
    let app = TestApp::start(database);
    let path = place(&app, "Quầy");
    for round in 1..=3 {
        let taken = flood_and_work(&app, &path, 5);
        assert_eq!(taken, 150, "round {round}: not four times what the last one had");
        app.pass_seconds(1_200);
    }
    assert_eq!(counted(&app), "0 × 450");
    assert_eq!(app.number("SELECT peak FROM rushes"), 0);
}

fn what_comes_in_a_rush_waits_for_the_owner_s_word(database: &Database) {
    let app = TestApp::start(database);
    let path = place(&app, "Quầy");
    flood_and_work(&app, &path, 3);
    assert_eq!((counted(&app).as_str(), flags(&app)), ("0 × 150", vec!["place 153".to_owned()]));
    assert_eq!(held(&app), ["flood 3"]);
    let events = "SELECT count(*) FROM events WHERE kind = 'response.created'";
    assert_eq!(app.number(events), 150, "nobody reacts to it either");
    assert_eq!(settle(&app, Settled::Dropped), Some(153));
    assert_eq!((counted(&app).as_str(), held(&app)), ("", vec!["dropped 153".to_owned()]));
    assert_eq!(app.number("SELECT count(*) FROM responses"), 153);
}

fn what_was_guests_is_counted_and_learnt(database: &Database) {
    let app = TestApp::start(database);
    let path = place(&app, "Quầy");
    flood_and_work(&app, &path, 10);
    assert_eq!(settle(&app, Settled::Guests), Some(10));
    assert_eq!((counted(&app).as_str(), held(&app)), ("0 × 160", vec![]));
    assert_eq!(app.number("SELECT peak FROM rushes"), 160);
    assert_eq!(app.number("SELECT count(*) FROM events WHERE kind = 'response.created'"), 160);
    // The rush is over, and a slot may have four times as many.
    assert_eq!(flood(&app, &path).0, 4 * 160 - 160);
}

fn a_rush_counts_at_once_where_the_shop_says_so(database: &Database) {
    let app = TestApp::with(database, &[("ANSWERS__COUNT_RUSHES", "true")]);
    let path = place(&app, "Quầy");
    flood_and_work(&app, &path, 3);
    assert_eq!(counted(&app), "0 × 153");
    assert_eq!(settle(&app, Settled::Dropped), Some(153));
    assert_eq!(counted(&app), "");
}

fn a_burst_does_not_reach_into_the_one_before(database: &Database) {
    let app = TestApp::start(database);
    let path = place(&app, "Quầy");
    flood_and_work(&app, &path, 10);
    settle(&app, Settled::Guests);
    app.pass_seconds(60);
    // In the same ten minutes.
    flood_and_work(&app, &path, 2);
    assert_eq!(settle(&app, Settled::Dropped), Some(480 + 2));
    assert_eq!(counted(&app), "0 × 160", "what were guests stay counted");
}

/// Puts answers that are held into a place's flood, behind the house's back.
fn fill(app: &TestApp, n: usize) {
    let at = app.house.now().0;
    let numbers = format!(
        "WITH RECURSIVE numbers (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < {n})"
    );
    let entry = app.texts("SELECT entry FROM responses LIMIT 1").remove(0);
    let entry = entry.replacen("\"n\":1", "\"n\":0", 1);
    app.execute(&format!(
        "{numbers} INSERT INTO responses (id, survey_id, revision_id, touchpoint_id, \
         submission_id, score, answers, language, channel, origin, entry, answered_at, updated_at) \
         SELECT i, survey_id, revision_id, touchpoint_id, 'made-up-' || i, score, answers, \
         language, channel, origin, '{entry}', {at}, {at} \
         FROM numbers, (SELECT * FROM responses LIMIT 1) AS one"
    ));
    app.execute(&format!(
        "{numbers} INSERT INTO held_responses (response_id, reason, created_at) \
         SELECT i, '{}', {at} FROM numbers",
        Held::Flood.word()
    ));
    app.execute(&format!("UPDATE bursts SET n = n + {n}, last_at = {at}"));
}

fn a_burst_of_forty_thousand_is_settled(database: &Database) {
    let app = TestApp::start(database);
    let (path, elsewhere) = (place(&app, "Quầy"), place(&app, "Bàn 4"));
    flood(&app, &path);
    fill(&app, 40_000);
    let (house, burst) = (app.house.clone(), only_burst(&app));
    let settling =
        app.spawn(async move { bursts::settle(&house, "Lan", burst, Settled::Guests).await });
    let mut meanwhile = 0;
    while !settling.is_finished() {
        // No more than that place takes in ten minutes.
        if meanwhile < 100 {
            assert_eq!(answer(&app.client(), &elsewhere, 9).status, 200, "nobody waits for it");
            meanwhile += 1;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let settled = app.wait(settling).expect("it ran");
    assert_eq!(settled.expect("settled"), Some(40_000));
    assert!(meanwhile > 5, "{meanwhile} answers went by");
    assert_eq!(counted(&app), format!("0 × 40150, 9 × {meanwhile}"));
    assert_eq!(held(&app), [""; 0]);
}

fn a_decision_that_was_cut_off_is_carried_on(database: &Database) {
    let app = TestApp::start(database);
    let path = place(&app, "Quầy");
    flood(&app, &path);
    fill(&app, 500);
    let due = || {
        let before = bursts::cut_off_before(&app.house);
        app.wait(app.house.db.read(move |conn: &mut Conn| bursts::any_cut_off(conn, before)))
    };
    // As it is when the server is killed between the decision and the last slice.
    let at = app.house.now().0;
    app.execute(&format!("UPDATE bursts SET settled_at = {at}, settled_as = 'dropped'"));
    assert!(!due().expect("looked"), "it may be at work");
    app.pass_seconds(61);
    assert!(due().expect("looked"));
    assert_eq!(app.wait(bursts::go_on(&app.house)).expect("went on"), 650);
    assert!(!due().expect("looked"));
    assert_eq!(app.wait(bursts::go_on(&app.house)).expect("nothing left"), 0);
    assert_eq!((counted(&app).as_str(), held(&app)), ("", vec!["dropped 650".to_owned()]));
}

fn a_clock_that_was_ahead_left_its_slots_behind(database: &Database) {
    let app = TestApp::start(database);
    let path = place(&app, "Quầy");
    // Ten years ahead, a flood, a phone that answers again and again; then the clock is right again.
    app.pass_hours(10 * 365 * 24);
    flood(&app, &path);
    let phone = app.client();
    answer(&phone, &path, 8);
    for _ in 0..6 {
        answer(&phone, &path, 8);
    }
    app.set_clock(super::shop::START);
    assert_eq!(answer(&app.client(), &path, 9).status, 200, "no rush");
    assert!(
        !answer(&phone, &path, 9).body.contains("nhưng không tính vào điểm"),
        "what it sent then does not count against it"
    );
    let (taken, _) = flood(&app, &path);
    assert_eq!(taken, 148, "and a flood is still one");
    assert_eq!(app.number("SELECT count(*) FROM bursts WHERE kind = 'place'"), 2, "of its own");
    assert!(app.wait(bursts::forget(&app.house)).expect("forgot") > 0);
    let ahead = app.house.now().plus_seconds(3_600).0;
    let left = format!("SELECT count(*) FROM device_traces WHERE created_at > {ahead}");
    assert_eq!(app.number(&left), 0);
}
