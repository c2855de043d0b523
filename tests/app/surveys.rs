//! Survey files, through the library and by the program.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use afterword::flow::survey::Applied;
use libtest_mimic::Failed;
use serde_json::{Value, json};

use super::shop::{TestApp, sample};
use crate::support::database::Database;

trials! {
    a_survey_is_made_revised_left_and_refused on each_database;
    the_program_checks_files_by_line;
    the_program_writes_mails_to_look_at on each_database;
    the_program_applies_and_exports_surveys on each_database;
    the_program_imports_and_runs_stages on each_database;
    the_program_tells_misuse_from_failure on each_database;
}

const FIVE: &str =
    "slug = \"tea\"\nkind = \"csat\"\n[[follow_up]]\nkey = \"why\"\nkind = \"text\"\n";

fn a_survey_is_made_revised_left_and_refused(database: &Database) {
    let app = TestApp::start(database);
    assert_eq!(app.apply(FIVE), Applied::Created);
    assert_eq!(app.apply(FIVE), Applied::Unchanged);
    let revised = FIVE.replace("\"csat\"\n", "\"csat\"\ndelay = \"1 day\"\n");
    assert_eq!(app.apply(&revised), Applied::Revised { number: 2 });
    for broken in [FIVE.replace("csat", "nps"), FIVE.replace("\"text\"", "\"scale\"")] {
        assert!(matches!(app.apply(&broken), Applied::Refused(problems) if !problems.is_empty()));
    }
    assert_eq!(app.number("SELECT count(*) FROM revisions"), 3, "refused ones leave none");
    let kept = app.texts("SELECT definition FROM revisions ORDER BY id");
    assert!(!kept[1].contains("\"delay_seconds\":86400"), "a revision never changes");
}

/// The program in a directory of its own, on this database.
fn afterword(directory: &Path, database: Option<&Database>, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_afterword"));
    command.current_dir(directory).args(arguments);
    if let Some(database) = database {
        command.env("AFTERWORD__DATABASE__URL", &database.url);
        command.env("AFTERWORD__SECRET_KEY", "a secret for trials only");
    }
    command.output().expect("the program starts")
}

