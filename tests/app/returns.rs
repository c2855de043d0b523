//! What follows from a bounce or a complaint.

use afterword::error::Kind;
use afterword::flow::receive::{Received, receive};
use afterword::flow::steps::bounce::Followed;
use afterword::mail::{Letter, Outcome};

use super::orders::Order;
use super::shop::TestApp;
use crate::support::database::Database;

trials! {
    a_hard_bounce_stops_mail_to_the_address on each_database;
    a_corrected_address_is_mailed_again on each_database;
    a_late_bounce_of_an_old_address_does_no_harm on each_database;
    a_complaint_outlasts_a_change_of_mind on each_database;
    a_complaint_stops_mail_to_the_person on each_database;
    soft_bounces_count_up_to_a_limit on each_database;
    an_answer_forgets_soft_bounces on each_database;
    policy_and_content_say_nothing_about_an_address on each_database;
    what_does_not_carry_our_mark_is_not_acted_upon on each_database;
    a_message_id_is_mark_enough on each_database;
    a_refusal_for_the_address_is_a_bounce on each_database;
    a_bounce_ends_what_was_uncertain on each_database;
    a_bounce_quicker_than_its_sender_waits on each_database;
}

/// Where bounces go in these trials.
pub const RETURN_PATH: (&str, &str) = ("MAIL__RETURN_PATH", "bounces@trahoa.example");

/// Two surveys, the second with its mail still waiting when the first has gone out.
pub fn two_surveys(app: &TestApp) {
    app.apply(
        "slug = \"parcel\"\nkind = \"csat\"\ndelay = \"9 days\"\nquiet_period = \"0 days\"\n",
    );
}

/// The delivery report that a mail server writes about a letter.
pub fn bounce(letter: &Letter, id: &str, status: &str, said: &str) -> Vec<u8> {
    let (to, path) = (letter.to.as_str(), letter.return_path.as_ref());
    let path = path.map_or("hello@trahoa.example", |path| path.as_str());
    format!(
        "Return-Path: <>\r\nDelivered-To: {path}\r\nFrom: MAILER-DAEMON@mx.example\r\n\
         To: {path}\r\nMessage-ID: <{id}@mx.example>\r\nSubject: Undelivered Mail\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
         --b\r\n\r\nSorry.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n\
         Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; {to}\r\n\
         Action: failed\r\nStatus: {status}\r\nDiagnostic-Code: smtp; {said}\r\n\r\n\
         --b\r\nContent-Type: text/rfc822-headers\r\n\r\nTo: <{to}>\r\n\
         Message-ID: <{}>\r\n--b--\r\n",
        letter.message_id
    )
    .into_bytes()
}

/// The complaint that a provider passes on.
pub fn complaint(letter: &Letter) -> Vec<u8> {
    format!(
        "From: fbl@provider.example\r\nTo: abuse@trahoa.example\r\nMessage-ID: <c@fbl>\r\n\
         Content-Type: multipart/report; report-type=feedback-report; boundary=\"b\"\r\n\r\n\
         --b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\n\
         Version: 1\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n\
         To: <{}>\r\nMessage-ID: <{}>\r\n\r\nhello\r\n--b--\r\n",
        letter.to.as_str(),
        letter.message_id
    )
    .into_bytes()
}

/// There is no such mailbox.
pub const GONE: (&str, &str) = ("5.1.1", "550 5.1.1 User unknown");
const FULL: (&str, &str) = ("5.2.2", "552 5.2.2 Mailbox full");

fn take(app: &TestApp, message: &[u8]) -> Received {
    app.wait(receive(&app.house, message)).expect("received")
}

fn followed(app: &TestApp, message: &[u8]) -> Option<Followed> {
    take(app, message).followed
}

fn causes(app: &TestApp) -> Vec<String> {
    app.texts("SELECT cause FROM suppressions ORDER BY cause")
}

