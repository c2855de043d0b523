//! The outbox: leases, refusals, waits, the budget, and what stands in a letter.

use std::fs;

use afterword::flow::deliver::{Courier, Delivered};
use afterword::mail::{Outcome, Transport};
use libtest_mimic::Failed;
use mail_parser::MessageParser;

use super::orders::Order;
use super::shop::{PUBLIC_URL, TestApp};
use crate::support::database::Database;

trials! {
    a_claim_that_was_never_handed_over_is_sent_later on each_database;
    a_mail_handed_over_by_the_dead_is_uncertain on each_database;
    a_mail_put_off_waits_longer_each_time on each_database;
    a_mail_refused_has_failed on each_database;
    a_line_that_broke_after_the_dot_is_not_tried_again on each_database;
    the_budget_holds_in_any_sixty_minutes on each_database;
    two_couriers_send_each_mail_once on each_database;
    a_letter_can_be_unsubscribed_by_one_click on each_database;
    unsubscribing_stops_what_waits on each_database;
    another_address_of_the_same_person_is_not_mailed on each_database;
    files_are_named_by_message_and_number on each_database;
}

fn ten(prefix: &str) -> Vec<Order> {
    let one = |n| Order::new(&format!("{prefix}{n}"), &format!("{prefix}{n}@example.vn"));
    (0..10).map(one).collect()
}

/// As a sender leaves a mail behind that dies at that point.
fn abandon(app: &TestApp, handed_over: bool) {
    let until = app.house.now().plus_seconds(60).0;
    app.execute(&format!(
        "UPDATE deliveries SET state = 'sending', lease = 'dead', leased_until = {until}, \
         handed_over = {}",
        if handed_over { "TRUE" } else { "FALSE" }
    ));
}

fn a_claim_that_was_never_handed_over_is_sent_later(database: &Database) {
    let app = TestApp::start(database);
    app.import(&[Order::new("A1", "lan@example.vn")]);
    app.plan();
    abandon(&app, false);
    assert_eq!(app.deliver(), Delivered::default(), "the lease still runs");
    app.pass_seconds(61);
    assert_eq!(app.deliver().sent, 1);
    assert_eq!(app.ledger("A1"), ["sent -"]);
}

fn a_mail_handed_over_by_the_dead_is_uncertain(database: &Database) {
    let app = TestApp::start(database);
    app.import(&[Order::new("A1", "lan@example.vn")]);
    app.plan();
    abandon(&app, true);
    app.pass_seconds(61);
    assert_eq!(app.deliver(), Delivered { uncertain: 1, ..Delivered::default() });
    assert_eq!(app.ledger("A1"), ["uncertain uncertain"]);
    app.pass_hours(48);
    app.execute("UPDATE orders SET to_plan = TRUE");
    app.plan();
    assert_eq!(app.deliver(), Delivered::default());
    assert_eq!(app.outbox.letters().len(), 0);
}

fn a_mail_put_off_waits_longer_each_time(database: &Database) {
    let app = TestApp::start(database);
    app.import(&[Order::new("A1", "lan@example.vn")]);
    app.plan();
    for wait in [60, 240, 960] {
        app.outbox.answer_next_with(Outcome::Later { reply: "450 later".to_owned() });
        assert_eq!(app.deliver(), Delivered { later: 1, ..Delivered::default() });
        assert_eq!(app.ledger("A1"), ["waiting -"]);
        // Half of each wait is drawn.
        app.pass_seconds(wait / 2 - 1);
        assert_eq!(app.deliver(), Delivered::default(), "{wait}");
        app.pass_seconds(wait / 2 + 1);
    }
    assert_eq!(app.deliver().sent, 1);
    assert_eq!(app.number("SELECT attempts FROM deliveries"), 4);
}

fn a_mail_refused_has_failed(database: &Database) {
    let app = TestApp::start(database);
    app.import(&[Order::new("A1", "lan@example.vn")]);
    app.plan();
    app.outbox.answer_next_with(Outcome::Refused { reply: "550 no".to_owned(), code: 550 });
    assert_eq!(app.deliver(), Delivered { failed: 1, ..Delivered::default() });
    assert_eq!(app.ledger("A1"), ["failed refused"]);
    app.pass_hours(24);
    assert_eq!(app.deliver(), Delivered::default());
}

