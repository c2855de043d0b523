//! Links that staff pass on: to whom, with what words, and what becomes of the invitation.

use std::fs;

use afterword::flow::links::{self, Copied, Filter, Link};
use afterword::types::InvitationId;

use super::orders::Order;
use super::shop::TestApp;
use crate::support::database::Database;
use crate::support::shop::Shop;

trials! {
    who_has_a_phone_and_no_address_is_listed_when_due on each_database;
    a_copied_link_is_a_delivery_once on each_database;
    a_planned_mail_stays_until_there_is_an_answer on each_database;
    the_shop_s_own_words_go_with_a_link on each_database;
    exported_links_compute_nothing on each_database;
}

fn by_phone(id: &str, phone: &str) -> Order {
    Order::new(id, "").with("phone", phone).with("name", "Nguyễn Thị Lan")
}

fn list(app: &TestApp, filter: Filter) -> Vec<Link> {
    app.wait(links::list(&app.house, filter)).expect("links")
}

fn orders(links: &[Link]) -> Vec<&str> {
    links.iter().filter_map(|link| link.order.as_deref()).collect()
}

fn note(app: &TestApp, link: &Link) -> Copied {
    app.wait(links::note(&app.house, "Lan", InvitationId(link.invitation))).expect("noted")
}

fn sent(app: &TestApp) -> i64 {
    app.fold();
    let sent = "SELECT CAST(coalesce(sum(n), 0) AS BIGINT) FROM tallies \
                WHERE measure = 'funnel' AND value = 'sent' AND grain = 'month'";
    app.number(sent)
}

fn who_has_a_phone_and_no_address_is_listed_when_due(database: &Database) {
    let app = TestApp::start(database);
    app.import(&[
        by_phone("A1", "0905 111 222").with("language", "th"),
        Order::new("A2", "both@example.vn").with("phone", "0905 333 444"),
        Order::new("A3", "mail@example.vn"),
        by_phone("A4", "0905 555 666").with("fulfilled", ""),
        by_phone("A5", "0905 777 888").with("cancelled", "2026-09-17 09:00:00 +0700"),
        by_phone("A6", "0905 999 000").with("fulfilled", "2026-09-19 09:00:00 +0700"),
    ]);
    app.plan();
    let found = list(&app, Filter::default());
    assert_eq!(orders(&found), ["A1"], "due, by phone alone, neither cancelled nor to come");
    let link = &found[0];
    assert_eq!((link.phone.as_str(), link.language.tag()), ("+84905111222", "th"));
    let token = app.token("A1");
    assert_eq!(link.url, format!("http://survey.shop.example/s/{token}?via=link"));
    assert!(link.message.ends_with(&format!("\n{}", link.url)), "{}", link.message);
    assert!(link.message.contains("Nguyễn Thị Lan") && link.message.contains("A1"));
    let all = Filter { all: true, ..Filter::default() };
    assert_eq!(orders(&list(&app, all)), ["A6", "A1", "A2"]);
    let since = Filter { since: Some(app.house.now()), ..all };
    assert_eq!(orders(&list(&app, since)), ["A6"]);
    // Whoever asked to be left alone is left alone.
    let mail = app.deliver();
    assert_eq!(mail.sent, 2);
    let stop = app.texts("SELECT unsubscribe_token FROM invitations ORDER BY id");
    assert_eq!(app.client().post(&format!("/u/{}", stop[1]), "choice=never").status, 200);
    assert_eq!(orders(&list(&app, all)), ["A6", "A1"]);
    app.pass_hours(35 * 24);
    assert_eq!(orders(&list(&app, all)), [""; 0], "after a month everybody has forgotten");
}

fn a_copied_link_is_a_delivery_once(database: &Database) {
    let app = TestApp::start(database);
    app.import(&[by_phone("A1", "0905 111 222")]);
    app.plan();
    let link = list(&app, Filter::default()).remove(0);
    assert_eq!(note(&app, &link), Copied::Now);
    assert_eq!(note(&app, &link), Copied::Before);
    assert_eq!(app.ledger("A1"), ["skipped no_address", "sent -"]);
    assert_eq!(app.texts("SELECT kind FROM deliveries ORDER BY id"), ["mail", "link"]);
    let pinned = "SELECT count(*) FROM invitations WHERE revision_id IS NOT NULL \
                  AND sent_at IS NOT NULL AND reached_at = sent_at AND expires_at > sent_at";
    assert_eq!((app.number(pinned), sent(&app)), (1, 1));
    assert_eq!(orders(&list(&app, Filter::default())), [""; 0]);
    let copied = list(&app, Filter { copied: true, ..Filter::default() });
    assert_eq!(copied[0].copied_at, Some(app.house.now()));
    let log = "SELECT who || ' ' || action FROM audit_log";
    assert_eq!(app.texts(log), ["Lan links.copy"]);
    // The survey may change; who got a link is asked what it asked then, by the channel it came by.
    app.apply("slug = \"after-purchase\"\nkind = \"nps\"\n[texts.vi]\nquestion = \"Khác?\"\n");
    let path = link.url.strip_prefix("http://survey.shop.example").expect("a link").to_owned();
    assert!(!app.client().get(&path).body.contains("Khác?"));
    assert_eq!(app.client().post(&path, "score=9").status, 200);
    assert_eq!(app.texts("SELECT channel FROM responses"), ["link"]);
    assert_eq!(note(&app, &link), Copied::Gone);
    app.fold();
}

