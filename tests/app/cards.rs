//! Cards: what is printed, what not and why, and that card, mail and blank card share one answer.

use std::sync::Arc;

use afterword::flow::print::{
    self, Days, LeftOut, Look, Printed, Selection, Wanted, Which, attach, blanks,
};
use afterword::print::Press;

use super::orders::Order;
use super::shop::TestApp;
use crate::support::database::Database;

trials! {
    what_is_in_hand_is_printed_once on each_database;
    days_are_the_shop_s on each_database;
    a_printed_card_is_a_delivery on each_database;
    a_card_and_a_mail_count_once on each_database;
    what_gets_no_card_has_a_reason on each_database;
    an_answer_by_card_closes_mail_and_reminders on each_database;
    an_answer_by_mail_keeps_a_card_from_being_printed_again on each_database;
    a_batch_that_was_cut_off_is_told_of_and_not_printed_twice on each_database;
    two_who_print_at_once_print_once on each_database;
    a_blank_card_takes_one_answer on each_database;
    a_blank_card_becomes_its_order_s on each_database;
    a_blank_card_brings_its_answer_along on each_database;
    a_blank_card_that_fits_no_order_is_refused on each_database;
    what_cannot_be_printed_is_refused_before_it_is_recorded on each_database;
}

impl TestApp {
    pub fn press(&self) -> Arc<Press> {
        Arc::new(Press::new(&self.house.renderer, &self.house.config).expect("a press"))
    }

    /// Records a batch of what is in hand.
    pub fn print_in_hand(&self) -> Printed {
        self.print_selected(Selection::default())
    }

    fn print_selected(&self, selection: Selection) -> Printed {
        let which = Which::Selected(selection, None);
        let look = Look::default();
        self.wait(print::print(&self.house, &self.press(), "lan", (None, &look), which))
            .expect("recorded")
    }

    fn print_blanks(&self, count: u32) -> i64 {
        let look = Look::default();
        let press = self.press();
        let printed = blanks(&self.house, &press, "lan", (None, &look), count);
        self.wait(printed).expect("recorded").batch.expect("a batch")
    }

    fn codes(&self, batch: i64) -> Vec<String> {
        self.texts(&format!("SELECT token FROM cards WHERE batch_id = {batch} ORDER BY number"))
    }

    fn orders_of(&self, batch: i64) -> Vec<String> {
        self.texts(&format!(
            "SELECT orders.number FROM cards JOIN invitations ON invitations.id = invitation_id \
             JOIN orders ON orders.id = order_id WHERE batch_id = {batch} ORDER BY cards.number"
        ))
    }

    /// The funnel's stages that anything was counted for, as `invited 2`.
    fn funnel(&self) -> Vec<String> {
        self.fold();
        let sum = "CAST(CAST(SUM(n) AS BIGINT) AS TEXT)";
        self.texts(&format!(
            "SELECT value || ' ' || {sum} FROM tallies WHERE measure = 'funnel' \
             AND grain = 'month' AND dimension = 'all' GROUP BY value HAVING SUM(n) <> 0 \
             ORDER BY value"
        ))
    }

    fn answer(&self, code: &str, score: u8) -> u16 {
        self.client().post(&format!("/S/{code}"), format!("score={score}")).status
    }
}

fn placed(id: &str, at: &str) -> Order {
    Order::new(id, &format!("{}@example.vn", id.to_lowercase()))
        .with("placed", at)
        .with("fulfilled", "")
}

pub fn today(id: &str) -> Order {
    placed(id, "2026-09-20 08:00:00 +0700")
}

fn left(order: &str, reason: &str) -> LeftOut {
    LeftOut { order: order.to_owned(), reason: reason.to_owned() }
}

