//! The staff's pages: who may see what, and what a press does.

use afterword::flow::{sign_in, users};
use afterword::types::Role;

use super::client::{Client, encode};
use super::orders::Order;
use super::shop::TestApp;
use crate::support::database::Database;

trials! {
    staff_sign_in_to_their_cards_and_nothing_else on each_database;
    the_owner_sees_all on each_database;
    signing_out_ends_sessions_everywhere on each_database;
    users_are_added_and_removed on each_database;
    a_press_records_a_batch_and_another_opens_its_file on each_database;
    what_is_chosen_is_printed_and_nothing_else on each_database;
    forms_of_other_sites_print_nothing on each_database;
    what_the_press_refuses_is_said_and_not_recorded on each_database;
    blank_cards_are_printed_and_attached on each_database;
    the_pages_speak_three_languages on each_database;
    opening_pages_writes_nothing on each_database;
}

/// What everybody chooses here.
pub const PASSWORD: &str = "correct horse battery";

/// A browser of somebody who was let in.
pub fn signed_in(app: &TestApp, name: &str, role: Role) -> Client {
    app.wait(sign_in::first_link(&app.house)).expect("made");
    if name != "owner" {
        app.wait(users::add(&app.house, "command line", name, role)).expect("added");
    }
    let link = app.wait(sign_in::make_link(&app.house, name)).expect("made");
    let client = app.client();
    assert_eq!(client.post(&format!("/admin/link/{}", link.0), "").status, 303);
    let form = format!("password={0}&again={0}", encode(PASSWORD));
    let home = if role == Role::Owner { "/dashboard/" } else { "/admin/cards" };
    assert_eq!(client.post("/admin/password", form).header("location"), home);
    client
}

fn today(id: &str) -> Order {
    Order::new(id, &format!("{}@example.vn", id.to_lowercase()))
        .with("name", &format!("Khách {id}"))
        .with("placed", "2026-09-20 08:05:00 +0700")
        .with("fulfilled", "")
}

fn id_of(app: &TestApp, order: &str) -> i64 {
    app.number(&format!("SELECT id FROM orders WHERE external_id = '{order}'"))
}

fn staff_sign_in_to_their_cards_and_nothing_else(database: &Database) {
    let app = TestApp::start(database);
    app.publish();
    let staff = signed_in(&app, "Lan", Role::Staff);
    // The name as a phone types it.
    let form = format!("name=lan&password={}", encode(PASSWORD));
    let entered = app.client();
    assert_eq!(entered.post("/admin/sign-in", form).header("location"), "/admin/cards");
    assert_eq!(staff.get("/admin").header("location"), "/admin/cards");
    assert_eq!(staff.get("/admin/").header("location"), "/admin/cards");
    for path in ["/admin/cards", "/admin/cards/blank", "/admin/cards/batches", "/admin/password"] {
        assert_eq!(staff.get(path).status, 200, "{path}");
    }
    for path in
        ["/dashboard/", "/dashboard/index.html", "/dashboard/data/index.json", "/admin/users"]
    {
        let reply = staff.get(path);
        assert_eq!(reply.status, 403, "{path}");
        assert!(reply.body.contains("href=\"/admin/cards\""), "{path} says where to go");
        assert!(!reply.body.contains("surveys"), "{path}");
    }
    assert_eq!(staff.post("/admin/users/sign-out", "name=owner").status, 403);
    assert!(!staff.get("/admin/cards").body.contains("/admin/users"), "not offered either");
    let stranger = app.client();
    for path in [
        "/admin",
        "/admin/cards",
        "/admin/cards/blank",
        "/admin/cards/batches",
        "/admin/cards/batches/1",
        "/admin/cards/batches/1/page.png",
        "/admin/cards/preview.png",
        "/admin/users",
    ] {
        assert_eq!(stranger.get(path).header("location"), "/admin/sign-in", "{path}");
    }
    for path in
        ["/admin/cards", "/admin/cards/blank", "/admin/cards/attach", "/admin/users/sign-out"]
    {
        let refused = stranger.post(path, "");
        assert_eq!(refused.header("location"), "/admin/sign-in?ended=1", "{path}");
    }
    assert_eq!(app.number("SELECT count(*) FROM batches"), 0);
}

