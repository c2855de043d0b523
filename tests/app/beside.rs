//! What runs beside answers: a recount, a long read. Neither holds an answer up, nor sees half of one.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;

use afterword::db::Conn;
use afterword::db::responses;
use afterword::error::{Error, Result};
use afterword::flow::{fold, verify};

use super::orders::Order;
use super::shop::TestApp;
use crate::support::database::Database;

trials! {
    a_recount_beside_answers_finds_no_difference on each_database;
    a_recount_holds_up_no_answer on each_database;
    forms_do_not_wait_behind_long_reads on each_database;
}

fn invited(database: &Database) -> (TestApp, Vec<String>) {
    let app = TestApp::start(database);
    let ids: Vec<String> = (0..16).map(|n| format!("A{n}")).collect();
    let orders: Vec<Order> =
        ids.iter().map(|id| Order::new(id, &format!("{id}@example.vn"))).collect();
    app.ask(&orders);
    let tokens = ids.iter().map(|id| app.token(id)).collect();
    (app, tokens)
}

fn a_recount_beside_answers_finds_no_difference(database: &Database) {
    let (app, tokens) = invited(database);
    let (enough, port) = (AtomicBool::new(false), app.port);
    thread::scope(|scope| {
        for tokens in tokens.chunks(4) {
            let enough = &enough;
            scope.spawn(move || {
                for score in (0..=10).cycle() {
                    for token in tokens {
                        let client = super::client::Client::new(port);
                        let reply = client.post(&format!("/s/{token}"), format!("score={score}"));
                        // A few edits a minute are taken; what is put off changes nothing.
                        assert!([200, 429].contains(&reply.status), "{}", reply.status);
                    }
                    if enough.load(Ordering::Relaxed) {
                        break;
                    }
                }
            });
        }
        let checked = || -> Result<Vec<String>> {
            let mut differences = Vec::new();
            for _ in 0..20 {
                // A minute later a few more edits are taken.
                app.pass_seconds(60);
                differences.extend(app.wait(verify::run(&app.house))?.differences);
                app.wait(fold::run(&app.house))?;
            }
            Ok(differences)
        };
        let checked = checked();
        enough.store(true, Ordering::Relaxed);
        assert_eq!(checked.expect("recounts"), Vec::<String>::new());
    });
}

fn a_recount_holds_up_no_answer(database: &Database) {
    let (app, tokens) = invited(database);
    let (begun, has_begun) = mpsc::channel();
    let (go_on, may_go_on) = mpsc::channel::<()>();
    let counting = app.house.db.snapshot(move |conn| {
        let before = responses::count(conn)?;
        let gone = |_| Error::broken("nobody waits for it");
        begun.send(()).map_err(gone)?;
        may_go_on.recv().map_err(|gone| Error::broken("nobody goes on").because(gone))?;
        Ok((before, responses::count(conn)?))
    });
    thread::scope(|scope| {
        let counted = scope.spawn(|| app.wait(counting));
        has_begun.recv().expect("it begins");
        for token in &tokens {
            assert_eq!(app.client().post(&format!("/s/{token}"), "score=9").status, 200);
        }
        go_on.send(()).expect("it goes on");
        assert_eq!(counted.join().expect("a thread").expect("counted"), (0, 0), "one state");
    });
    assert_eq!(app.number("SELECT count(*) FROM responses"), 16);
}

fn forms_do_not_wait_behind_long_reads(database: &Database) {
    let (app, tokens) = invited(database);
    let (go_on, may_go_on) = mpsc::channel::<()>();
    let may_go_on = std::sync::Arc::new(std::sync::Mutex::new(may_go_on));
    thread::scope(|scope| {
        // More than there are readers of this kind.
        for _ in 0..8 {
            let (may_go_on, app) = (std::sync::Arc::clone(&may_go_on), &app);
            let long = move |_: &mut Conn| -> Result<()> {
                let waiting = may_go_on.lock().expect("a lock");
                waiting.recv().map_err(|gone| Error::broken("nobody goes on").because(gone))
            };
            scope.spawn(move || app.wait(app.house.db.read_long(long)).expect("read"));
        }
        for token in &tokens {
            assert_eq!(app.client().get(&format!("/s/{token}")).status, 200);
        }
        for _ in 0..8 {
            go_on.send(()).expect("somebody reads");
        }
    });
}
