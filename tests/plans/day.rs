//! A day of a shop in which everything happens once: each stage, each page, each command.

use afterword::db::{entries, ledger, orders, outbox};
use afterword::domain::touchpoint::slot_of;
use afterword::flow::import::Mode;
use afterword::flow::import::responses::{Wishes, run as import_responses};
use afterword::flow::publish::digest;
use afterword::flow::receive::receive;
use afterword::flow::resend::{Which, resend};
use afterword::flow::touchpoint::{self, Wish};
use afterword::flow::{bursts, links, retally, users};
use afterword::mail::{Outcome, Transport};
use afterword::types::{Role, TouchpointKind};

use crate::app::orders::Order;
use crate::app::returns::{RETURN_PATH, bounce, complaint};
use crate::app::shop::TestApp;
use crate::app::staff::signed_in;

/// A shop that uses everything.
pub const SETTINGS: [(&str, &str); 8] = [
    RETURN_PATH,
    ("SITE__COMMENTS", "true"),
    ("SITE__DIMENSIONS", "[\"product\", \"staff\", \"touchpoint\"]"),
    ("SITE__PUBLIC_EDITION__SURVEYS", "[\"after-purchase\"]"),
    ("DIGEST__EVERY", "weekly"),
    ("DIGEST__TO", "[\"owner@trahoa.example\"]"),
    ("MAIL__PER_HOUR", "1000"),
    ("CONSENT__SURVEY", "service"),
];

/// Lives it.
pub fn live(app: &TestApp) {
    mails(app);
    answers(app);
    counters(app);
    staff(app);
    what_came_back(app);
    stages(app);
}

fn order(id: &str) -> Order {
    Order::new(id, &format!("{}@example.vn", id.to_lowercase())).with("location", "Hải Châu")
}

fn today(id: &str) -> Order {
    order(id).with("placed", "2026-09-20 08:05:00 +0700").with("fulfilled", "")
}

fn mails(app: &TestApp) {
    app.apply("slug = \"parcel\"\nkind = \"csat\"\ndelay = \"9 days\"\n[[reminder]]\ndelay = \"5 days\"\n");
    let phone = order("P1").with("email", "").with("phone", "0905 123 456");
    let both = order("B1").with("phone", "0905 123 457").with("customer", "c-7");
    app.import(&[order("A1"), order("A2"), order("A3"), order("A4"), phone, both, today("T1")]);
    app.import(&[order("A1").with("cancelled", "2026-09-18 09:00:00 +0700"), today("T2")]);
    let old = "Ngày trả lời;Điểm;Chi nhánh\n2025-03-02;9;Hải Châu\n2025-03-03;4;Sơn Trà\n";
    for file in [
        old,
        old,
        "id;answered_at;score\n7;2025-03-03;5\n",
        "id;answered_at;score\n7;2025-03-03;6\n",
    ] {
        let wishes = Wishes { survey: Some("after-purchase".to_owned()), ..Wishes::default() };
        app.wait(import_responses(&app.house, file.as_bytes(), wishes, Mode::Store, |_| ()))
            .expect("imported");
    }
    app.plan();
    for outcome in [Outcome::Later { reply: "450 later".to_owned() }, Outcome::Uncertain] {
        app.outbox.answer_next_with(outcome);
    }
    app.deliver();
    app.wait(resend(&app.house, Which::All)).expect("resent");
    app.pass_seconds(3_600);
    app.deliver();
}

fn answers(app: &TestApp) {
    let customer = app.client();
    let path = format!("/s/{}", app.token("A2"));
    customer.get(&path);
    customer.post(&format!("{path}?via=mail"), "score=3");
    customer.post(&format!("{path}?via=mail"), "score=3&comment=ch%E1%BA%ADm&reason=speed");
    customer.post(&format!("{path}?via=mail"), "score=4&comment=t%E1%BA%A1m");
    customer.get(&path);
    customer.post("/s", format!("code={}", app.token("A3")));
    customer.post("/s/0000-0000-0000", "score=1");
    let unsubscribe = app.texts("SELECT unsubscribe_token FROM invitations ORDER BY id");
    let path = format!("/u/{}", unsubscribe[0]);
    customer.get(&path);
    for choice in ["less", "before", "never", "before"] {
        customer.post(&path, format!("choice={choice}"));
    }
}

