//! A database's machine falls silent: packets are swallowed, and no connection is closed.

use std::time::{Duration, Instant};

use super::visitors::Visitors;
use crate::app::client::Client;
use crate::app::shop::TestApp;
use crate::support::cable::Cable;
use crate::support::database::Database;
use crate::support::pg_server::{PgServer, Place};
use crate::support::process::wait_until;
use crate::support::rows::token;

trials! {
    a_silent_machine_holds_nobody_for_long needs Postgres, Cable;
}

fn a_silent_machine_holds_nobody_for_long() {
    let cable = Cable::lay().expect("a cable");
    let place = Place { host: cable.address.clone(), network: Some(cable.network()) };
    let server = PgServer::start_at(place, &[]);
    let app = TestApp::start(&Database::on_a_server(server.url("postgres")));
    Visitors::invite(&server.url("postgres"));
    let visitors = Visitors { port: app.port };
    assert!(visitors.are_served(10));

    cable.pull();
    let pulled = Instant::now();
    assert!(wait_until(Duration::from_secs(5), || visitors.ready() == 503));
    let reply = visitors.answer_of(1, 3);
    let took = pulled.elapsed();
    assert_eq!((reply.status, reply.header("retry-after")), (503, "2"), "{reply:?}");
    assert!(took < Duration::from_secs(15), "told after {took:?}");
    let form = Client::new(visitors.port).get(&format!("/s/{}", token(1)));
    assert_eq!(form.status, 503);
    println!("told {took:?} after the cut, of the form after {:?}", pulled.elapsed());

    cable.plug();
    let plugged = Instant::now();
    assert!(wait_until(Duration::from_secs(10), || visitors.are_served(7)), "nobody is served");
    println!("all served {:?} after the machine was back", plugged.elapsed());
}