fn the_owner_sees_all(database: &Database) {
    let app = TestApp::start(database);
    app.publish();
    let owner = signed_in(&app, "owner", Role::Owner);
    assert_eq!(owner.get("/admin").header("location"), "/dashboard/");
    for path in ["/dashboard/", "/admin/cards", "/admin/cards/blank", "/admin/users"] {
        assert_eq!(owner.get(path).status, 200, "{path}");
    }
    let page = owner.get("/dashboard/").body;
    assert_eq!(page.matches("<a href=\"/admin/cards\">").count(), 1, "a way to the cards");
    let file = std::fs::read_to_string(app.data.join("site/index.html")).expect("a page");
    assert!(!file.contains("/admin"), "the site itself knows no server");
    // A role of a later version may do the least.
    app.execute("UPDATE users SET role = 'auditor'");
    assert_eq!(owner.get("/admin/users").status, 403);
    assert_eq!(owner.get("/dashboard/").status, 403);
    assert_eq!(owner.get("/admin/cards").status, 200);
}

fn signing_out_ends_sessions_everywhere(database: &Database) {
    let app = TestApp::start(database);
    let owner = signed_in(&app, "owner", Role::Owner);
    let tablet = signed_in(&app, "Lan", Role::Staff);
    let enter = || {
        let (phone, form) = (app.client(), format!("name=Lan&password={}", encode(PASSWORD)));
        assert_eq!(phone.post("/admin/sign-in", form).status, 303);
        phone
    };
    let phone = enter();
    let page = owner.get("/admin/users");
    assert!(page.body.contains("2 thiết bị"), "{}", page.body);
    let reply = owner.post("/admin/users/sign-out", "name=Lan");
    assert_eq!(reply.status, 200);
    assert_eq!([tablet.get("/admin/cards").status, phone.get("/admin/cards").status], [303, 303]);
    // Oneself, on all devices.
    let (one, two) = (enter(), enter());
    one.post("/admin/sign-out", "everywhere=1");
    assert_eq!([one.get("/admin/cards").status, two.get("/admin/cards").status], [303, 303]);
    let three = enter();
    assert_eq!(app.wait(users::sign_out(&app.house, "command line", "LAN")).expect("done"), 1);
    assert_eq!(three.get("/admin/cards").status, 303);
    assert_eq!(owner.get("/admin/users").status, 200, "nobody else was");
    let log = "SELECT who FROM audit_log WHERE action = 'user.sign_out' ORDER BY id";
    assert_eq!(app.texts(log), ["owner", "Lan", "command line"]);
}

fn users_are_added_and_removed(database: &Database) {
    let app = TestApp::start(database);
    let add = |name: &str, role| app.wait(users::add(&app.house, "owner", name, role));
    add("Lan", Role::Staff).expect("added");
    assert!(add(" lan ", Role::Owner).is_err(), "taken");
    assert!(add("", Role::Staff).is_err());
    let names = || -> Vec<(String, Role)> {
        let users = app.wait(users::list(&app.house)).expect("listed");
        users.into_iter().map(|user| (user.name, user.role)).collect()
    };
    let owner = ("owner".to_owned(), Role::Owner);
    assert_eq!(names(), [owner.clone(), ("Lan".to_owned(), Role::Staff)], "and never no owner");
    assert!(app.wait(users::remove(&app.house, "owner", "owner")).is_err(), "the only one");
    app.wait(users::remove(&app.house, "owner", "lan")).expect("removed");
    assert_eq!(names(), [owner]);
    assert!(app.wait(users::remove(&app.house, "owner", "Lan")).is_err(), "gone");
}

