//! Order files in: the numbers of the three samples, and what importing again does.

use afterword::flow::import::{Imported, Mode};
use libtest_mimic::Failed;
use serde_json::json;

use super::orders::Order;
use super::shop::{TestApp, sample};
use crate::support::database::Database;

trials! {
    shopify_gives_its_numbers on each_database;
    woocommerce_gives_its_numbers on each_database;
    excel_gives_its_numbers on each_database;
    importing_again_changes_nothing on each_database;
    a_newer_file_fulfils_and_cancels on each_database;
    a_dry_run_stores_nothing on each_database;
    a_file_that_is_no_order_file_is_refused_whole on each_database;
    history_is_not_asked on each_database;
    what_is_promised_is_what_goes_out on each_database;
}

fn counts(imported: &Imported) -> [u64; 4] {
    [imported.orders, imported.created, imported.updated, imported.unchanged]
}

fn shopify_gives_its_numbers(database: &Database) {
    let app = TestApp::start(database);
    let imported = app.import_sample("shopify-orders.csv");
    assert_eq!(counts(&imported), [400, 400, 0, 0]);
    assert_eq!(imported.refused, []);
    let orders = |filter: &str| app.number(&format!("SELECT count(*) FROM orders WHERE {filter}"));
    assert_eq!(orders("cancelled_at IS NOT NULL"), 15);
    assert_eq!(orders("cancelled_at IS NULL AND fulfilled_at IS NULL"), 65);
    let products = "SELECT products FROM orders WHERE number = '#1001'";
    assert!(app.texts(products)[0].contains("Cà phê Robusta 500g"), "the second row's product");
    let without = "SELECT count(*) FROM orders JOIN customers ON customers.id = customer_id \
                   WHERE email IS NULL";
    assert_eq!(app.number(without), 20);
    assert_eq!(app.number("SELECT count(*) FROM customers"), imported.customers.cast_signed());
}

fn woocommerce_gives_its_numbers(database: &Database) {
    let app = TestApp::start(database);
    let imported = app.import_sample("woocommerce-orders.csv");
    assert_eq!(counts(&imported), [300, 300, 0, 0]);
    assert_eq!(imported.refused, []);
    let fulfilled = "SELECT count(*) FROM orders \
                     WHERE fulfilled_at IS NOT NULL AND cancelled_at IS NULL";
    assert_eq!(app.number(fulfilled), 202);
    let capitals = "SELECT count(*) FROM customers WHERE email <> lower(email)";
    assert_eq!(app.number(capitals), 0);
    // 1 September 2026, 08:42 in Saigon, day first.
    let first = "SELECT placed_at FROM orders WHERE external_id = '20000'";
    assert_eq!(app.number(first), 1_788_226_920_000_000);
}

fn excel_gives_its_numbers(database: &Database) -> Result<(), Failed> {
    let app = TestApp::start(database);
    let imported = app.import_sample("excel-vi-orders.csv");
    assert_eq!(counts(&imported), [299, 299, 0, 0]);
    let lines: Vec<u64> = imported.refused.iter().map(|refused| refused.line).collect();
    assert_eq!(lines, [202]);
    assert!(imported.refused[0].reason.contains("32/13/2026"), "{}", imported.refused[0].reason);
    assert_eq!(imported.notes.values().sum::<u64>(), 20, "{:?}", imported.notes);
    let invented = "SELECT count(*) FROM customers WHERE email LIKE '%84.phone'";
    assert_eq!(app.number(invented), 0);
    let without = "SELECT count(*) FROM orders JOIN customers ON customers.id = customer_id \
                   WHERE email IS NULL";
    assert_eq!(app.number(without), 20);

    let report = serde_json::to_value(&imported)?;
    let keys: Vec<&String> = report.as_object().expect("an object").keys().collect();
    let wanted =
        ["created", "customers", "mails_to_come", "orders", "refused", "unchanged", "updated"];
    let mut sorted = keys.clone();
    sorted.sort();
    assert_eq!(sorted, wanted);
    assert_eq!(report["refused"][0]["line"], json!(202));
    assert!(report["refused"][0]["reason"].is_string());
    Ok(())
}

fn importing_again_changes_nothing(database: &Database) {
    let app = TestApp::start(database);
    for (name, orders) in
        [("shopify-orders.csv", 400), ("woocommerce-orders.csv", 300), ("excel-vi-orders.csv", 299)]
    {
        app.import_sample(name);
        app.plan();
        let again = app.import_sample(name);
        assert_eq!(counts(&again), [orders, 0, 0, orders], "{name}");
        assert_eq!((again.customers, again.mails_to_come), (0, 0), "{name}");
        let planned = app.plan();
        assert_eq!((planned.invitations, planned.mails), (0, 0), "{name}");
    }
    assert_eq!(app.number("SELECT count(*) FROM orders"), 999);
}

