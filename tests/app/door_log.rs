//! What the log says of those who come and go, and what every reply carries.

use afterword::flow::{audit, sign_in, users};
use afterword::types::Role;

use super::client::encode;
use super::shop::TestApp;
use super::staff::{PASSWORD, signed_in};
use crate::support::database::Database;
use crate::support::shop::Shop;

trials! {
    who_came_and_what_was_changed_is_in_the_log on each_database;
    failures_are_counted_by_the_hour_and_tell_no_address on each_database;
    whoever_guesses_cannot_fill_the_log on each_database;
    commands_that_export_and_set_are_in_the_log on each_database;
    the_owner_s_link_is_shown_once on each_database;
    every_reply_carries_its_headers on each_database;
    a_host_with_tls_is_kept_to_it on each_database;
}

fn house(database: &Database) -> TestApp {
    TestApp::with(database, &[("SERVER__TRUSTED_PROXIES", "[\"127.0.0.1\"]")])
}

fn log(app: &TestApp) -> Vec<String> {
    let lines = app.wait(audit::latest(&app.house, 1000)).expect("lines");
    let text = |line: audit::Line| format!("{} {} {}", line.who, line.action, line.details);
    let mut lines: Vec<String> = lines.into_iter().map(text).collect();
    lines.reverse();
    lines
}

fn who_came_and_what_was_changed_is_in_the_log(database: &Database) {
    let app = TestApp::start(database);
    let phone = signed_in(&app, "owner", Role::Owner);
    let form = format!("name=OWNER&password={}", encode(PASSWORD));
    app.client().post("/admin/sign-in", form);
    phone.post("/admin/sign-out", "everywhere=1");
    app.wait(sign_in::reset(&app.house, users::COMMAND_LINE, "Owner")).expect("a link");
    assert_eq!(
        log(&app),
        [
            "owner user.link {\"name\":\"owner\"}",
            "owner user.password {\"devices\":0,\"name\":\"owner\"}",
            "owner user.sign_in {\"name\":\"owner\"}",
            "owner user.sign_out {\"devices\":2,\"name\":\"owner\"}",
            "command line user.reset {\"devices\":0,\"name\":\"owner\"}",
        ]
    );
}

fn failures_are_counted_by_the_hour_and_tell_no_address(database: &Database) {
    let app = house(database);
    let owner = signed_in(&app, "owner", Role::Owner);
    let guess = |name: &str, address: &str| {
        let client = app.client().with("x-forwarded-for", address);
        client.post("/admin/sign-in", format!("name={}&password=guess", encode(name)))
    };
    for _ in 0..3 {
        guess("Owner", "198.51.100.77");
    }
    guess("owner", "2001:db8:1:2::77");
    // Who types a password into the field of the name finds it in no log.
    guess(PASSWORD, "198.51.100.77");
    let rows = "SELECT name || ' ' || tries FROM failed_sign_ins ORDER BY name, tries";
    assert_eq!(app.texts(rows), [" 1", "owner 1", "owner 3"]);
    app.pass_hours(1);
    guess("owner", "198.51.100.77");
    assert_eq!(app.number("SELECT count(*) FROM failed_sign_ins"), 4, "an hour has its own");
    let sources = app.texts("SELECT DISTINCT source FROM failed_sign_ins");
    assert_eq!(sources.len(), 2);
    assert!(sources.iter().all(|source| source.len() == 8), "{sources:?}");
    let lines = log(&app).join("\n");
    assert!(!lines.contains("198.51") && !lines.contains("2001:db8") && !lines.contains(PASSWORD));
    for (language, said) in [
        ("en", "3 failed sign-ins as owner, from network"),
        ("vi", "3 lần đăng nhập sai với tên owner, từ mạng"),
        ("th", "เข้าสู่ระบบในชื่อ owner ไม่สำเร็จ 3 ครั้ง, จากเครือข่าย"),
    ] {
        let page = owner.get(&format!("/admin/users?lang={language}")).body;
        assert!(page.contains(said), "{page}");
    }
    app.pass_hours(24 * 91);
    guess("owner", "198.51.100.77");
    assert_eq!(app.number("SELECT count(*) FROM failed_sign_ins"), 1, "and is forgotten");
}

