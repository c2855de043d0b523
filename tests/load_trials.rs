//! The load generator of the benches counts what a server truly answered.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use actix_web::rt::System;
use libtest_mimic::Failed;

use crate::load::{self, Histogram, Response, bare, memory, parse, request};

trials! {
    answers_end_where_they_say;
    quantiles_are_three_percent_right;
    every_request_is_counted;
}

fn answers_end_where_they_say() -> Result<(), Failed> {
    let whole = |status, length, closes| Some(Response { status, length, closes });
    let fixed = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc";
    assert_eq!(parse(fixed)?, whole(200, fixed.len(), false));
    assert_eq!(parse(&fixed[..fixed.len() - 1])?, None);
    assert_eq!(parse(&fixed[..20])?, None);
    let chunks = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\na;x=y\r\n0123456789\r\n0\r\n\r\n";
    assert_eq!(parse(chunks)?, whole(200, chunks.len(), false));
    for end in 0..chunks.len() {
        assert_eq!(parse(&chunks[..end])?, None, "cut at {end}");
    }
    let none = b"HTTP/1.1 503 Busy\r\nconnection: Close\r\ncontent-length: 0\r\n\r\n";
    assert_eq!(parse(none)?, whole(503, none.len(), true));
    assert!(parse(b"SSH-2.0\r\n\r\n").is_err());
    Ok(())
}

fn quantiles_are_three_percent_right() {
    let mut histogram = Histogram::default();
    assert_eq!(histogram.quantile(0.5), Duration::ZERO);
    for microseconds in 1..=10_000 {
        histogram.record(Duration::from_micros(microseconds));
    }
    histogram.record(Duration::MAX);
    for (share, wanted) in [(0.5, 5.0e-3), (0.99, 9.9e-3), (0.0001, 2.0e-6)] {
        let found = histogram.quantile(share).as_secs_f64();
        assert!((wanted..wanted * 1.04).contains(&found), "{share}: {found}, not {wanted}");
    }
}

fn every_request_is_counted() -> Result<(), Failed> {
    let (tell, told) = mpsc::channel();
    let server = thread::spawn(move || {
        System::new().block_on(async {
            let (server, port) = bare::listen(1).expect("a free port");
            tell.send((port, server.handle())).expect("somebody waits");
            server.await
        })
    });
    let (port, handle) = told.recv()?;
    let mut sent = [0_u64; 16];
    let report = load::drive(
        ([127, 0, 0, 1], port).into(),
        sent.len(),
        Duration::from_secs(60),
        |connection, into| {
            sent[connection] += 1;
            match sent[connection] {
                1..=50 => request::post(into, "/s/ABCD-EFGH-JKMN", "score=9&comment=nhanh"),
                51..=100 => request::get(into, "/s/ABCD-EFGH-JKMN"),
                _ => return false,
            }
            true
        },
    )?;
    assert_eq!((report.surprises(200), report.surprises(404)), ("".into(), "1600 × 200".into()));
    assert!(report.rate() > 100.0, "{}", report.rate());
    let row = report.row("bare handler", 16, report.rate() * 2.0, 3 << 20);
    assert_eq!(row.chars().count(), load::heading().chars().count(), "{row}");
    assert!(row.contains(" 0.500 ") && row.ends_with(" 3.0"), "{row}");
    assert_eq!(report.statuses.into_iter().collect::<Vec<_>>(), [(200, 1600)]);
    assert_eq!((report.latencies.count(), report.broken), (1600, 0));
    assert!(memory::resident(std::process::id())? > 1 << 20);
    System::new().block_on(handle.stop(true));
    server.join().expect("the server")?;
    Ok(())
}
