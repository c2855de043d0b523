//! Standbys: one that commits wait for is lost, one takes over.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::visitors::Visitors;
use crate::app::shop::TestApp;
use crate::support::database::Database;
use crate::support::pg_server::PgServer;
use crate::support::process::wait_until;
use crate::support::shop::Shop;

trials! {
    without_its_standby_the_house_waits_and_says_so needs Postgres;
    a_standby_takes_over_and_nothing_is_lost needs Postgres;
}

const MINUTE: Duration = Duration::from_secs(60);

/// Has a server commit only together with such standbys.
fn wait_for_standbys(server: &PgServer, names: &str) {
    server.query("postgres", &format!("ALTER SYSTEM SET synchronous_standby_names = '{names}'"));
    server.query("postgres", "SELECT pg_reload_conf()");
    let known = || server.query("postgres", "SHOW synchronous_standby_names") == names;
    assert!(wait_until(MINUTE, known), "the setting does not arrive");
}

fn without_its_standby_the_house_waits_and_says_so() {
    let server = PgServer::start(&[]);
    let database = Database::on_a_server(server.url("postgres"));
    let settings =
        "data_dir = \"data\"\n[server]\nlisten = \"127.0.0.1:0\"\n[log]\nlevel = \"info\"\n";
    let shop = Shop::new(&database, settings);
    shop.run(&["survey", "list"]);
    Visitors::invite(&database.url);
    let serving = shop.serve();
    let visitors = Visitors { port: serving.port };
    assert!(visitors.are_served(10));

    wait_for_standbys(&server, "nobody");
    let answered = AtomicBool::new(false);
    thread::scope(|scope| {
        let answer = scope.spawn(|| {
            let reply = visitors.answer_of(1, 6);
            answered.store(true, Ordering::SeqCst);
            reply.status
        });
        let notice = "writes wait for the database";
        assert!(wait_until(MINUTE, || shop.log().contains(notice)), "nothing is said");
        assert_eq!((visitors.ready(), visitors.ready()), (503, 503));
        assert!(!answered.load(Ordering::SeqCst), "acknowledged without the standby");
        wait_for_standbys(&server, "");
        assert_eq!(answer.join().expect("a customer"), 200);
        assert_eq!(shop.log().matches(notice).count(), 1, "{}", shop.log());
    });
    assert!(wait_until(Duration::from_secs(2), || visitors.ready() == 200));
    assert!(wait_until(MINUTE, || shop.log().contains("writes go on")));
}

fn a_standby_takes_over_and_nothing_is_lost() {
    let mut primary = PgServer::start(&[]);
    let standby = primary.followed();
    wait_for_standbys(&primary, "*");
    let in_step = "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'";
    assert!(wait_until(MINUTE, || primary.query("postgres", in_step) == "1"));
    let app = TestApp::start(&Database::on_a_server(standby.url_of_either(&primary, "postgres")));
    Visitors::invite(&primary.url("postgres"));
    let visitors = Visitors { port: app.port };
    assert!(visitors.are_served(10));

    primary.kill();
    visitors.are_put_off();
    standby.query("postgres", "SELECT pg_promote()");
    let promoted = Instant::now();
    assert!(wait_until(Duration::from_secs(2), || visitors.are_served(7)), "nobody is served");
    println!("all served {:?} after the promotion", promoted.elapsed());
    let (edits, answers) = ("SELECT count(*) FROM response_edits WHERE score = 10", "12");
    assert_eq!(standby.query("postgres", edits), answers, "what was acknowledged before");
    let stored = "SELECT count(*) FROM responses WHERE score = 7";
    assert_eq!(standby.query("postgres", stored), answers);
}
