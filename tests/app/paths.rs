//! A house under a path of its host, `https://shop.vn/survey`: whoever opens its pages stays there.

use std::collections::BTreeSet;

use afterword::flow::touchpoint::{self, Wish};
use afterword::flow::{sign_in, users};
use afterword::types::Role;

use super::client::encode;
use super::crawler::Crawler;
use super::orders::Order;
use super::proxy::{Base, Proxy};
use super::shop::TestApp;
use crate::support::database::{Backend, Database};
use crate::support::shop::Shop;

trials! {
    every_link_stays_under_the_path_where_a_proxy_keeps_it;
    every_link_stays_under_the_path_where_a_proxy_strips_it;
    cookies_and_redirects_belong_to_the_path on each_database;
    links_of_the_loopback_stay_in_the_house on each_database;
    staff_are_told_why_nothing_is_printed on each_database;
    a_lost_secret_is_not_replaced on each_database;
}

const PATH: &str = "/survey";

/// A house with something to see on every page.
fn furnished(database: &Database, proxy: &Proxy) -> (TestApp, String) {
    let base = format!("http://127.0.0.1:{}{PATH}", proxy.port);
    let app = TestApp::with(
        database,
        &[
            ("SERVER__PUBLIC_URL", &format!("{base}/")),
            ("SITE__PUBLIC_EDITION__SURVEYS", "after-purchase"),
            ("SITE__PUBLIC_EDITION__MONTHS", "true"),
            ("SITE__COMMENTS", "true"),
            ("SITE__MIN_N", "1"),
            ("SERVER__ALLOW_LOCAL", "true"),
        ],
    );
    proxy.lead_to(app.port);
    let today =
        |order: Order| order.with("placed", "2026-09-20 08:05:00 +0700").with("fulfilled", "");
    app.ask(&[
        Order::new("A1", "a1@example.vn").with("location", "Huế"),
        Order::new("A2", "a2@example.vn").with("location", "Hội An"),
        Order::new("A3", "").with("phone", "0905 111 222"),
        today(Order::new("B1", "b1@example.vn")),
        today(Order::new("B2", "b2@example.vn")),
    ]);
    for (order, score) in [("A1", 9), ("A2", 2)] {
        let form = format!("score={score}&comment={}", encode("Trà ngon"));
        assert_eq!(app.client().post(&format!("/s/{}", app.token(order)), form).status, 200);
    }
    let wish = Wish::counter("Quầy", "after-purchase");
    app.wait(touchpoint::add(&app.house, "trial", wish)).expect("added");
    app.fold();
    app.publish();
    (app, base)
}

fn crawl(base: Base) {
    let (database, proxy) = (Database::fresh(Backend::Sqlite), Proxy::start(PATH, base));
    let (app, base) = furnished(&database, &proxy);
    let mut opened = BTreeSet::new();
    let mut done = |crawler: Crawler| {
        assert!(crawler.complaints.is_empty(), "\n{}", crawler.complaints.join("\n"));
        opened.extend(crawler.opened);
    };
    let (token, code) = (app.token("B1"), app.texts("SELECT code FROM touchpoints").remove(0));
    let stop = app.texts("SELECT unsubscribe_token FROM invitations ORDER BY id").remove(1);

    let mut customer = Crawler::new(&base);
    let pages = [format!("/s/{token}"), format!("/S/{token}?score=9"), format!("/q/{code}")];
    customer.crawl(&pages.each_ref().map(String::as_str));
    customer.crawl(&["/s", "/public", "/public/", "", "/", "/dashboard", &format!("/u/{stop}")]);
    customer.send("/s", &format!("code={token}"));
    done(customer);
    for (name, role) in [("owner", Role::Owner), ("hang", Role::Staff)] {
        app.wait(sign_in::first_link(&app.house)).expect("made");
        if role == Role::Staff {
            app.wait(users::add(&app.house, "trial", name, role)).expect("added");
        }
        let link = app.wait(sign_in::make_link(&app.house, name)).expect("made").0;
        let mut user = Crawler::new(&base);
        user.crawl(&[&format!("/admin/link/{link}")]);
        user.crawl(&["/admin"]);
        done(user);
    }
    // The dashboard knows no way to the staff's pages by itself.
    for page in [
        "/admin/cards",
        "/admin/cards/preview.png",
        "/admin/cards/blank",
        "/admin/cards/attach",
        "/admin/cards/batches",
        "/admin/cards/batches/1/cards.pdf",
        "/admin/cards/batches/1/page.png",
        "/admin/links",
        "/admin/users",
        "/admin/password",
        "/admin/sign-in",
        "/dashboard/index.html",
        "/dashboard/en/index.html",
        "/dashboard/site.css",
        "/public/index.html",
        "/s",
        &format!("/admin/touchpoints/{code}/a5.pdf"),
    ] {
        assert!(opened.contains(&format!("{PATH}{page}")), "{page} was not met: {opened:#?}");
    }
    assert_eq!(proxy.strays(), [""; 0]);
}

fn every_link_stays_under_the_path_where_a_proxy_keeps_it() {
    crawl(Base::Kept);
}

fn every_link_stays_under_the_path_where_a_proxy_strips_it() {
    crawl(Base::Stripped);
}

