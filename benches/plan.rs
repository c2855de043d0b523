//! `cargo bench --bench plan`: planning many new orders, on each database, by the real program.
//!
//! `AFTERWORD_BENCH_ORDERS` sets another number of orders (40,000). They are placed of late, so that
//! each is asked about and gets its mail.
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
use std::process::Command;
use std::time::Instant;

use support::{gauge, postgres, process};
use tempfile::TempDir;

const ORDERS: u64 = 40_000;

fn main() {
    let orders = std::env::var("AFTERWORD_BENCH_ORDERS")
        .map_or(ORDERS, |number| number.parse().expect("a number of orders"));
    let _shared = support::Shared;
    println!("{:>9} {:>8} {:>8} {:>10} {:>7}", "database", "orders", "seconds", "orders/s", "MB");
    for backend in shop::BACKENDS {
        if let Err(reason) = plan(backend, orders) {
            println!("{backend:>9} not measured: {reason}");
        }
    }
}

/// Imports the orders into an empty shop that nobody serves, and plans them.
fn plan(backend: &str, orders: u64) -> Result<(), String> {
    let dir = tempfile::tempdir().map_err(|error| error.to_string())?;
    let url = match backend {
        "sqlite" => format!("sqlite://{}", dir.path().join("afterword.db").display()),
        _ => {
            postgres::look()?;
            postgres::be_durable();
            postgres::fresh_database()
        }
    };
    let (config, file) = (dir.path().join("config.toml"), dir.path().join("orders.csv"));
    std::fs::write(&config, format!("data_dir = \"data\"\n[database]\nurl = \"{url}\"\n"))
        .map_err(|error| error.to_string())?;
    std::fs::write(&file, orders_file(orders)).map_err(|error| error.to_string())?;
    let config = config.display().to_string();
    let file = file.display().to_string();
    run(&["--config", &config, "import", "orders", &file])?;
    let started = Instant::now();
    let words = ["--config", config.as_str(), "--json", "run", "plan"];
    let gauged = gauge::run(env!("CARGO_BIN_EXE_afterword"), &words, b"");
    let seconds = started.elapsed().as_secs_f64();
    let planned: serde_json::Value = serde_json::from_str(&gauged.output).expect("a report");
    assert_eq!(planned["mails"], serde_json::json!(orders), "{planned}");
    println!(
        "{backend:>9} {orders:>8} {seconds:>8.1} {:>10.0} {:>7.0}",
        orders as f64 / seconds,
        gauged.megabytes
    );
    Ok(())
}

fn run(words: &[&str]) -> Result<(), String> {
    let output = Command::new(env!("CARGO_BIN_EXE_afterword")).args(words).output();
    let output = output.map_err(|error| error.to_string())?;
    let said = || String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.success() { Ok(()) } else { Err(said()) }
}

/// Orders of two thirds as many customers, all of yesterday.
fn orders_file(orders: u64) -> String {
    let yesterday = jiff::Zoned::now().yesterday().expect("a day before").date();
    let places = ["Hải Châu", "Sơn Trà", "Nimman"];
    let mut file = "order,ordered_at,fulfilled_at,email,location\n".to_owned();
    for n in 0..orders {
        let (customer, place) = (n * 7 % (orders * 2 / 3).max(1), places[(n % 3) as usize]);
        writeln!(
            file,
            "DH{n},{yesterday} 08:{:02},{yesterday} 09:00,k{customer}@example.org,{place}",
            n % 60
        )
        .expect("a line");
    }
    file
}
