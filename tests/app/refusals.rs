//! What a form gets back that cannot be taken: the reason, what was typed, and nothing stored.

use super::client::{encode, get_raw, send_raw};
use super::orders::Order;
use super::shop::TestApp;
use crate::support::database::Database;

trials! {
    what_cannot_be_taken_comes_back_with_what_was_typed on each_database;
    a_comment_has_four_thousand_characters on each_database;
    a_body_has_sixty_four_kilobytes on each_database;
    opening_a_form_writes_nothing on each_database;
    unknown_tokens_are_limited_and_known_ones_are_not on each_database;
    tokens_are_read_as_people_type_them on each_database;
    a_typed_code_leads_to_its_form on each_database;
    a_comment_with_markup_comes_back_as_text on each_database;
}

fn stored(app: &TestApp) -> [i64; 3] {
    ["responses", "entries", "events"].map(|t| app.number(&format!("SELECT count(*) FROM {t}")))
}

fn what_cannot_be_taken_comes_back_with_what_was_typed(database: &Database) {
    let app = TestApp::start(database);
    app.ask(&[Order::new("A1", "lan@example.vn").with("language", "en")]);
    let (client, path) = (app.client(), format!("/s/{}", app.token("A1")));
    let before = stored(&app);
    let typed = format!("comment={}", encode("Gói hàng đẹp"));
    for (form, reason) in [
        ("", "Please choose a score first."),
        ("score=", "Please choose a score first."),
        ("score=11", "Please choose one of the scores shown."),
        ("score=-1", "Please choose one of the scores shown."),
        ("score=9.5", "Please choose one of the scores shown."),
        ("score=nine", "Please choose one of the scores shown."),
        ("score=%39%00", "Please choose one of the scores shown."),
        ("score=2&reason=price", "Please choose from the answers shown."),
        ("score=2&reason=%FF", "Some characters did not arrive well."),
        ("score=%FF", "Some characters did not arrive well."),
    ] {
        let reply = client.post(&path, format!("{form}&{typed}"));
        assert_eq!(reply.status, 422, "{form}");
        assert!(reply.body.contains(reason), "{form}: {}", reply.body);
        assert!(reply.body.contains("Gói hàng đẹp"), "{form}: what was typed is gone");
    }
    let broken = client.post(&path, b"score=9&comment=t%E1%BB tail".as_slice());
    assert_eq!(broken.status, 422);
    assert!(broken.body.contains("did not arrive well") && broken.body.contains("tail"));
    let raw = client.post(&path, b"score=9&comment=\xff\xfe".as_slice());
    assert_eq!(raw.status, 422);
    // Not a form at all.
    for nonsense in [b"{\"score\": 9}".as_slice(), b"&&&=&", &[0; 200]] {
        assert_eq!(client.post(&path, nonsense).status, 422);
    }
    assert_eq!(stored(&app), before);
    assert_eq!(client.post(&path, "score=9&unknown=field").status, 200, "others are ignored");
}

fn a_comment_has_four_thousand_characters(database: &Database) {
    let app = TestApp::start(database);
    app.ask(&[Order::new("A1", "lan@example.vn").with("language", "en")]);
    let (client, path) = (app.client(), format!("/s/{}", app.token("A1")));
    let before = stored(&app);
    let long = "ế".repeat(4_001);
    let reply = client.post(&path, format!("score=9&comment={}", encode(&long)));
    assert_eq!(reply.status, 422);
    assert!(reply.body.contains("4,000 characters") && reply.body.contains(&long));
    assert_eq!(stored(&app), before);
    let reply = client.post(&path, format!("score=9&comment={}", encode(&long[3..])));
    assert_eq!(reply.status, 200);
    assert_eq!(app.number("SELECT CAST(length(comment) AS BIGINT) FROM responses"), 4_000);
}

fn a_body_has_sixty_four_kilobytes(database: &Database) {
    let app = TestApp::start(database);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    let path = format!("/s/{}", app.token("A1"));
    let before = stored(&app);
    let body = format!("score=9&comment={}", "x".repeat(65 * 1024));
    let reply = app.client().post(&path, &body);
    assert_eq!(reply.status, 413);
    assert!(reply.body.contains("<h1>"), "a page for people");
    // Without a length announced, in pieces.
    let mut request = format!(
        "POST {path} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    );
    request.push_str(&format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len()));
    assert_eq!(send_raw(app.port, request.as_bytes()).0, 413);
    assert_eq!(stored(&app), before);
    let full = format!("score=9&x={}", "y".repeat(64 * 1024 - 10));
    assert_eq!(app.client().post(&path, full).status, 200, "exactly 64 KB are read");
}

