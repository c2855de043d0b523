//! Less mail, no mail, and a change of mind: what a person chooses on `/u/…` holds everywhere.

use super::client::send_raw;
use super::orders::Order;
use super::shop::{PUBLIC_URL, TestApp};
use crate::support::database::Database;

trials! {
    less_often_is_one_mail_in_half_a_year_and_no_reminder on each_database;
    less_often_outlives_the_customer on each_database;
    a_change_of_mind_takes_back_both on each_database;
    what_others_suppressed_is_not_taken_back on each_database;
    whatever_is_posted_means_never_unless_it_is_milder on each_database;
    looking_chooses_nothing on each_database;
    the_page_speaks_the_customers_language on each_database;
    a_reminder_has_its_own_words on each_database;
}

/// A survey that would mail about each order.
const EACH_ORDER: &str = "slug = \"after-purchase\"\nkind = \"nps\"\nquiet_period = \"0 days\"\n[[follow_up]]\n\
     key = \"reason\"\nkind = \"choice\"\nwhen = \"detractor\"\n\
     options = [\"speed\", \"courtesy\", \"product\"]\n";

/// The address of the page in the latest mail.
fn page(app: &TestApp) -> String {
    let letters = app.outbox.letters();
    let url = letters.last().expect("a letter").unsubscribe_url.clone();
    url.strip_prefix(PUBLIC_URL).expect("our own address").to_owned()
}

fn kept(app: &TestApp) -> (i64, i64) {
    let count = |table: &str| app.number(&format!("SELECT count(*) FROM {table}"));
    (count("suppressions"), count("preferences"))
}

/// Another order of hers, some days on.
fn order_again(app: &TestApp, order: &str, days: i64) {
    app.pass_hours(24 * days);
    let now = jiff::Timestamp::from_microsecond(app.house.now().0).expect("an instant");
    let at = |hours| (now - jiff::SignedDuration::from_hours(hours)).strftime("%F %T +0000");
    let (placed, fulfilled) = (at(200).to_string(), at(100).to_string());
    let order = Order::new(order, "lan@example.vn").with("placed", &placed);
    app.ask(&[order.with("fulfilled", &fulfilled)]);
}

/// Lets the days pass after which a reminder is due, and sends it.
fn remind(app: &TestApp) {
    app.pass_hours(24 * 4);
    app.deliver();
}

fn less_often_is_one_mail_in_half_a_year_and_no_reminder(database: &Database) {
    let app = TestApp::start(database);
    app.apply(&format!("{EACH_ORDER}[[reminder]]\ndelay = \"4 days\"\n"));
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    let chosen = app.client().post(&page(&app), "choice=less");
    assert_eq!((chosen.status, kept(&app)), (200, (0, 1)));
    remind(&app);
    assert_eq!(app.ledger("A1"), ["sent -", "skipped quiet_period"]);
    order_again(&app, "A2", 175);
    assert_eq!(app.ledger("A2"), ["skipped quiet_period"]);
    order_again(&app, "A3", 2);
    assert_eq!(app.ledger("A3"), ["sent -", "waiting -"]);
    order_again(&app, "A4", 10);
    assert_eq!(app.ledger("A3"), ["sent -", "skipped quiet_period"]);
    assert_eq!(app.ledger("A4"), ["skipped quiet_period"]);
}

fn less_often_outlives_the_customer(database: &Database) {
    let app = TestApp::start(database);
    app.apply(EACH_ORDER);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    app.client().post(&page(&app), "choice=less");
    let hash = app.texts("SELECT hash FROM preferences").pop().expect("a hash");
    assert!(!hash.contains("lan") && hash.len() == 64, "a keyed hash, no address");
    // The row of the customer is gone, as after an erasure; the same address comes back.
    app.execute("UPDATE customers SET email = NULL, external_id = NULL");
    order_again(&app, "A2", 10);
    assert_eq!(app.ledger("A2"), ["sent -"], "nobody was mailed in the name of this customer");
    order_again(&app, "A3", 10);
    assert_eq!(app.ledger("A3"), ["skipped quiet_period"]);
}

