//! Where editions go besides the data directory, the edition for anybody, and a shop's own theme.

use std::fs;
use std::path::Path;

use afterword::flow::publish::{Publication, run_everywhere};

use super::orders::Order;
use super::shop::TestApp;
use crate::support::database::Database;
use crate::support::s3::S3;

trials! {
    a_directory_gets_each_edition on each_database;
    a_command_gets_each_edition_and_may_fail on each_database;
    storage_gets_what_changed on each_database needs S3;
    storage_that_is_away_loses_nothing on each_database;
    anybody_sees_only_what_is_shared on each_database;
    files_of_the_site_can_be_replaced_one_by_one on each_database;
}

fn publish(app: &TestApp) -> Publication {
    app.fold();
    app.wait(run_everywhere(&app.house)).expect("published")
}

/// Answers of so many customers.
fn answer(app: &TestApp, from: usize, scores: &[u8]) {
    let id = |n: usize| format!("A{}", from + n);
    let order = |n: usize| Order::new(&id(n), &format!("c{}@example.vn", from + n));
    app.ask(&(0..scores.len()).map(order).collect::<Vec<_>>());
    for (n, score) in scores.iter().enumerate() {
        let form = format!("score={score}&comment=Lời+{}", from + n);
        assert_eq!(app.client().post(&format!("/s/{}", app.token(&id(n))), form).status, 200);
    }
}

fn same_as_home(app: &TestApp, there: &Path) {
    for path in ["index.html", "site.css", "data/after-purchase.json", "en/method.html"] {
        let home = fs::read(app.data.join("site").join(path)).expect(path);
        assert_eq!(fs::read(there.join(path)).expect(path), home, "{path}");
    }
}

fn a_directory_gets_each_edition(database: &Database) {
    let place = tempfile::tempdir().expect("a directory");
    let there = place.path().join("www");
    fs::create_dir(&there).expect("made");
    fs::write(there.join("CNAME"), "theirs").expect("written");
    let targets = format!("[{{directory=\"{}\"}}]", there.display());
    let app = TestApp::with(database, &[("PUBLISH__TARGETS", &targets)]);
    let first = publish(&app);
    assert!(first.is_everywhere(), "{first:?}");
    same_as_home(&app, &there);
    answer(&app, 0, &[9, 9, 9, 10, 10, 3]);
    let second = publish(&app);
    assert!(second.targets[0].written > 0 && second.targets[0].kept > 0, "{second:?}");
    same_as_home(&app, &there);
    assert_eq!(fs::read(there.join("CNAME")).expect("it stays"), b"theirs");
    // A place that cannot be written is told, and the edition at home is there.
    fs::remove_dir_all(&there).expect("removed");
    fs::write(&there, "in the way").expect("written");
    answer(&app, 10, &[9]);
    let third = publish(&app);
    assert!(third.targets[0].error.is_some(), "{third:?}");
    assert!(third.site.written > 0);
}

fn a_command_gets_each_edition_and_may_fail(database: &Database) {
    let place = tempfile::tempdir().expect("a directory");
    let there = place.path().join("copy");
    let targets = format!(
        "[{{command=[\"cp\",\"-r\",\"{{site}}/.\",\"{}\"]}},{{command=[\"false\"]}}]",
        there.display()
    );
    let app = TestApp::with(database, &[("PUBLISH__TARGETS", &targets)]);
    let done = publish(&app);
    same_as_home(&app, &there);
    assert!(!done.is_everywhere());
    assert_eq!(done.targets[0].error, None);
    assert!(done.targets[1].error.as_ref().is_some_and(|error| error.contains("false failed")));
}

fn storage(endpoint: &str) -> String {
    format!(
        "[{{s3=\"s3://shop/results\",endpoint=\"{endpoint}\",access_key=\"key\",\
         secret_key=\"secret\",timeout_seconds=10}}]"
    )
}

fn storage_gets_what_changed(database: &Database) {
    let s3 = S3::start();
    s3.put("results/theirs.txt", "theirs");
    let app = TestApp::with(database, &[("PUBLISH__TARGETS", &storage(&s3.endpoint))]);
    let first = publish(&app);
    assert!(first.is_everywhere(), "{first:?}");
    assert_eq!(first.targets[0].kept, 0);
    let (kind, page) = s3.get("results/index.html").expect("the entrance");
    assert_eq!(kind, "text/html; charset=utf-8");
    assert_eq!(page, fs::read_to_string(app.data.join("site/index.html")).expect("at home"));
    let again = publish(&app);
    assert_eq!((again.targets[0].written, again.targets[0].error.as_ref()), (0, None), "{again:?}");
    app.apply("slug = \"second\"\nkind = \"csat\"\n");
    let more = publish(&app);
    assert!(more.targets[0].written > 0 && more.targets[0].kept > 0, "{more:?}");
    assert!(s3.get("results/data/second.json").is_some());
    assert_eq!(s3.get("results/theirs.txt").expect("it stays").1, "theirs");
    let note = s3.get("results/.afterword.json").expect("a note").1;
    assert!(note.contains("data/second.json") && !note.contains("theirs"), "{note}");
}

