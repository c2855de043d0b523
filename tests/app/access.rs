//! Signing in, and what stands behind it.

use std::fs;

use afterword::flow::sign_in;

use super::client::{Client, get_raw, send_raw};
use super::shop::TestApp;
use crate::support::database::Database;

trials! {
    a_link_signs_in_once_and_not_by_opening_it on each_database;
    a_password_is_set_and_signs_in on each_database;
    sessions_end_when_the_password_changes on each_database;
    the_dashboard_is_for_those_signed_in on each_database;
    a_public_dashboard_is_for_everybody on each_database;
    nothing_beside_the_site_can_be_read on each_database;
    malformed_cookies_are_none on each_database;
    forms_of_other_sites_are_refused on each_database;
}

const PASSWORD: &str = "password=correct+horse+battery&again=correct+horse+battery";

fn link(app: &TestApp) -> String {
    let secret = app.wait(sign_in::first_link(&app.house)).expect("made").expect("nobody is in");
    format!("/admin/link/{}", secret.0)
}

/// A browser that is signed in by the first link.
fn signed_in(app: &TestApp) -> Client {
    let client = app.client();
    assert_eq!(client.post(&link(app), "").status, 303);
    client
}

fn a_link_signs_in_once_and_not_by_opening_it(database: &Database) {
    let app = TestApp::start(database);
    let (client, link) = (app.client(), link(&app));
    for _ in 0..3 {
        assert_eq!(client.get(&link).status, 200);
    }
    assert_eq!(app.number("SELECT count(*) FROM sessions"), 0);
    let used = client.post(&link, "");
    assert_eq!((used.status, used.header("location")), (303, "/admin/password"));
    let cookie = used.header("set-cookie").to_lowercase();
    for flag in ["httponly", "samesite=lax", "path=/", "max-age=31536000"] {
        assert!(cookie.contains(flag), "{flag}: {cookie}");
    }
    assert_eq!(app.client().post(&link, "").status, 410);
    let page = app.client().get(&link);
    assert_eq!(page.status, 410);
    let form = "action=\"/admin/sign-in\"";
    assert!(page.body.contains(form) && page.body.contains("name=\"password\""), "{}", page.body);
    let secret = cookie.split(['=', ';']).nth(1).expect("a value").to_owned();
    assert_eq!(app.texts("SELECT hash FROM sessions").len(), 1);
    assert!(!app.texts("SELECT hash FROM sessions").contains(&secret), "stored as a hash");
    assert_eq!(app.client().get("/admin/link/ffff").status, 410);
}

fn a_password_is_set_and_signs_in(database: &Database) {
    let app = TestApp::start(database);
    let client = signed_in(&app);
    for refused in [
        "password=short&again=short",
        "password=correct+horse&again=correct+house",
        "password=1234567890&again=1234567890",
        "",
    ] {
        assert_eq!(client.post("/admin/password", refused).status, 422, "{refused}");
    }
    let stranger = app.client().post("/admin/password", PASSWORD);
    assert_eq!(stranger.header("location"), "/admin/sign-in?ended=1");
    assert_eq!(client.post("/admin/password", PASSWORD).header("location"), "/dashboard/");
    let stored = app.texts("SELECT password_hash FROM users");
    assert!(stored[0].starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored:?}");

    let other = app.client();
    for wrong in
        ["name=owner&password=wrong", "name=nobody&password=correct+horse+battery", "", "name=%FF"]
    {
        let reply = other.post("/admin/sign-in", wrong);
        let has_session = reply.header("set-cookie").contains("afterword=");
        assert_eq!((reply.status, has_session), (422, false), "{wrong}");
    }
    let entered = other.post("/admin/sign-in", "name=owner&password=correct+horse+battery");
    assert_eq!((entered.status, entered.header("location")), (303, "/dashboard/"));
    app.publish();
    assert_eq!(other.get("/dashboard/").status, 200);
    assert_eq!(other.post("/admin/sign-out", "").status, 303);
    assert_eq!(other.get("/dashboard/").status, 303);
}

