//! Answers in: every kind, alone or with more, edited, closed, once.

use std::thread;

use super::client::{Client, encode};
use super::orders::Order;
use super::shop::TestApp;
use crate::support::database::Database;

trials! {
    every_kind_takes_its_scores on each_database;
    a_score_alone_counts_and_more_may_follow on each_database;
    an_edit_keeps_what_was_before on each_database;
    another_group_retracts_its_answers on each_database;
    an_answer_can_be_changed_for_a_day on each_database;
    nobody_answers_after_the_time_is_over on each_database;
    five_posts_of_one_token_make_one_answer on each_database;
    fifty_posts_of_fifty_tokens_are_all_stored on each_database;
    an_answer_stays_with_the_revision_it_was_asked_under on each_database;
    the_channel_is_the_link_s on each_database;
}

fn answers(app: &TestApp) -> Vec<String> {
    app.texts(
        "SELECT score || ' ' || coalesce(comment, '-') || ' ' || answers FROM responses ORDER BY id",
    )
}

fn every_kind_takes_its_scores(database: &Database) {
    let app = TestApp::start(database);
    app.apply("slug = \"after-purchase\"\nkind = \"nps\"\nactive = false\n");
    let kinds = [
        ("nps", 0, 10),
        ("csat", 1, 5),
        ("ces", 1, 7),
        ("stars", 1, 5),
        ("smileys", 1, 5),
        ("thumbs", 0, 1),
    ];
    for (kind, low, high) in kinds {
        app.apply(&format!("slug = \"s-{kind}\"\nkind = \"{kind}\"\nquiet_period = \"0 days\"\n"));
        let orders = ["low", "high", "out"]
            .map(|end| Order::new(&format!("{kind}-{end}"), "lan@example.vn"));
        app.ask(&orders);
        let post = |end: &str, score: i64| {
            let token = app.token(&format!("{kind}-{end}"));
            app.client().post(&format!("/s/{token}"), format!("score={score}")).status
        };
        let form = app.client().get(&format!("/s/{}", app.token(&format!("{kind}-low"))));
        let inputs = form.body.matches("name=\"score\"").count();
        assert_eq!(i64::try_from(inputs).expect("few"), high - low + 1, "{kind}");
        assert_eq!([post("low", low), post("high", high)], [200, 200], "{kind}");
        assert_eq!([post("out", low - 1), post("out", high + 1)], [422, 422], "{kind}");
        app.apply(&format!("slug = \"s-{kind}\"\nkind = \"{kind}\"\nactive = false\n"));
    }
    assert_eq!(app.number("SELECT count(*) FROM responses"), 12);
    app.fold();
}

fn a_score_alone_counts_and_more_may_follow(database: &Database) {
    let app = TestApp::start(database);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    let (client, path) = (app.client(), format!("/s/{}", app.token("A1")));
    let more = client.post(&path, "score=3");
    assert_eq!(more.status, 200);
    assert!(more.body.contains("name=\"reason\"") && more.body.contains("name=\"comment\""));
    assert_eq!(answers(&app), ["3 - {}"]);
    let comment = encode("Giao chậm\r\nhai ngày");
    let thanks = client.post(&path, format!("comment={comment}&reason=speed"));
    assert_eq!(thanks.status, 200);
    assert!(!thanks.body.contains("<textarea"), "thanks ask nothing");
    assert_eq!(answers(&app), ["3 Giao chậm\nhai ngày {\"reason\":\"speed\"}"]);
    let events = app.texts("SELECT kind FROM events ORDER BY id");
    assert_eq!(events, ["response.created", "response.updated"]);
}

fn an_edit_keeps_what_was_before(database: &Database) {
    let app = TestApp::start(database);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    let (client, path) = (app.client(), format!("/s/{}", app.token("A1")));
    client.post(&path, format!("score=9&comment={}", encode("Rất tốt")));
    let form = client.get(&path);
    assert!(form.body.contains("Rất tốt") && form.body.contains("value=\"9\" class=\"o\" checked"));
    app.pass_hours(1);
    client.post(&path, format!("score=10&comment={}", encode("Tuyệt")));
    assert_eq!(answers(&app), ["10 Tuyệt {}"]);
    let before = "SELECT score || ' ' || comment FROM response_edits";
    assert_eq!(app.texts(before), ["9 Rất tốt"]);
    // The same again is no edit.
    client.post(&path, format!("score=10&comment={}", encode("Tuyệt")));
    assert_eq!(app.number("SELECT count(*) FROM response_edits"), 1);
    let moved = "SELECT updated_at - answered_at FROM responses";
    assert_eq!(app.number(moved), 3_600_000_000);
    app.fold();
}

fn another_group_retracts_its_answers(database: &Database) {
    let app = TestApp::start(database);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    let (client, path) = (app.client(), format!("/s/{}", app.token("A1")));
    client.post(&path, "score=2&reason=speed&comment=ch%E1%BA%ADm");
    app.fold();
    let reasons = "SELECT coalesce(sum(n), 0)::bigint FROM tallies WHERE measure = 'answer.reason'";
    let reasons = reasons.replace("::bigint", "");
    let reasons = format!("SELECT CAST(({reasons}) AS BIGINT)");
    assert!(app.number(&reasons) > 0);
    // Sent along by an old page, not asked of promoters: ignored, not refused.
    assert_eq!(client.post(&path, "score=9&reason=speed").status, 200);
    assert_eq!(answers(&app), ["9 chậm {}"]);
    app.fold();
    assert_eq!(app.number(&reasons), 0);
    let scores = "SELECT value FROM tallies WHERE measure = 'score' AND n <> 0 \
                  AND grain = 'month' AND dimension = 'all'";
    assert_eq!(app.texts(scores), ["9"]);
}

