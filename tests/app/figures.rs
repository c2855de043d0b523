//! Answers out as figures: exact tallies, and what the site publishes for machines.

use std::fs;

use afterword::flow::survey::Applied;
use libtest_mimic::Failed;
use serde_json::{Value, json};

use super::client::encode;
use super::orders::Order;
use super::shop::TestApp;
use crate::support::database::Database;

trials! {
    the_json_has_its_shape_and_numbers on each_database;
    shares_and_means_have_their_own_units on each_database;
    too_few_answers_show_no_score on each_database;
    an_edit_moves_the_figures on each_database;
    publishing_again_writes_nothing on each_database;
    comments_are_shown_only_where_switched_on on each_database;
}

/// Answers with these scores, one order each, under the survey that exists from the start.
fn answered(app: &TestApp, scores: &[u8]) {
    let id = |n: usize| format!("A{n}");
    let order = |n: usize| Order::new(&id(n), &format!("c{n}@example.vn"));
    app.ask(&(0..scores.len()).map(order).collect::<Vec<_>>());
    for (n, score) in scores.iter().enumerate() {
        let path = format!("/s/{}?via=mail", app.token(&id(n)));
        assert_eq!(app.client().post(&path, format!("score={score}")).status, 200);
    }
    app.fold();
}

fn json_of(app: &TestApp, name: &str) -> Result<Value, Failed> {
    Ok(serde_json::from_slice(&fs::read(app.data.join("site/data").join(name))?)?)
}

fn near(value: &Value, wanted: f64) -> bool {
    value.as_f64().is_some_and(|value| (value - wanted).abs() < 1e-4)
}

fn the_json_has_its_shape_and_numbers(database: &Database) -> Result<(), Failed> {
    let app = TestApp::start(database);
    // The worked check of the facts, a tenth of it: 1 detractor, 2 passives, 7 promoters.
    answered(&app, &[3, 7, 8, 9, 9, 9, 10, 10, 10, 10]);
    app.import(&[Order::new("B1", "")]);
    app.plan();
    app.fold();
    app.publish();
    let index = json_of(&app, "index.json")?;
    assert_eq!(index["surveys"], json!(["after-purchase"]));
    assert_eq!(index["built_at"], json!("2026-09-20T03:00:00Z"));
    let figures = json_of(&app, "after-purchase.json")?;
    assert_eq!(figures["survey"], json!("after-purchase"));
    assert_eq!((&figures["kind"], &figures["n"]), (&json!("nps"), &json!(10)));
    assert_eq!(figures["groups"], json!({"detractor": 1, "passive": 2, "promoter": 7}));
    let counts = json!({
        "0": 0, "1": 0, "2": 0, "3": 1, "4": 0, "5": 0, "6": 0, "7": 1, "8": 1, "9": 3, "10": 4
    });
    assert_eq!(figures["counts"], counts);
    assert_eq!((&figures["invited"], &figures["answered"]), (&json!(11), &json!(10)));
    assert!(near(&figures["score"], 60.0), "{figures}");
    // Adjusted Wald by hand: (1.75, 3.5, 7.75) of 13 is 6/13; variance 9.5/13 − (6/13)²; z·√(v/13).
    let (p, v) = (6.0 / 13.0, 9.5 / 13.0 - (6.0_f64 / 13.0).powi(2));
    let half = 1.959_963_984_540_054 * (v / 13.0_f64).sqrt();
    assert!(near(&figures["low"], 100.0 * (p - half)), "{figures}");
    assert!(near(&figures["high"], 100.0 * (p + half).min(1.0)), "{figures}");
    let series = figures["series"].as_array().expect("a series");
    assert_eq!((series.len(), &series[0]["period"]), (1, &json!("2026-09")));
    assert_eq!(series[0]["n"], json!(10));
    assert!(near(&series[0]["score"], 60.0));
    for page in ["index.html", "data/index.json"] {
        assert!(app.data.join("site").join(page).exists(), "{page}");
    }
    Ok(())
}

