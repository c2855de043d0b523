//! When mail goes out: reminders, the customer's hours, limits, pauses, and what is sent again.

use afterword::flow::deliver::Delivered;
use afterword::flow::resend::{Which, resend};
use afterword::mail::Outcome;

use super::orders::Order;
use super::shop::TestApp;
use crate::support::database::Database;

trials! {
    reminders_go_to_those_who_have_not_answered on each_database;
    reminders_end_with_the_time_to_answer on each_database;
    who_wants_less_mail_gets_no_reminder on each_database;
    nobody_is_mailed_outside_their_hours on each_database;
    a_mail_that_comes_late_waits_for_the_next_morning on each_database;
    nothing_goes_out_on_a_holiday on each_database;
    every_limit_holds on each_database;
    a_new_domain_starts_slowly on each_database;
    ten_failures_in_a_row_pause_sending on each_database;
    a_server_that_blocks_the_shop_is_not_given_all_mails_to_refuse on each_database;
    uncertain_mails_go_again_on_command on each_database;
    what_may_have_arrived_keeps_the_peace_when_sent_again on each_database;
    a_refused_mail_asked_nobody on each_database;
}

const SMTP: [(&str, &str); 3] = [
    ("MAIL__TRANSPORT", "smtp"),
    ("MAIL__SMTP_URL", "smtp://127.0.0.1:1?tls=none"),
    ("MAIL__FROM", "Trà Hoa <hello@trahoa.example>"),
];

const REMINDERS: &str = "slug = \"after-purchase\"\nkind = \"nps\"\ndelay = \"0 days\"\n\
    answer_within = \"20 days\"\n[[reminder]]\ndelay = \"4 days\"\n[[reminder]]\ndelay = \"7 days\"\n";

/// The shop of `SMTP` with further settings.
fn sending(database: &Database, more: &[(&str, &str)]) -> TestApp {
    TestApp::with(database, &[&SMTP, more].concat())
}

fn sent(n: u64) -> Delivered {
    Delivered { sent: n, ..Delivered::default() }
}

fn many(n: usize) -> Vec<Order> {
    (0..n).map(|n| Order::new(&format!("A{n}"), &format!("a{n}@example.vn"))).collect()
}

fn reminders_go_to_those_who_have_not_answered(database: &Database) {
    let app = TestApp::start(database);
    app.apply(REMINDERS);
    app.ask(&[Order::new("A1", "lan@example.vn"), Order::new("A2", "minh@example.vn")]);
    assert_eq!(app.ledger("A1"), ["sent -", "waiting -"]);
    app.pass_hours(4 * 24 - 1);
    assert_eq!(app.deliver(), Delivered::default());
    app.pass_hours(1);
    assert_eq!(app.deliver(), sent(2));
    app.client().post(&format!("/s/{}?via=reminder", app.token("A1")), "score=9");
    assert_eq!(app.ledger("A1"), ["sent -", "sent -", "skipped answered"]);
    app.pass_hours(7 * 24);
    assert_eq!(app.deliver(), sent(1));
    assert_eq!(app.ledger("A2"), ["sent -", "sent -", "sent -"], "and no fourth");
    app.pass_hours(30 * 24);
    assert_eq!(app.deliver(), Delivered::default());
    let subjects: Vec<String> =
        app.outbox.letters().iter().map(|letter| letter.subject.clone()).collect();
    assert_ne!(subjects[0], subjects[2], "a reminder says that it is one");
    app.fold();
    let sent = "SELECT CAST(sum(n) AS TEXT) FROM tallies WHERE grain = 'month' \
                AND dimension = 'all' AND measure = 'funnel' AND value = 'sent'";
    assert_eq!(app.texts(sent), ["2"], "reminders make no second invitation");
}

fn reminders_end_with_the_time_to_answer(database: &Database) {
    let app = TestApp::start(database);
    app.apply(REMINDERS);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    app.pass_hours(21 * 24);
    assert_eq!(app.deliver(), Delivered { skipped: 1, ..Delivered::default() });
    assert_eq!(app.ledger("A1"), ["sent -", "skipped expired"]);
}

fn who_wants_less_mail_gets_no_reminder(database: &Database) {
    let app = TestApp::start(database);
    app.apply(REMINDERS);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    let token = app.texts("SELECT unsubscribe_token FROM invitations").remove(0);
    app.client().post(&format!("/u/{token}"), "choice=less");
    app.pass_hours(4 * 24);
    app.deliver();
    assert_eq!(app.outbox.letters().len(), 1);
    assert_eq!(app.ledger("A1")[1], "skipped quiet_period");
}

