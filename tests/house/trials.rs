//! The rules, each on a house that breaks it and then on the real one.

use std::fs;
use std::path::Path;

use super::files::{Source, sources};
use super::imports::imports;
use super::{layers, pairs};

trials! {
    imports_are_read_from_trees_and_paths;
    imports_point_down;
    stages_do_not_know_each_other;
    libraries_stay_in_their_layer;
    files_can_be_held_in_the_head;
    migrations_come_in_pairs;
    texts_exist_in_every_language;
    long_lists_go_some_at_a_time;
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

fn imports_are_read_from_trees_and_paths() {
    let source = Source::new(
        "src/flow/intake/rows.rs",
        "use std::{fs, io};\n\
         use crate::{db::{self, orders as rows}, flow::steps::{\n    close,\n    *,\n}};\n\
         // use crate::web;\n\
         use super::super::plan;\n\
         fn f<'a>() { crate::types::Token::new(\"\\\" crate::no\", r#\"crate::no\"#, '\"'); /* crate::no\n\
         */ super::read::<crate::error::Error>() }",
    );
    let found = imports(&source);
    let mut found: Vec<String> =
        found.iter().map(|import| format!("{} {}", import.line, import.path.join("::"))).collect();
    found.sort();
    let expected = [
        "2 db",
        "2 db::orders",
        "2 flow::steps",
        "2 flow::steps::close",
        "7 flow::plan",
        "8 types::Token::new",
        "9 error::Error",
        "9 flow::intake::read",
    ];
    assert_eq!(found, expected);
}

fn imports_point_down() {
    let broken = [
        Source::new("src/lib.rs", "pub mod web; pub use crate::web::App;"),
        Source::new("src/web/form.rs", "use crate::{flow::collect, types::Token};"),
        Source::new("src/jobs/mod.rs", "use crate::web;"),
        Source::new("src/types/clock.rs", "use crate::error::Error;"),
        Source::new("src/db/mod.rs", "use crate::types;\nuse crate::{\n    flow::plan,\n};"),
        Source::new("src/misc/mod.rs", ""),
        Source::new("src/main.rs", "fn main() { afterword::cli::run() }"),
    ];
    let expected = [
        "src/jobs/mod.rs:1: `jobs` imports `web`",
        "src/db/mod.rs:2: `db` imports `flow`",
        "src/misc/mod.rs: `misc` has no place in the order",
    ];
    assert_eq!(layers::upward_imports(&broken), expected);
    none(layers::upward_imports(&sources(root(), "src")));
}

fn stages_do_not_know_each_other() {
    let broken = [
        Source::new("src/flow/mod.rs", "pub use self::plan::plan;"),
        Source::new("src/flow/plan.rs", "use super::steps::close; use super::deliver;"),
        Source::new("src/flow/deliver.rs", "use crate::flow::steps;"),
        Source::new("src/flow/intake/mod.rs", "use super::{deliver::send, intake::rows};"),
        Source::new("src/flow/steps/mod.rs", "use crate::flow::plan;"),
    ];
    let expected = [
        "src/flow/plan.rs:1: `plan` imports `deliver`",
        "src/flow/intake/mod.rs:1: `intake` imports `deliver`",
        "src/flow/steps/mod.rs:1: `steps` imports `plan`",
    ];
    assert_eq!(layers::stages_that_know_another(&broken), expected);
    none(layers::stages_that_know_another(&sources(root(), "src")));
}

fn libraries_stay_in_their_layer() {
    let broken = [
        Source::new("src/db/mod.rs", "use diesel::prelude::*;"),
        Source::new("src/web/mod.rs", "use actix_web::{HttpResponse, http::StatusCode};"),
        Source::new("src/flow/plan.rs", "// diesel\nuse diesel::prelude::*;"),
        Source::new("src/error.rs", "impl From<diesel::result::Error> for E {}"),
        Source::new("src/app.rs", "\"diesel\"; fn f() -> HttpResponse {}"),
    ];
    let expected = [
        "src/flow/plan.rs:2: `diesel` outside src/db",
        "src/error.rs:1: `diesel` outside src/db",
        "src/app.rs:1: `HttpResponse` outside src/web",
    ];
    assert_eq!(layers::libraries_out_of_place(&broken), expected);
    none(layers::libraries_out_of_place(&sources(root(), "src")));
}

fn files_can_be_held_in_the_head() {
    let long = Source::new("src/all.rs", &"\n".repeat(401));
    assert_eq!(layers::long_files(&[long]), ["src/all.rs: 401 lines, at most 400"]);
    let directories = ["src", "tests", "benches", "fuzz", "examples"];
    let all = directories.iter().flat_map(|directory| sources(root(), directory));
    none(layers::long_files(&all.collect::<Vec<_>>()));
}

fn migrations_come_in_pairs() {
    let broken = tempfile::tempdir().expect("a directory");
    for path in ["sqlite/1_orders", "postgres/1_orders", "sqlite/2_cards"] {
        let directory = broken.path().join("migrations").join(path);
        fs::create_dir_all(&directory).expect("a directory");
        fs::write(directory.join("up.sql"), "").expect("a file");
        if path != "postgres/1_orders" {
            fs::write(directory.join("down.sql"), "").expect("a file");
        }
    }
    let expected = [
        "migrations/postgres: 2_cards is missing",
        "migrations/postgres/1_orders/down.sql is missing",
    ];
    assert_eq!(pairs::unpaired_migrations(broken.path()), expected);
    none(pairs::unpaired_migrations(root()));
}

fn texts_exist_in_every_language() {
    let broken = tempfile::tempdir().expect("a directory");
    let texts = [
        (
            "en",
            "send = Send { $n ->\n    [one] 1\n   *[other] = 2\n }\n    .title = Now\n-shop = A\n",
        ),
        ("vi", "# later = x\nsend = Gửi\n-shop = A\n"),
        ("th", "send = ส่ง\n    .title = x\nmore = x\n-shop = A\n"),
    ];
    for (language, text) in texts {
        let directory = broken.path().join("templates/locales").join(language);
        fs::create_dir_all(&directory).expect("a directory");
        fs::write(directory.join("form.ftl"), text).expect("a file");
    }
    let expected = [
        "templates/locales/en: form.ftl more is missing",
        "templates/locales/vi: form.ftl more is missing",
        "templates/locales/vi: form.ftl send.title is missing",
    ];
    assert_eq!(pairs::untranslated_texts(broken.path()), expected);
    none(pairs::untranslated_texts(root()));
}

/// What stands in `eq_any(…)` and `ne_all(…)`: a `list`, which `db/lists.rs` has cut, or words that are
/// written out.
fn uncut_lists(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    for (number, line) in source.text.lines().enumerate() {
        if line.trim_start().starts_with("//") {
            continue;
        }
        for call in ["eq_any(", "ne_all("] {
            for rest in line.split(call).skip(1) {
                if !["list)", "[", "weaker_than("].iter().any(|cut| rest.starts_with(cut)) {
                    found.push(format!("{}:{}: {}", source.path, number + 1, line.trim()));
                }
            }
        }
    }
    found
}

fn long_lists_go_some_at_a_time() {
    let broken = Source::new(
        "src/db/orders.rs",
        "orders::id.eq_any(ids)\norders::id.eq_any(list)\nkind.ne_all([\"a\"])\n// eq_any(ids)",
    );
    assert_eq!(uncut_lists(&broken), ["src/db/orders.rs:1: orders::id.eq_any(ids)"]);
    none(sources(root(), "src").iter().flat_map(uncut_lists).collect());
}