fn a_press_records_a_batch_and_another_opens_its_file(database: &Database) {
    let app = TestApp::start(database);
    let staff = signed_in(&app, "Lan", Role::Staff);
    let empty = staff.get("/admin/cards");
    assert!(empty.body.contains("Hôm nay chưa có đơn"), "{}", empty.body);
    app.import(&[today("A1"), today("A2")]);
    let page = staff.get("/admin/cards");
    assert_eq!(page.body.matches("name=\"o\"").count(), 2);
    assert!(page.body.contains("Khách A1") && page.body.contains("08:05"));
    let chosen = format!(
        "chosen=1&o={}&o={}&sheet=a6&design=warm&language=&start_at=1&note=lines",
        id_of(&app, "A1"),
        id_of(&app, "A2")
    );
    let printed = staff.post("/admin/cards", &chosen);
    assert_eq!((printed.status, printed.header("location")), (303, "/admin/cards/batches/1"));
    // Pressed twice: nothing is printed twice.
    let again = staff.post("/admin/cards", &chosen);
    assert_eq!(again.status, 422);
    assert_eq!(app.number("SELECT count(*) FROM cards"), 2);
    // Until somebody has had the file, the page says so.
    assert!(staff.get("/admin/cards").body.contains("chưa ai mở tệp in"));
    let batch = staff.get("/admin/cards/batches/1");
    assert!(batch.body.contains("Mở tệp in (2 thẻ)"), "{}", batch.body);
    assert_eq!(staff.get("/admin/cards/batches/1/cards.pdf").status, 303, "a GET writes nothing");
    let (status, head, file) = pdf(&app, &staff, "");
    assert_eq!(status, 200);
    assert!(head.contains("application/pdf") && head.contains("cards-1.pdf"), "{head}");
    assert!(file.starts_with(b"%PDF-"), "{} bytes", file.len());
    assert!(!staff.get("/admin/cards").body.contains("chưa ai mở tệp in"));
    assert!(staff.get("/admin/cards").body.contains("Mọi đơn hôm nay đều đã có thẻ"));
    let again = staff.get("/admin/cards/batches/1");
    assert!(again.body.contains("In lại 2 thẻ"), "{}", again.body);
    assert_eq!(pdf(&app, &staff, "some=1&card=2").0, 200);
    assert_eq!(pdf(&app, &staff, "some=1").0, 422, "none chosen");
    assert_eq!(pdf(&app, &staff, "some=1&card=9").0, 422);
    assert_eq!(staff.get("/admin/cards/batches/9").status, 404);
    let log = app.texts("SELECT action FROM audit_log WHERE action LIKE 'cards.%' ORDER BY id");
    assert_eq!(log, ["cards.print", "cards.file", "cards.reprint"]);
    let kept = app.texts("SELECT sheet || ' ' || design || ' ' || printed_by FROM batches");
    assert_eq!(kept, ["a6 warm Lan"]);
    // The next batch looks like the last.
    app.import(&[today("A3")]);
    let page = staff.get("/admin/cards").body;
    assert!(page.contains("<option value=\"warm\" selected>"), "{page}");
}

/// Opens the file of batch 1, whose body is no text.
fn pdf(app: &TestApp, staff: &Client, form: &str) -> (u16, String, Vec<u8>) {
    let cookie = staff.cookie("afterword");
    let request = format!(
        "POST /admin/cards/batches/1/cards.pdf HTTP/1.1\r\nHost: x\r\nOrigin: http://x\r\n\
         Cookie: afterword={cookie}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n{form}",
        form.len()
    );
    super::client::send_raw(app.port, request.as_bytes())
}