fn counters(app: &TestApp) {
    let add = |name: &str, kind| {
        let wish = Wish { kind, ..Wish::counter(name, "after-purchase") };
        app.wait(touchpoint::add(&app.house, "Lan", wish)).expect("added").code
    };
    let code = add("Quầy", TouchpointKind::Counter);
    add("Bàn 1", TouchpointKind::Table);
    let guest = app.client();
    for _ in 0..5 {
        let page = guest.get(&format!("/q/{code}"));
        let id = page.between("name=\"submission_id\" value=\"", "\"").to_owned();
        guest.post(&format!("/q/{code}"), format!("submission_id={id}&score=9"));
        guest.post(&format!("/q/{code}"), format!("submission_id={id}&score=9&comment=ok"));
    }
    // A rush, without the thousands it takes.
    let slot = slot_of(app.house.now());
    app.execute(&format!("UPDATE rushes SET slot = {slot}, n = 400, hot_until = {}", slot + 1));
    let page = app.client().get(&format!("/q/{code}"));
    let id = page.between("name=\"submission_id\" value=\"", "\"").to_owned();
    app.client().post(&format!("/q/{code}"), format!("submission_id={id}&score=1"));
    app.execute(&format!(
        "INSERT INTO bursts (kind, survey_id, touchpoint_id, n, first_at, last_at) \
         SELECT 'place', survey_id, id, 3, 0, {} FROM touchpoints WHERE name = 'Quầy'",
        app.house.now().0
    ));
}

fn staff(app: &TestApp) {
    let owner = signed_in(app, "owner", Role::Owner);
    signed_in(app, "Lan", Role::Staff);
    let id = app.number("SELECT id FROM orders WHERE external_id = 'T1'");
    owner.get("/admin/cards");
    owner.get("/admin/cards?days=dates&from=2026-09-01&until=2026-09-21&printed=1");
    owner.get("/admin/cards?location=H%E1%BA%A3i+Ch%C3%A2u");
    owner.get_bytes(&format!("/admin/cards/preview.png?chosen=1&o={id}&sheet=a6&design=plain"));
    owner.post("/admin/cards", format!("chosen=1&o={id}&sheet=a6&design=plain&start_at=1"));
    owner.get("/admin/cards/blank");
    owner.post("/admin/cards/blank", "count=2&sheet=a6&design=plain&start_at=1");
    let blank = app.texts("SELECT token FROM cards WHERE batch_id = 2 ORDER BY number");
    owner.post("/admin/cards/attach", format!("code={}&order=T2", blank[0]));
    app.client().post(&format!("/s/{}", blank[1]), "score=10");
    app.client().post(&format!("/s/{}", blank[0]), "score=10");
    for path in ["", "/1", "/2"] {
        owner.get(&format!("/admin/cards/batches{path}"));
    }
    owner.get_bytes("/admin/cards/batches/1/page.png");
    owner.post_bytes("/admin/cards/batches/1/cards.pdf", "");
    owner.post_bytes("/admin/cards/batches/1/cards.pdf", "some=1&card=1");
    for query in ["", "?who=all", "?who=copied"] {
        owner.get(&format!("/admin/links{query}"));
    }
    let phone = app.number(
        "SELECT invitations.id FROM invitations JOIN orders ON orders.id = order_id \
         WHERE external_id = 'P1' ORDER BY invitations.id LIMIT 1",
    );
    owner.post("/admin/links", format!("invitation={phone}"));
    owner.get("/admin/links?who=copied");
    owner.get("/admin/touchpoints");
    let bursts = app.texts("SELECT CAST(id AS TEXT) FROM bursts ORDER BY id");
    for (burst, settled) in bursts.iter().zip(["guests", "dropped"].into_iter().cycle()) {
        owner.post("/admin/touchpoints", format!("do={settled}&burst={burst}"));
    }
    owner.get("/admin/users");
    owner.post("/admin/users/sign-out", "name=Lan");
    app.wait(users::remove(&app.house, "owner", "Lan")).expect("removed");
    app.wait(links::list(&app.house, links::Filter::default())).expect("listed");
}

fn what_came_back(app: &TestApp) {
    let letters = app.outbox.letters();
    for (n, status) in [(0, "4.2.2"), (1, "5.1.1")] {
        let message = bounce(&letters[n], &n.to_string(), status, "552 mailbox");
        app.wait(receive(&app.house, &message)).expect("received");
    }
    app.wait(receive(&app.house, &complaint(&letters[2]))).expect("received");
}

fn stages(app: &TestApp) {
    app.fold();
    app.publish();
    let transport = Transport::Memory(app.outbox.clone());
    app.wait(digest::run(&app.house, &transport)).expect("told");
    app.wait(retally::run(&app.house)).expect("counted again");
    app.pass_hours(24 * 3);
    app.execute("UPDATE orders SET to_plan = TRUE");
    let (now, before) = (app.house.now(), bursts::forget_before(&app.house));
    let look = app.house.db.read(move |conn| {
        orders::any_to_plan(conn)?;
        outbox::any_due(conn, now)?;
        entries::any(conn)?;
        entries::count(conn)?;
        ledger::count_by_state(conn)?;
        ledger::ledger(conn, None, None, (0, 10))?;
        bursts::any_to_forget(conn, (before, now))
    });
    app.wait(look).expect("looked");
    app.wait(bursts::forget(&app.house)).expect("forgotten");
    app.plan();
    app.deliver();
    app.fold();
    app.publish();
}
