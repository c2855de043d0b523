//! Beside a crowd others are answered quickly, the memory stays small, and the crowd is let go.

use std::io::Write;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::line::{
    allow_many, answer, crowd, is_closed, narrow, open, peak_megabytes, push, sockets, visits,
};
use crate::support::database::{Backend, Database};
use crate::support::process::wait_until;
use crate::support::shop::{Serving, Shop};

trials! {
    bodies_that_stall_lock_nobody_out;
    heads_that_stall_lock_nobody_out;
    what_trickles_comes_to_an_end;
    a_slow_phone_gets_its_form_through;
    replies_that_nobody_takes_pile_up_nowhere;
    large_replies_that_nobody_takes_pile_up_nowhere;
    requests_that_are_sent_ahead_pile_up_nowhere;
    requests_that_are_sent_ahead_are_answered_in_order;
    bodies_of_hooks_are_read_from_those_who_may_have_signed_them;
    proxies_have_as_many_connections_as_they_like;
}

/// More than the files of most processes.
const MANY: usize = 1_100;

/// How many sockets a server has that nobody visits, at most.
const FEW: usize = 20;

/// How much memory a small machine has to spare.
const MEGABYTES: f64 = 150.0;

const SETTINGS: &str = "data_dir = \"data\"\n[server]\nlisten = \"127.0.0.1:0\"\nheader_seconds = 4\n\
                        body_seconds = 8\nstalled_seconds = 4\n";

const REST: &str = "[mail]\ndkim = \"off\"\n[returns]\nhook_secret = \
                    \"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\"\n[site]\npublic = true\n";

fn house(more_of_server: &str) -> (Shop, Serving) {
    let settings = format!("{SETTINGS}{more_of_server}{REST}");
    let shop = Shop::new(&Database::fresh(Backend::Sqlite), &settings);
    let serving = shop.serve();
    (shop, serving)
}

/// Honest visits beside whatever goes on: none is turned away, and ninety-nine of a hundred are quick,
/// if not at once because the machine has other things to do, then a little later.
fn others_are_served(serving: &Serving) {
    for path in ["/healthz", "/s"] {
        let mut slowest = Vec::new();
        let are_quick = wait_until(Duration::from_secs(20), || {
            slowest = visits(serving.port, path, 200);
            slowest[2] < Duration::from_millis(100)
        });
        assert!(are_quick, "{path}: {:?}", &slowest[..5]);
    }
}

fn memory_is_small(serving: &Serving) {
    let peak = peak_megabytes(serving.process.id());
    println!("{peak:.0} MB at most");
    assert!(peak < MEGABYTES, "{peak:.0} MB");
}

fn all_are_closed(crowd: &mut [TcpStream], seconds: u64) {
    let closed = wait_until(Duration::from_secs(seconds), || crowd.iter_mut().all(is_closed));
    assert!(
        closed,
        "{} are still open",
        crowd.iter_mut().filter_map(|one| (!is_closed(one)).then_some(())).count()
    );
}

fn bodies_that_stall_lock_nobody_out() {
    let (_shop, serving) = house("");
    // Most of a long comment, so that it lies in memory.
    let body = format!("code={}", "x".repeat(20_000));
    let head = "POST /s HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n";
    let mut stalled = crowd(serving.port, MANY, format!("{head}{body}").as_bytes());
    others_are_served(&serving);
    all_are_closed(&mut stalled, 40);
    memory_is_small(&serving);
    // Whoever is still there is told.
    let mut one = open(serving.port, head.as_bytes());
    assert!(answer(&mut one).starts_with("HTTP/1.1 408"));
}

fn heads_that_stall_lock_nobody_out() {
    let (_shop, serving) = house("");
    let head = format!("GET /s HTTP/1.1\r\nHost: x\r\nX-Long: {}", "x".repeat(20_000));
    let mut stalled = crowd(serving.port, MANY, head.as_bytes());
    others_are_served(&serving);
    all_are_closed(&mut stalled, 30);
    // The second request of a connection as well as the first.
    let again = format!("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n{head}");
    let mut stalled = crowd(serving.port, 50, again.as_bytes());
    all_are_closed(&mut stalled, 30);
    memory_is_small(&serving);
}

