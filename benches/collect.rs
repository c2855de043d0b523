//! `cargo bench --bench collect`: how many answers a second, how soon, in how much memory,
//! beside a bare actix handler on the same machine.
//!
//! `AFTERWORD_BENCH_SECONDS` is how long each measurement lasts (5).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    dead_code,
    reason = "a measurement that cannot go on should stop; what is shared with the tests is not all used"
)]

mod load;
mod orders;
mod shop;
#[path = "../tests/support/mod.rs"]
mod support;

use support::process;

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use load::{Report, bare, memory, request};
use shop::Shop;

/// How many customers press at once.
const CONNECTIONS: [usize; 4] = [1, 16, 64, 256];

/// The argument that makes this program the bare server instead.
const BARE: &str = "bare-server";

fn main() -> Result<(), String> {
    if std::env::args().any(|argument| argument == BARE) {
        return be_bare_server().map_err(|error| error.to_string());
    }
    println!("{}", load::heading());
    let bare = measure_bare()?;
    let _shared = support::Shared;
    for backend in shop::BACKENDS {
        match measure_afterword(backend, &bare) {
            Ok(()) => {}
            Err(reason) => println!("{backend}: not measured: {reason}"),
        }
    }
    Ok(())
}

/// The bare server, in a process of its own as the real one is.
struct Server {
    process: process::Process,
    address: SocketAddr,
}

/// Rates of the bare handler by connections: what all others are held against.
fn measure_bare() -> Result<BTreeMap<usize, f64>, String> {
    let server = start_bare()?;
    let mut rates = BTreeMap::new();
    for connections in CONNECTIONS {
        let target = Target { address: server.address, id: server.process.id() };
        let report = measure(target, connections, |_, into| {
            request::post(into, "/s/ABCD-EFGH-JKMN", "score=9");
            true
        })?;
        let resident = memory::resident(server.process.id())?;
        println!("{}", report.row("bare handler", connections, report.rate(), resident));
        rates.insert(connections, report.rate());
    }
    Ok(rates)
}

/// The real server on a database of `backend`: the form's GET, the POST with all its work and
/// distinct tokens, whole respondents, and for SQLite the POST while a million rows are imported.
fn measure_afterword(backend: &str, bare: &BTreeMap<usize, f64>) -> Result<(), String> {
    let shop = Shop::open(backend, invitations() + FORMS)?;
    let idle = memory::resident(shop.id())? >> 10;
    println!("{backend}: ready after {} ms, {idle} KiB idle", shop.ready_after.as_millis());
    let target = Target { address: shop.address, id: shop.id() };
    let mut tokens = 1..invitations();
    for connections in CONNECTIONS {
        let bare = bare[&connections];
        let mut form = 0;
        let shown = measure(target, connections, |_, into| {
            form = form % FORMS + 1;
            request::get(into, &form_path(invitations() + form));
            true
        })?;
        println!("{}", row(&format!("{backend}: form, GET"), connections, bare, &shown, target)?);
        let answered = measure(target, connections, |_, into| post_next(&mut tokens, into))?;
        println!(
            "{}",
            row(&format!("{backend}: answer, POST"), connections, bare, &answered, target)?
        );
        let whole = measure(target, connections, respondents(connections, &mut tokens))?;
        let name = format!("{backend}: respondents x2");
        println!("{}", row(&name, connections, bare, &whole, target)?);
    }
    if backend == "sqlite" {
        beside_an_import(&shop, target, bare[&64], &mut tokens)?;
    }
    Ok(())
}

/// Answers at 64 connections while another process imports a million rows and the server's own
/// ticks plan, fold and publish.
fn beside_an_import(
    shop: &Shop,
    target: Target,
    bare: f64,
    tokens: &mut std::ops::Range<u64>,
) -> Result<(), String> {
    let rows = std::env::var("AFTERWORD_BENCH_ROWS").ok().and_then(|n| n.parse().ok());
    let rows: u64 = rows.unwrap_or(1_000_000);
    let file = shop.dir.path().join("orders.csv");
    orders::write(&file, rows).map_err(|error| error.to_string())?;
    let started = Instant::now();
    let path = file.to_string_lossy().into_owned();
    let mut command = shop.command(&["--json", "import", "orders", &path]);
    command.stdout(Stdio::piped());
    let mut import = process::Process::start(&mut command, "TERM")?;
    let answered = measure(target, 64, |_, into| post_next(tokens, into))?;
    println!("{}", row("sqlite: POST beside import", 64, bare, &answered, target)?);
    let mut most = 0;
    while import.ended().is_none() {
        most = most.max(memory::resident(import.id()).unwrap_or(0));
        thread::sleep(Duration::from_millis(50));
    }
    println!(
        "import of {rows} rows: {:.1} s beside the server, at most {} MiB",
        started.elapsed().as_secs_f64(),
        most >> 20
    );
    Ok(())
}