fn a_change_of_mind_takes_back_both(database: &Database) {
    let app = TestApp::start(database);
    app.apply(EACH_ORDER);
    app.ask(&[Order::new("A1", "lan@example.vn").with("language", "en")]);
    let (client, page) = (app.client(), page(&app));
    for (choice, stored, title) in [
        ("never", (1, 0), "We will not write again"),
        ("less", (0, 1), "We will write less often"),
        ("never", (1, 1), "We will not write again"),
        ("before", (0, 0), "All is as before"),
    ] {
        let reply = client.post(&page, format!("choice={choice}"));
        assert_eq!((reply.between("<h1>", "</h1>"), kept(&app)), (title, stored));
        let offers_return = reply.body.contains("value=\"before\"");
        assert_eq!(offers_return, choice != "before", "{choice}");
        // Whoever opens the page again sees what holds.
        let again = client.get(&page);
        assert_eq!(again.between("<h1>", "</h1>") == title, choice != "before");
    }
    order_again(&app, "A2", 10);
    assert_eq!(app.ledger("A2"), ["sent -"]);
}

fn what_others_suppressed_is_not_taken_back(database: &Database) {
    let app = TestApp::start(database);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    let (client, page) = (app.client(), page(&app));
    client.post(&page, "choice=never");
    app.execute("UPDATE suppressions SET cause = 'complaint'");
    for choice in ["before", "less"] {
        let reply = client.post(&page, format!("choice={choice}"));
        assert!(!reply.body.contains("<button"), "{choice}");
        assert_eq!(kept(&app).0, 1);
    }
}

fn whatever_is_posted_means_never_unless_it_is_milder(database: &Database) {
    let app = TestApp::start(database);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    let page = page(&app);
    let boundary = "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\n\
                    One-Click\r\n--x--\r\n";
    let bodies = [
        ("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click"),
        ("multipart/form-data; boundary=x", boundary),
        ("text/plain", ""),
        ("application/x-www-form-urlencoded", "choice=%FF"),
    ];
    for (kind, body) in bodies {
        app.execute("DELETE FROM suppressions");
        let request = format!(
            "POST {page} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: {kind}\r\n\
             Content-Length: {}\r\n\r\n{body}",
            body.len()
        );
        let (status, head, _) = send_raw(app.port, request.as_bytes());
        assert_eq!((status, kept(&app)), (200, (1, 0)), "{kind}: {head}");
        assert!(!head.contains("set-cookie") && !head.contains("location:"), "{head}");
    }
}

fn looking_chooses_nothing(database: &Database) {
    let app = TestApp::start(database);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    let page = page(&app);
    for path in [page.clone(), format!("{page}?choice=never"), format!("{page}?choice=less")] {
        assert_eq!(app.client().get(&path).status, 200);
        for method in ["HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE"] {
            let request =
                format!("{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            send_raw(app.port, request.as_bytes());
        }
        assert_eq!(kept(&app), (0, 0), "{path}");
    }
}

fn the_page_speaks_the_customers_language(database: &Database) {
    let app = TestApp::start(database);
    for (order, language) in [("A1", "th"), ("A2", "vi"), ("A3", "en")] {
        let address = format!("{language}@example.vn");
        app.ask(&[Order::new(order, &address).with("language", language)]);
        let reply = app.client().with("accept-language", "de").get(&page(&app));
        assert_eq!(reply.between("<html lang=\"", "\""), language);
        assert!(reply.body.contains("value=\"less\"") && reply.body.contains("value=\"never\""));
    }
}

fn a_reminder_has_its_own_words(database: &Database) {
    let app = TestApp::start(database);
    app.apply(&format!(
        "{EACH_ORDER}[[reminder]]\ndelay = \"4 days\"\n[reminder.texts.en]\n\
         subject = \"{{% if name %}}{{{{ name }}}}, a word{{% else %}}A word{{% endif %}}?\"\n\
         [[reminder]]\ndelay = \"4 days\"\n"
    ));
    let order = Order::new("A1", "lan@example.vn").with("language", "en");
    app.ask(&[order.with("name", "Ann Brown")]);
    remind(&app);
    remind(&app);
    let letters = app.outbox.letters();
    let subjects: Vec<&str> = letters.iter().map(|letter| letter.subject.as_str()).collect();
    assert_eq!(
        subjects,
        [
            "One question about Trà Hoa & Bạn",
            "Ann, a word?",
            "Trà Hoa & Bạn would be glad of your opinion"
        ]
    );
    assert!(letters[0].html.contains("?via=mail&amp;score=9"));
    assert!(letters[1].html.contains("?via=reminder&amp;score=9"));
    let mut ids: Vec<&str> = letters.iter().map(|letter| letter.message_id.as_str()).collect();
    ids.dedup();
    assert_eq!(ids.len(), 3, "each has an id of its own");
}