fn cookies_and_redirects_belong_to_the_path(database: &Database) {
    let app = TestApp::with(database, &[("SERVER__PUBLIC_URL", "https://shop.example/survey")]);
    let link = app.wait(sign_in::first_link(&app.house)).expect("made").expect("nobody is in");
    let client = app.client().with("sec-fetch-site", "same-origin");
    let used = client.post(&format!("{PATH}/admin/link/{}", link.0), "");
    assert_eq!((used.status, used.header("location")), (303, "/survey/admin/password"));
    let cookie = used.header("set-cookie");
    assert!(cookie.starts_with("__Secure-afterword="), "{cookie}");
    for flag in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/survey"] {
        assert!(cookie.split("; ").any(|part| part == flag), "{flag}: {cookie}");
    }
    let session = cookie.split(['=', ';']).nth(1).expect("a value");
    for (name, status) in
        [("__Secure-afterword", 200), ("afterword", 303), ("__Host-afterword", 303)]
    {
        let client = app.client().with("cookie", &format!("{name}={session}"));
        for path in ["/admin/users", "/survey/admin/users?lang=th"] {
            let reply = client.get(path);
            assert_eq!(reply.status, status, "{name} {path}");
            let cookie = reply.header("set-cookie");
            let is_kept = status == 200 && path.contains("lang");
            assert_eq!(cookie.contains("; Path=/survey/admin; "), is_kept, "{cookie}");
        }
    }
    for (path, to) in [
        ("/", "/survey/dashboard/"),
        ("/survey", "/survey/dashboard/"),
        ("/survey/", "/survey/dashboard/"),
        ("/dashboard/", "/survey/admin/sign-in"),
        ("/survey/public", "/survey/public/"),
    ] {
        assert_eq!(app.client().get(path).header("location"), to, "{path}");
    }
    assert_eq!(app.client().get("/surveys").status, 404);
    let origin = app.client().with("origin", "https://shop.example");
    let form = format!("name=nobody&password={}", encode("correct horse battery"));
    assert!(origin.post("/survey/admin/sign-in", &form).body.contains("id=\"problem\""));
}

fn links_of_the_loopback_stay_in_the_house(database: &Database) {
    let shop = Shop::new(
        database,
        "[mail]\ntransport = \"smtp\"\nfrom = \"Gốm <chao@gom.vn>\"\n\
         smtp_url = \"smtp://127.0.0.1:1?tls=none\"\n",
    );
    let (now, day) = (jiff::Timestamp::now(), jiff::SignedDuration::from_hours(24));
    let file = format!(
        "Order ID,Order date,Fulfilled at,Customer,Email\nA1,{0},{0},An,an@gom.vn\nA2,{1},,Lan,lan@gom.vn\n",
        now - day * 4,
        now
    );
    let orders = shop.write("orders.csv", &file);
    shop.run(&["import", "orders", orders.to_str().expect("a plain path")]);
    shop.run(&["run", "plan"]);
    let added = shop.run(&["touchpoint", "add", "Counter"]);
    let code = added[0]["code"].as_str().expect("a code").to_owned();
    for command in [
        &["run", "deliver"][..],
        &["mail", "test", "an@gom.vn", "--lang", "en"],
        &["cards", "--out", "cards.pdf"],
        &["cards", "--blank", "2", "--out", "blank.pdf"],
        &["cards", "--touchpoint", &code, "--out", "shared.pdf"],
        &["touchpoint", "poster", &code, "--out", "poster.pdf"],
        &["export", "links", "--all", "--out", "links.csv", "--record"],
    ] {
        let (exit, said) = shop.run_in_public(command);
        assert_eq!(exit, Some(2), "{command:?}: {said}");
        assert!(
            said.contains("server.public_url: http://127.0.0.1:8080 can be opened on"),
            "{said}"
        );
    }
    for file in ["cards.pdf", "blank.pdf", "shared.pdf", "poster.pdf", "links.csv"] {
        assert!(!shop.path(file).exists(), "{file}");
    }
    let ledger = shop.run(&["deliveries", "list"]);
    let states: Vec<_> =
        ledger.as_array().expect("a list").iter().map(|line| &line["state"]).collect();
    assert!(!states.is_empty() && states.iter().all(|state| *state == "waiting"), "{ledger}");
    shop.run(&["cards", "--out", "cards.pdf"]);
    assert!(shop.path("cards.pdf").exists());
}

fn staff_are_told_why_nothing_is_printed(database: &Database) {
    let app = TestApp::with(database, &[("SERVER__PUBLIC_URL", "http://192.168.1.7:8080")]);
    let link = app.wait(sign_in::first_link(&app.house)).expect("made").expect("nobody is in");
    let owner = app.client();
    assert_eq!(owner.post(&format!("/admin/link/{}", link.0), "").status, 303);
    for language in ["en", "vi", "th"] {
        let page = owner.get(&format!("/admin/links?lang={language}"));
        assert!(page.body.contains("role=\"note\"") && page.body.contains("server.public_url"));
    }
}

fn a_lost_secret_is_not_replaced(database: &Database) {
    let shop = Shop::new(database, "");
    shop.run(&["run", "plan"]);
    let secret = shop.path("data/keys/secret");
    let kept = std::fs::read(&secret).expect("a secret");
    std::fs::remove_file(&secret).expect("lost");
    let (exit, said) = shop.run_in_public(&["run", "plan"]);
    assert_eq!(exit, Some(2), "{said}");
    assert!(said.contains("put it back from your backup"), "{said}");
    assert!(!secret.exists(), "no other is made");
    std::fs::write(&secret, kept).expect("put back");
    shop.run(&["run", "plan"]);
}