fn what_is_in_hand_is_printed_once(database: &Database) {
    let app = TestApp::start(database);
    app.import(&[
        placed("OLD", "2026-09-01 08:00:00 +0700"),
        placed("FORGOTTEN", "2026-06-01 08:00:00 +0700"),
        Order::new("SENT", "sent@example.vn"),
        Order::new("LEAVES", "leaves@example.vn").with("fulfilled", "2026-09-20 09:00:00 +0700"),
        today("NEW").with("location", "Hải Châu"),
    ]);
    // Before anything is planned, and after: the same invitations.
    let printed = app.print_in_hand();
    assert_eq!(printed.cards, 3);
    let batch = printed.batch.expect("a batch");
    assert_eq!(app.orders_of(batch), ["OLD", "LEAVES", "NEW"]);
    assert_eq!(app.plan().invitations, 1, "the one that was sent long ago");
    assert_eq!(app.print_in_hand(), Printed { batch: None, cards: 0, left_out: vec![] });
    let all = Selection { printed: true, ..Selection::default() };
    let again =
        app.print_selected(Selection { location: Some("Hải Châu".into()), ..all.clone() });
    assert_eq!(app.orders_of(again.batch.expect("a batch")), ["NEW"]);
    let again = app.print_selected(all).batch.expect("a batch");
    assert_eq!(app.codes(again), app.codes(batch), "the same codes");
    assert_eq!(app.number("SELECT count(*) FROM deliveries WHERE kind = 'card'"), 3);
    let log = app.texts("SELECT who || ' ' || action FROM audit_log ORDER BY id");
    assert_eq!(log, ["lan cards.print"; 3]);
}

fn days_are_the_shop_s(database: &Database) {
    let app = TestApp::start(database);
    app.import(&[
        placed("LATE", "2026-09-18 23:59:59 +0700"),
        placed("FIRST", "2026-09-19 00:00:00 +0700"),
        placed("LAST", "2026-09-19 23:59:59 +0700"),
        placed("NEXT", "2026-09-20 00:00:00 +0700"),
    ]);
    let days = Days::parse("2026-09-19").expect("a day");
    let printed = app.print_selected(Selection { days, ..Selection::default() });
    assert_eq!(app.orders_of(printed.batch.expect("a batch")), ["FIRST", "LAST"]);
    let days = Days::parse("2026-09-18..2026-09-20").expect("days");
    let printed = app.print_selected(Selection { days, ..Selection::default() });
    assert_eq!(app.orders_of(printed.batch.expect("a batch")), ["LATE", "NEXT"]);
}

fn a_printed_card_is_a_delivery(database: &Database) {
    let app = TestApp::start(database);
    app.import(&[today("A1")]);
    app.print_in_hand();
    let number = |what: &str| app.number(&format!("SELECT {what} FROM invitations"));
    assert_eq!(number("(expires_at - sent_at) / 86400000000"), 60);
    assert_eq!(number("given_at - sent_at"), 0);
    assert_eq!(number("revision_id"), app.number("SELECT revision_id FROM surveys"));
    assert_eq!(app.ledger("A1"), ["sent -"]);
    // What is asked later is not what the card asks.
    app.apply("slug = \"after-purchase\"\nkind = \"nps\"\n[texts.vi]\nquestion = \"Khác?\"\n");
    let page = app.client().get(&format!("/S/{}", app.token("A1")));
    assert!(page.status == 200 && !page.body.contains("Khác?"), "the revision is pinned");
    app.pass_hours(24 * 60);
    app.pass_seconds(1);
    assert_eq!(app.client().get(&format!("/S/{}", app.token("A1"))).status, 410);
}

fn a_card_and_a_mail_count_once(database: &Database) {
    let app = TestApp::start(database);
    let sent = Order::new("MAILED", "mailed@example.vn");
    app.import(&[sent, today("CARD").with("fulfilled", "2026-09-20 09:00:00 +0700")]);
    app.plan();
    app.deliver();
    assert_eq!(app.funnel(), ["invited 2", "orders 2", "sent 1"]);
    app.print_selected(Selection {
        days: Days::parse("2026-09-01..2026-09-20").expect("days"),
        ..Selection::default()
    });
    assert_eq!(app.funnel(), ["invited 2", "orders 2", "sent 2"]);
    app.pass_hours(24 * 4);
    assert_eq!(app.deliver().sent, 1, "a card alone does not keep the mail back");
    assert_eq!(app.funnel(), ["invited 2", "orders 2", "sent 2"]);
}

