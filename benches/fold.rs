//! `cargo bench --bench fold`: how many entries a second the stage `fold` turns into tallies.
//!
//! An entry is one answer: its day, a member in each of three dimensions (fifty members in all),
//! and its marks: a score, the hour, the time to answer, that it was answered, and two to four
//! answers to follow-ups. They are spread over two years, once in the order of their days and once
//! mixed. Two paces: alone on the machine, and beside a server, where each slice is short and rests
//! leave the writer to those who answer.
//!
//! `AFTERWORD_BENCH_ENTRIES` is how many (1,000,000).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a measurement that cannot go on should stop"
)]

use std::sync::Arc;
use std::time::Instant;

use afterword::app::open_house;
use afterword::config::Config;
use afterword::db::{entries, tallies};
use afterword::domain::tally::{Entry, mark};
use afterword::flow::{House, Pace, fold, verify};
use afterword::types::{Random, SurveyId, SystemClock};
use jiff::ToSpan;
use jiff::civil::date;

const DAYS: i32 = 730;

/// Members of each of the three dimensions.
const MEMBERS: [(&str, u32); 3] = [("location", 6), ("product", 36), ("staff", 8)];

/// How many entries share a commit while the queue is filled.
const BATCH: usize = 10_000;

fn main() {
    let count = std::env::var("AFTERWORD_BENCH_ENTRIES").ok().and_then(|n| n.parse().ok());
    let count: usize = count.unwrap_or(1_000_000);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    println!(
        "{:>12} {:>14} {:>10} {:>12} {:>14} {:>9} {:>14}",
        "order", "pace", "entries", "entries/s", "changes/s", "cells", "cell writes/s"
    );
    for (order, is_mixed) in [("by day", false), ("mixed", true)] {
        for (name, pace, share) in [("alone", Pace::ALONE, 1), ("beside", Pace::default(), 20)] {
            runtime.block_on(measure((order, is_mixed), (name, pace), count / share));
        }
    }
}

async fn measure((order, is_mixed): (&str, bool), (name, pace): (&str, Pace), count: usize) {
    let directory = tempfile::tempdir().unwrap();
    let mut config = Config { data_dir: directory.path().to_owned(), ..Config::default() };
    let url = format!("sqlite://{}", directory.path().join("afterword.db").display());
    config.database.url = afterword::config::Secret::new(url);
    let house = open_house(config, Arc::new(SystemClock), Random::from_seed(1)).await.unwrap();
    let house = House { pace, ..house };
    let changes = fill(&house, count, is_mixed).await;
    let started = Instant::now();
    let folded = fold::run(&house).await.unwrap();
    let seconds = started.elapsed().as_secs_f64();
    assert_eq!(folded, count as u64);
    let cells = house.db.read(tallies::count).await.unwrap();
    let rate = |n: f64| n / seconds;
    println!(
        "{order:>12} {name:>14} {count:>10} {:>12.0} {:>14.0} {cells:>9} {:>14.0}",
        rate(count as f64),
        rate(changes as f64),
        rate(cells as f64)
    );
    // Nobody has answered: the recount finds each cell as one too many.
    let found = verify::run(&house).await.unwrap();
    assert!(found.cells > 0 && found.responses == 0);
}

/// Fills the queue; returns how many changes of cells its entries make.
async fn fill(house: &House, count: usize, is_mixed: bool) -> usize {
    let random = Random::from_seed(7);
    let mut changes = 0;
    for first in (0..count).step_by(BATCH) {
        let batch: Vec<String> = (first..(first + BATCH).min(count))
            .map(|at| {
                let share = if is_mixed { random.unit() } else { at as f64 / count as f64 };
                let entry = entry(&random, (share * f64::from(DAYS)) as i32);
                changes += entry.cells().count();
                serde_json::to_string(&[entry]).unwrap()
            })
            .collect();
        house.db.write(move |conn| entries::append(conn, &batch)).await.unwrap();
    }
    changes
}

fn entry(random: &Random, day: i32) -> Entry {
    let below = |n: u32| (random.unit() * f64::from(n)) as u32;
    let member = |(dimension, n): (&str, u32)| {
        (dimension.to_owned(), format!("{dimension} số {}", below(n)))
    };
    let score = below(11);
    let group = ["detractor", "passive", "promoter"][(score as usize).saturating_sub(5) / 2 % 3];
    let mut marks = vec![
        mark("score", score.to_string()),
        mark("answer.reason", format!("{group}:option_{}", below(4))),
        mark("answer.ease", format!("{group}:{}", 1 + below(5))),
        mark("hour", format!("{}-{}", 1 + below(7), below(24))),
        mark("wait", ["5m", "1h", "6h", "1d"][below(4) as usize]),
        mark("funnel", "answered"),
    ];
    for _ in 0..below(3) {
        marks.push(mark(
            "answer.liked",
            format!("{group}:{}", ["taste", "people"][below(2) as usize]),
        ));
    }
    Entry {
        survey: SurveyId(1),
        n: 1,
        day: date(2024, 11, 22).saturating_add(day.days()),
        members: MEMBERS.map(member).into(),
        marks,
    }
}