fn storage_that_is_away_loses_nothing(database: &Database) {
    let closed = format!("http://127.0.0.1:{}", crate::support::process::free_port());
    let app = TestApp::with(database, &[("PUBLISH__TARGETS", &storage(&closed))]);
    let done = publish(&app);
    let error = done.targets[0].error.as_deref().expect("it is away");
    assert!(error.contains("shop/results") && !error.contains("secret"), "{error}");
    assert!(app.data.join("site/index.html").is_file());
}

fn anybody_sees_only_what_is_shared(database: &Database) {
    let closed = TestApp::with(database, &[("SITE__COMMENTS", "true")]);
    publish(&closed);
    assert_eq!(closed.client().get("/public/").status, 404);
    assert!(!closed.data.join("public").exists());
    let home = fs::read_to_string(closed.data.join("site/index.html")).expect("at home");
    assert!(home.contains("content=\"noindex\""));
    drop(closed);

    let database = Database::fresh(database.backend);
    let app = TestApp::with(
        &database,
        &[("SITE__COMMENTS", "true"), ("SITE__PUBLIC_EDITION__SURVEYS", "after-purchase")],
    );
    app.apply("slug = \"secret\"\nkind = \"csat\"\n");
    answer(&app, 0, &[9, 9, 9, 10, 10, 3]);
    let done = publish(&app);
    assert!(done.public.is_some());
    let page = app.client().get("/public/");
    assert_eq!(page.status, 200);
    assert!(!page.body.contains("noindex"));
    let canonical = "<link rel=\"canonical\" href=\"http://survey.shop.example/public/\">";
    assert!(page.body.contains(canonical), "{}", page.body);
    assert!(page.body.contains("<meta name=\"description\""));
    let page = app.client().get("/public/en/after-purchase/");
    assert_eq!((page.status, page.body.contains("Lời")), (200, false), "comments are not shared");
    assert_eq!(app.client().get("/public/data/secret.json").status, 404);
    let figures = app.client().get("/public/data/after-purchase.json").body;
    assert!(figures.contains("\"n\": 6") && figures.contains("\"invited\": 0"), "{figures}");
    let home = app.data.join("site/after-purchase/index.html");
    assert!(fs::read_to_string(home).expect("at home").contains("Lời"), "the owner sees them");

    let badge = app.client().get("/public/badge/after-purchase.svg");
    assert_eq!((badge.status, badge.header("content-type")), (200, "image/svg+xml"));
    assert_eq!(badge.header("cross-origin-resource-policy"), "cross-origin");
    let title = badge.between("<title id=\"t\">", "</title>");
    assert!(title.starts_with("Trà Hoa &amp; Bạn: NPS"), "{title}");
    assert!(badge.body.contains("prefers-color-scheme:dark"));
    assert!(badge.body.contains("6 phản hồi"), "{}", badge.body);
    // The owner's edition needs a sign-in as before, and has no badge.
    assert_eq!(app.client().get("/dashboard/").status, 303);
    assert!(!app.data.join("site/badge").exists());
}

fn files_of_the_site_can_be_replaced_one_by_one(database: &Database) {
    let own = tempfile::tempdir().expect("a directory");
    let write = |name: &str, text: &str| {
        let path = own.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    };
    write("site/site-told.css", ".own{color:red}\n");
    write("templates/site/method.html", "<p lang=\"{{ lang }}\">ours</p>");
    let dir = own.path().display().to_string();
    let app = TestApp::with(database, &[("TEMPLATES__DIR", &dir)]);
    publish(&app);
    let read = |path: &str| fs::read_to_string(app.data.join("site").join(path)).expect(path);
    assert!(read("site.css").contains(".own{color:red}"));
    assert!(read("site.css").contains("--paper"), "the other parts are the built-in ones");
    assert_eq!(read("method.html"), "<p lang=\"vi\">ours</p>");
    assert_eq!(read("th/method.html"), "<p lang=\"th\">ours</p>");
    assert!(read("index.html").contains("<nav"));
}