fn a_newer_file_fulfils_and_cancels(database: &Database) {
    let app = TestApp::start(database);
    let open = Order::new("A1", "lan@example.vn").with("fulfilled", "");
    assert_eq!(app.import(std::slice::from_ref(&open)).mails_to_come, 0);
    app.plan();
    let fulfilled = Order::new("A1", "lan@example.vn");
    let imported = app.import(std::slice::from_ref(&fulfilled));
    assert_eq!((counts(&imported), imported.mails_to_come), ([1, 0, 1, 0], 1));
    assert_eq!(app.plan().mails, 1);

    let cancelled = fulfilled.with("cancelled", "2026-09-17 09:00:00 +0700");
    assert_eq!(counts(&app.import(&[cancelled])), [1, 0, 1, 0]);
    // An older file says less; it never brings a cancelled order back.
    assert_eq!(counts(&app.import(&[open])), [1, 0, 0, 1]);
    let kept = "SELECT count(*) FROM orders \
                WHERE cancelled_at IS NOT NULL AND fulfilled_at IS NOT NULL";
    assert_eq!(app.number(kept), 1);
    app.plan();
    assert_eq!(app.deliver().sent, 0);
    assert_eq!(app.ledger("A1"), ["skipped cancelled"]);
}

fn a_dry_run_stores_nothing(database: &Database) {
    let app = TestApp::start(database);
    let dry = app.try_import(&sample("shopify-orders.csv"), &[], Mode::DryRun).expect("read");
    assert_eq!(counts(&dry), [400, 400, 0, 0]);
    assert_eq!(app.number("SELECT count(*) FROM orders"), 0);
    assert_eq!(app.number("SELECT count(*) FROM customers"), 0);
    let stored = app.import_sample("shopify-orders.csv");
    assert_eq!(dry.mails_to_come, stored.mails_to_come);
}

fn a_file_that_is_no_order_file_is_refused_whole(database: &Database) {
    let app = TestApp::start(database);
    for file in ["colour,shape\nred,round\n", "", "\u{0}\u{1}\u{2}", "{\"orders\": []}"] {
        let error = app.try_import(file.as_bytes(), &[], Mode::Store).expect_err(file);
        assert_eq!(error.kind(), afterword::error::Kind::Refused, "{error}");
        assert!(error.message().len() > 20, "a sentence: {error}");
    }
    let absent = ["id=colour", "placed=date"];
    assert!(app.try_import(b"colour,shape\nred,round\n", &absent, Mode::Store).is_err());
    assert_eq!(app.number("SELECT count(*) FROM orders"), 0);
}

fn history_is_not_asked(database: &Database) {
    let app = TestApp::start(database);
    let old = Order::new("A1", "lan@example.vn")
        .with("placed", "2024-09-15 09:00:00 +0700")
        .with("fulfilled", "2024-09-16 09:00:00 +0700");
    let edge = Order::new("A2", "mai@example.vn").with("fulfilled", "2026-08-21 10:00:00 +0700");
    let edge = edge.with("placed", "2026-08-20 10:00:00 +0700");
    let imported = app.import(&[old, edge]);
    assert_eq!(imported.mails_to_come, 1, "exactly thirty days are within");
    assert_eq!(app.plan().invitations, 1);
    assert_eq!(app.deliver().sent, 1);
    let unasked = "SELECT unasked FROM orders WHERE external_id = 'A1'";
    assert!(app.texts(unasked)[0].contains("too_old"));
    app.fold();
    let counted = "SELECT n FROM tallies WHERE measure = 'reason' AND value = 'too_old' \
                   AND grain = 'month' AND dimension = 'all'";
    assert_eq!(app.number(counted), 1);
}

fn what_is_promised_is_what_goes_out(database: &Database) {
    for (name, on) in [
        ("shopify-orders.csv", "2026-10-14T12:00:00+07:00"),
        ("woocommerce-orders.csv", "2026-10-04T12:00:00+07:00"),
        ("excel-vi-orders.csv", "2026-10-04T12:00:00+07:00"),
    ] {
        let database = Database::fresh(database.backend);
        let app = TestApp::start(&database);
        app.set_clock(on);
        let imported = app.import_sample(name);
        let planned = app.plan();
        let too_old = "SELECT count(*) FROM orders WHERE unasked LIKE '%too_old%'";
        assert!(app.number(too_old) > 0, "{name}: some lie too far back");
        let (mut sent, mut skipped) = (0, 0);
        for _ in 0..10 {
            let delivered = app.deliver();
            (sent, skipped) = (sent + delivered.sent, skipped + delivered.skipped);
            app.pass_hours(12);
        }
        assert!(sent > 50, "{name}: {sent}");
        assert_eq!(sent, imported.mails_to_come, "{name}");
        assert_eq!(planned.mails, sent + skipped, "{name}");
        let letters = app.outbox.letters();
        assert!(letters.iter().all(|letter| !letter.to.as_str().ends_with("84.phone")), "{name}");
        assert_eq!(app.deliver(), Default::default(), "{name}: once");
    }
}