fn shares_and_means_have_their_own_units(database: &Database) -> Result<(), Failed> {
    let app = TestApp::start(database);
    app.apply("slug = \"after-purchase\"\nkind = \"nps\"\nactive = false\n");
    for (kind, scores, score) in [
        ("csat", [5, 5, 4, 3, 1], 60.0),
        ("ces", [7, 7, 6, 5, 1], 5.2),
        ("thumbs", [1, 1, 1, 1, 0], 80.0),
    ] {
        let slug = format!("s-{kind}");
        let survey = format!("slug = \"{slug}\"\nkind = \"{kind}\"\nquiet_period = \"0 days\"\n");
        assert_eq!(app.apply(&survey), Applied::Created);
        let id = |n: usize| format!("{kind}{n}");
        app.ask(&(0..5).map(|n| Order::new(&id(n), "lan@example.vn")).collect::<Vec<_>>());
        for (n, score) in scores.iter().enumerate() {
            app.client().post(&format!("/s/{}", app.token(&id(n))), format!("score={score}"));
        }
        app.apply(&format!("{survey}active = false\n"));
        app.fold();
        app.publish();
        let figures = json_of(&app, &format!("{slug}.json"))?;
        assert_eq!((&figures["kind"], &figures["n"]), (&json!(kind), &json!(5)));
        assert!(near(&figures["score"], score), "{figures}");
        let (low, high) = (&figures["low"], &figures["high"]);
        assert!(low.as_f64() < Some(score) && high.as_f64() > Some(score), "{figures}");
    }
    Ok(())
}

fn too_few_answers_show_no_score(database: &Database) -> Result<(), Failed> {
    let app = TestApp::start(database);
    answered(&app, &[9, 9, 9, 9]);
    app.publish();
    let figures = json_of(&app, "after-purchase.json")?;
    for absent in ["score", "low", "high"] {
        assert_eq!(figures.get(absent), None, "{figures}");
    }
    assert_eq!(figures["series"][0].get("score"), None);
    answered_one_more(&app);
    app.publish();
    let figures = json_of(&app, "after-purchase.json")?;
    assert!(near(&figures["score"], 100.0), "{figures}");
    Ok(())
}

fn answered_one_more(app: &TestApp) {
    app.ask(&[Order::new("B1", "them@example.vn")]);
    app.client().post(&format!("/s/{}", app.token("B1")), "score=10");
    app.fold();
}

fn an_edit_moves_the_figures(database: &Database) -> Result<(), Failed> {
    let app = TestApp::start(database);
    answered(&app, &[0, 9, 9, 9, 9]);
    app.publish();
    assert!(near(&json_of(&app, "after-purchase.json")?["score"], 60.0));
    app.client().post(&format!("/s/{}", app.token("A0")), "score=10");
    app.fold();
    app.publish();
    let figures = json_of(&app, "after-purchase.json")?;
    assert!(near(&figures["score"], 100.0), "{figures}");
    assert_eq!((&figures["n"], &figures["answered"]), (&json!(5), &json!(5)));
    let channel = "SELECT n FROM tallies WHERE measure = 'score' AND dimension = 'channel' \
                   AND member = 'mail' AND grain = 'part' AND value = '10'";
    assert_eq!(app.number(channel), 1, "the channel of the first answer stays");
    Ok(())
}

fn publishing_again_writes_nothing(database: &Database) {
    let app = TestApp::start(database);
    answered(&app, &[9, 9, 9, 9, 9]);
    let first = app.publish();
    assert!(first.written > 3, "{first:?}");
    let live = fs::read_link(app.data.join("site")).expect("a link");
    let again = app.publish();
    assert_eq!((again.edition, again.written), (first.edition, 0), "{again:?}");
    assert_eq!(fs::read_link(app.data.join("site")).expect("a link"), live);
    answered_one_more(&app);
    let next = app.publish();
    assert!(next.edition > first.edition && next.kept > 0, "{next:?}");
}

fn comments_are_shown_only_where_switched_on(database: &Database) -> Result<(), Failed> {
    let hidden = TestApp::start(database);
    answered(&hidden, &[9; 6]);
    let comment = "Ngon <b>lắm</b> & rẻ";
    let path = format!("/s/{}", hidden.token("A0"));
    hidden.client().post(&path, format!("comment={}", encode(comment)));
    hidden.fold();
    hidden.publish();
    let pages = |app: &TestApp| -> String {
        let files = fs::read_dir(app.data.join("site")).expect("a site").flatten();
        let names = files.map(|file| file.path()).filter(|path| path.is_dir());
        let folders = names.chain([app.data.join("site")]);
        let within = folders.flat_map(|folder| fs::read_dir(folder).expect("a folder").flatten());
        let html = within.filter(|file| file.path().extension().is_some_and(|e| e == "html"));
        html.map(|file| fs::read_to_string(file.path()).expect("a page")).collect()
    };
    assert!(!pages(&hidden).contains("Ngon"));
    drop(hidden);
    let shown = TestApp::with(database, &[("SITE__COMMENTS", "true")]);
    shown.publish();
    let pages = pages(&shown);
    assert!(pages.contains("Ngon &lt;b&gt;lắm&lt;/b&gt; &amp; rẻ"), "no comment");
    assert!(!pages.contains("c0@example.vn") && !pages.contains(" style="));
    Ok(())
}
