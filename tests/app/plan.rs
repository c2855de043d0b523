//! Orders become mails exactly once, and whatever is not sent says why.

use afterword::flow::survey::Applied;

use super::client::encode;
use super::orders::Order;
use super::shop::TestApp;
use crate::support::database::Database;

trials! {
    an_order_is_asked_once_however_often_stages_run on each_database;
    two_planners_count_an_order_once on each_database;
    each_reason_stands_in_the_ledger on each_database;
    an_address_that_comes_later_is_mailed on each_database;
    consent_is_asked_for_where_the_shop_says_so on each_database;
    a_quiet_period_holds_over_all_surveys on each_database;
    the_sample_draws_the_same_people on each_database;
    delay_and_window_decide_when on each_database;
    a_server_that_was_off_does_not_ask_about_the_forgotten on each_database;
    a_survey_switched_off_sends_nothing on each_database;
    an_answer_before_the_mail_stops_it on each_database;
}

fn an_order_is_asked_once_however_often_stages_run(database: &Database) {
    let app = TestApp::start(database);
    app.import(&[Order::new("A1", "lan@example.vn"), Order::new("A2", "mai@example.vn")]);
    let planned = app.plan();
    assert_eq!((planned.orders, planned.invitations, planned.mails), (2, 2, 2));
    assert_eq!(app.plan(), Default::default());
    app.execute("UPDATE orders SET to_plan = TRUE");
    let again = app.plan();
    assert_eq!((again.orders, again.invitations, again.mails), (2, 0, 0));
    assert_eq!(app.deliver().sent, 2);
    assert_eq!(app.deliver(), Default::default());
    app.execute("UPDATE orders SET to_plan = TRUE");
    app.plan();
    assert_eq!(app.deliver(), Default::default());
    assert_eq!(app.outbox.letters().len(), 2);
    assert_eq!(app.number("SELECT count(*) FROM deliveries"), 2);
    app.fold();
    let funnel = "SELECT value || ' ' || n FROM tallies WHERE measure = 'funnel' \
                  AND grain = 'month' AND dimension = 'all' ORDER BY value";
    assert_eq!(app.texts(funnel), ["invited 2", "orders 2", "sent 2"]);
}

fn two_planners_count_an_order_once(database: &Database) {
    let (one, two) = (TestApp::start(database), TestApp::start(database));
    let order = |n: usize| Order::new(&format!("A{n}"), &format!("p{n}@example.vn"));
    one.import(&(0..400).map(order).collect::<Vec<_>>());
    std::thread::scope(|scope| {
        scope.spawn(|| one.plan());
        scope.spawn(|| two.plan());
    });
    // What one of them had in hand when the other looked.
    one.plan();
    one.fold();
    let orders = "SELECT n FROM tallies WHERE measure = 'funnel' AND value = 'orders' \
                  AND grain = 'month' AND dimension = 'all'";
    assert_eq!(one.number(orders), 400);
}