fn said(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

fn the_program_checks_files_by_line() -> Result<(), Failed> {
    let directory = tempfile::tempdir()?;
    let file = directory.path().join("tea.toml");
    let check = |text: &str| {
        fs::write(&file, text).expect("written");
        said(&afterword(directory.path(), None, &["survey", "check", "tea.toml"]))
    };
    assert_eq!(check(FIVE).0, Some(0));
    let (code, _, complaints) =
        check("slug = \"tea\"\nkind = \"npx\"\ndelay = \"soon\"\nsampel = 1\n");
    assert_eq!(code, Some(2), "{complaints}");
    for line in ["line 2", "line 3", "line 4"] {
        assert!(complaints.contains(line), "{line}: {complaints}");
    }
    let (code, _, complaints) = check("slug = \"tea\nkind = ");
    assert_eq!(code, Some(2));
    assert!(complaints.contains("line 1"), "{complaints}");
    let absent = said(&afterword(directory.path(), None, &["survey", "check", "none.toml"]));
    assert_eq!(absent.0, Some(2));
    assert!(!directory.path().join("data").exists(), "checking touches nothing");
    Ok(())
}

fn the_program_writes_mails_to_look_at(database: &Database) -> Result<(), Failed> {
    let directory = tempfile::tempdir()?;
    let run = |arguments: &[&str]| said(&afterword(directory.path(), Some(database), arguments));
    let read = |path: &str| fs::read_to_string(directory.path().join(path)).expect(path);
    let (code, out, complaints) =
        run(&["--json", "mail", "preview", "after-purchase", "--lang", "vi", "--out", "out"]);
    assert_eq!(code, Some(0), "{complaints}");
    let written: Value = serde_json::from_str(&out)?;
    assert_eq!(
        written,
        json!([{"language": "vi", "subject": "out/subject.txt", "text": "out/text.txt",
                "html": "out/mail.html"}])
    );
    assert_eq!(read("out/subject.txt"), "My shop xin hỏi bạn một câu\n");
    assert!(read("out/text.txt").contains("Chào Lan,"));
    assert!(read("out/mail.html").contains("via=mail&amp;score=10"));

    let file = "slug = \"tea\"\nkind = \"stars\"\n[[reminder]]\ndelay = \"3 days\"\n\
                [reminder.texts.th]\nsubject = \"{{ name }} อีกครั้ง\"\n";
    fs::write(directory.path().join("tea.toml"), file)?;
    let remind = ["mail", "preview", "tea.toml", "--out", "all", "--reminder"];
    let (code, out, complaints) = run(&[&remind[..], &["1"]].concat());
    assert_eq!((code, out.lines().count()), (Some(0), 9), "{complaints}");
    assert_eq!(read("all/th/subject.txt"), "คุณสมชาย อีกครั้ง\n");
    assert!(read("all/en/mail.html").contains("via=reminder&amp;score=5"));

    for wrong in [&["2"][..], &["9"], &["1", "--lang", "fr"]] {
        let (code, _, complaints) = run(&[&remind[..], wrong].concat());
        assert_eq!(code, Some(2), "{wrong:?}: {complaints}");
    }
    assert_eq!(run(&["mail", "preview", "coffee", "--out", "x"]).0, Some(2));
    fs::write(directory.path().join("tea.toml"), file.replace("name }}", "env.HOME }}"))?;
    let (code, _, complaints) = run(&["mail", "preview", "tea.toml", "--out", "x"]);
    assert_eq!(code, Some(2));
    assert!(complaints.contains("line 6: `reminder[1].texts.th.subject`"), "{complaints}");
    assert!(!directory.path().join("x").exists());
    Ok(())
}

fn the_program_applies_and_exports_surveys(database: &Database) -> Result<(), Failed> {
    let directory = tempfile::tempdir()?;
    let run = |arguments: &[&str]| said(&afterword(directory.path(), Some(database), arguments));
    fs::write(directory.path().join("tea.toml"), FIVE)?;
    let apply = ["--json", "survey", "apply", "tea.toml"];
    for word in ["created", "unchanged"] {
        let (code, out, complaints) = run(&apply);
        assert_eq!(code, Some(0), "{complaints}");
        assert!(out.contains(word), "{out}");
    }
    let (_, exported, _) = run(&["survey", "export", "tea"]);
    fs::write(directory.path().join("tea.toml"), &exported)?;
    assert!(run(&apply).1.contains("unchanged"), "what is exported says the same: {exported}");
    fs::write(directory.path().join("tea.toml"), FIVE.replace("csat", "nps"))?;
    let (code, _, complaints) = run(&apply);
    assert_eq!(code, Some(2));
    assert!(complaints.contains("kind"), "{complaints}");
    let (_, list, _) = run(&["survey", "list", "--json"]);
    let list: Value = serde_json::from_str(&list)?;
    assert_eq!(list.as_array().map(Vec::len), Some(2));
    assert_eq!(run(&["survey", "show", "coffee"]).0, Some(2));
    Ok(())
}

fn the_program_imports_and_runs_stages(database: &Database) -> Result<(), Failed> {
    let directory = tempfile::tempdir()?;
    let run = |arguments: &[&str]| {
        let (code, out, complaints) = said(&afterword(directory.path(), Some(database), arguments));
        assert_eq!(code, Some(0), "{arguments:?}: {complaints}");
        out
    };
    fs::write(directory.path().join("orders.csv"), sample("excel-vi-orders.csv"))?;
    let report: Value = serde_json::from_str(&run(&["import", "orders", "orders.csv", "--json"]))?;
    assert_eq!((&report["orders"], &report["created"]), (&json!(299), &json!(299)));
    assert_eq!(report["refused"][0]["line"], json!(202));
    let text = run(&["import", "orders", "orders.csv"]);
    assert!(text.contains("202") && text.contains("32/13/2026"), "{text}");
    let planned: Value = serde_json::from_str(&run(&["run", "plan", "--json"]))?;
    assert!(planned["orders"].is_u64(), "{planned}");
    for stage in ["deliver", "fold", "publish"] {
        run(&["run", stage]);
    }
    assert!(directory.path().join("data/site/data/index.json").exists());
    let ledger: Value = serde_json::from_str(&run(&["deliveries", "list", "--json"]))?;
    for line in ledger.as_array().expect("an array") {
        for key in [
            "invitation",
            "survey",
            "subject",
            "kind",
            "state",
            "reason",
            "due_at",
            "next_attempt_at",
            "sent_at",
        ] {
            assert!(line.get(key).is_some(), "{key}: {line}");
        }
    }
    assert!(run(&["verify"]).contains("as it should be"));
    Ok(())
}

fn the_program_tells_misuse_from_failure(database: &Database) -> Result<(), Failed> {
    let directory = tempfile::tempdir()?;
    let run = |arguments: &[&str]| said(&afterword(directory.path(), Some(database), arguments));
    for misuse in [
        vec!["fly"],
        vec!["import", "orders", "none.csv"],
        vec!["import", "orders", "x.csv", "--map", "colour=red"],
        vec!["deliveries", "list", "--state", "lost"],
        vec!["--config", "none.toml", "verify"],
    ] {
        let (code, _, complaints) = run(&misuse);
        assert_eq!(code, Some(2), "{misuse:?}: {complaints}");
        assert!(!complaints.contains("panicked") && !complaints.is_empty());
    }
    assert_eq!(run(&["--help"]).0, Some(0));
    // A recount that differs is a failure, not a misuse.
    let app = TestApp::start(database);
    app.ask(&[super::orders::Order::new("A1", "lan@example.vn")]);
    app.client().post(&format!("/s/{}", app.token("A1")), "score=9");
    app.fold();
    app.execute("UPDATE tallies SET n = n + 1 WHERE measure = 'score'");
    drop(app);
    let (code, out, complaints) = run(&["verify"]);
    assert_eq!(code, Some(1), "{complaints}");
    assert!(out.contains("score = 9"), "{out}");
    Ok(())
}