fn what_is_chosen_is_printed_and_nothing_else(database: &Database) {
    let app = TestApp::start(database);
    let staff = signed_in(&app, "Lan", Role::Staff);
    app.import(&[
        today("A1").with("location", "Hải Châu"),
        today("A2").with("location", "Sơn Trà"),
        today("A3").with("cancelled", "2026-09-20 09:00:00 +0700"),
        Order::new("OLD", "old@example.vn"),
    ]);
    let rows = |query: &str| staff.get(&format!("/admin/cards{query}")).body;
    assert_eq!(rows("").matches("name=\"o\"").count(), 2, "the cancelled one cannot be chosen");
    assert!(rows("").contains("đơn đã hủy"));
    let of_branch = rows(&format!("?location={}", encode("Sơn Trà")));
    assert!(of_branch.contains("Khách A2") && !of_branch.contains("Khách A1"));
    let of_days = rows("?days=dates&from=2026-09-15&until=2026-09-15");
    assert!(of_days.contains(">OLD<") && !of_days.contains("Khách A1"));
    assert!(rows("?days=dates&from=2026-01-01&until=2026-01-02").contains("không có đơn nào"));
    let none = staff.post("/admin/cards", "chosen=1&sheet=a6&design=plain");
    assert_eq!(none.status, 422);
    assert!(none.body.contains("ít nhất một đơn"));
    let form = format!("chosen=1&o={}&sheet=a6&design=plain", id_of(&app, "A2"));
    assert_eq!(staff.post("/admin/cards", form).status, 303);
    let printed = "SELECT external_id FROM cards JOIN invitations ON invitations.id = invitation_id \
                   JOIN orders ON orders.id = order_id";
    assert_eq!(app.texts(printed), ["A2"]);
    // A printed one is shown when asked for, not chosen by itself, and can be chosen.
    let all = rows("?printed=1");
    assert_eq!(all.matches("name=\"o\"").count(), 2);
    assert_eq!(all.matches("\" checked><span class=\"v\">").count(), 1);
    let form = format!("printed=1&chosen=1&o={}&sheet=a6&design=plain", id_of(&app, "A2"));
    assert_eq!(staff.post("/admin/cards", form).status, 303);
    assert_eq!(app.texts(printed), ["A2", "A2"]);
    assert_eq!(app.number("SELECT count(DISTINCT token) FROM cards"), 1);
}

fn forms_of_other_sites_print_nothing(database: &Database) {
    let app = TestApp::start(database);
    app.import(&[today("A1")]);
    let staff = signed_in(&app, "Lan", Role::Staff).with("sec-fetch-site", "cross-site");
    let form = format!("chosen=1&o={}&sheet=a6&design=plain", id_of(&app, "A1"));
    assert_eq!(staff.post("/admin/cards", form).status, 422);
    assert_eq!(staff.post("/admin/cards/blank", "count=3&sheet=a6&design=plain").status, 422);
    assert_eq!(staff.post("/admin/cards/attach", "code=x&order=A1").status, 422);
    assert_eq!(app.number("SELECT count(*) FROM batches"), 0);
}

fn what_the_press_refuses_is_said_and_not_recorded(database: &Database) {
    let app = TestApp::start(database);
    let staff = signed_in(&app, "Lan", Role::Staff);
    app.import(&[today("A1")]);
    let form = format!(
        "chosen=1&o={}&sheet=a3&design=plain&message={}",
        id_of(&app, "A1"),
        encode("Hẹn gặp lại <b>")
    );
    let reply = staff.post("/admin/cards", form);
    assert_eq!(reply.status, 422);
    assert!(reply.body.contains("there is no sheet “a3”"), "{}", reply.body);
    assert!(reply.body.contains("Hẹn gặp lại &lt;b&gt;"), "what was typed is kept");
    assert_eq!(app.number("SELECT count(*) FROM batches"), 0);
    let reply = staff.post("/admin/cards/blank", "count=0&sheet=a6&design=plain");
    assert_eq!(reply.status, 422);
    assert!(reply.body.contains("1 đến 500"));
}

