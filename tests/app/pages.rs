//! What every page is: small, without anything from elsewhere, in the reader's language.

use std::io::Read;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::read::GzDecoder;
use sha2::{Digest, Sha256};

use super::client::{Reply, get_raw};
use super::orders::Order;
use super::shop::{PUBLIC_URL, TestApp};
use crate::support::database::Database;

trials! {
    every_page_has_its_headers_and_is_small on each_database;
    compressed_and_plain_say_the_same on each_database;
    the_language_is_the_link_s_the_customer_s_the_browser_s_the_shop_s on each_database;
    the_host_header_is_in_no_link on each_database;
    health_is_told on each_database;
}

/// Pages of every sort, opened and posted.
fn pages(app: &TestApp) -> Vec<(String, Reply)> {
    let client = app.client();
    let path = format!("/s/{}", app.token("A1"));
    let unsubscribe = app.texts("SELECT unsubscribe_token FROM invitations")[0].clone();
    let mut pages = vec![
        ("form".to_owned(), client.get(&path)),
        ("refused".to_owned(), client.post(&path, "score=99")),
        ("more".to_owned(), client.post(&path, "score=2")),
        ("thanks".to_owned(), client.post(&path, "comment=x")),
        ("edit".to_owned(), client.get(&path)),
        ("unsubscribe".to_owned(), client.get(&format!("/u/{unsubscribe}"))),
        ("large".to_owned(), client.post(&path, "x".repeat(70_000))),
    ];
    for path in ["/s", "/none", "/s/000000000000", "/q/none", "/admin/sign-in", "/admin/link/ff"] {
        pages.push((path.to_owned(), client.get(path)));
    }
    app.pass_hours(25);
    pages.push(("sealed".to_owned(), client.get(&path)));
    pages
}

fn every_page_has_its_headers_and_is_small(database: &Database) {
    let app = TestApp::start(database);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    for (name, page) in pages(&app) {
        assert_eq!(page.header("x-content-type-options"), "nosniff", "{name}");
        // The address of a customer's page is a secret; forms of staff must be known as ours.
        let referrer = if name.starts_with("/admin") { "same-origin" } else { "no-referrer" };
        assert_eq!(page.header("referrer-policy"), referrer, "{name}");
        assert_eq!(page.header("cache-control"), "no-store", "{name}");
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8", "{name}");
        let policy = page.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{name}");
        let mut styles = 0;
        for style in page.body.split("<style>").skip(1) {
            let style = style.split("</style>").next().expect("an end");
            let hash = STANDARD.encode(Sha256::digest(style.as_bytes()));
            assert!(policy.contains(&format!("'sha256-{hash}'")), "{name}: a style not allowed");
            styles += 1;
        }
        assert!(styles > 0, "{name}");
        assert!(!page.body.contains("<script") && !page.body.contains(" style="), "{name}");
        let mut zipped =
            flate2::read::GzEncoder::new(page.body.as_bytes(), flate2::Compression::new(6));
        let mut bytes = Vec::new();
        zipped.read_to_end(&mut bytes).expect("compressed");
        assert!(bytes.len() <= 12 * 1024, "{name}: {}", bytes.len());
        assert!(!page.body.contains(&app.token("A1")), "{name}: the token is in the page");
    }
}

fn compressed_and_plain_say_the_same(database: &Database) {
    let app = TestApp::start(database);
    app.ask(&[Order::new("A1", "lan@example.vn").with("name", "Trần Thị Lan")]);
    let path = format!("/s/{}?score=9", app.token("A1"));
    for _ in 0..2 {
        let (_, head, plain) = get_raw(app.port, &path, "");
        assert!(!head.contains("content-encoding"));
        let (_, head, zipped) = get_raw(app.port, &path, "Accept-Encoding: br, gzip;q=0.8\r\n");
        assert!(head.contains("content-encoding: gzip") && head.contains("vary:"), "{head}");
        let mut unzipped = Vec::new();
        GzDecoder::new(zipped.as_slice()).read_to_end(&mut unzipped).expect("gzip");
        assert_eq!(String::from_utf8_lossy(&unzipped), String::from_utf8_lossy(&plain));
        assert!(zipped.len() < 12 * 1024, "{}", zipped.len());
    }
    let (_, head, _) = get_raw(app.port, &path, "Accept-Encoding: gzip;q=0\r\n");
    assert!(!head.contains("content-encoding"), "{head}");
}

fn the_language_is_the_link_s_the_customer_s_the_browser_s_the_shop_s(database: &Database) {
    let app = TestApp::start(database);
    app.ask(&[
        Order::new("thai", "khun@example.th").with("language", "th"),
        Order::new("unknown", "ann@example.com"),
    ]);
    let language = |order: &str, query: &str, accept: &str| {
        let path = format!("/s/{}{query}", app.token(order));
        let client = app.client().with("accept-language", accept);
        client.get(&path).between("<html lang=\"", "\"").to_owned()
    };
    assert_eq!(language("thai", "?lang=en", "vi"), "en");
    assert_eq!(language("thai", "", "en"), "th");
    assert_eq!(language("thai", "?lang=fr", "en"), "th");
    assert_eq!(language("unknown", "", "fr, en;q=0.5"), "en");
    assert_eq!(language("unknown", "", "fr"), "vi");
    assert_eq!(language("unknown", "?lang=en'%20OR%201=1%20--", "fr"), "vi");
    let token = app.token("unknown");
    app.client().with("accept-language", "en").post(&format!("/s/{token}"), "score=9");
    assert_eq!(app.texts("SELECT language FROM responses"), ["en"]);
    let letters = app.outbox.letters();
    assert_eq!(letters[0].language.tag(), "th");
    assert_eq!(letters[1].language.tag(), "vi");
}

fn the_host_header_is_in_no_link(database: &Database) {
    let app = TestApp::start(database);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    let evil = "X-Forwarded-Host: evil.example\r\nForwarded: host=evil.example\r\n";
    for path in [
        format!("/s/{}", app.token("A1")),
        "/s".into(),
        "/".into(),
        "/dashboard/".into(),
        "/none".into(),
    ] {
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: evil.example\r\n{evil}Connection: close\r\n\r\n");
        let (_, head, body) = super::client::send_raw(app.port, request.as_bytes());
        let all = head + &String::from_utf8_lossy(&body);
        assert!(!all.contains("evil"), "{path}: {all}");
    }
    let letter = &app.outbox.letters()[0];
    let starts = letter.html.matches("href=\"http").count();
    assert_eq!(letter.html.matches(&format!("href=\"{PUBLIC_URL}/")).count(), starts);
}

fn health_is_told(database: &Database) {
    let app = TestApp::start(database);
    let client = app.client();
    assert_eq!(client.get("/healthz").body, "ok\n");
    assert!(client.get("/readyz").body.contains("\"ready\":true"));
}