fn what_gets_no_card_has_a_reason(database: &Database) {
    let app = TestApp::start(database);
    app.import(&[
        today("GOES"),
        today("STOPS").with("cancelled", "2026-09-20 09:00:00 +0700"),
        today("SAID"),
        placed("AGES", "2026-03-01 08:00:00 +0700"),
    ]);
    app.plan();
    assert_eq!(app.answer(&app.token("SAID"), 9), 200);
    let days = Days::parse("2026-01-01..2026-12-31").expect("days");
    let printed = app.print_selected(Selection { days, ..Selection::default() });
    let reasons = [left("AGES", "too_old"), left("STOPS", "cancelled"), left("SAID", "answered")];
    assert_eq!((printed.cards, printed.left_out), (1, reasons.to_vec()));
    let (batch, _) = app
        .wait(print::batch(&app.house, printed.batch.expect("a batch")))
        .expect("read")
        .expect("there");
    assert_eq!(batch.left_out, reasons, "kept with the batch");
    app.fold();
}

fn an_answer_by_card_closes_mail_and_reminders(database: &Database) {
    let app = TestApp::start(database);
    app.apply(
        "slug = \"after-purchase\"\nkind = \"nps\"\ndelay = \"1 days\"\n\
         [[reminder]]\ndelay = \"5 days\"\n",
    );
    app.import(&[
        today("A1").with("fulfilled", "2026-09-20 09:00:00 +0700"),
        today("A2").with("fulfilled", "2026-09-20 09:00:00 +0700"),
    ]);
    app.plan();
    let codes = app.codes(app.print_in_hand().batch.expect("a batch"));
    // The first answers before the mail, the second before the reminder.
    assert_eq!(app.answer(&codes[0], 9), 200);
    app.pass_hours(25);
    assert_eq!(app.deliver().sent, 1);
    assert_eq!(app.answer(&codes[1], 2), 200);
    app.pass_hours(24 * 6);
    assert_eq!(app.deliver().sent, 0);
    assert_eq!(app.ledger("A1"), ["skipped answered", "sent -"]);
    assert_eq!(app.ledger("A2"), ["sent -", "sent -", "skipped answered"]);
    assert_eq!(app.texts("SELECT channel FROM responses"), ["card", "card"]);
    assert_eq!(app.funnel(), ["answered 2", "invited 2", "orders 2", "sent 2"]);
}

fn an_answer_by_mail_keeps_a_card_from_being_printed_again(database: &Database) {
    let app = TestApp::start(database);
    app.import(&[today("A1"), today("A2"), today("A3")]);
    let batch = app.print_in_hand().batch.expect("a batch");
    assert_eq!(
        app.client().post(&format!("/s/{}?via=mail", app.token("A1")), "score=9").status,
        200
    );
    app.import(&[today("A2").with("cancelled", "2026-09-20 09:30:00 +0700")]);
    let again = app.wait(print::render(&app.house, &app.press(), Wanted::all(batch)));
    let again = again.expect("made");
    assert_eq!(again.numbers, [3]);
    assert_eq!(again.left_out, [left("A1", "answered"), left("A2", "cancelled")]);
    let first = Wanted { numbers: Some(vec![1]), ..Wanted::all(batch) };
    assert!(app.wait(print::render(&app.house, &app.press(), first)).is_err());
    let none = Wanted { numbers: Some(vec![4]), ..Wanted::all(batch) };
    assert!(app.wait(print::render(&app.house, &app.press(), none)).is_err());
}

