//! Old answers in: what a file becomes, what importing it again does, and what the site then shows.

use std::fs;

use afterword::domain::intake::answers::parse_mapping;
use afterword::error::{Kind, Result};
use afterword::flow::import::Mode;
use afterword::flow::import::responses::{ImportedResponses, Wishes, run};
use libtest_mimic::Failed;
use serde_json::{Value, json};

use super::shop::TestApp;
use crate::support::database::Database;
use crate::support::shop::Shop;

trials! {
    old_months_are_shown on each_database;
    answers_imported_twice_count_once on each_database;
    a_corrected_file_corrects on each_database;
    delighteds_answers_come_in on each_database;
    rows_are_refused_one_by_one on each_database;
    answers_that_count_alike_are_counted_together on each_database;
    a_dry_run_of_answers_stores_nothing on each_database;
    what_is_no_file_of_answers_is_refused_whole on each_database;
    the_command_tells_what_it_did on each_database;
}

const SURVEY: &str = "after-purchase";

fn try_import(app: &TestApp, file: &str, wishes: Wishes, mode: Mode) -> Result<ImportedResponses> {
    app.wait(run(&app.house, file.as_bytes(), wishes, mode, |_| ()))
}

fn import(app: &TestApp, file: &str) -> ImportedResponses {
    let wishes = Wishes { survey: Some(SURVEY.to_owned()), ..Wishes::default() };
    try_import(app, file, wishes, Mode::Store).expect("imported")
}

fn counts(imported: &ImportedResponses) -> [u64; 4] {
    [imported.created, imported.updated, imported.unchanged, imported.refused_rows]
}

fn figures(app: &TestApp) -> Value {
    app.fold();
    app.publish();
    let bytes = fs::read(app.data.join("site/data/after-purchase.json")).expect("figures");
    serde_json::from_slice(&bytes).expect("JSON")
}

fn cell(app: &TestApp, filter: &str) -> i64 {
    let sum = "SELECT CAST(coalesce(sum(n), 0) AS bigint) FROM tallies";
    app.number(&format!(
        "{sum} WHERE measure = 'score' AND grain IN ('month', 'part') AND {filter}"
    ))
}

/// Three years, three months, ten answers each.
fn three_years() -> String {
    let mut file = "Mã phản hồi;Ngày trả lời;Điểm;Nhận xét;Chi nhánh;Email\n".to_owned();
    for (month, scores) in [
        ("03/2023", [0, 5, 6, 7, 8, 9, 9, 9, 10, 10]),
        ("03/2024", [9, 9, 9, 9, 9, 9, 9, 8, 8, 3]),
        ("03/2025", [10, 10, 10, 10, 10, 10, 10, 10, 10, 10]),
    ] {
        for (day, score) in scores.iter().enumerate() {
            let branch = if day % 2 == 0 { "Huế" } else { "Đà Nẵng" };
            file += &format!(
                "{month}-{day};{:02}/{month} 09:15;{score};Câu {day};{branch};k{day}@b.vn\n",
                day + 1
            );
        }
    }
    file
}

fn old_months_are_shown(database: &Database) {
    let app = TestApp::start(database);
    let imported = import(&app, &three_years());
    assert_eq!(counts(&imported), [30, 0, 0, 0]);
    assert_eq!(imported.dimensions, ["location"]);
    assert_eq!(imported.left_out, ["Email"]);
    let figures = figures(&app);
    assert_eq!(figures["n"], json!(30));
    let months: Vec<_> = figures["series"].as_array().expect("months").iter().collect();
    let found: Vec<_> = months.iter().map(|month| (&month["period"], &month["n"])).collect();
    let wanted = ["2023-03", "2024-03", "2025-03"].map(|month| (json!(month), json!(10)));
    assert_eq!(found, wanted.iter().map(|(month, n)| (month, n)).collect::<Vec<_>>());
    assert_eq!(months[2]["score"], json!(100.0));
    assert_eq!(cell(&app, "dimension = 'location' AND member = 'Huế'"), 15);
    // Nobody is invited by a file, and nobody is told of old answers.
    assert_eq!(figures["answered"], json!(0));
    assert_eq!(app.number("SELECT count(*) FROM events"), 0);
    assert_eq!(app.number("SELECT count(*) FROM responses WHERE origin = 'import'"), 30);
    let kept = app.texts("SELECT coalesce(properties, '') || entry FROM responses").join("\n");
    assert!(!kept.contains('@'), "an address was kept");
}