fn an_answer_can_be_changed_for_a_day(database: &Database) {
    let app = TestApp::start(database);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    let (client, path) = (app.client(), format!("/s/{}", app.token("A1")));
    client.post(&path, "score=9");
    app.pass_hours(24);
    assert_eq!(client.post(&path, "score=8").status, 200);
    app.pass_seconds(1);
    for reply in [client.post(&path, "score=1"), client.get(&path)] {
        assert_eq!(reply.status, 410);
        assert!(reply.body.contains("<h1>") && !reply.body.contains("<form"));
    }
    assert_eq!(answers(&app), ["8 - {}"]);
}

fn nobody_answers_after_the_time_is_over(database: &Database) {
    let app = TestApp::start(database);
    app.ask(&[Order::new("A1", "lan@example.vn"), Order::new("A2", "mai@example.vn")]);
    let client = app.client();
    let path = |order| format!("/s/{}", app.token(order));
    app.pass_hours(24 * 60);
    assert_eq!(client.post(&path("A1"), "score=9").status, 200);
    app.pass_seconds(1);
    assert_eq!(client.get(&path("A2")).status, 410);
    assert_eq!(client.post(&path("A2"), "score=9").status, 410);
    // What was answered in time may still be changed for its day.
    assert_eq!(client.post(&path("A1"), "score=8").status, 200);
    assert_eq!(answers(&app), ["8 - {}"]);
}

fn five_posts_of_one_token_make_one_answer(database: &Database) {
    let app = TestApp::start(database);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    let path = format!("/s/{}", app.token("A1"));
    let statuses =
        in_parallel(app.port, (0..5).map(|_| (path.clone(), "score=9".to_owned())).collect());
    assert_eq!(statuses, [200; 5]);
    assert_eq!(answers(&app), ["9 - {}"]);
    assert_eq!(app.number("SELECT count(*) FROM response_edits"), 0);
    let different = (0..5).map(|n| (path.clone(), format!("score={n}"))).collect();
    assert_eq!(in_parallel(app.port, different), [200; 5]);
    assert_eq!(app.number("SELECT count(*) FROM responses"), 1);
    app.fold();
}

fn fifty_posts_of_fifty_tokens_are_all_stored(database: &Database) {
    let app = TestApp::start(database);
    let orders: Vec<Order> =
        (0..50).map(|n| Order::new(&format!("A{n}"), &format!("c{n}@example.vn"))).collect();
    app.ask(&orders);
    let posts = (0..50).map(|n| {
        let token = app.token(&format!("A{n}"));
        (format!("/s/{token}?via=mail"), format!("score={}&comment=k{n}", n % 11))
    });
    assert_eq!(in_parallel(app.port, posts.collect()), [200; 50]);
    assert_eq!(app.number("SELECT count(*) FROM responses"), 50);
    assert_eq!(app.number("SELECT count(DISTINCT comment) FROM responses"), 50);
    assert_eq!(app.number("SELECT count(*) FROM invitations WHERE answered_at IS NULL"), 0);
    app.fold();
    let counted = "SELECT CAST(sum(n) AS BIGINT) FROM tallies WHERE measure = 'score' \
                   AND grain = 'month' AND dimension = 'all'";
    assert_eq!(app.number(counted), 50);
}

fn in_parallel(port: u16, posts: Vec<(String, String)>) -> Vec<u16> {
    thread::scope(|scope| {
        let posting: Vec<_> = posts
            .into_iter()
            .map(|(path, form)| scope.spawn(move || Client::new(port).post(&path, form).status))
            .collect();
        posting.into_iter().map(|post| post.join().expect("posted")).collect()
    })
}

fn an_answer_stays_with_the_revision_it_was_asked_under(database: &Database) {
    let app = TestApp::start(database);
    app.ask(&[Order::new("A1", "lan@example.vn")]);
    let (client, path) = (app.client(), format!("/s/{}", app.token("A1")));
    app.apply("slug = \"after-purchase\"\nkind = \"nps\"\n");
    assert_eq!(client.post(&path, "score=1&reason=speed").status, 200);
    assert_eq!(answers(&app), ["1 - {\"reason\":\"speed\"}"]);
    app.fold();
}

fn the_channel_is_the_link_s(database: &Database) {
    let app = TestApp::start(database);
    let vias =
        ["", "?via=mail", "?via=reminder", "?via=link", "?via=touchpoint", "?via=%FF&lang=xx"];
    for (n, via) in vias.iter().enumerate() {
        app.ask(&[Order::new(&format!("A{n}"), &format!("c{n}@example.vn"))]);
        let path = format!("/s/{}{via}", app.token(&format!("A{n}")));
        assert_eq!(app.client().post(&path, "score=9").status, 200, "{via}");
    }
    let channels = app.texts(
        "SELECT channel FROM responses JOIN invitations ON invitations.id = invitation_id \
         ORDER BY invitations.id",
    );
    assert_eq!(channels, ["card", "mail", "reminder", "link", "card", "card"]);
}