const DAYTIME: &str = "slug = \"after-purchase\"\nkind = \"nps\"\ndelay = \"0 days\"\n\
    [window]\nhours = \"09:00-20:00\"\n";

fn nobody_is_mailed_outside_their_hours(database: &Database) {
    let app = sending(database, &[("MAIL__HOURS", "08:00-19:00")]);
    app.apply(DAYTIME);
    app.import(&[Order::new("VN", "a@example.vn"), Order::new("US", "b@example.vn")]);
    app.import(&[Order::new("DE", "c@example.vn")]);
    app.execute("UPDATE customers SET country = 'US' WHERE email = 'b@example.vn'");
    app.execute(
        "UPDATE customers SET time_zone = 'Europe/Berlin', country = 'VN' \
         WHERE email = 'c@example.vn'",
    );
    app.set_clock("2026-09-20T20:00:00+07:00");
    app.plan();
    let at = |instant: &str, to: &[&str]| {
        app.set_clock(instant);
        let before = app.outbox.letters().len();
        app.deliver();
        let letters = app.outbox.letters();
        let mut now: Vec<&str> = letters[before..].iter().map(|l| l.to.as_str()).collect();
        now.sort_unstable();
        assert_eq!(now, to, "{instant}");
    };
    // Berlin's own zone, 15:00; in Saigon it is 20:00, past both windows; across America it is
    // nine in the morning in Honolulu, not before.
    at("2026-09-20T20:00:00+07:00", &["c@example.vn"]);
    at("2026-09-20T18:59:59Z", &[]);
    at("2026-09-20T19:00:00Z", &["b@example.vn"]);
    at("2026-09-21T08:59:59+07:00", &[]);
    at("2026-09-21T09:00:00+07:00", &["a@example.vn"]);
}

fn a_mail_that_comes_late_waits_for_the_next_morning(database: &Database) {
    let app = TestApp::start(database);
    app.apply(DAYTIME);
    app.import(&[Order::new("A1", "lan@example.vn")]);
    app.plan();
    // The server was off all day.
    app.set_clock("2026-09-20T23:30:00+07:00");
    assert_eq!(app.deliver(), Delivered { later: 1, ..Delivered::default() });
    assert_eq!(app.ledger("A1"), ["waiting -"]);
    app.set_clock("2026-09-21T08:59:59+07:00");
    assert_eq!(app.deliver(), Delivered::default());
    app.set_clock("2026-09-21T09:00:00+07:00");
    assert_eq!(app.deliver(), sent(1));
}

fn nothing_goes_out_on_a_holiday(database: &Database) {
    let app = TestApp::with(database, &[("SHOP__HOLIDAYS", "[\"2026-09-20..2026-09-21\"]")]);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    app.set_clock("2026-09-21T23:59:59+07:00");
    assert_eq!(app.deliver(), Delivered::default());
    app.set_clock("2026-09-22T00:00:00+07:00");
    assert_eq!(app.deliver(), sent(1));
}

fn every_limit_holds(database: &Database) {
    let limits = [("MAIL__PER_SECOND", "3"), ("MAIL__PER_HOUR", "7"), ("MAIL__PER_DAY", "12")];
    let app = sending(database, &limits);
    app.import(&many(20));
    app.plan();
    assert_eq!(app.deliver(), sent(3), "a second's");
    app.pass_seconds(2);
    assert_eq!(app.deliver(), sent(3));
    app.pass_seconds(2);
    assert_eq!(app.deliver(), sent(1), "an hour's");
    app.pass_seconds(3_595);
    assert_eq!(app.deliver(), Delivered::default());
    app.pass_seconds(65);
    assert_eq!(app.deliver(), sent(3), "any sixty minutes");
    app.pass_seconds(2);
    assert_eq!(app.deliver(), sent(2), "a day's");
    app.pass_hours(22);
    assert_eq!(app.deliver(), Delivered::default());
    app.pass_hours(3);
    assert_eq!(app.deliver(), sent(3));
    let first: Vec<String> =
        app.outbox.letters().iter().take(3).map(|letter| letter.to.as_str().to_owned()).collect();
    assert_eq!(first, ["a0@example.vn", "a1@example.vn", "a2@example.vn"], "the oldest first");
    assert_eq!(app.number("SELECT count(*) FROM deliveries WHERE state = 'waiting'"), 5);
}

fn a_new_domain_starts_slowly(database: &Database) {
    let app = sending(database, &[("MAIL__PER_HOUR", "0"), ("MAIL__WARM_UP", "2026-09-21")]);
    app.import(&many(150));
    app.plan();
    assert_eq!(app.deliver(), Delivered::default(), "not before its first day");
    app.pass_hours(24);
    assert_eq!(app.deliver(), sent(50));
    app.pass_hours(25);
    assert_eq!(app.deliver(), sent(75));
    app.pass_hours(25);
    assert_eq!(app.deliver(), sent(25));
}

