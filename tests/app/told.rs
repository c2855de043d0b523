//! What the site tells in words: comments without persons, and the digest, which goes out once.

use std::fs;

use afterword::flow::deliver::transport_of;
use afterword::flow::publish::digest::{self, Standing, State, Told, Why};
use afterword::mail::{Outcome, Transport};
use mail_parser::{MessageParser, MimeHeaders};

use super::client::encode;
use super::orders::Order;
use super::shop::TestApp;
use crate::support::database::Database;
use crate::support::smtp::SmtpServer;

trials! {
    comments_lose_names_and_numbers on each_database;
    a_digest_goes_out_once_a_month on each_database;
    a_digest_spends_from_the_budget on each_database;
    one_who_cannot_be_written_to_keeps_nobody_waiting on each_database;
    a_digest_that_fails_waits_and_is_given_up on each_database;
    a_digest_travels_with_its_picture on each_database needs Smtp;
}

const MONTHLY: (&str, &str) = ("DIGEST__EVERY", "monthly");
const TO: (&str, &str) = ("DIGEST__TO", "[\"Chủ quán <owner@trahoa.example>\"]");

/// A shop with two months of answers, on the first of the third.
fn told(database: &Database, settings: &[(&str, &str)]) -> TestApp {
    let app = TestApp::with(database, &[&[MONTHLY, TO], settings].concat());
    for (month, score) in [(9, "10"), (10, "9")] {
        app.set_clock(&format!("2026-{month:02}-20T10:00:00+07:00"));
        let id = |n: usize| format!("M{month}N{n}");
        let order = |n: usize| {
            let day = |day: u8| format!("2026-{month:02}-{day} 09:00:00 +0700");
            let order = Order::new(&id(n), &format!("c{month}{n}@example.vn"));
            order.with("placed", &day(15)).with("fulfilled", &day(16))
        };
        app.ask(&(0..6).map(order).collect::<Vec<_>>());
        for n in 0..6 {
            app.client().post(&format!("/s/{}", app.token(&id(n))), format!("score={score}"));
        }
    }
    app.fold();
    app.set_clock("2026-11-01T08:00:00+07:00");
    app
}

fn run(app: &TestApp) -> Told {
    let transport = Transport::Memory(app.outbox.clone());
    app.wait(digest::run(&app.house, &transport)).expect("told")
}

fn digests(app: &TestApp) -> usize {
    app.outbox.letters().iter().filter(|letter| letter.local_id().starts_with("digest.")).count()
}

fn comments_lose_names_and_numbers(database: &Database) {
    let app = TestApp::with(database, &[("SITE__COMMENTS", "true")]);
    app.ask(&[Order::new("A1", "lan@example.vn").with("name", "Nguyễn Thị Lan")]);
    let comment = encode("Trà ngon, gọi Lan 090 123 45 67 hoặc lan@example.vn nhé");
    app.client().post(&format!("/s/{}", app.token("A1")), format!("score=9&comment={comment}"));
    app.fold();
    app.publish();
    let site = app.data.join("site");
    for page in ["after-purchase/comments.html", "en/after-purchase/index.html"] {
        let html = fs::read_to_string(site.join(page)).expect("a page");
        assert!(html.contains("Trà ngon, gọi […] […] hoặc […] nhé"), "{page}");
        assert!(!html.contains("Lan ") && !html.contains("090"), "{page}");
    }
    assert!(site.join("comments.js").exists());
}

fn a_digest_goes_out_once_a_month(database: &Database) {
    let app = told(database, &[]);
    app.set_clock("2026-11-01T07:59:00+07:00");
    app.outbox.answer_next_with(Outcome::Later { reply: "450 later".into() });
    assert_eq!(run(&app).later, 1, "September's was never sent");
    app.set_clock("2026-11-01T08:00:00+07:00");
    assert_eq!(run(&app), Told { sent: 1, ..Told::default() });
    assert_eq!(run(&app), Told::default(), "once");
    assert_eq!(digests(&app), 1);
    let letters = app.outbox.letters();
    let letter = letters.iter().find(|letter| letter.local_id().starts_with("digest.2026-10"));
    let letter = letter.expect("October's");
    assert!(letter.text.contains("tháng 10 năm 2026: 100"), "{}", letter.text);
    assert!(letter.html.contains("cid:trend-1") && letter.html.contains("alt=\"Biểu đồ: NPS"));
    // Cut off while it was handed over: it may have arrived, and is not sent again.
    app.set_clock("2026-12-01T08:00:00+07:00");
    app.outbox.answer_next_with(Outcome::Uncertain);
    assert_eq!(run(&app), Told { failed: 1, ..Told::default() });
    assert_eq!(run(&app), Told::default());
}