/// How many different forms are opened over and over; nobody answers these.
const FORMS: u64 = 5_000;

/// How many invitations there are to answer.
fn invitations() -> u64 {
    std::env::var("AFTERWORD_BENCH_INVITATIONS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(600_000)
}

fn form_path(n: u64) -> String {
    format!("/s/{}?via=mail&score={}", shop::token(n), n % 11)
}

/// The next first answer: all scores alike, a third with comment and follow-up.
fn post_next(tokens: &mut std::ops::Range<u64>, into: &mut Vec<u8>) -> bool {
    let Some(n) = tokens.next() else { return false };
    post(n, into);
    true
}

fn post(n: u64, into: &mut Vec<u8>) {
    let mut fields = format!("score={}", n % 11);
    if n.is_multiple_of(3) {
        fields.push_str("&reason=speed&comment=Giao+h%C3%A0ng+h%C6%A1i+ch%E1%BA%ADm%2C+nh%C6%B0ng+nh%C3%A2n+vi%C3%AAn+d%E1%BB%85+th%C6%B0%C6%A1ng");
    }
    request::post(into, &format!("/s/{}?via=mail", shop::token(n)), &fields);
}

/// Each connection opens a form, then answers it; two requests are one respondent.
fn respondents<'a>(
    connections: usize,
    tokens: &'a mut std::ops::Range<u64>,
) -> impl FnMut(usize, &mut Vec<u8>) -> bool + 'a {
    let mut opened: Vec<Option<u64>> = vec![None; connections];
    move |connection, into| match opened[connection].take() {
        Some(n) => {
            post(n, into);
            true
        }
        None => {
            let Some(n) = tokens.next() else { return false };
            opened[connection] = Some(n);
            request::get(into, &form_path(n));
            true
        }
    }
}

/// A server that is measured.
#[derive(Clone, Copy)]
struct Target {
    address: SocketAddr,
    id: u32,
}

fn row(
    what: &str,
    connections: usize,
    bare: f64,
    report: &Report,
    on: Target,
) -> Result<String, String> {
    Ok(report.row(what, connections, bare, memory::resident(on.id)?))
}

/// Runs a short while unmeasured, then measures; anything but 200 is an error.
fn measure(
    target: Target,
    connections: usize,
    mut next: impl FnMut(usize, &mut Vec<u8>) -> bool,
) -> Result<Report, String> {
    let drive = |lasting, next: &mut dyn FnMut(usize, &mut Vec<u8>) -> bool| {
        load::drive(target.address, connections, lasting, next).map_err(|error| error.to_string())
    };
    drive(Duration::from_millis(500), &mut next)?;
    let report = drive(seconds()?, &mut next)?;
    let surprises = report.surprises(200);
    if surprises.is_empty() { Ok(report) } else { Err(format!("at {connections}: {surprises}")) }
}

fn seconds() -> Result<Duration, String> {
    match std::env::var("AFTERWORD_BENCH_SECONDS") {
        Ok(seconds) => seconds
            .parse()
            .map(Duration::from_secs)
            .map_err(|error| format!("AFTERWORD_BENCH_SECONDS: {error}")),
        Err(_) => Ok(Duration::from_secs(5)),
    }
}

/// Starts this program again as the bare server and reads its port.
fn start_bare() -> Result<Server, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut command = Command::new(program);
    command.arg(BARE).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut process = process::Process::start(&mut command, "TERM")?;
    let mut line = String::new();
    let output = process.output().ok_or("its output is piped")?;
    BufReader::new(output).read_line(&mut line).map_err(|error| error.to_string())?;
    let port: u16 = line.trim().parse().map_err(|error| format!("{line:?}: {error}"))?;
    Ok(Server { process, address: ([127, 0, 0, 1], port).into() })
}

/// Serves until the one who started it is gone and its standard input ends.
fn be_bare_server() -> io::Result<()> {
    let workers = thread::available_parallelism()?.get();
    actix_web::rt::System::new().block_on(async {
        let (server, port) = bare::listen(workers)?;
        println!("{port}");
        let handle = server.handle();
        let system = actix_web::rt::System::current();
        thread::spawn(move || {
            let ended = io::stdin().read_to_end(&mut Vec::new());
            system.arbiter().spawn(async move { handle.stop(false).await });
            ended
        });
        server.await
    })
}