fn opening_a_form_writes_nothing(database: &Database) {
    let app = TestApp::start(database);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    let path = format!("/s/{}?via=mail&score=9", app.token("A1"));
    let before = stored(&app);
    let opened = app.client().get(&path);
    assert!(opened.body.contains("value=\"9\" class=\"o\" checked"), "{}", opened.body);
    let head = format!("HEAD {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    let (status, _, body) = send_raw(app.port, head.as_bytes());
    assert_eq!((status, body.len()), (200, 0));
    for method in ["PUT", "DELETE", "OPTIONS", "PATCH"] {
        let request = format!("{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        let (status, ..) = send_raw(app.port, request.as_bytes());
        assert!((400..500).contains(&status), "{method}: {status}");
    }
    for score in ["11", "-1", "x", "", "%FF"] {
        let path = format!("/s/{}?score={score}", app.token("A1"));
        assert!(!app.client().get(&path).body.contains(" checked"), "{score}");
    }
    assert_eq!(stored(&app), before);
    assert_eq!(app.number("SELECT count(*) FROM invitations WHERE answered_at IS NOT NULL"), 0);
}

fn unknown_tokens_are_limited_and_known_ones_are_not(database: &Database) {
    let app = TestApp::start(database);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    let client = app.client();
    let statuses: Vec<u16> = (0..40)
        .map(|n| match n % 4 {
            0 => client.get(&format!("/s/00000000{n:04}")).status,
            1 => client.post(&format!("/s/00000000{n:04}"), "score=9").status,
            2 => client.get(&format!("/q/none{n}")).status,
            _ => client.get(&format!("/u/{n}")).status,
        })
        .collect();
    assert_eq!(statuses[..30], [404; 30]);
    assert_eq!(statuses[35..], [429; 5]);
    assert!(!client.get("/s/000000000000").header("retry-after").is_empty());
    let path = format!("/s/{}", app.token("A1"));
    assert_eq!(client.get(&path).status, 200);
    assert_eq!(client.post(&path, "score=9").status, 200);
}

fn tokens_are_read_as_people_type_them(database: &Database) {
    let app = TestApp::start(database);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    app.execute("UPDATE invitations SET token = 'AB10EFGHJKMN'");
    let client = app.client();
    for path in [
        "/s/AB10EFGHJKMN",
        "/S/AB10EFGHJKMN",
        "/s/ab10-efgh-jkmn",
        "/S/AB10-EFGH-JKMN",
        "/s/abIO-efgh-jkmn",
        "/s/ablo-efgh-jkmn",
        "/s/AB10%20EFGH%20JKMN",
    ] {
        assert_eq!(client.get(path).status, 200, "{path}");
    }
    for path in ["/s/AB10EFGHJKM", "/s/AB10EFGHJKMNN", "/s/AB10EFGHJKMU", "/s/%FF", "/s/x'--"] {
        assert_eq!(client.get(path).status, 404, "{path}");
    }
}

fn a_typed_code_leads_to_its_form(database: &Database) {
    let app = TestApp::start(database);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    app.execute("UPDATE invitations SET token = 'AB10EFGHJKMN'");
    let client = app.client();
    assert!(client.get("/s").body.contains("name=\"code\""));
    let found = client.post("/S", "code=abio-efgh+jkmn");
    assert_eq!((found.status, found.header("location")), (303, "/s/AB10EFGHJKMN"));
    for code in ["", "code=", "code=//evil.example", "code=%0d%0aSet-Cookie:x", "code=%FF"] {
        assert_eq!(client.post("/s", code).status, 422, "{code}");
    }
}

fn a_comment_with_markup_comes_back_as_text(database: &Database) {
    let app = TestApp::start(database);
    let name = "<script>alert(1)</script>";
    app.ask(&[Order::new("A1", "lan@example.vn").with("name", name)]);
    let path = format!("/s/{}", app.token("A1"));
    let typed = encode("</textarea><script>alert(2)</script>");
    app.client().post(&path, format!("score=9&comment={typed}"));
    let page = app.client().get(&path).body;
    assert!(!page.contains("<script") && page.contains("&lt;script&gt;alert(2)"), "{page}");
    let (_, head, _) = get_raw(
        app.port,
        &format!("/u/{}", &app.texts("SELECT unsubscribe_token FROM invitations")[0]),
        "",
    );
    assert!(head.starts_with("http/1.1 200"));
}
