//! `cargo bench --bench publish`: what one more answer costs the site, by how long the history is.
//!
//! Histories of ten thousand, one million and ten million answers over the same two years, survey
//! and members are written as tallies. The real server runs on each; one answer is posted, and
//! the time is taken until the changed page lies on disk, and of a build alone. Then a site of two thousand
//! pages: all of them changed, and after one answer; and the most memory that takes (GNU time).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    dead_code,
    unused_imports,
    reason = "a measurement that cannot go on should stop; what is shared with the tests is not all used"
)]

mod history;
mod shop;
#[path = "../tests/support/mod.rs"]
mod support;

use std::fs;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use afterword::config::Config;
use afterword::flow::publish;
use afterword::types::{Random, SystemClock};
use shop::Shop;
use support::{gauge, process};

const HISTORIES: [u64; 3] = [10_000, 1_000_000, 10_000_000];

/// How often each is measured; the median counts.
const TIMES: usize = 9;

/// Said to this program by itself: only the two thousand pages, so that their memory is seen.
const PAGES: &str = "--two-thousand-pages";

fn main() {
    if std::env::args().any(|argument| argument == PAGES) {
        return print_pages();
    }
    println!(
        "{:>10} {:>9} {:>12} {:>14} {:>9}",
        "answers", "cells", "build ms", "POST→disk ms", "ratio"
    );
    let mut first = None;
    for answers in HISTORIES {
        let shop = Shop::open("sqlite", TIMES as u64 + 2).expect("a shop");
        let cells = history::write(&mut shop.connect(), answers).expect("tallies");
        let build = median((0..TIMES).map(|_| build_once(&shop)).collect());
        let seen = median((1..=TIMES as u64).map(|n| answer_once(&shop, n)).collect());
        let least = *first.get_or_insert(build);
        println!(
            "{answers:>10} {cells:>9} {:>12.1} {:>14.0} {:>9.2}",
            milliseconds(build),
            milliseconds(seen),
            build.as_secs_f64() / least.as_secs_f64()
        );
    }
    match gauge::look() {
        Ok(()) => {
            let program = std::env::current_exe().expect("this program");
            let gauged = gauge::run(&program.display().to_string(), &[PAGES], b"");
            print!("{}", gauged.output);
            println!("at most {:.0} MB", gauged.megabytes);
        }
        Err(missing) => {
            print_pages();
            println!("memory not measured: {missing}");
        }
    }
}

fn print_pages() {
    let pages = history::two_thousand_pages();
    println!("{} pages, {:.1} MB", pages.count, pages.bytes as f64 / 1e6);
    println!(
        "{:>12} {:>9} {:>10} {:>10} {:>10} {:>9}",
        "changed", "build ms", "written", "publish ms", "plain ms", "ratio"
    );
    let rows = [("all pages", pages.whole), ("one answer", pages.one)];
    for ((name, cost), plain) in rows.into_iter().zip(pages.plain) {
        println!(
            "{name:>12} {:>9.1} {:>10} {:>10.1} {:>10.1} {:>9.2}",
            milliseconds(cost.build),
            cost.written,
            milliseconds(cost.publish),
            milliseconds(plain),
            cost.publish.as_secs_f64() / plain.as_secs_f64()
        );
    }
}

/// Builds and publishes the site once, in this process, on the shop's database.
fn build_once(shop: &Shop) -> Duration {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.unwrap().block_on(async {
        let file = shop.dir.path().join("config.toml");
        let mut config = Config::load(Some(&file), []).unwrap();
        // The live site is the server's; this one lies beside it.
        config.secret_key = None;
        let data = config.data_dir.clone();
        config.data_dir = shop.dir.path().join("beside");
        copy_key(&data, &config.data_dir);
        let random = Random::from_system();
        let house =
            afterword::app::open_house(config, Arc::new(SystemClock), random).await.unwrap();
        publish::run(&house).await.unwrap();
        let mut times = Vec::new();
        for _ in 0..3 {
            let started = Instant::now();
            publish::run(&house).await.unwrap();
            times.push(started.elapsed());
        }
        median(times)
    })
}

fn copy_key(from: &std::path::Path, to: &std::path::Path) {
    fs::create_dir_all(to.join("keys")).unwrap();
    fs::copy(from.join("keys/secret"), to.join("keys/secret")).unwrap();
}

/// Posts one answer and waits for the page to change on disk.
fn answer_once(shop: &Shop, n: u64) -> Duration {
    let page = shop::site(shop).join("data/after-purchase.json");
    let before = fs::read(&page).ok();
    let url = format!("http://{}/s/{}", shop.address, shop::token(n));
    let started = Instant::now();
    let reply = ureq::post(&url).send_form([("score", "9")]).unwrap();
    assert_eq!(reply.status(), 200);
    while fs::read(&page).ok() == before {
        assert!(started.elapsed() < Duration::from_secs(30), "the site does not change");
        thread::sleep(Duration::from_millis(1));
    }
    started.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
