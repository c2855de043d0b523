//! `cargo bench --bench import`: a million old answers in, beside a running server.
//!
//! On each database a file of answers over three years in no order, with four dimensions and
//! comments, is imported by the real program: the time it takes, the most memory it holds (GNU
//! time), and how long customers who answer meanwhile wait. Then the same file once more, which
//! changes nothing. `AFTERWORD_BENCH_ANSWERS` sets another number.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    dead_code,
    unused_imports,
    reason = "a measurement that cannot go on should stop; what is shared with the tests is not all used"
)]

mod shop;
#[path = "../tests/support/mod.rs"]
mod support;

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use jiff::ToSpan;
use jiff::civil::date;
use shop::{BACKENDS, Shop};
use support::{gauge, process};

const ANSWERS: u64 = 1_000_000;

/// How many customers answer while the file comes in, at most.
const CUSTOMERS: u64 = 20_000;

fn main() {
    let answers = std::env::var("AFTERWORD_BENCH_ANSWERS")
        .map_or(ANSWERS, |number| number.parse().expect("a number of answers"));
    let file = file(answers);
    println!("{answers} answers, {:.0} MB", file.len() as f64 / 1e6);
    println!(
        "{:>9} {:>6} {:>8} {:>8} {:>7} {:>12} {:>12}",
        "database", "time", "seconds", "rows/s", "MB", "POST p50 ms", "POST p99 ms"
    );
    for backend in BACKENDS {
        let shop = match Shop::open(backend, CUSTOMERS) {
            Ok(shop) => Arc::new(shop),
            Err(error) => {
                println!("{backend:>9} {error}");
                continue;
            }
        };
        std::fs::write(shop.dir.path().join("old.csv"), &file).expect("a file");
        let mut customer = 0;
        for time in ["first", "again"] {
            import(&shop, (backend, time), answers, &mut customer);
        }
    }
}

fn import(shop: &Arc<Shop>, (backend, time): (&str, &str), answers: u64, customer: &mut u64) {
    let done = Arc::new(AtomicBool::new(false));
    let others = {
        let (shop, done, first) = (Arc::clone(shop), Arc::clone(&done), *customer + 1);
        thread::spawn(move || answer_until(&shop, first, &done))
    };
    let path = |name: &str| shop.dir.path().join(name).display().to_string();
    let (config, old) = (path("config.toml"), path("old.csv"));
    let words = ["--config", &config, "--json", "import", "responses", &old];
    let words = [&words[..], &["--survey", "after-purchase"]].concat();
    let started = Instant::now();
    let gauged = gauge::run(env!("CARGO_BIN_EXE_afterword"), &words, b"");
    let seconds = started.elapsed().as_secs_f64();
    done.store(true, Ordering::Relaxed);
    let mut waits = others.join().expect("they answered");
    *customer += waits.len() as u64;
    waits.sort_unstable();
    let at = |share: f64| waits[(waits.len() as f64 * share) as usize].as_secs_f64() * 1e3;
    println!(
        "{backend:>9} {time:>6} {seconds:>8.1} {:>8.0} {:>7.0} {:>12.1} {:>12.1}",
        answers as f64 / seconds,
        gauged.megabytes,
        at(0.5),
        at(0.99)
    );
    let report: serde_json::Value = serde_json::from_str(&gauged.output).expect("a report");
    let count = if time == "first" { "created" } else { "unchanged" };
    let refused = &report["refused_rows"];
    assert_eq!(report[count], serde_json::json!(answers), "refused: {refused}");
}

/// Answers one invitation after the other, with a breath between.
fn answer_until(shop: &Shop, first: u64, done: &AtomicBool) -> Vec<Duration> {
    let mut waits = Vec::new();
    for n in first..=CUSTOMERS {
        let url = format!("http://{}/s/{}", shop.address, shop::token(n));
        let started = Instant::now();
        let reply = ureq::post(&url).send_form([("score", "9")]).expect("an answer is taken");
        assert_eq!(reply.status(), 200);
        waits.push(started.elapsed());
        thread::sleep(Duration::from_millis(10));
        if done.load(Ordering::Relaxed) {
            break;
        }
    }
    waits
}

/// The file; each day comes as often as each other, in no order.
fn file(answers: u64) -> String {
    let branches = ["Hà Nội", "Huế", "Đà Nẵng", "Hội An", "Cần Thơ", "Đà Lạt", "Sài Gòn"];
    let channels = ["Email", "SMS", "QR", "Zalo"];
    let mut file = "id,answered_at,score,comment,location,channel,staff,product\n".to_owned();
    for n in 0..answers {
        // Steps that share no factor with what they wrap round at.
        let (day, minute) = (n * 7_919 % 1_095, n * 104_729 % 1_440);
        let day = date(2023, 1, 1) + i64::try_from(day).expect("a day").days();
        let comment = if n % 3 == 0 {
            "\"Giao hàng nhanh, đóng gói đẹp, sẽ quay lại.\""
        } else {
            ""
        };
        writeln!(
            file,
            "R{n},{day} {:02}:{:02},{},{comment},{},{},NV{:02},SP{:03}",
            minute / 60,
            minute % 60,
            [9, 10, 8, 7, 10, 9, 6, 10, 3, 9, 0][(n * 31 % 11) as usize],
            branches[(n * 13 % 7) as usize],
            channels[(n * 17 % 4) as usize],
            n * 29 % 50,
            n * 37 % 200,
        )
        .expect("a line");
    }
    file
}