fn a_batch_that_was_cut_off_is_told_of_and_not_printed_twice(database: &Database) {
    let app = TestApp::start(database);
    app.import(&[today("A1"), today("A2")]);
    let batch = app.print_in_hand().batch.expect("a batch");
    // Killed here: recorded, and no file.
    let unfinished = || -> Vec<i64> {
        let found = app.wait(print::unfinished(&app.house)).expect("read");
        found.into_iter().map(|batch| batch.batch).collect()
    };
    assert_eq!(unfinished(), [batch]);
    assert_eq!(app.print_in_hand().batch, None, "not printed a second time");
    let made = app.wait(print::render(&app.house, &app.press(), Wanted::all(batch)));
    let made = made.expect("made");
    assert_eq!(made.numbers, [1, 2]);
    // Killed again: the file was made and perhaps never had.
    assert_eq!(unfinished(), [batch]);
    app.pass_hours(48);
    app.wait(print::settle(&app.house, "lan", &made)).expect("noted");
    assert_eq!(unfinished(), [] as [i64; 0]);
    let moved = "SELECT (expires_at - sent_at) / 86400000000 FROM invitations LIMIT 1";
    assert_eq!(app.number(moved), 62, "the end of answering counts from the last print");
    let log = app.texts("SELECT action FROM audit_log ORDER BY id");
    assert_eq!(log, ["cards.print", "cards.file"]);
}

fn two_who_print_at_once_print_once(database: &Database) {
    let app = TestApp::start(database);
    let orders: Vec<Order> = (0..40).map(|n| today(&format!("A{n}"))).collect();
    app.import(&orders);
    let (press, look) = (app.press(), Look::default());
    let print = || {
        let which = Which::Selected(Selection::default(), None);
        print::print(&app.house, &press, "lan", (None, &look), which)
    };
    let both = app.wait(async { tokio::join!(print(), print(), print()) });
    let cards = [both.0, both.1, both.2].map(|printed| printed.expect("recorded").cards);
    assert_eq!(cards.iter().sum::<usize>(), 40, "{cards:?}");
    assert_eq!(app.number("SELECT count(*) FROM cards"), 40);
    assert_eq!(app.number("SELECT count(*) FROM invitations"), 40);
    app.plan();
    assert_eq!(app.funnel(), ["invited 40", "orders 40", "sent 40"]);
}

fn a_blank_card_takes_one_answer(database: &Database) {
    let app = TestApp::start(database);
    let codes = app.codes(app.print_blanks(3));
    assert_eq!(app.funnel(), [] as [&str; 0], "cards in a drawer are no invitations");
    // A year later.
    app.pass_hours(24 * 365);
    assert_eq!(app.client().get(&format!("/S/{}", codes[0])).status, 200);
    assert_eq!([app.answer(&codes[0], 9), app.answer(&codes[0], 8)], [200, 200]);
    assert_eq!(app.number("SELECT count(*) FROM responses"), 1);
    assert_eq!(app.funnel(), ["answered 1", "invited 1", "sent 1"]);
    assert_eq!(app.number("SELECT count(*) FROM invitations WHERE subject LIKE 'card:%:1'"), 1);
}

fn a_blank_card_becomes_its_order_s(database: &Database) {
    let app = TestApp::start(database);
    let codes = app.codes(app.print_blanks(2));
    app.import(&[today("A1").with("fulfilled", "2026-09-20 09:00:00 +0700"), today("A2")]);
    app.plan();
    let typed = format!("{}-{}-{}", &codes[0][..4], &codes[0][4..8], &codes[0][8..]);
    let joined = app.wait(attach(&app.house, "lan", &typed.to_lowercase(), "A1"));
    assert!(!joined.expect("attached").answered);
    // Before it is planned, too.
    app.import(&[today("A3")]);
    app.wait(attach(&app.house, "lan", &codes[1], "A3")).expect("attached");
    app.plan();
    assert_eq!(app.number("SELECT count(*) FROM invitations"), 3);
    assert_eq!(app.funnel(), ["invited 3", "orders 3", "sent 2"]);
    assert_eq!(app.orders_of(1), ["A1", "A3"]);
    assert_eq!(app.print_in_hand().cards, 1, "they have their cards");
    // Both codes open one form, and its answer closes the mail.
    assert_eq!(app.client().get(&format!("/s/{}", codes[0])).status, 200);
    assert_eq!(app.answer(&codes[0], 9), 200);
    assert_eq!(app.answer(&app.token("A1"), 8), 200);
    assert_eq!(app.texts("SELECT CAST(score AS TEXT) FROM responses"), ["8"]);
    assert_eq!(app.ledger("A1"), ["skipped answered", "sent -"]);
    app.pass_hours(24 * 5);
    assert_eq!(app.deliver().sent, 0);
    assert_eq!(app.funnel(), ["answered 1", "invited 3", "orders 3", "sent 3"]);
    let made = app.wait(print::render(&app.house, &app.press(), Wanted::all(1))).expect("made");
    assert_eq!(made.numbers, [2], "the other is answered");
}

