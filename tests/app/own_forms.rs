//! Forms are taken from the house's own pages, whatever a browser says of where it was, and each
//! that is refused says so.

use afterword::flow::touchpoint::{self, Wish};
use afterword::types::Role;

use super::client::{Client, Reply, encode};
use super::orders::Order;
use super::shop::TestApp;
use super::staff::{PASSWORD, signed_in};
use crate::support::database::Database;

trials! {
    a_page_that_was_open_for_long_still_works on each_database;
    a_form_that_may_be_another_site_s_says_that_nothing_was_done on each_database;
    a_press_after_signing_out_says_that_nothing_was_done on each_database;
    every_form_of_staff_carries_its_mark_and_no_address_does on each_database;
    only_pages_whose_address_is_no_secret_say_where_a_form_comes_from on each_database;
    signing_in_needs_the_mark_of_this_browser on each_database;
    another_site_s_form_is_refused_whatever_mark_it_carries on each_database;
}

/// What a browser says that is asked not to tell where it was, or comes from a host without TLS.
const NOWHERE: (&str, &str) = ("origin", "null");

fn mark_of(page: &Reply) -> String {
    page.between("name=\"csrf\" value=\"", "\"").to_owned()
}

fn nowhere(client: Client) -> Client {
    client.with(NOWHERE.0, NOWHERE.1)
}

fn a_page_that_was_open_for_long_still_works(database: &Database) {
    let app = TestApp::start(database);
    let owner = nowhere(signed_in(&app, "owner", Role::Owner));
    let mark = mark_of(&owner.get("/admin/touchpoints"));
    let form =
        |name: &str, mark: &str| format!("do=add&name={name}&survey=after-purchase&csrf={mark}");
    app.pass_hours(11);
    let made = owner.post("/admin/touchpoints", form("Counter", &mark));
    assert_eq!((made.status, made.header("location")), (303, "/admin/touchpoints"));
    // After days the password is asked for, and what was pressed is done.
    app.pass_hours(5 * 24);
    let asked = owner.post("/admin/touchpoints", form("Table", &mark));
    assert_eq!(asked.status, 403);
    let given = format!("{}&confirm={}", form("Table", &mark_of(&asked)), encode(PASSWORD));
    assert_eq!(owner.post("/admin/touchpoints", given).status, 303);
    let other = nowhere(signed_in(&app, "Mai", Role::Owner));
    let theirs = mark_of(&other.get("/admin/touchpoints"));
    for wrong in ["", "00", &theirs] {
        assert_eq!(owner.post("/admin/touchpoints", form("Door", wrong)).status, 422, "{wrong}");
    }
    let elsewhere = signed_in(&app, "Hoa", Role::Owner).with("sec-fetch-site", "cross-site");
    let stolen = mark_of(&elsewhere.get("/admin/touchpoints"));
    assert_eq!(elsewhere.post("/admin/touchpoints", form("Door", &stolen)).status, 422);
    assert_eq!(app.number("SELECT count(*) FROM touchpoints"), 2);
}

/// Every form of the staff's pages: where it is sent, and with what.
fn forms(app: &TestApp) -> Vec<(String, String)> {
    let wish = Wish::counter("Quầy", "after-purchase");
    let code = app.wait(touchpoint::add(&app.house, "trial", wish)).expect("added").code;
    app.import(&[
        Order::new("A1", "a@example.vn")
            .with("placed", "2026-09-20 08:05:00 +0700")
            .with("fulfilled", ""),
        Order::new("A2", "").with("phone", "0905 111 222").with("name", "Lan"),
    ]);
    app.plan();
    let order = app.number("SELECT id FROM orders WHERE external_id = 'A1'");
    let link = "SELECT invitations.id FROM invitations JOIN orders ON orders.id = order_id \
                WHERE external_id = 'A2'";
    let link = app.number(link);
    [
        ("/admin/cards", format!("chosen=1&o={order}&sheet=a6&design=plain")),
        ("/admin/cards/blank", "count=3&sheet=a6&design=plain".to_owned()),
        ("/admin/cards/attach", "code=ABCD-EFGH-JKMN&order=A1".to_owned()),
        ("/admin/cards/batches/1/cards.pdf", String::new()),
        ("/admin/touchpoints", format!("do=close&code={code}")),
        ("/admin/links", format!("invitation={link}&who=due")),
        ("/admin/users/sign-out", "name=Lan".to_owned()),
        ("/admin/deliveries", String::new()),
        ("/admin/password", "password=x&again=x".to_owned()),
        ("/admin/sign-out", "everywhere=1".to_owned()),
    ]
    .map(|(path, form)| (path.to_owned(), form))
    .to_vec()
}

fn a_form_that_may_be_another_site_s_says_that_nothing_was_done(database: &Database) {
    let app = TestApp::start(database);
    signed_in(&app, "Lan", Role::Staff);
    let owner = nowhere(signed_in(&app, "owner", Role::Owner)).with("accept-language", "en");
    let forms = forms(&app);
    let rows = || {
        ["sessions", "batches", "audit_log", "touchpoints WHERE active", "deliveries"]
            .map(|table| app.number(&format!("SELECT count(*) FROM {table}")))
    };
    let before = rows();
    for (path, form) in &forms {
        let reply = owner.post(path, form);
        assert_eq!(reply.status, 422, "{path}");
        let said = ["Nothing was changed", "nothing was done"];
        assert!(said.iter().any(|words| reply.body.contains(words)), "{path}: {}", reply.body);
    }
    assert_eq!(rows(), before);
}

