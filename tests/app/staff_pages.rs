//! The staff's pages of touchpoints and of messages: who may do what there, and that it is done.

use afterword::flow::links::{self, Filter};
use afterword::flow::touchpoint::{self, Wish};
use afterword::flow::{sign_in, users};
use afterword::types::Role;

use super::client::{Client, encode};
use super::orders::Order;
use super::shop::TestApp;
use crate::support::database::Database;

trials! {
    the_owner_makes_a_touchpoint_and_closes_it on each_database;
    staff_look_and_print_and_change_nothing on each_database;
    a_burst_is_settled_on_the_page on each_database;
    a_message_is_passed_on_from_the_page on each_database;
}

const POINTS: &str = "/admin/touchpoints";

/// A browser in which somebody is signed in.
fn signed_in(app: &TestApp, name: &str) -> Client {
    let secret = if name == sign_in::OWNER {
        app.wait(sign_in::first_link(&app.house)).expect("made").expect("nobody is in")
    } else {
        app.wait(users::add(&app.house, "trial", name, Role::Staff)).expect("added");
        app.wait(sign_in::make_link(&app.house, name)).expect("a link")
    };
    let client = app.client();
    assert_eq!(client.post(&format!("/admin/link/{}", secret.0), "").status, 303);
    client
}

fn the_owner_makes_a_touchpoint_and_closes_it(database: &Database) {
    let app = TestApp::start(database);
    let owner = signed_in(&app, sign_in::OWNER);
    let page = owner.get(POINTS);
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Chưa có điểm nào"));
    let form = format!(
        "do=add&name={}&kind=table&location={}&survey=after-purchase&properties={}",
        encode("Bàn 4 <b>"),
        encode("Hải Châu"),
        encode("tầng = 2\r\n\r\n")
    );
    assert_eq!(owner.post(POINTS, &form).header("location"), POINTS);
    let page = owner.get(&format!("{POINTS}?lang=vi"));
    assert!(page.body.contains("Bàn 4 &lt;b&gt;"), "{}", page.body);
    assert!(page.body.contains("Bàn · Hải Châu · tầng: 2"), "{}", page.body);
    let code = app.texts("SELECT code FROM touchpoints").remove(0);
    assert!(page.body.contains(&format!("/admin/touchpoints/{code}/a5.pdf")));
    // The same once more is refused, and said why.
    let again = owner.post(POINTS, &form);
    assert_eq!(again.status, 422);
    assert!(again.body.contains("role=\"alert\"") && again.body.contains("already"));
    let rename = format!("do=rename&code={code}&name={}", encode("Bàn 5"));
    assert_eq!(owner.post(POINTS, rename).status, 303);
    assert_eq!(owner.post(POINTS, format!("do=close&code={code}")).status, 303);
    assert_eq!(app.client().get(&format!("/q/{code}")).status, 410);
    assert!(owner.get(POINTS).body.contains("đóng từ"));
    assert_eq!(owner.post(POINTS, format!("do=open&code={code}")).status, 303);
    assert_eq!(app.client().get(&format!("/q/{code}")).status, 200);
    let log =
        "SELECT action FROM audit_log WHERE who = 'owner' AND action NOT LIKE 'user.%' ORDER BY id";
    let all = ["touchpoint.add", "touchpoint.rename", "touchpoint.close", "touchpoint.open"];
    assert_eq!(app.texts(log), all);
    for language in ["en", "th"] {
        let page = owner.get(&format!("{POINTS}?lang={language}"));
        assert!(!page.body.contains("points-") && !page.body.contains("staff-nav"));
    }
}