fn a_blank_card_brings_its_answer_along(database: &Database) {
    let app = TestApp::start(database);
    let codes = app.codes(app.print_blanks(1));
    assert_eq!(app.answer(&codes[0], 3), 200);
    app.import(&[today("A1").with("fulfilled", "2026-09-20 09:00:00 +0700")]);
    app.plan();
    assert_eq!(app.funnel(), ["answered 1", "invited 2", "orders 1", "sent 1"]);
    let joined = app.wait(attach(&app.house, "lan", &codes[0], "A1")).expect("attached");
    assert!(joined.answered);
    assert_eq!(app.funnel(), ["answered 1", "invited 1", "orders 1", "sent 1"]);
    assert_eq!(app.ledger("A1"), ["skipped answered", "sent -"]);
    // It may still be changed, by either code, and stays one answer.
    assert_eq!([app.answer(&app.token("A1"), 9), app.answer(&codes[0], 10)], [200, 200]);
    assert_eq!(app.texts("SELECT CAST(score AS TEXT) FROM responses"), ["10"]);
    app.fold();
}

fn a_blank_card_that_fits_no_order_is_refused(database: &Database) {
    let app = TestApp::start(database);
    let codes = app.codes(app.print_blanks(2));
    app.import(&[
        today("A1"),
        today("A2").with("cancelled", "2026-09-20 09:00:00 +0700"),
        placed("A3", "2026-01-01 08:00:00 +0700"),
    ]);
    app.plan();
    let refused = |code: &str, order: &str| {
        let outcome = app.wait(attach(&app.house, "lan", code, order));
        outcome.expect_err("refused").message().to_owned()
    };
    assert!(refused("ABC", "A1").contains("twelve characters"));
    assert!(refused("000000000000", "A1").contains("no card"));
    assert!(refused(&codes[0], "A9").contains("no order"));
    assert!(refused(&codes[0], "A2").contains("cancelled"));
    assert!(refused(&codes[0], "A3").contains("too_old"));
    assert!(refused(&app.token("A1"), "A1").contains("no card"), "of a mail, not of a card");
    app.answer(&app.token("A1"), 9);
    assert!(refused(&codes[0], "A1").contains("answered already"));
    app.import(&[today("A4"), today("A5")]);
    app.wait(attach(&app.house, "lan", &codes[0], "A4")).expect("attached");
    assert!(refused(&codes[0], "A5").contains("belongs to an order"));
    assert_eq!(app.number("SELECT count(*) FROM invitations WHERE order_id IS NULL"), 1);
    app.fold();
}

fn what_cannot_be_printed_is_refused_before_it_is_recorded(database: &Database) {
    let app = TestApp::start(database);
    app.import(&[today("A1")]);
    let print = |survey: Option<&str>, look: Look| {
        let which = Which::Selected(Selection::default(), None);
        let press = app.press();
        let printed = print::print(&app.house, &press, "lan", (survey, &look), which);
        app.wait(printed).expect_err("refused").message().to_owned()
    };
    let look = Look::default;
    assert!(print(None, Look { sheet: "a3".into(), ..look() }).contains("no sheet “a3”"));
    assert!(print(None, Look { design: "x".into(), ..look() }).contains("no design “x”"));
    assert!(print(None, Look { orientation: Some("up".into()), ..look() }).contains("“up”"));
    assert!(print(Some("none"), look()).contains("no survey “none”"));
    assert!(app.wait(blanks(&app.house, &app.press(), "lan", (None, &look()), 0)).is_err());
    assert_eq!(app.number("SELECT count(*) FROM batches"), 0);
    assert_eq!(app.number("SELECT count(*) FROM audit_log"), 0);
}
