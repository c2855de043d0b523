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
#[path = "../tests/support/process.rs"]
mod process;

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use load::{Report, bare, memory, request};

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
    for backend in ["sqlite", "postgres"] {
        match measure_afterword(backend, &bare) {
            Ok(()) => {}
            Err(reason) => println!("{backend}: not measured: {reason}"),
        }
    }
    Ok(())
}

/// A server in a process of its own, as the one to compare with is.
struct Server {
    process: process::Process,
    address: SocketAddr,
}

/// Rates of the bare handler by connections: what all others are held against.
fn measure_bare() -> Result<BTreeMap<usize, f64>, String> {
    let server = start_bare()?;
    let mut rates = BTreeMap::new();
    for connections in CONNECTIONS {
        let report = measure(&server, connections, |_, into| {
            request::post(into, "/s/ABCD-EFGH-JKMN", "score=9");
            true
        })?;
        let resident = memory::resident(server.process.id())?;
        println!("{}", report.row("bare handler", connections, report.rate(), resident));
        rates.insert(connections, report.rate());
    }
    Ok(rates)
}

/// The real server: to be started as `afterword --config FILE serve` (the release binary,
/// `CARGO_BIN_EXE_afterword`) on a database of `backend` that holds an open invitation for each
/// POST to come. Rows to print, each with `bare[&connections]` as its measure: the form's GET,
/// the POST with distinct tokens, whole respondents, and idle memory before the first request.
fn measure_afterword(_backend: &str, _bare: &BTreeMap<usize, f64>) -> Result<(), String> {
    Err("the server is not yet driven from here".into())
}

/// Runs a short while unmeasured, then measures; anything but 200 is an error.
fn measure(
    server: &Server,
    connections: usize,
    mut next: impl FnMut(usize, &mut Vec<u8>) -> bool,
) -> Result<Report, String> {
    let drive = |lasting, next: &mut dyn FnMut(usize, &mut Vec<u8>) -> bool| {
        load::drive(server.address, connections, lasting, next).map_err(|error| error.to_string())
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