fn a_press_after_signing_out_says_that_nothing_was_done(database: &Database) {
    let app = TestApp::start(database);
    let stranger = app.client().with("accept-language", "en");
    for (path, form) in forms(&app) {
        let reply = stranger.post(&path, form);
        assert_eq!(reply.status, 303, "{path}");
        if path == "/admin/sign-out" {
            continue;
        }
        assert_eq!(reply.header("location"), "/admin/sign-in?ended=1", "{path}");
    }
    let page = stranger.get("/admin/sign-in?ended=1");
    assert_eq!(page.status, 200);
    assert!(page.body.contains("what you pressed was not done"), "{}", page.body);
}

fn every_form_of_staff_carries_its_mark_and_no_address_does(database: &Database) {
    let app = TestApp::start(database);
    let owner = nowhere(signed_in(&app, "owner", Role::Owner));
    forms(&app);
    owner.post(
        "/admin/cards/blank",
        format!("count=3&sheet=a6&design=plain&csrf={}", mark_of(&owner.get("/admin/cards/blank"))),
    );
    for path in [
        "/admin/cards",
        "/admin/cards?printed=1&preview=1&sheet=a6&design=plain",
        "/admin/cards/blank",
        "/admin/cards/batches",
        "/admin/cards/batches/1",
        "/admin/touchpoints",
        "/admin/links",
        "/admin/links?who=all",
        "/admin/users",
        "/admin/password",
    ] {
        let page = owner.get(path);
        assert_eq!(page.status, 200, "{path}");
        let (forms, marks) = (
            page.body.matches("method=\"post\"").count(),
            page.body.matches("name=\"csrf\"").count(),
        );
        assert!(forms > 0 && forms == marks, "{path}: {forms} forms, {marks} marks");
        let mark = mark_of(&page);
        assert_eq!(page.body.matches(mark.as_str()).count(), marks, "{path}: nowhere else");
    }
    // A button that sends the same form by its address takes no field along that holds the mark.
    let cards = owner.get("/admin/cards").body;
    assert!(cards.contains("formmethod=\"get\""));
    let form =
        cards.split("<form method=\"post\" action=\"/admin/cards\">").nth(1).expect("a form");
    let form = form.split("</form>").next().expect("its end");
    assert!(
        form.contains("<button name=\"csrf\"") && !form.contains("type=\"hidden\" name=\"csrf\"")
    );
}

fn only_pages_whose_address_is_no_secret_say_where_a_form_comes_from(database: &Database) {
    let app = TestApp::start(database);
    let owner = signed_in(&app, "owner", Role::Owner);
    forms(&app);
    let code = app.texts("SELECT code FROM touchpoints").remove(0);
    let policy = |path: &str| owner.get(path).header("referrer-policy").to_owned();
    for path in
        ["/admin/cards", "/admin/links", "/admin/users", "/admin/sign-in", "/admin/password"]
    {
        assert_eq!(policy(path), "same-origin", "{path}");
    }
    let token = app.token("A1");
    for path in [format!("/s/{token}"), format!("/q/{code}"), "/s".to_owned(), "/s/x".to_owned()] {
        assert_eq!(policy(&path), "no-referrer", "{path}");
    }
}

fn signing_in_needs_the_mark_of_this_browser(database: &Database) {
    let app = TestApp::start(database);
    signed_in(&app, "owner", Role::Owner);
    let right = |mark: &str| format!("name=owner&password={}&csrf={mark}", encode(PASSWORD));
    let tablet = nowhere(app.client());
    let refused = tablet.post("/admin/sign-in", right(""));
    assert_eq!((refused.status, refused.header("set-cookie").contains("afterword=")), (422, false));
    // The page that says so can be sent at once.
    let mark = mark_of(&refused);
    let other = nowhere(app.client());
    other.get("/admin/sign-in");
    assert_eq!(other.post("/admin/sign-in", right(&mark)).status, 422, "of another browser");
    assert_eq!(tablet.post("/admin/sign-in", right(&mark)).status, 303);
    let again = nowhere(app.client());
    let mark = mark_of(&again.get("/admin/sign-in"));
    assert_eq!(again.post("/admin/sign-in", right(&mark)).status, 303);
    assert!(again.cookie("afterword_browser").len() >= 32);
}

fn another_site_s_form_is_refused_whatever_mark_it_carries(database: &Database) {
    let app = TestApp::start(database);
    signed_in(&app, "owner", Role::Owner);
    let owner = nowhere(app.client());
    let of_browser = mark_of(&owner.get("/admin/sign-in"));
    let entering = format!("name=owner&password={}&csrf={of_browser}", encode(PASSWORD));
    assert_eq!(owner.post("/admin/sign-in", entering).status, 303);
    let add = |mark: &str| format!("do=add&name=Counter&survey=after-purchase&csrf={mark}");
    // A neighbour in the network may have planted the browser's number, and know the mark of that.
    assert_eq!(owner.post("/admin/touchpoints", add(&of_browser)).status, 422);
    let of_session = mark_of(&owner.get("/admin/touchpoints"));
    let elsewhere = owner.with("origin", "http://evil.example");
    assert_eq!(elsewhere.post("/admin/touchpoints", add(&of_session)).status, 422);
    assert_eq!(app.number("SELECT count(*) FROM touchpoints"), 0);
    let at_home = elsewhere.with(NOWHERE.0, NOWHERE.1);
    assert_eq!(at_home.post("/admin/touchpoints", add(&of_session)).status, 303);
}