fn a_hard_bounce_stops_mail_to_the_address(database: &Database) {
    let app = TestApp::with(database, &[RETURN_PATH]);
    two_surveys(&app);
    app.ask(&[Order::new("A1", "lan@example.vn"), Order::new("B1", "mai@example.vn")]);
    let letter = &app.outbox.letters()[0];
    let path = letter.return_path.as_ref().expect("VERP").as_str().to_owned();
    assert!(path.starts_with("bounces+") && path.ends_with("@trahoa.example"), "{path}");
    let message = bounce(letter, "1", GONE.0, GONE.1);
    let received = take(&app, &message);
    assert_eq!(received.followed, Some(Followed::Suppressed));
    assert!(received.is_done() && received.verdict.hard);
    assert_eq!(app.ledger("A1"), ["failed bounced", "skipped bounced"]);
    assert_eq!(app.ledger("B1"), ["sent -", "waiting -"], "nobody else");
    assert_eq!(causes(&app), ["bounced"]);

    assert_eq!(followed(&app, &message), Some(Followed::Repeated));
    let again = String::from_utf8(message).expect("ASCII").replace("Sorry.", "Sorry again.");
    assert_eq!(followed(&app, again.as_bytes()), Some(Followed::Repeated), "the same Message-ID");
    assert_eq!(app.number("SELECT count(*) FROM bounces"), 1);
    app.import(&[Order::new("A2", "lan@example.vn")]);
    app.plan();
    app.pass_hours(24 * 10);
    app.deliver();
    assert_eq!(app.ledger("A2"), ["skipped bounced", "skipped bounced"]);
    app.fold();
    let counted = "SELECT n FROM tallies WHERE measure = 'reason' AND value = 'bounced' AND \
                   grain = 'month' AND dimension = 'all' ORDER BY n";
    assert_eq!(
        app.number(
            &counted
                .replace("SELECT n", "SELECT CAST(sum(n) AS BIGINT)")
                .replace(" ORDER BY n", "")
        ),
        4
    );
}

fn a_corrected_address_is_mailed_again(database: &Database) {
    let app = TestApp::with(database, &[RETURN_PATH]);
    app.ask(&[Order::new("A1", "lan@gmial.example")]);
    let letter = &app.outbox.letters()[0];
    assert_eq!(followed(&app, &bounce(letter, "1", GONE.0, GONE.1)), Some(Followed::Suppressed));
    app.execute("UPDATE customers SET email = 'lan@gmail.example'");
    app.pass_hours(24 * 120);
    let order = Order::new("A2", "lan@gmail.example").with("placed", "2027-01-14 09:00:00 +0700");
    app.import(&[order.with("fulfilled", "2027-01-15 09:00:00 +0700")]);
    app.plan();
    app.deliver();
    assert_eq!(app.ledger("A2"), ["sent -"]);
}

fn a_late_bounce_of_an_old_address_does_no_harm(database: &Database) {
    let app = TestApp::with(database, &[RETURN_PATH]);
    app.ask(&[Order::new("A1", "lan@gmial.example")]);
    app.execute("UPDATE customers SET email = 'lan@gmail.example'");
    let message = bounce(&app.outbox.letters()[0], "1", GONE.0, GONE.1);
    assert_eq!(followed(&app, &message), Some(Followed::Kept));
    assert_eq!((app.ledger("A1"), causes(&app)), (vec!["failed bounced".to_owned()], vec![]));
}

fn a_complaint_outlasts_a_change_of_mind(database: &Database) {
    let app = TestApp::start(database);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    let letter = app.outbox.letters()[0].clone();
    let token = app.texts("SELECT unsubscribe_token FROM invitations").remove(0);
    app.client().post(&format!("/u/{token}"), "choice=never");
    assert_eq!(causes(&app), ["unsubscribed"]);
    assert_eq!(followed(&app, &complaint(&letter)), Some(Followed::Suppressed));
    app.client().post(&format!("/u/{token}"), "choice=before");
    assert_eq!(causes(&app), ["complained"]);
}

fn a_complaint_stops_mail_to_the_person(database: &Database) {
    let app = TestApp::start(database);
    two_surveys(&app);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    let letter = app.outbox.letters()[0].clone();
    // What a server said before gives way to what the person says.
    assert_eq!(followed(&app, &bounce(&letter, "1", GONE.0, GONE.1)), Some(Followed::Suppressed));
    assert_eq!(followed(&app, &complaint(&letter)), Some(Followed::Suppressed));
    assert_eq!(causes(&app), ["complained"]);
    assert_eq!(app.number("SELECT count(customer_id) FROM suppressions"), 1);
    app.execute("UPDATE customers SET email = 'lan.moi@example.vn'");
    app.import(&[Order::new("A2", "lan.moi@example.vn")]);
    app.plan();
    app.pass_hours(24 * 10);
    app.deliver();
    assert_eq!(app.ledger("A2"), ["skipped suppressed", "skipped suppressed"]);
}