fn each_reason_stands_in_the_ledger(database: &Database) {
    let app = TestApp::start(database);
    app.import(&[
        Order::new("nobody", ""),
        Order::new("cancelled", "lan@example.vn"),
        Order::new("first", "mai@example.vn"),
        Order::new("second", "mai@example.vn"),
        Order::new("suppressed", "thu@example.vn"),
        Order::new("old", "hoa@example.vn").with("fulfilled", "2026-07-16 09:00:00 +0700"),
        Order::new("never", "yen@example.vn").with("cancelled", "2026-09-16 10:00:00 +0700"),
    ]);
    app.plan();
    let cancelled = Order::new("cancelled", "lan@example.vn");
    app.import(&[cancelled.with("cancelled", "2026-09-18 09:00:00 +0700")]);
    let unsubscribe = app.texts(
        "SELECT unsubscribe_token FROM invitations JOIN orders ON orders.id = order_id \
         WHERE external_id = 'suppressed'",
    );
    assert_eq!(app.client().post(&format!("/u/{}", unsubscribe[0]), "").status, 200);
    // The stage looks again by itself: the order was cancelled, `plan` has not run since.
    app.deliver();
    let ledger = |order| app.ledger(order).join(", ");
    assert_eq!(ledger("nobody"), "skipped no_address");
    assert_eq!(ledger("cancelled"), "skipped cancelled");
    assert_eq!(ledger("first"), "sent -");
    assert_eq!(ledger("second"), "skipped quiet_period");
    assert_eq!(ledger("suppressed"), "skipped suppressed");
    let unasked = "SELECT external_id || unasked FROM orders WHERE unasked <> '{}' ORDER BY id";
    assert_eq!(app.texts(unasked), [r#"old{"1":"too_old"}"#, r#"never{"1":"cancelled"}"#]);
    app.fold();
    let reasons = "SELECT value || ' ' || n FROM tallies WHERE measure = 'reason' AND n <> 0 \
                   AND grain = 'month' AND dimension = 'all' ORDER BY value";
    let mut counted = app.texts(reasons);
    counted.retain(|line| !line.starts_with("too_old"));
    let wanted = ["cancelled 2", "no_address 1", "quiet_period 1", "suppressed 1"];
    assert_eq!(counted, wanted);
}

fn an_address_that_comes_later_is_mailed(database: &Database) {
    let app = TestApp::start(database);
    app.ask(&[Order::new("A1", "").with("phone", "0912345678")]);
    assert_eq!(app.ledger("A1"), ["skipped no_address"]);
    let imported = app.import(&[Order::new("A1", "lan@example.vn").with("phone", "0912345678")]);
    assert_eq!((imported.customers, imported.mails_to_come), (0, 1), "the same person by phone");
    assert_eq!(app.plan().mails, 1);
    assert_eq!(app.deliver().sent, 1);
    assert_eq!(app.ledger("A1"), ["sent -"]);
    app.fold();
    let left = "SELECT CAST(coalesce(sum(n), 0) AS BIGINT) FROM tallies \
                WHERE measure = 'reason' AND value = 'no_address' \
                AND grain = 'month' AND dimension = 'all'";
    assert_eq!(app.number(left), 0, "the reason is taken back");
}

fn consent_is_asked_for_where_the_shop_says_so(database: &Database) {
    let app = TestApp::with(database, &[("CONSENT__SURVEY", "opt_in")]);
    assert_eq!(app.import(&[Order::new("A1", "lan@example.vn")]).mails_to_come, 0);
    app.plan();
    app.deliver();
    assert_eq!(app.ledger("A1"), ["skipped no_consent"]);
    // Marketing consent is another purpose.
    app.execute(r#"UPDATE customers SET consents = '{"marketing":true}'"#);
    app.execute("UPDATE orders SET to_plan = TRUE");
    app.plan();
    assert_eq!(app.ledger("A1"), ["skipped no_consent"]);
    app.execute(r#"UPDATE customers SET consents = '{"survey":true}'"#);
    app.execute("UPDATE orders SET to_plan = TRUE");
    assert_eq!((app.plan().mails, app.deliver().sent), (1, 1));
}

fn a_quiet_period_holds_over_all_surveys(database: &Database) {
    let app = TestApp::start(database);
    let other = "slug = \"parcel\"\nkind = \"csat\"\ndelay = \"4 days\"\n";
    assert_eq!(app.apply(other), Applied::Created);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    app.pass_hours(24);
    app.deliver();
    assert_eq!(app.ledger("A1"), ["sent -", "skipped quiet_period"]);
    // After ninety days a new order is asked again.
    app.pass_hours(24 * 90);
    let later = Order::new("A2", "LAN@example.vn").with("placed", "2026-12-16 09:00:00 +0700");
    app.ask(&[later.with("fulfilled", "2026-12-17 09:00:00 +0700")]);
    assert_eq!(app.ledger("A2")[0], "sent -");
    let free =
        "slug = \"parcel\"\nkind = \"csat\"\ndelay = \"4 days\"\nquiet_period = \"0 days\"\n";
    assert_eq!(app.apply(free), Applied::Revised { number: 2 });
    app.pass_hours(24);
    app.deliver();
    assert_eq!(app.ledger("A2"), ["sent -", "sent -"]);
}

fn the_sample_draws_the_same_people(database: &Database) {
    let app = TestApp::start(database);
    let half =
        "slug = \"after-purchase\"\nkind = \"nps\"\nsample = 0.5\nquiet_period = \"0 days\"\n";
    assert_eq!(app.apply(half), Applied::Revised { number: 2 });
    let orders = |round: &str| -> Vec<Order> {
        (0..40).map(|n| Order::new(&format!("{round}{n}"), &format!("c{n}@example.vn"))).collect()
    };
    let promised = app.import(&orders("A")).mails_to_come;
    app.plan();
    let sent = app.deliver().sent;
    assert_eq!(promised, sent);
    assert!((8..=32).contains(&sent), "{sent} of 40");
    app.ask(&orders("B"));
    for n in 0..40 {
        assert_eq!(app.ledger(&format!("A{n}")), app.ledger(&format!("B{n}")));
    }
    let drawn = "SELECT count(*) FROM deliveries WHERE reason = 'sampled_out'";
    assert_eq!(app.number(drawn), 80 - 2 * sent.cast_signed());
}

fn delay_and_window_decide_when(database: &Database) {
    let app = TestApp::start(database);
    let survey = "slug = \"after-purchase\"\nkind = \"nps\"\ndelay = \"3 days\"\n\
                  [window]\nweekdays = [\"mon\", \"tue\"]\nhours = \"09:00-20:00\"\n";
    app.apply(survey);
    // Due on Saturday, 19 September, nine in Saigon: waits for Monday, nine.
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    app.import(&[Order::new("A2", "mai@example.th")]);
    app.execute("UPDATE customers SET time_zone = 'Europe/Berlin' WHERE email = 'mai@example.th'");
    app.plan();
    assert_eq!(app.ledger("A1"), ["waiting -"]);
    for (at, sent) in [
        ("2026-09-21T08:59:59+07:00", 0),
        ("2026-09-21T09:00:00+07:00", 1),
        ("2026-09-21T08:59:59+02:00", 0),
        ("2026-09-21T09:00:00+02:00", 1),
    ] {
        app.set_clock(at);
        assert_eq!(app.deliver().sent, sent, "{at}");
    }
}

fn a_server_that_was_off_does_not_ask_about_the_forgotten(database: &Database) {
    let app = TestApp::start(database);
    app.import(&[Order::new("A1", "lan@example.vn")]);
    app.plan();
    app.pass_hours(24 * 60);
    assert_eq!(app.deliver().sent, 0);
    assert_eq!(app.ledger("A1"), ["skipped too_old"]);
}

fn a_survey_switched_off_sends_nothing(database: &Database) {
    let app = TestApp::start(database);
    app.import(&[Order::new("A1", "lan@example.vn")]);
    app.plan();
    app.apply("slug = \"after-purchase\"\nkind = \"nps\"\nactive = false\n");
    app.ask(&[Order::new("A2", "mai@example.vn")]);
    assert_eq!(app.ledger("A1"), ["skipped inactive"]);
    assert_eq!(app.ledger("A2"), [""; 0]);
    assert_eq!(app.outbox.letters().len(), 0);
}

fn an_answer_before_the_mail_stops_it(database: &Database) {
    let app = TestApp::start(database);
    app.import(&[Order::new("A1", "lan@example.vn")]);
    app.plan();
    let form = format!("score=9&comment={}", encode("Đã gọi điện"));
    assert_eq!(app.client().post(&format!("/s/{}", app.token("A1")), form).status, 200);
    assert_eq!(app.ledger("A1"), ["skipped answered"]);
    assert_eq!(app.deliver(), Default::default());
    app.fold();
    let counted = "SELECT n FROM tallies WHERE measure = 'reason' AND value = 'answered' \
                   AND grain = 'month' AND dimension = 'all'";
    assert_eq!(app.number(counted), 1);
}