fn a_planned_mail_stays_until_there_is_an_answer(database: &Database) {
    let app = TestApp::start(database);
    let both = |id: &str| {
        let mail = format!("{id}@example.vn");
        let order = Order::new(id, &mail).with("phone", &format!("0905 111 22{}", &id[1..]));
        order.with("fulfilled", "2026-09-19 09:00:00 +0700")
    };
    app.import(&[both("A1"), both("A2")]);
    app.plan();
    for link in list(&app, Filter { all: true, ..Filter::default() }) {
        assert!(link.mail_planned);
        assert_eq!(note(&app, &link), Copied::Now);
    }
    assert_eq!(
        app.client().post(&format!("/s/{}?via=link", app.token("A1")), "score=9").status,
        200
    );
    assert_eq!(app.ledger("A1"), ["skipped answered", "sent -"]);
    assert_eq!(app.ledger("A2"), ["waiting -", "sent -"]);
    app.pass_hours(5 * 24);
    assert_eq!(app.deliver().sent, 1, "it reminds whoever has not answered");
    assert_eq!(sent(&app), 2, "and counts no second time");
}

fn the_shop_s_own_words_go_with_a_link(database: &Database) {
    let app = TestApp::start(database);
    app.apply(
        "slug = \"after-purchase\"\nkind = \"nps\"\n[texts.vi]\nmessage = \"\"\"\n\
         {% if name %}{{ name }} ơi{% else %}Chào bạn{% endif %}, {{ shop }} đây ạ!\nĐơn {{ order }}:\"\"\"\n",
    );
    app.import(&[by_phone("A1", "0905 111 222"), by_phone("A2", "0905 111 333").with("name", "")]);
    app.plan();
    let found = list(&app, Filter::default());
    let said = |order: &str| {
        let link = found.iter().find(|link| link.order.as_deref() == Some(order)).expect("a link");
        link.message.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(said("A1")[..2], ["Lan ơi, Trà Hoa & Bạn đây ạ!", "Đơn A1:"]);
    assert_eq!(said("A2")[..2], ["Chào bạn, Trà Hoa & Bạn đây ạ!", "Đơn A2:"]);
}

fn exported_links_compute_nothing(database: &Database) {
    let shop = Shop::new(database, "[shop]\nname = \"Gốm\"\n");
    let now = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(5 * 24);
    let at = now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    shop.write(
        "orders.csv",
        &format!(
            "Order ID,Order date,Fulfilled at,Customer,Email,Phone\n\
             =1+1,{at},{at},@Lan,,0905111222\nDH2,{at},{at},Mạnh,manh@example.com,0905111333\n"
        ),
    );
    shop.run(&["import", "orders", "orders.csv"]);
    shop.run(&["run", "plan"]);
    let export = |more: &[&str]| {
        let out = shop.path("links.csv").display().to_string();
        let told = shop.run(&[&["export", "links", "--out", &out], more].concat());
        let text = fs::read_to_string(&out).expect("a file");
        (told["links"].as_u64(), told["recorded"].as_u64(), text)
    };
    let (links, recorded, text) = export(&["--since", "2020-01-01"]);
    assert_eq!((links, recorded), (Some(1), Some(0)));
    let mut table = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let row = table.records().next().expect("a row").expect("a row");
    assert_eq!((&row[0], &row[1], &row[2]), ("'=1+1", "'@Lan", "'+84905111222"));
    assert!(row[7].ends_with("?via=link") && row[8].ends_with(&row[7]));
    assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])));
    assert_eq!(export(&["--all", "--record"]).1, Some(2));
    let out = shop.path("links.csv");
    let before = fs::read(&out).expect("a file");
    let again = ["export", "links", "--all", "--out", out.to_str().expect("a plain path")];
    let (code, told) = shop.try_run(&again);
    assert_eq!((code, &told["links"]), (Some(1), &0.into()), "what was passed on is not again");
    assert_eq!(fs::read(&out).expect("a file"), before, "nor is its file emptied");
    let nowhere = shop.path("none/links.csv").display().to_string();
    let (code, _) = shop.try_run(&["export", "links", "--out", &nowhere]);
    assert_eq!(code, Some(2));
    assert!(!shop.path("links.csv.part").exists());
}