/// One more survey without a quiet period, and its mail.
fn one_more(app: &TestApp, slug: &str, order: &str) -> Letter {
    app.apply(&format!(
        "slug = \"{slug}\"\nkind = \"csat\"\nquiet_period = \"0 days\"\ndelay = \"0 days\"\n"
    ));
    let before = app.outbox.letters().len();
    app.execute(&format!("UPDATE orders SET to_plan = TRUE WHERE external_id = '{order}'"));
    app.plan();
    app.deliver();
    let letters = app.outbox.letters();
    assert_eq!(letters.len(), before + 1, "one mail more");
    letters[before].clone()
}

fn soft_bounces_count_up_to_a_limit(database: &Database) {
    let app = TestApp::with(database, &[RETURN_PATH, ("RETURNS__SOFT_LIMIT", "2")]);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    let first = app.outbox.letters()[0].clone();
    assert_eq!(followed(&app, &bounce(&first, "1", FULL.0, FULL.1)), Some(Followed::Counted));
    assert_eq!(
        followed(&app, &bounce(&first, "2", FULL.0, FULL.1)),
        Some(Followed::Counted),
        "the same mail"
    );
    assert_eq!(app.ledger("A1"), ["failed bounced"]);
    let second = one_more(&app, "second", "A1");
    assert_eq!(followed(&app, &bounce(&second, "3", FULL.0, FULL.1)), Some(Followed::Suppressed));
    assert_eq!(causes(&app), ["bounced"]);
}

fn an_answer_forgets_soft_bounces(database: &Database) {
    let app = TestApp::with(database, &[RETURN_PATH, ("RETURNS__SOFT_LIMIT", "2")]);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    let first = app.outbox.letters()[0].clone();
    assert_eq!(followed(&app, &bounce(&first, "1", FULL.0, FULL.1)), Some(Followed::Counted));
    app.pass_seconds(60);
    assert_eq!(app.client().post(&format!("/s/{}", app.token("A1")), "score=9").status, 200);
    app.pass_seconds(60);
    let second = one_more(&app, "second", "A1");
    assert_eq!(followed(&app, &bounce(&second, "2", FULL.0, FULL.1)), Some(Followed::Counted));
    // And so do days.
    app.pass_hours(24 * 91);
    let message = bounce(&second, "3", FULL.0, FULL.1);
    assert_eq!(followed(&app, &message), Some(Followed::Counted));
    assert_eq!(causes(&app), Vec::<String>::new());
}

fn policy_and_content_say_nothing_about_an_address(database: &Database) {
    let app = TestApp::with(database, &[RETURN_PATH, ("RETURNS__SOFT_LIMIT", "1")]);
    app.ask(&[Order::new("A1", "lan@example.vn"), Order::new("B1", "mai@example.vn")]);
    let letters = app.outbox.letters();
    let policy = bounce(&letters[0], "1", "5.7.1", "554 5.7.1 Client host blocked");
    let content = bounce(&letters[1], "2", "5.7.1", "550 5.7.1 identified as spam");
    assert_eq!(followed(&app, &policy), Some(Followed::Kept));
    assert_eq!(followed(&app, &content), Some(Followed::Kept));
    assert_eq!([app.ledger("A1"), app.ledger("B1")], [["failed refused"], ["failed refused"]]);
    assert_eq!(causes(&app), Vec::<String>::new());
    assert_eq!(app.texts("SELECT reason FROM bounces ORDER BY reason"), ["content", "policy"]);
}