fn ten_failures_in_a_row_pause_sending(database: &Database) {
    let app = sending(database, &[("MAIL__PER_HOUR", "0"), ("MAIL__CONNECTIONS", "1")]);
    app.import(&many(30));
    app.plan();
    for _ in 0..11 {
        app.outbox.answer_next_with(Outcome::Later { reply: "451 no".to_owned() });
    }
    let later = |n| Delivered { later: n, ..Delivered::default() };
    assert_eq!(app.deliver(), later(10));
    let ready = || app.client().get("/readyz").body;
    assert!(ready().contains("mail_paused"), "{}", ready());
    app.pass_seconds(59);
    assert_eq!(app.deliver(), Delivered::default(), "it rests");
    app.pass_seconds(1);
    assert_eq!(app.deliver(), later(1), "one mail to see");
    app.pass_seconds(119);
    assert_eq!(app.deliver(), Delivered::default(), "twice as long");
    app.pass_seconds(1);
    app.deliver();
    assert!(!ready().contains("mail_paused"));
    app.pass_hours(1);
    app.deliver();
    assert_eq!(app.outbox.letters().len(), 30, "all go out in the end");
}

fn a_server_that_blocks_the_shop_is_not_given_all_mails_to_refuse(database: &Database) {
    let blocked = "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using a list";
    for (reply, code, failed) in [("550 5.1.1 User unknown", 550, 15), (blocked, 554, 10)] {
        let fresh = Database::fresh(database.backend);
        let app = sending(&fresh, &[("MAIL__PER_HOUR", "0"), ("MAIL__CONNECTIONS", "1")]);
        app.import(&many(15));
        app.plan();
        for _ in 0..15 {
            app.outbox.answer_next_with(Outcome::Refused { reply: reply.to_owned(), code });
        }
        assert_eq!(app.deliver(), Delivered { failed, ..Delivered::default() }, "{reply}");
    }
}

fn uncertain_mails_go_again_on_command(database: &Database) {
    let app = TestApp::start(database);
    app.import(&[Order::new("A1", "lan@example.vn"), Order::new("A2", "minh@example.vn")]);
    app.plan();
    app.outbox.answer_next_with(Outcome::Uncertain);
    app.outbox.answer_next_with(Outcome::Uncertain);
    app.deliver();
    let invitation = app.number("SELECT min(id) FROM invitations");
    app.pass_hours(2);
    assert_eq!(app.wait(resend(&app.house, Which::Of(vec![invitation, 999]))).expect("done"), 1);
    assert_eq!(app.deliver(), sent(1));
    assert_eq!([app.ledger("A1"), app.ledger("A2")].concat(), ["sent -", "uncertain uncertain"]);
    assert_eq!(app.wait(resend(&app.house, Which::All)).expect("done"), 1);
    assert_eq!(app.deliver(), sent(1));
    let letters = app.outbox.letters();
    let marks = |n: usize| (letters[n].message_id.clone(), letters[n].date);
    assert_eq!(marks(0), marks(2), "the same letter once more");
    app.fold();
}

fn a_refused_mail_asked_nobody(database: &Database) {
    let app = TestApp::start(database);
    app.import(&[Order::new("A1", "lan@example.vn"), Order::new("A2", "lan@example.vn")]);
    app.plan();
    app.outbox.answer_next_with(Outcome::Refused { reply: "550 policy".to_owned(), code: 550 });
    assert_eq!(app.deliver(), Delivered { failed: 1, sent: 1, ..Delivered::default() });
}

fn what_may_have_arrived_keeps_the_peace_when_sent_again(database: &Database) {
    let app = TestApp::start(database);
    app.import(&[Order::new("A1", "lan@example.vn")]);
    app.plan();
    app.outbox.answer_next_with(Outcome::Uncertain);
    app.deliver();
    app.wait(resend(&app.house, Which::All)).expect("done");
    // It is not sent again after all; yet it may have arrived the first time.
    app.import(
        &[Order::new("A1", "lan@example.vn").with("cancelled", "2026-09-20 10:00:00 +0700")],
    );
    app.import(&[Order::new("A2", "lan@example.vn")]);
    app.plan();
    assert_eq!(app.deliver(), Delivered { skipped: 1, ..Delivered::default() });
    assert_eq!(
        [app.ledger("A1"), app.ledger("A2")].concat(),
        ["skipped cancelled", "skipped quiet_period"]
    );
}
