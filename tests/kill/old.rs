//! Old answers whose import is killed again and again: each comes in once, and is counted once.

use std::fmt::Write;

use serde_json::Value;

use crate::support::database::Database;
use crate::support::dice::Dice;
use crate::support::shop::Shop;

trials! {
    old_answers_come_in_once on each_database;
}

/// How many the file holds: more than come in before the last kill.
const ALL: u64 = 40_000;

/// How often the import is killed at work, and how often at least: a fast machine may come to its
/// end before.
const KILLS: u32 = 6;
const ENOUGH: u32 = 3;

fn old_answers_come_in_once(database: &Database) {
    let shop = Shop::new(database, "data_dir = \"data\"\n[server]\nlisten = \"127.0.0.1:0\"\n");
    shop.write("old.csv", &file());
    let mut dice = Dice::new(database.backend.name(), "AFTERWORD_KILL_SEED");
    let (mut killed, mut stored, mut half_way) = (0, 0, 0);
    // How long it may live: longer, where it comes to nothing.
    let mut most = 700;
    while killed < KILLS {
        let mut import = shop.start(&["import", "responses", "old.csv"]);
        std::thread::sleep(dice.between(60, most));
        match import.ended() {
            None => killed += 1,
            Some(status) if killed >= ENOUGH && status.ends_with(": 0") => break,
            Some(status) => panic!("it ended after {killed} kills, {status}:\n{}", shop.log()),
        }
        drop(import);
        if dice.below(2) == 0 {
            shop.run(&["run", "fold"]);
        }
        let verified = shop.run(&["verify"]);
        assert_eq!(verified["differences"], serde_json::json!([]), "{verified}");
        let now = number(&verified["responses"]);
        assert!(stored <= now && now <= ALL, "{now} after {stored}");
        half_way += u32::from(stored < now);
        if stored == now {
            most = (most * 2).min(12_000);
        }
        stored = now;
    }
    assert!(half_way > 0, "nothing had come in when it was killed");
    shop.run(&["import", "responses", "old.csv"]);
    let again = shop.run(&["import", "responses", "old.csv"]);
    assert_eq!((number(&again["created"]), number(&again["updated"])), (0, 0), "{again}");
    shop.run(&["run", "fold"]);
    shop.run(&["run", "publish"]);
    let verified = shop.run(&["verify"]);
    assert_eq!(verified["differences"], serde_json::json!([]), "{verified}");
    assert_eq!(number(&verified["responses"]), ALL);
    let site = shop.path("data/site/data/after-purchase.json");
    let site: Value = serde_json::from_slice(&std::fs::read(site).expect("a file")).expect("JSON");
    assert_eq!(number(&site["n"]), ALL);
    let members = site["dimensions"][0]["members"].as_array().expect("branches").iter();
    assert_eq!(members.map(|member| number(&member["n"])).sum::<u64>(), ALL);
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("{value} is no number"))
}

fn file() -> String {
    let mut file = "id,answered_at,score,location\n".to_owned();
    for n in 0..ALL {
        let (day, month, score) = (1 + n % 28, 1 + n % 9, n * 7 % 11);
        let place = ["Hải Châu", "Sơn Trà"][usize::from(n % 3 == 0)];
        writeln!(file, "old-{n},2026-{month:02}-{day:02}T10:00:00+07:00,{score},{place}")
            .expect("into memory");
    }
    file
}