fn what_does_not_carry_our_mark_is_not_acted_upon(database: &Database) {
    let app = TestApp::with(database, &[RETURN_PATH]);
    app.ask(&[Order::new("A1", "lan@example.vn"), Order::new("B1", "mai@example.vn")]);
    let letters = app.outbox.letters();
    let genuine = String::from_utf8(bounce(&letters[0], "1", GONE.0, GONE.1)).expect("ASCII");
    let mark = letters[0].message_id.split_once('@').expect("a mark").0;
    let mark = mark.rsplit_once('.').expect("a MAC").1;
    let zeros = genuine.replace(mark, &"0".repeat(mark.len()));
    let other = genuine.replace(&format!("1.{mark}"), &format!("2.{mark}"));
    let none = genuine.replace(mark, "");
    for forged in [zeros, other, none] {
        assert_ne!(forged, genuine);
        let received = take(&app, forged.as_bytes());
        assert_eq!((received.delivery, received.followed), (None, None), "{forged}");
        assert!(!received.is_done(), "it stays in the mailbox");
    }
    // What it says of others does not count either: only the customer's own address is acted on.
    let of_another = genuine.replace("lan@example.vn", "mai@example.vn");
    assert_eq!(followed(&app, of_another.as_bytes()), Some(Followed::Kept));
    assert_eq!(causes(&app), Vec::<String>::new());
    assert_eq!(app.ledger("B1"), ["sent -"]);
}

fn a_message_id_is_mark_enough(database: &Database) {
    let app = TestApp::start(database);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    let letter = &app.outbox.letters()[0];
    assert_eq!(letter.return_path, None);
    assert_eq!(followed(&app, &bounce(letter, "1", GONE.0, GONE.1)), Some(Followed::Suppressed));
}

fn a_refusal_for_the_address_is_a_bounce(database: &Database) {
    let app = TestApp::start(database);
    two_surveys(&app);
    let orders = [("A1", "lan"), ("B1", "mai"), ("C1", "an")];
    app.import(&orders.map(|(id, name)| Order::new(id, &format!("{name}@example.vn"))));
    app.plan();
    for (reply, code) in [(GONE.1, 550), ("554 5.7.1 Relay access denied", 554), (FULL.1, 552)] {
        app.outbox.answer_next_with(Outcome::Refused { reply: reply.to_owned(), code });
    }
    assert_eq!(app.deliver().failed, 3);
    let mut ends = ["A1", "B1", "C1"].map(|order| app.ledger(order).join(", "));
    ends.sort();
    let waits = "failed refused, waiting -";
    assert_eq!(ends, ["failed refused, skipped bounced", waits, waits]);
    let kept = app.texts("SELECT reason || ' ' || weight FROM bounces ORDER BY reason");
    assert_eq!(kept, ["mailbox_full soft", "no_such_user hard", "policy none"]);
}

fn a_bounce_ends_what_was_uncertain(database: &Database) {
    let app = TestApp::with(database, &[RETURN_PATH]);
    app.import(&[Order::new("A1", "lan@example.vn")]);
    app.plan();
    app.outbox.answer_next_with(Outcome::Uncertain);
    assert_eq!(app.deliver().uncertain, 1);
    let message = bounce(&app.outbox.letters()[0], "1", GONE.0, GONE.1);
    assert_eq!(followed(&app, &message), Some(Followed::Suppressed));
    assert_eq!(app.ledger("A1"), ["failed bounced"]);
    app.fold();
    let counted = "SELECT value || ' ' || CAST(n AS TEXT) FROM tallies WHERE measure = 'reason' \
                   AND grain = 'month' AND dimension = 'all' AND n <> 0";
    assert_eq!(app.texts(counted), ["bounced 1"], "counted under one reason only");
}

fn a_bounce_quicker_than_its_sender_waits(database: &Database) {
    let app = TestApp::with(database, &[RETURN_PATH]);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    let message = bounce(&app.outbox.letters()[0], "1", GONE.0, GONE.1);
    app.execute("UPDATE deliveries SET state = 'sending'");
    let error = app.wait(receive(&app.house, &message)).expect_err("too quick");
    assert_eq!(error.kind(), Kind::Busy, "{error}");
    app.execute("UPDATE deliveries SET state = 'sent'");
    assert_eq!(followed(&app, &message), Some(Followed::Suppressed));
    assert_eq!(app.ledger("A1"), ["failed bounced"]);
}