fn a_line_that_broke_after_the_dot_is_not_tried_again(database: &Database) {
    let app = TestApp::start(database);
    app.import(&[Order::new("A1", "lan@example.vn"), Order::new("A2", "lan@example.vn")]);
    app.plan();
    app.outbox.answer_next_with(Outcome::Uncertain);
    let done = Delivered { uncertain: 1, skipped: 1, ..Delivered::default() };
    assert_eq!(app.deliver(), done);
    // They may have got it: their second order waits out the quiet period.
    assert_eq!(app.ledger("A2"), ["skipped quiet_period"]);
    app.pass_hours(24);
    assert_eq!(app.deliver(), Delivered::default());
    assert_eq!(app.outbox.letters().len(), 1);
}

fn the_budget_holds_in_any_sixty_minutes(database: &Database) {
    let smtp = [("MAIL__TRANSPORT", "smtp"), ("MAIL__SMTP_URL", "smtp://127.0.0.1:1?tls=none")];
    let from = ("MAIL__FROM", "Trà Hoa <hello@trahoa.example>");
    let app = TestApp::with(database, &[smtp[0], smtp[1], from, ("MAIL__PER_HOUR", "3")]);
    app.import(&ten("a"));
    app.plan();
    assert_eq!(app.deliver().sent, 3);
    assert_eq!(app.deliver(), Delivered::default());
    app.pass_seconds(1800);
    assert_eq!(app.deliver(), Delivered::default(), "half an hour is no hour");
    app.pass_seconds(1800);
    assert_eq!(app.deliver(), Delivered::default(), "minutes are counted whole");
    app.pass_seconds(60);
    assert_eq!(app.deliver().sent, 3);
    app.pass_hours(1);
    app.pass_seconds(60);
    assert_eq!(app.deliver().sent, 3);
    app.pass_hours(2);
    assert_eq!(app.deliver().sent, 1);
    assert_eq!(app.outbox.letters().len(), 10, "none is lost");
}

fn two_couriers_send_each_mail_once(database: &Database) {
    let app = TestApp::start(database);
    let orders: Vec<Order> = ["a", "b", "c", "d", "e"].into_iter().flat_map(ten).collect();
    app.import(&orders);
    app.plan();
    let couriers = [0; 2].map(|_| Courier::new(&app.house, Transport::Memory(app.outbox.clone())));
    let [one, two] = &couriers;
    let (one, two) = app.wait(async { tokio::join!(one.run(), two.run()) });
    assert_eq!(one.expect("sent").sent + two.expect("sent").sent, 50);
    let mut to: Vec<String> =
        app.outbox.letters().iter().map(|letter| letter.to.as_str().to_owned()).collect();
    to.sort();
    to.dedup();
    assert_eq!((app.outbox.letters().len(), to.len()), (50, 50));
}