fn whoever_guesses_cannot_fill_the_log(database: &Database) {
    let app = house(database);
    for host in 0..70 {
        let client = app.client().with("x-forwarded-for", &format!("198.51.100.{host}"));
        let reply = client.post("/admin/sign-in", format!("name=guest{host}&password=guess"));
        assert_eq!(reply.status, 422);
    }
    assert_eq!(app.number("SELECT count(*) FROM failed_sign_ins"), 51);
    assert_eq!(app.number("SELECT tries FROM failed_sign_ins WHERE source = ''"), 20);
    assert_eq!(app.number("SELECT CAST(sum(tries) AS BIGINT) FROM failed_sign_ins"), 70);
}

fn commands_that_export_and_set_are_in_the_log(database: &Database) {
    let shop = Shop::new(database, "");
    shop.write("survey.toml", "slug = \"visit\"\nkind = \"csat\"\n");
    for _ in 0..2 {
        shop.run(&["survey", "apply", "survey.toml"]);
    }
    let then = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(5 * 24);
    let then = then.strftime("%Y-%m-%dT%H:%M:%SZ");
    let file = format!(
        "Order ID,Order date,Fulfilled at,Customer,Email,Phone\nDH7,{then},{then},Lan,,0905111222\n"
    );
    shop.write("phones.csv", &file);
    shop.run(&["import", "orders", "phones.csv"]);
    shop.run(&["run", "plan"]);
    shop.run(&["export", "links", "--out", "links.csv"]);
    let lines = shop.run(&["audit", "list"]);
    let lines = lines.as_array().expect("a list").iter();
    let actions: Vec<_> = lines.map(|line| line["action"].as_str().expect("a word")).collect();
    assert_eq!(actions, ["export.links", "survey.apply"], "and what changed nothing is not");
}

fn the_owner_s_link_is_shown_once(database: &Database) {
    let shop = Shop::new(database, "[server]\nlisten = \"127.0.0.1:0\"\n");
    let first = shop.serve().owner_link.expect("the first start shows it");
    assert_eq!(shop.serve().owner_link, None, "no start makes another");
    let serving = shop.serve();
    let path = first.split_once("/admin").expect("an address").1;
    let client = super::client::Client::new(serving.port);
    assert_eq!(client.get(&format!("/admin{path}")).status, 200, "and it still works");
    let reset = shop.run(&["user", "reset"]);
    assert!(reset["url"].as_str().expect("an address").contains("/admin/link/"));
    assert_eq!(client.get(&format!("/admin{path}")).status, 410);
}

/// Replies of all kinds.
const PATHS: [&str; 12] = [
    "/",
    "/s",
    "/s/ABCD-EFGH-JKMN",
    "/q/none",
    "/nowhere",
    "/healthz",
    "/readyz",
    "/metrics",
    "/admin/cards",
    "/admin/sign-in",
    "/dashboard/",
    "/public/none.svg",
];

fn every_reply_carries_its_headers(database: &Database) {
    let app = TestApp::start(database);
    app.publish();
    let owner = signed_in(&app, "owner", Role::Owner);
    for client in [&app.client(), &owner] {
        for path in PATHS.into_iter().chain(["/dashboard/index.html", "/dashboard/nowhere"]) {
            let reply = client.get(path);
            assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
            assert_eq!(reply.header("cross-origin-opener-policy"), "", "{path}: not without TLS");
            assert!(!reply.header("referrer-policy").is_empty(), "{path}");
            assert_eq!(reply.header("strict-transport-security"), "", "{path}: not without TLS");
            for name in ["x-content-type-options", "referrer-policy", "cache-control"] {
                let n = reply.headers.iter().filter(|(known, _)| known == name).count();
                assert!(n <= 1, "{path}: {name} {n} times");
            }
        }
    }
    let hook = app.client().post("/hooks/mail", "x");
    assert_eq!((hook.status, hook.header("x-content-type-options")), (404, "nosniff"));
}

fn a_host_with_tls_is_kept_to_it(database: &Database) {
    let url = ("SERVER__PUBLIC_URL", "https://survey.shop.example");
    let app = TestApp::with(database, &[url]);
    for path in PATHS {
        let reply = app.client().get(path);
        assert_eq!(reply.header("strict-transport-security"), "max-age=31536000", "{path}");
        assert_eq!(reply.header("cross-origin-opener-policy"), "same-origin", "{path}");
    }
}