fn what_trickles_comes_to_an_end() {
    let (_shop, serving) = house("");
    let starts: [&[u8]; 3] = [
        b"GET /s HTTP/1.1\r\nX-Slow: ",
        b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /s HTTP/1.1\r\nX-Slow: ",
        b"POST /s HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\ncode=",
    ];
    let mut slow: Vec<TcpStream> = starts.iter().map(|bytes| open(serving.port, bytes)).collect();
    let start = Instant::now();
    let closed = wait_until(Duration::from_secs(30), || {
        std::thread::sleep(Duration::from_millis(200));
        slow.iter_mut()
            .map(|one| push(one, b"x") == 0 || is_closed(one))
            .filter(|over| *over)
            .count()
            == slow.len()
    });
    assert!(closed, "still trickling after {:?}", start.elapsed());
}

fn a_slow_phone_gets_its_form_through() {
    let (_shop, serving) = house("");
    let body = format!("code=ABCD&x={}", "y".repeat(5_000));
    let head = format!(
        "POST /s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    let mut phone = open(serving.port, head.as_bytes());
    for piece in body.as_bytes().chunks(250) {
        std::thread::sleep(Duration::from_millis(250));
        phone.write_all(piece).expect("the server goes on listening");
    }
    let said = answer(&mut phone);
    assert!(said.starts_with("HTTP/1.1 422") && said.contains("name=\"code\""), "{said}");
}

fn replies_that_nobody_takes_pile_up_nowhere() {
    let (_shop, serving) = house("");
    let mut greedy = Vec::new();
    // Short requests, as many as are taken, with replies that are longer: pages, and heads alone.
    for request in ["GET /s", "HEAD /s", "GET /dashboard"] {
        let mut some = crowd(serving.port, 30, b"");
        keep_asking(&mut some, request, 3);
        greedy.extend(some);
    }
    others_are_served(&serving);
    memory_is_small(&serving);
    all_are_gone(&serving, &greedy);
}

fn large_replies_that_nobody_takes_pile_up_nowhere() {
    let (shop, serving) = house("");
    let site = shop.path("data/site");
    assert!(
        wait_until(Duration::from_secs(60), || site.join("index.html").exists()),
        "{}",
        shop.log()
    );
    std::fs::write(site.join("large.bin"), vec![7; 13 << 20]).expect("a file");
    let mut greedy = Vec::new();
    for coding in ["identity", "gzip"] {
        let request = format!(
            "GET /dashboard/large.bin HTTP/1.1\r\nHost: x\r\nAccept-Encoding: {coding}\r\n\r\n"
        );
        greedy.extend(crowd(serving.port, 30, request.as_bytes()));
    }
    others_are_served(&serving);
    memory_is_small(&serving);
    all_are_gone(&serving, &greedy);
}

/// The server makes far more of a request than its bytes; those who take no reply send them none the less.
fn requests_that_are_sent_ahead_pile_up_nowhere() {
    let (_shop, serving) = house("");
    allow_many();
    let mut greedy: Vec<TcpStream> = (0..300).map(|_| narrow(serving.port)).collect();
    keep_asking(&mut greedy, "GET /q/ABCD", 6);
    others_are_served(&serving);
    memory_is_small(&serving);
    all_are_gone(&serving, &greedy);
}

fn requests_that_are_sent_ahead_are_answered_in_order() {
    let (_shop, serving) = house("");
    // A body may hold blank lines, with which heads end.
    let body = "code=AB\r\n\r\nCD\n\n\n\n\n\n\n\nEF";
    let with_body = |line: &str| {
        format!("{line} HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n{body}", body.len())
    };
    let bare = |line: &str| format!("{line} HTTP/1.1\r\nHost: x\r\n\r\n");
    let once = [
        (bare("GET /healthz"), "200"),
        (with_body("POST /s"), "422"),
        (bare("GET /nowhere"), "404"),
        (bare("HEAD /healthz"), "200"),
    ];
    let requests: String = once.iter().map(|(request, _)| request.as_str()).collect();
    let last = "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    let all = format!("{}{last}", requests.repeat(8));
    // In one piece, and in pieces that end anywhere.
    for size in [all.len(), 997, 61] {
        let mut one = open(serving.port, b"");
        for piece in all.as_bytes().chunks(size) {
            one.write_all(piece).expect("the server goes on listening");
        }
        let said = answer(&mut one);
        let statuses: Vec<&str> =
            said.split("HTTP/1.1 ").skip(1).map(|reply| &reply[..3]).collect();
        let expected: Vec<&str> =
            once.iter().map(|(_, status)| *status).cycle().take(32).chain(["200"]).collect();
        assert_eq!(statuses, expected, "{size}: {said}");
    }
}

/// Sends one request over and over, as often as the server takes it, for some seconds.
fn keep_asking(crowd: &mut [TcpStream], request: &str, seconds: u64) {
    let requests = format!("{request} HTTP/1.1\r\nHost: x\r\n\r\n").repeat(4_000);
    let mut sent = vec![0; crowd.len()];
    let until = Instant::now() + Duration::from_secs(seconds);
    while Instant::now() < until {
        for (one, sent) in crowd.iter_mut().zip(&mut sent) {
            *sent = (*sent + push(one, &requests.as_bytes()[*sent..])) % requests.len();
        }
    }
}

/// The server has closed each of them, though none has taken its reply.
fn all_are_gone(serving: &Serving, crowd: &[TcpStream]) {
    let pid = serving.process.id();
    let gone = wait_until(Duration::from_secs(60), || sockets(pid) < FEW);
    assert!(gone, "of {} the server has {} still open", crowd.len(), sockets(pid));
}

fn bodies_of_hooks_are_read_from_those_who_may_have_signed_them() {
    let (_shop, serving) = house("");
    let body = vec![b'x'; 4 << 20];
    let now = jiff::Timestamp::now().as_second();
    let made_up = format!(
        "webhook-id: msg_1\r\nwebhook-timestamp: {now}\r\nwebhook-signature: v1,{}=\r\n",
        "A".repeat(43)
    );
    for (headers, allowed) in [("", vec!["401"]), (made_up.as_str(), vec!["401", "503", "408"])] {
        let head = format!(
            "POST /hooks/mail HTTP/1.1\r\nHost: x\r\n{headers}Content-Length: {}\r\n\r\n",
            body.len()
        );
        let mut senders = crowd(serving.port, 100, head.as_bytes());
        let mut sent = vec![0; senders.len()];
        let until = Instant::now() + Duration::from_secs(3);
        while Instant::now() < until {
            for (one, sent) in senders.iter_mut().zip(&mut sent) {
                *sent += push(one, &body[*sent..]);
            }
        }
        others_are_served(&serving);
        let said: Vec<String> = senders.iter_mut().map(answer).collect();
        // Whoever does not stop sending may lose the answer with the line.
        let wrong: Vec<_> = said
            .iter()
            .filter_map(|said| said.get(9..12))
            .filter(|status| !allowed.contains(status))
            .collect();
        assert!(wrong.is_empty(), "{wrong:?}");
        memory_is_small(&serving);
    }
}

fn proxies_have_as_many_connections_as_they_like() {
    let (_shop, serving) = house("trusted_proxies = [\"127.0.0.1\"]\n");
    let idle = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
    let mut all = crowd(serving.port, 700, idle.as_bytes());
    assert_eq!(all.iter_mut().filter_map(|one| is_closed(one).then_some(())).count(), 0);
    drop(all);
    // Anybody else has 512, of which those that were quiet longest make room.
    let (_shop, serving) = house("");
    let mut all = crowd(serving.port, 700, idle.as_bytes());
    let closed = |all: &mut Vec<TcpStream>| {
        all.iter_mut().filter_map(|one| is_closed(one).then_some(())).count()
    };
    assert!(wait_until(Duration::from_secs(3), || closed(&mut all) >= 188), "{}", closed(&mut all));
    others_are_served(&serving);
}