fn a_letter_can_be_unsubscribed_by_one_click(database: &Database) -> Result<(), Failed> {
    let app = TestApp::start(database);
    app.ask(&[Order::new("A1", "lan@example.vn").with("language", "en").with("name", "Lan Trần")]);
    let letter = &app.outbox.letters()[0];
    let bytes = letter.to_bytes()?;
    let message = MessageParser::default().parse(&bytes).expect("a mail");
    let header = |name: &str| message.header_raw(name).unwrap_or_default().trim().to_owned();
    assert_eq!(header("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
    let link = header("List-Unsubscribe");
    let path = link.trim_matches(['<', '>']).strip_prefix(PUBLIC_URL).expect("our own address");
    assert!(path.starts_with("/u/"), "{path}");
    let form = format!("{PUBLIC_URL}/s/{}?via=mail", app.token("A1"));
    assert!(letter.text.contains(&form) && letter.html.contains(&format!("{form}&amp;score=10")));
    assert!(!letter.text.contains(&path[3..15]) || letter.text.contains(path), "only as a link");
    assert_eq!(message.message_id(), Some(letter.message_id.as_str()));

    let suppressed = "SELECT count(*) FROM suppressions";
    let page = app.client().get(path);
    assert_eq!((page.status, app.number(suppressed)), (200, 0), "GET does nothing");
    assert!(page.body.contains("l…\u{2060}@example.vn") && !page.body.contains("lan@example.vn"));
    for _ in 0..2 {
        let done = app.client().post(path, "List-Unsubscribe=One-Click");
        assert_eq!((done.status, app.number(suppressed)), (200, 1), "never redirected");
    }
    let kept = app.texts("SELECT hash FROM suppressions");
    assert!(!kept[0].contains("lan"), "a keyed hash, no address");
    assert_eq!(app.client().post("/u/000000000000", "").status, 404);
    Ok(())
}

fn unsubscribing_stops_what_waits(database: &Database) {
    let app = TestApp::start(database);
    app.apply(
        "slug = \"parcel\"\nkind = \"csat\"\ndelay = \"9 days\"\nquiet_period = \"0 days\"\n",
    );
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    assert_eq!(app.ledger("A1"), ["sent -", "waiting -"]);
    let letter = &app.outbox.letters()[0];
    let path = letter.unsubscribe_url.strip_prefix(PUBLIC_URL).expect("our own address");
    app.client().post(path, "List-Unsubscribe=One-Click");
    assert_eq!(app.ledger("A1"), ["sent -", "skipped suppressed"]);
    // The form still takes an answer: only mail stops.
    assert_eq!(app.client().post(&format!("/s/{}", app.token("A1")), "score=8").status, 200);
    // A further order of the same address, as another customer even, is not mailed.
    app.execute("UPDATE customers SET email = NULL");
    let imported = app.import(&[Order::new("A2", "Lan@Example.VN")]);
    assert_eq!(imported.mails_to_come, 0);
    app.plan();
    app.pass_hours(24 * 10);
    app.deliver();
    assert_eq!(app.ledger("A2"), ["skipped suppressed", "skipped suppressed"]);
}

fn another_address_of_the_same_person_is_not_mailed(database: &Database) {
    let app = TestApp::start(database);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    let letter = &app.outbox.letters()[0];
    app.client().post(letter.unsubscribe_url.strip_prefix(PUBLIC_URL).expect("ours"), "");
    app.execute("UPDATE customers SET email = 'lan.moi@example.vn'");
    app.pass_hours(24 * 120);
    let order = Order::new("A2", "lan.moi@example.vn");
    let order = order.with("placed", "2027-01-14 09:00:00 +0700");
    let imported = app.import(&[order.with("fulfilled", "2027-01-15 09:00:00 +0700")]);
    assert_eq!((imported.customers, imported.mails_to_come), (0, 0));
    app.plan();
    app.deliver();
    assert_eq!(app.ledger("A2"), ["skipped suppressed"]);
}

fn files_are_named_by_message_and_number(database: &Database) -> Result<(), Failed> {
    let app = TestApp::start(database);
    app.import(&[Order::new("A1", "lan@example.vn")]);
    app.plan();
    let transport = afterword::flow::deliver::transport_of(&app.house)?;
    let courier = Courier::new(&app.house, transport);
    assert_eq!(app.wait(courier.run())?.filed, 1);
    let names = || -> Vec<String> {
        let files = fs::read_dir(app.data.join("mail")).expect("a folder");
        let names = files.map(|file| file.expect("a file").file_name());
        let mut names: Vec<String> = names.map(|n| n.to_string_lossy().into_owned()).collect();
        names.sort();
        names
    };
    assert_eq!(names().len(), 1);
    let bytes = fs::read(app.data.join("mail").join(&names()[0]))?;
    let message = MessageParser::default().parse(&bytes).expect("a mail");
    let id = message.message_id().expect("an id").split('@').next().expect("its name").to_owned();
    assert_eq!(names(), [format!("{id}.1.eml")]);
    app.wait(courier.run())?;
    assert_eq!(names().len(), 1);
    // Were it sent again, it would show.
    app.execute("UPDATE deliveries SET state = 'waiting'");
    app.wait(courier.run())?;
    assert_eq!(names(), [format!("{id}.1.eml"), format!("{id}.2.eml")]);
    Ok(())
}