fn answers_imported_twice_count_once(database: &Database) {
    let app = TestApp::start(database);
    let with_ids = three_years();
    let without = "date,score,comment\n2026-01-15,9,\n2026-01-15,9,\n2026-01-16,3,slow\n";
    for (file, rows) in [(with_ids.as_str(), 30), (without, 3)] {
        assert_eq!(counts(&import(&app, file)), [rows, 0, 0, 0]);
        assert_eq!(counts(&import(&app, file)), [0, 0, rows, 0]);
        app.fold();
        assert_eq!(counts(&import(&app, file)), [0, 0, rows, 0]);
        assert_eq!(app.fold(), 0, "nothing waits to be counted");
    }
    // Half a file, then all of it: the rest comes in.
    let half: String =
        three_years().replace("2023", "2022").split_inclusive('\n').take(11).collect();
    assert_eq!(counts(&import(&app, &half)), [10, 0, 0, 0]);
    let whole = three_years().replace("2023", "2022");
    assert_eq!(counts(&import(&app, &whole)), [0, 0, 30, 0]);
    assert_eq!(app.number("SELECT count(*) FROM response_edits"), 0);
    assert_eq!(figures(&app)["n"], json!(43));
}

fn a_corrected_file_corrects(database: &Database) {
    let app = TestApp::start(database);
    let file = "id,date,score,comment,location\n1,2026-01-15,9,good,Huế\n2,2026-01-15,2,,Huế\n";
    assert_eq!(counts(&import(&app, file)), [2, 0, 0, 0]);
    app.fold();
    app.pass_hours(1);
    let file = "id,date,score,comment,location\n1,2026-02-15,6,good,Hội An\n2,2026-01-15,2,,Huế\n";
    assert_eq!(counts(&import(&app, file)), [0, 1, 1, 0]);
    app.fold();
    assert_eq!(cell(&app, "dimension = 'all' AND value = '9'"), 0);
    assert_eq!(cell(&app, "dimension = 'all' AND value = '6' AND period = '2026-02'"), 1);
    assert_eq!(cell(&app, "dimension = 'location' AND member = 'Huế'"), 1);
    assert_eq!(cell(&app, "dimension = 'location' AND member = 'Hội An'"), 1);
    assert_eq!(app.number("SELECT score FROM response_edits"), 9);
    assert_eq!(app.number("SELECT count(*) FROM responses"), 2);
    assert_eq!(app.number("SELECT count(*) FROM events"), 0);
    assert_eq!(counts(&import(&app, file)), [0, 0, 2, 0]);
}

/// An answer as Delighted's API gives it, its person expanded.
fn delighted(id: u64, kind: &str, score: u8, at: i64) -> Value {
    json!({
        "id": id.to_string(), "survey_type": kind, "score": score, "created_at": at,
        "updated_at": at, "comment": format!("Trả lời {id}"), "permalink": "https://d.example/r",
        "person": {"id": "4815", "email": format!("k{id}@b.vn"), "name": "Lan"},
        "person_properties": {"Branch": "Huế", "Delighted Source": "Email", "locale": "vi"},
        "notes": [], "tags": ["giao hàng"], "additional_answers": [],
    })
}

fn delighteds_answers_come_in(database: &Database) {
    let app = TestApp::start(database);
    let answers: Vec<Value> =
        (1..=45).map(|id| delighted(id, "nps", 9, 1_700_000_000 + id as i64 * 86_400)).collect();
    let pages: String = answers.chunks(20).map(|page| json!(page).to_string() + "\n").collect();
    let imported = import(&app, &pages);
    assert_eq!(counts(&imported), [45, 0, 0, 0]);
    assert_eq!(imported.dimensions, ["location", "tag"]);
    assert_eq!(figures(&app)["n"], json!(45));
    for (dimension, member) in
        [("location", "Huế"), ("tag", "giao hàng"), ("channel", "mail"), ("language", "vi")]
    {
        let filter = format!("dimension = '{dimension}' AND member = '{member}'");
        assert_eq!(cell(&app, &filter), 45, "{filter}");
    }
    // As lines, and the later page twice: the same answers.
    let lines: String = answers.iter().map(|answer| answer.to_string() + "\n").collect();
    let again = import(&app, &format!("{lines}{}", json!(answers[40..])));
    assert_eq!((counts(&again), again.repeated), ([0, 0, 45, 0], 5));
    // Another kind of question is refused with a hint.
    let other = import(&app, &json!([delighted(99, "csat", 5, 1_700_000_000)]).to_string());
    assert_eq!(counts(&other), [0, 0, 0, 1]);
    assert!(other.refused[0].reason.contains("--survey"), "{:?}", other.refused);
    let kept = app.texts("SELECT entry || coalesce(properties, '') FROM responses").join("\n");
    assert!(!kept.contains("@b.vn") && !kept.contains("4815"), "a person was kept");
}