fn sessions_end_when_the_password_changes(database: &Database) {
    let app = TestApp::start(database);
    app.publish();
    let phone = signed_in(&app);
    let laptop = app.client();
    phone.post("/admin/password", PASSWORD);
    laptop.post("/admin/sign-in", "name=owner&password=correct+horse+battery");
    assert_eq!([phone.get("/dashboard/").status, laptop.get("/dashboard/").status], [200, 200]);
    let next =
        "current=correct+horse+battery&password=another+long+phrase&again=another+long+phrase";
    assert_eq!(laptop.post("/admin/password", next).header("location"), "/dashboard/");
    assert_eq!([phone.get("/dashboard/").status, laptop.get("/dashboard/").status], [303, 200]);
}

fn the_dashboard_is_for_those_signed_in(database: &Database) {
    let app = TestApp::start(database);
    app.publish();
    let stranger = app.client();
    for path in
        ["/dashboard/", "/dashboard/index.html", "/dashboard/data/index.json", "/dashboard/none"]
    {
        let reply = stranger.get(path);
        assert_eq!((reply.status, reply.header("location")), (303, "/admin/sign-in"), "{path}");
        assert!(!reply.body.contains("surveys"));
    }
    let owner = signed_in(&app);
    let page = owner.get("/dashboard/");
    assert_eq!(page.status, 200);
    assert!(page.header("content-security-policy").contains("default-src 'none'"));
    assert_eq!(page.header("cache-control"), "private, no-cache");
    assert_eq!(owner.get("/dashboard/data/index.json").status, 200);
    assert_eq!(owner.get("/dashboard/none.html").status, 404);
}

fn a_public_dashboard_is_for_everybody(database: &Database) {
    let app = TestApp::with(database, &[("SITE__PUBLIC", "true")]);
    app.publish();
    assert_eq!(app.client().get("/dashboard/").status, 200);
    assert_eq!(app.client().get("/").header("location"), "/dashboard/");
}

fn nothing_beside_the_site_can_be_read(database: &Database) {
    let app = TestApp::with(database, &[("SITE__PUBLIC", "true")]);
    app.publish();
    fs::write(app.data.join("secret.txt"), "a secret").expect("written");
    for path in [
        "/dashboard/../secret.txt",
        "/dashboard/%2e%2e/secret.txt",
        "/dashboard/..%2fsecret.txt",
        "/dashboard/%2e%2e%2fsecret.txt",
        "/dashboard/..%5csecret.txt",
        "/dashboard//../secret.txt",
        "/dashboard/data/../../secret.txt",
        "/dashboard/%00",
        "/dashboard/.%00./secret.txt",
        "/dashboard/../../config.toml",
        "/dashboard//etc/passwd",
        "/dashboard/%2fetc%2fpasswd",
    ] {
        let (status, _, body) = get_raw(app.port, path, "");
        assert!((300..500).contains(&status), "{path}: {status}");
        let body = String::from_utf8_lossy(&body);
        assert!(!body.contains("a secret") && !body.contains("root:"), "{path}");
    }
}

fn malformed_cookies_are_none(database: &Database) {
    let app = TestApp::start(database);
    let long = "a".repeat(4_000);
    for cookie in [
        "afterword=",
        "afterword=%",
        "afterword=%FF%FE",
        "=;;=",
        "afterword",
        ";",
        &long,
        "afterword=\u{7f}",
    ] {
        let (status, ..) = get_raw(app.port, "/dashboard/", &format!("Cookie: {cookie}\r\n"));
        assert!(status == 303 || status == 400, "{cookie:?}: {status}");
    }
    let bytes = b"GET /dashboard/ HTTP/1.1\r\nHost: x\r\nCookie: afterword=\xff\xfe\r\nConnection: close\r\n\r\n";
    let (status, ..) = send_raw(app.port, bytes);
    assert!(status == 303 || status == 400, "{status}");
}

fn forms_of_other_sites_are_refused(database: &Database) {
    let app = TestApp::start(database);
    let client = signed_in(&app).with("sec-fetch-site", "cross-site");
    assert_eq!(client.post("/admin/password", PASSWORD).status, 422);
    client.post("/admin/sign-out", "");
    assert_eq!(app.number("SELECT count(*) FROM sessions"), 1, "not signed out by another site");
    let entered = app.client().with("origin", "https://evil.example");
    assert_eq!(entered.post("/admin/sign-in", "name=owner&password=x").status, 422);
    assert_eq!(app.number("SELECT count(*) FROM users WHERE password_hash IS NOT NULL"), 0);
}
