//! Mails that were written to files while there was no mail server: the owner looks at them and sends
//! those that may still go.

use afterword::flow::deliver::Courier;
use afterword::flow::release;
use afterword::mail::Transport;
use afterword::types::Role;

use super::orders::Order;
use super::shop::TestApp;
use super::staff::signed_in;
use crate::support::database::Database;

trials! {
    an_owner_sends_what_waited_for_a_mail_server on each_database;
    without_a_mail_server_nothing_is_sent_and_the_page_says_so on each_database;
    two_who_send_at_once_send_each_mail_once on each_database;
}

const SMTP: [(&str, &str); 3] = [
    ("MAIL__TRANSPORT", "smtp"),
    ("MAIL__SMTP_URL", "smtp://127.0.0.1:1?tls=none"),
    ("MAIL__FROM", "Trà Hoa <hello@trahoa.example>"),
];

/// A house with three mails in files, to three customers.
fn house(database: &Database, settings: &[(&str, &str)]) -> TestApp {
    let app = TestApp::with(database, settings);
    let orders: Vec<Order> =
        ["an", "binh", "chi"].map(|who| Order::new(who, &format!("{who}@example.vn"))).to_vec();
    app.import(&orders);
    app.plan();
    let files = Courier::new(&app.house, Transport::File(app.house.config.data_dir.join("mail")));
    assert_eq!(app.wait(files.run()).expect("written").filed, 3);
    note(&app);
    app
}

/// As a tick of the server does.
fn note(app: &TestApp) {
    let waiting = app.wait(release::count(&app.house)).expect("counted");
    app.house.health.set_filed(waiting);
}

fn an_owner_sends_what_waited_for_a_mail_server(database: &Database) {
    let app = house(database, &SMTP);
    let owner = signed_in(&app, "owner", Role::Owner).with("accept-language", "en");
    let staff = signed_in(&app, "Lan", Role::Staff).with("accept-language", "en");
    // Both are told; the owner has a way to it.
    let told = "3 emails are waiting for a mail server";
    let (of_owner, of_staff) = (owner.get("/admin/cards").body, staff.get("/admin/cards").body);
    assert!(
        of_owner.contains(told) && of_owner.contains("href=\"/admin/deliveries\""),
        "{of_owner}"
    );
    assert!(of_staff.contains(told) && !of_staff.contains("/admin/deliveries"), "{of_staff}");
    assert_eq!(staff.get("/admin/deliveries").status, 403);
    assert_eq!(staff.post("/admin/deliveries", "").status, 403);
    // Of one the address was taken away meanwhile.
    app.execute("UPDATE customers SET email = NULL WHERE email = 'binh@example.vn'");
    let page = owner.get("/admin/deliveries").body;
    for part in ["a…@example.vn", "Will be sent", "No usable address", "Send 2 emails"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("binh@example.vn"), "addresses are not shown whole");
    assert_eq!(app.number("SELECT count(*) FROM deliveries WHERE state = 'filed'"), 3);
    for (language, title) in [("vi", "Email đang chờ máy chủ email"), ("th", "อีเมลที่รอเซิร์ฟเวอร์อีเมล")]
    {
        let page = signed_in_reader(&app, language).get("/admin/deliveries").body;
        assert!(page.contains(title) && !page.contains("waiting-"), "{page}");
        assert!(!page.contains("site-reason"), "{page}");
    }
    let sent = owner.post("/admin/deliveries", "");
    assert_eq!(sent.status, 200);
    assert!(sent.body.contains("2 emails are on their way, 1 left out."), "{}", sent.body);
    assert!(sent.body.contains("No emails are waiting."), "{}", sent.body);
    assert_eq!(app.deliver().sent, 2);
    assert_eq!(app.ledger("binh"), ["skipped no_address"]);
    let again = owner.post("/admin/deliveries", "").body;
    assert!(again.contains("No emails are waiting.") && !again.contains("left out"), "{again}");
    assert_eq!(app.deliver().sent, 0);
    let log = owner.get("/admin/users").body;
    assert!(log.contains("were sent: 2, left out: 1"), "{log}");
    assert!(!owner.get("/admin/cards").body.contains("waiting for a mail server"));
}

/// The owner's other browser, in a language.
fn signed_in_reader(app: &TestApp, language: &str) -> super::client::Client {
    let link = app.wait(afterword::flow::sign_in::make_link(&app.house, "owner")).expect("made");
    let client = app.client().with("accept-language", language);
    assert_eq!(client.post(&format!("/admin/link/{}", link.0), "").status, 303);
    client
}

fn without_a_mail_server_nothing_is_sent_and_the_page_says_so(database: &Database) {
    let app = house(database, &[]);
    let owner = signed_in(&app, "owner", Role::Owner).with("accept-language", "en");
    let page = owner.get("/admin/deliveries").body;
    assert!(page.contains("There is no mail server yet.") && !page.contains("Send 3"), "{page}");
    let pressed = owner.post("/admin/deliveries", "").body;
    assert!(pressed.contains("There is no mail server yet."), "{pressed}");
    assert_eq!(app.number("SELECT count(*) FROM deliveries WHERE state = 'filed'"), 3);
    assert_eq!(app.number("SELECT count(*) FROM audit_log WHERE action = 'deliveries.release'"), 0);
}

fn two_who_send_at_once_send_each_mail_once(database: &Database) {
    let app = house(database, &SMTP);
    let (one, other) = (signed_in(&app, "owner", Role::Owner), signed_in(&app, "Mai", Role::Owner));
    std::thread::scope(|scope| {
        for owner in [&one, &other] {
            scope.spawn(move || assert_eq!(owner.post("/admin/deliveries", "").status, 200));
        }
    });
    assert_eq!(app.deliver().sent, 3);
    assert_eq!(app.deliver().sent, 0);
    assert_eq!(app.outbox.letters().len(), 3);
}