fn rows_are_refused_one_by_one(database: &Database) {
    let app = TestApp::start(database);
    let file =
        "date,score,comment\n2026-01-15,9,\n2026-01-15,11,\n2027-01-15,9,\n,9,\n2026-01-16,8,\n";
    let imported = import(&app, file);
    assert_eq!(counts(&imported), [2, 0, 0, 3]);
    let told: Vec<_> = imported.refused.iter().map(|row| (row.line, row.reason.as_str())).collect();
    assert_eq!(told[0], (3, "“11” is no score of this survey, whose scale goes from 0 to 10"));
    assert_eq!(told[1], (4, "“2027-01-15” (column “date”) is still to come"));
    assert_eq!(told[2], (5, "the date is missing in column “date”"));
    assert_eq!(figures(&app)["n"], json!(2));
}

fn answers_that_count_alike_are_counted_together(database: &Database) {
    let app = TestApp::start(database);
    let mut file = "id,date,score,location,staff\n".to_owned();
    for n in 0..2_000 {
        let branch = ["Huế", "Hội An"][n % 2];
        file += &format!("{n},2026-01-{:02},{},{branch},An\n", 1 + n / 1_000, n % 11);
    }
    assert_eq!(counts(&import(&app, &file)), [2_000, 0, 0, 0]);
    let entries = app.number("SELECT count(*) FROM entries");
    assert!(entries < 1_000, "{entries} entries for 2,000 answers");
    app.fold();
    assert_eq!(cell(&app, "dimension = 'location' AND member = 'Huế'"), 1_000);
    assert_eq!(cell(&app, "dimension = 'staff' AND member = 'An'"), 2_000);
    assert_eq!(app.number("SELECT count(*) FROM tallies WHERE measure = 'hour'"), 0);
}

fn a_dry_run_of_answers_stores_nothing(database: &Database) {
    let app = TestApp::start(database);
    let wishes = || Wishes { survey: Some(SURVEY.to_owned()), ..Wishes::default() };
    let dry = try_import(&app, &three_years(), wishes(), Mode::DryRun).expect("read");
    assert_eq!(counts(&dry), [30, 0, 0, 0]);
    assert_eq!(app.number("SELECT count(*) FROM responses"), 0);
    assert_eq!(app.number("SELECT count(*) FROM entries"), 0);
    import(&app, &three_years());
    let dry = try_import(&app, &three_years(), wishes(), Mode::DryRun).expect("read");
    assert_eq!(counts(&dry), [0, 0, 30, 0]);
}

fn what_is_no_file_of_answers_is_refused_whole(database: &Database) {
    let app = TestApp::start(database);
    for file in ["colour,shape\nred,round\n", "", "\u{0}\u{1}\u{2}"] {
        let error = try_import(&app, file, Wishes::default(), Mode::Store).expect_err(file);
        assert_eq!(error.kind(), Kind::Refused, "{error}");
    }
    let wishes = Wishes { survey: Some("nope".to_owned()), ..Wishes::default() };
    let error = try_import(&app, &three_years(), wishes, Mode::Store).expect_err("no survey");
    assert!(error.message().contains("there is after-purchase"), "{error}");
    let map = parse_mapping(&["score=nope"]).expect("a map");
    let wishes = Wishes { map, ..Wishes::default() };
    assert!(try_import(&app, &three_years(), wishes, Mode::Store).is_err());
    assert_eq!(app.number("SELECT count(*) FROM responses"), 0);
}

fn the_command_tells_what_it_did(database: &Database) -> std::result::Result<(), Failed> {
    let shop = Shop::new(database, "data_dir = \"data\"\n");
    shop.write("old.csv", "When,Points,Who,Table\n2024-01-15,9,Lan,3\n2024-01-16,12,Mai,4\n");
    let words = ["import", "responses", "old.csv", "--survey", SURVEY, "--map", "answered_at=When"];
    let report = shop.run(&[&words[..], &["--map", "score=Points", "--map", "staff=Who"]].concat());
    let wanted = json!({
        "responses": 1, "created": 1, "updated": 0, "unchanged": 0, "repeated": 0, "without_id": 1,
        "refused_rows": 1,
        "refused": [{"line": 3, "reason":
            "“12” is no score of this survey, whose scale goes from 0 to 10"}],
        "dimensions": ["staff", "table"], "properties": [], "left_out": [],
    });
    assert_eq!(report, wanted);
    assert_eq!(shop.try_run(&["import", "responses", "none.csv"]).0, Some(2));
    shop.run(&["run", "fold"]);
    assert_eq!(shop.run(&["verify"])["differences"], json!([]));
    Ok(())
}
