//! `cargo bench --bench scale`: what staff's pages, `/metrics` and commands cost in a shop of a million
//! orders, and how long forms take meanwhile.
//!
//! Orders, invitations and mails of two years and their answers are written as rows; the real server
//! runs on them. Each page is asked for one at a time, beside a customer who opens forms all the while.
//! AFTERWORD_SCALE_ORDERS (1000000) and AFTERWORD_SCALE_ANSWERS (1000000) say how large the shop is,
//! AFTERWORD_SCALE_BACKENDS (sqlite,postgres) on what.
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

use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use afterword::db::Conn;
use diesel::connection::SimpleConnection;
use shop::Shop;
use support::process;
use ureq::Agent;

/// How often each page is asked for; the median counts.
const TIMES: usize = 7;

const DAY: u64 = 86_400_000_000;

/// What is asked for.
const PAGES: [&str; 9] = [
    "/admin/cards",
    "/admin/cards?days=dates&from=2026-01-01&until=2026-01-02",
    "/admin/cards/batches",
    "/admin/links",
    "/admin/links?who=all",
    "/admin/links?who=copied",
    "/admin/touchpoints",
    "/admin/users",
    "/metrics",
];

/// What lets `/metrics` be read.
const TOKEN: &str = "a-token-for-measurements";

fn main() {
    let orders = number("AFTERWORD_SCALE_ORDERS", 1_000_000);
    let answers = number("AFTERWORD_SCALE_ANSWERS", 1_000_000);
    let backends = std::env::var("AFTERWORD_SCALE_BACKENDS");
    let backends = backends.unwrap_or_else(|_| shop::BACKENDS.join(","));
    for backend in backends.split(',') {
        println!("{backend}: {orders} orders, {answers} answers");
        match open(backend, orders, answers) {
            Ok(shop) => measure(&shop, orders),
            Err(reason) => println!("  not measured: {reason}"),
        }
    }
}

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |text| text.parse().expect("a number"))
}

fn open(backend: &str, orders: u64, answers: u64) -> Result<Shop, String> {
    let shop = Shop::open_with(backend, orders, &format!("metrics_token = \"{TOKEN}\"\n"))?;
    let mut conn = shop.connect();
    for statement in spread(orders, answers) {
        conn.batch_execute(&statement).map_err(|error| format!("{statement}: {error}"))?;
    }
    if matches!(conn, Conn::Postgres(_)) {
        conn.batch_execute("VACUUM ANALYZE").map_err(|error| error.to_string())?;
    }
    Ok(shop)
}

/// Spreads what was written over two years, and adds answers, places, and customers without e-mail.
fn spread(orders: u64, answers: u64) -> Vec<String> {
    let each = answers.div_ceil(orders.max(1)).max(1);
    let back = |column: &str, id: &str| format!("{column} = {column} - ({id} % 730) * {DAY}");
    vec![
        format!("UPDATE orders SET {}, {}", back("placed_at", "id"), back("fulfilled_at", "id")),
        format!(
            "UPDATE deliveries SET {}, {}",
            back("due_at", "invitation_id"),
            back("sent_at", "invitation_id")
        ),
        "UPDATE customers SET email = NULL, phone = '+84905' || CAST(id AS TEXT) WHERE id % 50 = 0"
            .to_owned(),
        "INSERT INTO touchpoints (code, survey_id, name, active, created_at) \
         VALUES ('c0unt1', 1, 'Counter', TRUE, 0), ('c0unt2', 1, 'Table', TRUE, 0)"
            .to_owned(),
        format!(
            "INSERT INTO responses (id, survey_id, revision_id, touchpoint_id, score, comment, answers, \
             language, channel, origin, entry, answered_at, updated_at) \
             WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < {each}) \
             SELECT 100000000000 + orders.id * 100 + k, 1, 1, \
             CASE WHEN orders.id % 3 = 0 THEN 1 + k % 2 END, (orders.id + k) % 11, NULL, '{{}}', 'vi', \
             'touchpoint', 'form', '{{}}', orders.placed_at + k, orders.placed_at + k \
             FROM orders, n LIMIT {answers}"
        ),
    ]
}

fn measure(shop: &Shop, orders: u64) {
    let agent = signed_in(shop);
    println!("  {:<60} {:>10} {:>12}", "what", "median ms", "forms p99 ms");
    for page in PAGES {
        let (took, forms) = beside_forms(shop, orders, || {
            let request = agent.get(format!("http://{}{page}", shop.address));
            let mut reply =
                request.header("authorization", format!("Bearer {TOKEN}")).call().expect(page);
            assert_eq!(reply.status(), 200, "{page}");
            reply.body_mut().read_to_vec().expect("a body");
        });
        println!("  {page:<60} {took:>10.1} {forms:>12.2}");
    }
    for (n, arguments) in COMMANDS.iter().enumerate() {
        let (took, forms) = beside_forms(shop, orders, || {
            let output = shop.command(arguments).stderr(Stdio::null()).output().expect("it runs");
            assert!(n > 1 || output.status.code().is_some());
        });
        println!("  {:<60} {took:>10.1} {forms:>12.2}", arguments.join(" "));
    }
}

/// Commands that look for something.
const COMMANDS: [&[&str]; 3] = [
    &["deliveries", "list", "--state", "uncertain"],
    &["cards", "attach", "ABCD-EFGH-JKMN", "#777777"],
    &["user", "list"],
];

/// The median of some runs in milliseconds, and what forms took meanwhile.
fn beside_forms(shop: &Shop, orders: u64, run: impl Fn()) -> (f64, f64) {
    let ended = Arc::new(AtomicBool::new(false));
    let (until, address) = (Arc::clone(&ended), shop.address);
    let customer = thread::spawn(move || {
        let agent = Agent::new_with_defaults();
        let (mut times, mut n) = (Vec::new(), 0_u64);
        while !until.load(Ordering::Relaxed) {
            n = (n + 7_919) % orders;
            let started = Instant::now();
            let reply = agent.get(format!("http://{address}/s/{}", shop::token(n + 1))).call();
            assert_eq!(reply.expect("a form").status(), 200);
            times.push(started.elapsed());
            thread::sleep(Duration::from_millis(2));
        }
        times
    });
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let started = Instant::now();
        run();
        times.push(started.elapsed());
        thread::sleep(Duration::from_millis(50));
    }
    ended.store(true, Ordering::Relaxed);
    let forms = customer.join().expect("a customer");
    (quantile(times, 0.5), quantile(forms, 0.99))
}

/// A quantile in milliseconds.
fn quantile(mut times: Vec<Duration>, share: f64) -> f64 {
    times.sort_unstable();
    let index = ((times.len() as f64 - 1.0) * share).round() as usize;
    times[index].as_secs_f64() * 1e3
}

/// A browser in which the owner is signed in.
fn signed_in(shop: &Shop) -> Agent {
    let config = Agent::config_builder().max_redirects(0).max_redirects_will_error(false).build();
    let agent = Agent::new_with_config(config);
    let output = shop.command(&["user", "reset", "owner", "--json"]).output().expect("a link");
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let link = told["url"].as_str().expect("an address");
    let pressed = agent.post(link).header("sec-fetch-site", "same-origin").send_empty();
    assert_eq!(pressed.expect("a reply").status(), 303);
    agent
}