/// Mail that leaves the house, so that its limits hold.
const BY_SMTP: [(&str, &str); 3] = [
    ("MAIL__TRANSPORT", "smtp"),
    ("MAIL__SMTP_URL", "smtp://127.0.0.1:1"),
    ("MAIL__FROM", "Trà Hoa <hello@trahoa.example>"),
];

fn a_digest_spends_from_the_budget(database: &Database) {
    let two = ("DIGEST__TO", "[\"owner@trahoa.example\",\"chef@trahoa.example\"]");
    let limits = [("MAIL__PER_HOUR", "6"), ("MAIL__PER_SECOND", "0"), two];
    let app = told(database, &[&BY_SMTP[..], &limits].concat());
    let queue = |from: usize, to: usize| {
        let order = |n: usize| {
            let order = Order::new(&format!("N{n}"), &format!("n{n}@example.vn"));
            let order = order.with("placed", "2026-10-25 09:00:00 +0700");
            order.with("fulfilled", "2026-10-26 09:00:00 +0700")
        };
        app.import(&(from..to).map(order).collect::<Vec<_>>());
        app.plan();
    };
    app.set_clock("2026-11-01T09:00:00+07:00");
    queue(0, 3);
    assert_eq!(app.deliver().sent, 3);
    app.pass_seconds(1_800);
    queue(3, 5);
    assert_eq!(app.deliver().sent, 2);
    assert_eq!(run(&app), Told { sent: 1, later: 1, failed: 0 }, "six in an hour");
    let waiting = &standings(&app)[1];
    assert_eq!((waiting.state, waiting.attempts), (State::Waiting, 0));
    assert_eq!(waiting.reason, Some(Why::Budget));
    assert_eq!(run(&app), Told::default(), "not before there is room");
    // Three places come free, and one of them is kept, however many customers wait for it.
    queue(5, 15);
    app.pass_seconds(1_860);
    assert_eq!(app.deliver().sent, 2);
    assert_eq!(run(&app).sent, 1);
    assert_eq!(app.deliver().sent, 0);
    assert_eq!(digests(&app), 2);
    app.pass_seconds(3_660);
    assert_eq!(app.deliver().sent, 6, "nothing is booked any more");
}

fn standings(app: &TestApp) -> Vec<Standing> {
    app.wait(digest::standings(&app.house)).expect("standings")
}

fn one_who_cannot_be_written_to_keeps_nobody_waiting(database: &Database) {
    // A domain that may stand in the configuration, and in no envelope.
    let both = ("DIGEST__TO", "[\"owner@１.2.3.400\",\"chef@trahoa.example\"]");
    let app = told(database, &[both]);
    assert_eq!(run(&app), Told { sent: 1, later: 1, failed: 0 });
    assert_eq!(digests(&app), 1);
    let first = &standings(&app)[0];
    assert_eq!((first.recipient, first.reason), (1, Some(Why::Unwritable)));
    assert_eq!(run(&app), Told::default(), "and is not tried again at once");
}

fn a_digest_that_fails_waits_and_is_given_up(database: &Database) {
    let app = told(database, &[]);
    let mut minutes = 0;
    for attempt in 1..=8 {
        app.outbox.answer_next_with(Outcome::Later { reply: "450 later".into() });
        let done = run(&app);
        assert_eq!((done.later, done.failed), (u64::from(attempt < 8), u64::from(attempt == 8)));
        assert_eq!(run(&app), Told::default(), "not again at once");
        let standing = &standings(&app)[0];
        assert_eq!((standing.attempts, standing.is_given_up()), (attempt, attempt == 8));
        app.pass_seconds(600 << (attempt - 1));
        minutes += 10 << (attempt - 1);
    }
    assert_eq!(minutes, 2_550, "less than two days");
    assert_eq!((run(&app), digests(&app)), (Told::default(), 0));
    app.set_clock("2026-12-01T08:00:00+07:00");
    assert_eq!(run(&app).sent, 1, "the next month is told of as ever");
}

fn a_digest_travels_with_its_picture(database: &Database) {
    let server = SmtpServer::start();
    let app = told(
        database,
        &[
            ("MAIL__TRANSPORT", "smtp"),
            ("MAIL__SMTP_URL", &server.url_plain),
            ("MAIL__FROM", "Trà Hoa <hello@trahoa.example>"),
        ],
    );
    let transport = transport_of(&app.house).expect("a transport");
    let sent = app.wait(digest::run(&app.house, &transport)).expect("told");
    assert_eq!(sent.sent, 1, "{}", server.log());
    let messages = server.messages();
    let [bytes] = messages.as_slice() else { panic!("{} messages", messages.len()) };
    let mail = MessageParser::default().parse(bytes).expect("a message");
    assert!(mail.body_text(0).expect("text").contains("NPS"));
    assert!(mail.header("List-Unsubscribe").is_none());
    let picture = mail.attachments().find(|part| part.content_id() == Some("trend-1"));
    assert!(picture.expect("the picture").contents().starts_with(b"\x89PNG"));
}