fn blank_cards_are_printed_and_attached(database: &Database) {
    let app = TestApp::start(database);
    let staff = signed_in(&app, "Lan", Role::Staff);
    let printed = staff.post("/admin/cards/blank", "count=3&sheet=a6&design=plain");
    assert_eq!(printed.header("location"), "/admin/cards/batches/1");
    assert!(staff.get("/admin/cards/batches/1").body.contains("thẻ trắng"));
    app.import(&[today("A1")]);
    let code = app.texts("SELECT token FROM cards ORDER BY number").remove(0);
    let attach =
        |order: &str| staff.post("/admin/cards/attach", format!("code={code}&order={order}"));
    let refused = attach("A9");
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("no order A9") && refused.body.contains(&code), "kept");
    let done = attach("A1");
    assert_eq!(done.status, 200);
    assert!(done.body.contains("Thẻ đã thuộc về đơn A1"), "{}", done.body);
    let log = app.texts("SELECT action FROM audit_log WHERE action LIKE 'cards.%' ORDER BY id");
    assert_eq!(log, ["cards.blank", "cards.attach"]);
    let details = app.texts("SELECT details FROM audit_log ORDER BY id").join(" ");
    assert!(!details.contains(&code) && !details.contains('@'), "{details}");
}

fn the_pages_speak_three_languages(database: &Database) {
    let app = TestApp::start(database);
    let owner = signed_in(&app, "owner", Role::Owner);
    app.import(&[today("A1")]);
    owner.post("/admin/cards/blank", "count=3&sheet=a6&design=plain");
    for (tag, title) in [("th", "การ์ดขอบคุณ"), ("en", "Thank-you cards"), ("vi", "Thẻ cảm ơn")]
    {
        let page = owner.get(&format!("/admin/cards?lang={tag}"));
        assert!(page.body.contains(title), "{tag}");
        // The choice is kept on this device.
        for path in [
            "/admin/cards",
            "/admin/cards/batches/1",
            "/admin/cards/blank",
            "/admin/users",
            "/admin/deliveries",
        ] {
            let page = owner.get(path).body;
            assert!(page.contains(&format!("<html lang=\"{tag}\">")), "{path}");
            assert_eq!(page.matches("<h1>").count(), 1, "{path}");
            for sign in ["<script", " style=", "http://", "https://", "cards-", "batch-name"] {
                let found = page.split("<body>").nth(1).expect("a body");
                let found = found.replace("/admin/cards", "").replace("cards-of", "");
                assert!(!found.contains(sign), "{path} {tag}: {sign}");
            }
        }
    }
}

fn opening_pages_writes_nothing(database: &Database) {
    let app = TestApp::start(database);
    let owner = signed_in(&app, "owner", Role::Owner);
    app.import(&[today("A1")]);
    owner.post("/admin/cards/blank", "count=1&sheet=a6&design=plain");
    let rows = || {
        ["batches WHERE written_at IS NOT NULL", "cards", "audit_log", "invitations", "deliveries"]
            .map(|table| app.number(&format!("SELECT count(*) FROM {table}")))
    };
    let before = rows();
    for path in [
        "/admin",
        "/admin/cards",
        "/admin/cards?preview=1&sheet=a6&design=plain",
        "/admin/cards/preview.png?sheet=a6&design=plain",
        "/admin/cards/batches",
        "/admin/cards/batches/1",
        "/admin/cards/batches/1/cards.pdf",
        "/admin/cards/blank",
        "/admin/cards/attach",
        "/admin/users",
        "/admin/users/sign-out",
        "/admin/deliveries",
    ] {
        let (status, ..) = super::client::get_raw(
            app.port,
            path,
            &format!("Cookie: afterword={}\r\n", owner.cookie("afterword")),
        );
        assert!(status < 500, "{path}: {status}");
    }
    assert_eq!(rows(), before);
}