fn staff_look_and_print_and_change_nothing(database: &Database) {
    let app = TestApp::start(database);
    let wish = Wish::counter("Quầy", "after-purchase");
    let code = app.wait(touchpoint::add(&app.house, "trial", wish)).expect("added").code;
    let staff = signed_in(&app, "hang");
    let page = staff.get(POINTS);
    assert!(page.status == 200 && page.body.contains("Quầy") && !page.body.contains("name=\"do\""));
    for form in ["do=add&name=x&survey=after-purchase", &format!("do=close&code={code}")] {
        assert_eq!(staff.post(POINTS, form).status, 403);
    }
    for path in [POINTS, "/admin/links", &format!("{POINTS}/{code}/a5.pdf")] {
        assert_eq!(app.client().get(path).header("location"), "/admin/sign-in", "{path}");
    }
    assert_eq!(
        app.client().post("/admin/links", "invitation=1").header("location"),
        "/admin/sign-in?ended=1"
    );
    let foreign = signed_in(&app, sign_in::OWNER).with("sec-fetch-site", "cross-site");
    foreign.post(POINTS, format!("do=close&code={code}"));
    assert_eq!(
        app.number("SELECT count(*) FROM touchpoints WHERE active"),
        1,
        "not from elsewhere"
    );
    for (file, kind) in [("a5.pdf", "application/pdf"), ("tent.png", "image/png")] {
        let (status, found, _) = staff.get_bytes(&format!("{POINTS}/{code}/{file}"));
        assert_eq!((status, found.as_str()), (200, kind));
    }
    assert_eq!(staff.get_bytes(&format!("{POINTS}/nowhere/a5.pdf")).0, 400);
    assert_eq!(staff.get_bytes(&format!("{POINTS}/{code}/a9.pdf")).0, 400);
}

fn a_burst_is_settled_on_the_page(database: &Database) {
    let app = TestApp::start(database);
    let wish = Wish::counter("Quầy", "after-purchase");
    let code = app.wait(touchpoint::add(&app.house, "trial", wish)).expect("added").code;
    let phone = app.client();
    for n in 0..7 {
        phone.post(&format!("/q/{code}"), format!("score={n}&comment=x"));
    }
    let owner = signed_in(&app, sign_in::OWNER);
    let site = || {
        app.fold();
        app.publish();
        ["after-purchase/index.html", "index.html"]
            .map(|page| owner.get(&format!("/dashboard/{page}")).body)
    };
    let said = |page: &String| page.contains("Một điện thoại trả lời nhiều lần");
    assert!(site().iter().all(said), "where no score is shown yet, too");
    let page = owner.get(POINTS);
    assert!(page.body.contains("Quầy: 7 câu trả lời từ một điện thoại"), "{}", page.body);
    assert!(page.body.contains("1 câu trả lời trong 30 ngày, thêm 6 câu không tính"));
    let id = page.between("name=\"burst\" value=\"", "\"").to_owned();
    let settled = owner.post(POINTS, format!("do=guests&burst={id}"));
    assert_eq!(settled.header("location"), "/admin/touchpoints#bursts");
    assert_eq!(owner.post(POINTS, format!("do=dropped&burst={id}")).status, 303, "too late");
    assert!(owner.get(POINTS).body.contains("7 câu trả lời trong 30 ngày<"));
    assert!(!site().iter().any(said));
    assert_eq!(app.number("SELECT count(*) FROM held_responses"), 0);
}

fn a_message_is_passed_on_from_the_page(database: &Database) {
    let app = TestApp::start(database);
    let order = |id: &str, mail: &str, phone: &str| {
        Order::new(id, mail).with("phone", phone).with("name", "Trần <i> Mạnh")
    };
    app.import(&[order("A1", "", "0905 111 222"), order("A2", "m@example.vn", "0905 111 333")]);
    app.plan();
    let staff = signed_in(&app, "hang");
    let page = staff.get("/admin/links");
    assert!(page.body.contains("href=\"tel:+84905111222\""), "{}", page.body);
    assert!(!page.body.contains("+84905111333") && !page.body.contains("<i> Mạnh"));
    assert!(page.header("content-security-policy").contains("script-src 'sha256-"));
    assert!(staff.get("/admin/links?who=all").body.contains("+84905111333"));
    let id = page.between("name=\"invitation\" value=\"", "\"").to_owned();
    let reply = staff.post("/admin/links", format!("invitation={id}&who=due"));
    assert_eq!(reply.header("location"), "/admin/links#list");
    assert!(staff.get("/admin/links").body.contains("Chưa cần nhắn ai"));
    assert!(staff.get("/admin/links?who=copied").body.contains("+84905111222"));
    let refused = staff.post("/admin/links", "invitation=x");
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("“invitation”"), "the page names the field: {}", refused.body);
    let foreign = signed_in(&app, sign_in::OWNER).with("sec-fetch-site", "cross-site");
    foreign.post("/admin/links", "invitation=2");
    let copied = Filter { copied: true, all: true, since: None };
    assert_eq!(app.wait(links::list(&app.house, copied)).expect("links").len(), 1);
}
