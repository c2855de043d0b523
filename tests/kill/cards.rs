//! Printing, killed at random instants: no half file, no card printed twice, none lost.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value, json};

use crate::support::database::Database;
use crate::support::dice::Dice;
use crate::support::shop::Shop;

trials! {
    a_killed_printing_is_told_of_and_made_good on each_database;
}

/// How often printing is killed.
const ROUNDS: usize = 12;

/// Cards a run.
const CARDS: usize = 15;

fn a_killed_printing_is_told_of_and_made_good(database: &Database) {
    let mut dice = Dice::new(database.backend.name(), "AFTERWORD_KILL_SEED");
    let shop = Shop::new(database, "data_dir = \"data\"\n");
    let orders = ROUNDS * CARDS;
    shop.write("orders.csv", &super::orders::open(orders));
    shop.run(&["import", "orders", "orders.csv"]);
    let count = CARDS.to_string();
    let print = ["cards", "--count", &count, "--out", "cards.pdf"];
    let mut cut_off = 0;
    for _ in 0..ROUNDS {
        fs::remove_file(shop.path("cards.pdf")).unwrap_or_default();
        let mut process = shop.start(&print);
        std::thread::sleep(dice.between(20, 260));
        cut_off += usize::from(process.ended().is_none());
        drop(process);
        if let Ok(file) = fs::read(shop.path("cards.pdf")) {
            assert!(is_whole(&file), "half a file of {} bytes", file.len());
        }
    }
    println!("{}: {cut_off} of {ROUNDS} were cut off", database.backend.name());
    // What is left is printed once; what was cut off is told of, and made good.
    let (_, rest) = shop.try_run(&["cards", "--out", "cards.pdf"]);
    let unfinished = numbers(&rest["unfinished"]);
    for batch in &unfinished {
        let again = shop.run(&["cards", "--reprint", &batch.to_string(), "--out", "again.pdf"]);
        assert_eq!(again["batch"], *batch);
        assert!(is_whole(&fs::read(shop.path("again.pdf")).expect("a file")));
    }
    assert_eq!(
        shop.run(&["cards", "list"])
            .as_array()
            .expect("a list")
            .iter()
            .filter(|batch| batch["written"] == json!(false))
            .count(),
        0
    );
    let (code, nothing) = shop.try_run(&["cards", "--out", "none.pdf"]);
    assert_eq!((code, &nothing["unfinished"]), (Some(1), &json!([])), "{nothing}");
    assert!(!shop.path("none.pdf").exists(), "nothing to print, no file");
    let printed: usize = shop
        .run(&["cards", "list", "--limit", "1000"])
        .as_array()
        .expect("a list")
        .iter()
        .map(|batch| usize::try_from(batch["cards"].as_u64().expect("a number")).expect("few"))
        .sum();
    assert_eq!(printed, orders, "each order once");
    let ledger = shop.run(&["deliveries", "list"]);
    let cards = ledger.as_array().expect("a list").iter().filter(|line| line["kind"] == "card");
    let invitations: BTreeSet<i64> =
        cards.map(|card| card["invitation"].as_i64().expect("a number")).collect();
    assert_eq!(invitations.len(), orders);
    assert_eq!(shop.run(&["verify"])["differences"], json!([]));
    let left = fs::read_dir(shop.path(".")).expect("a folder").filter(|entry| {
        entry.as_ref().is_ok_and(|entry| entry.file_name().to_string_lossy().ends_with(".draft"))
    });
    assert_eq!(left.count(), 0, "the next run clears up");
}

fn is_whole(file: &[u8]) -> bool {
    let end = file.len().saturating_sub(16);
    file.starts_with(b"%PDF-") && String::from_utf8_lossy(&file[end..]).contains("%%EOF")
}

fn numbers(list: &Value) -> Vec<i64> {
    let list = list.as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter().filter_map(Value::as_i64).collect()
}
