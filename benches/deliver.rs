//! `cargo bench --bench deliver`: how many mails a second leave the house, rendered, signed and
//! handed to a mail server that takes all, beside a bare client that only hands over; and in how
//! much memory.
//!
//! `AFTERWORD_BENCH_MAILS` is how many mails a measurement sends (20000), and
//! `AFTERWORD_BENCH_MANY` over how many the memory is watched (100000; 0 leaves that out).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    dead_code,
    reason = "a measurement that cannot go on should stop; what is shared with the tests is not all used"
)]

#[path = "load/memory.rs"]
mod memory;
mod post;
#[path = "../tests/support/mod.rs"]
mod support;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use afterword::flow::deliver::{CLAIM, LEASE_SECONDS};
use post::bare;
use post::sink::{self, Sink, Taken};
use support::process::{self, Process};
use support::rows::{self, Mails};
use tempfile::TempDir;

/// How many connections the sender may have.
const CONNECTIONS: [usize; 3] = [1, 4, 16];

fn main() -> Result<(), String> {
    if std::env::args().any(|argument| argument == sink::SINK) {
        return sink::be_sink().map_err(|error| error.to_string());
    }
    let mails = number("AFTERWORD_BENCH_MAILS", 20_000)?;
    let mut sink = Sink::start()?;
    println!("signed with Ed25519; {CLAIM} mails a claim, leased for {LEASE_SECONDS} s");
    println!(
        "{:<26} {:>5} {:>9} {:>9} {:>8} {:>8} {:>12}",
        "what", "conns", "mails", "mails/s", "of bare", "B/mail", "syncs/mail"
    );
    let tools = tempfile::tempdir().map_err(|error| error.to_string())?;
    let slow = SlowSync::compile(tools.path());
    for connections in CONNECTIONS {
        let sent = Run::new(connections, mails, &sink)?.finish(&mut sink)?;
        let bare = measure_bare(&mut sink, connections, mails, sent.bytes / sent.letters.max(1))?;
        println!("{}", row("sqlite", connections, sent, bare.rate(), None));
        println!("{}", row("bare client", connections, bare, bare.rate(), None));
        match &slow {
            Ok(slow) if connections == 1 => {
                let mut run = Run::prepare(connections, mails / 8, &sink)?;
                run.start(Some(slow))?;
                let sent = run.finish(&mut sink)?;
                let syncs = slow.count()? as f64 / sent.letters.max(1) as f64;
                println!("{}", row("sqlite, +1 ms a sync", 1, sent, bare.rate(), Some(syncs)));
            }
            Ok(_) => {}
            Err(reason) => println!("+1 ms a sync: not measured: {reason}"),
        }
    }
    match number("AFTERWORD_BENCH_MANY", 100_000)? {
        0 => Ok(()),
        many => watch_memory(&mut sink, many),
    }
}

fn number(variable: &str, default: u64) -> Result<u64, String> {
    std::env::var(variable).map_or(Ok(default), |number| {
        number.parse().map_err(|error| format!("{variable}: {error}"))
    })
}

fn row(what: &str, connections: usize, taken: Taken, bare: f64, syncs: Option<f64>) -> String {
    let Taken { letters, bytes, .. } = taken;
    let syncs = syncs.map_or_else(String::new, |syncs| format!("{syncs:.2}"));
    format!(
        "{what:<26} {connections:>5} {letters:>9} {:>9.0} {:>8.3} {:>8} {syncs:>12}",
        taken.rate(),
        taken.rate() / bare,
        bytes / letters.max(1)
    )
}

fn measure_bare(
    sink: &mut Sink,
    connections: usize,
    mails: u64,
    bytes: u64,
) -> Result<Taken, String> {
    bare::hand_over(sink.port, connections, mails, bytes)?;
    sink.ask()
}

/// Resident memory of the sender, at ten places on the way.
fn watch_memory(sink: &mut Sink, mails: u64) -> Result<(), String> {
    let mut run = Run::new(16, mails, sink)?;
    let (mut resident, mut sent) = (Vec::new(), 0);
    while run.process_ended()?.is_none() {
        thread::sleep(Duration::from_millis(50));
        sent += sink.ask()?.letters;
        let places = resident.len() as u64;
        if sent >= mails * places / 10
            && let Ok(bytes) = memory::resident(run.id()?)
        {
            resident.push(bytes >> 20);
        }
    }
    println!("resident MiB at each tenth of {mails} mails over 16 connections: {resident:?}");
    Ok(())
}

/// One sender and its database.
struct Run {
    dir: TempDir,
    mails: u64,
    process: Option<Process>,
}

impl Run {
    /// A sender at work.
    fn new(connections: usize, mails: u64, sink: &Sink) -> Result<Self, String> {
        let mut run = Self::prepare(connections, mails, sink)?;
        run.start(None)?;
        Ok(run)
    }

    /// A database with so many mails that are due.
    fn prepare(connections: usize, mails: u64, sink: &Sink) -> Result<Self, String> {
        let dir = tempfile::tempdir().map_err(|error| error.to_string())?;
        let url = format!("sqlite://{}", dir.path().join("afterword.db").display());
        let config = format!(
            "data_dir = \"data\"\n[server]\nallow_local = true\n[database]\nurl = \"{url}\"\n[mail]\ntransport = \"smtp\"\n\
             from = \"Gốm <chao@gom.example>\"\nsmtp_url = \"smtp://127.0.0.1:{}\"\n\
             per_hour = 0\nconnections = {connections}\ndkim = \"ed25519\"\n",
            sink.port
        );
        std::fs::write(dir.path().join("config.toml"), config).map_err(|e| e.to_string())?;
        let run = Self { dir, mails, process: None };
        process::run(&mut run.command(&["migrate"]))?;
        std::fs::write(
            run.dir.path().join("survey.toml"),
            "slug = \"after-purchase\"\nkind = \"nps\"\n",
        )
        .map_err(|e| e.to_string())?;
        process::run(run.command(&["survey", "apply"]).arg(run.dir.path().join("survey.toml")))?;
        rows::fill(&url, mails, Mails::Due)?;
        Ok(run)
    }

    fn start(&mut self, slow: Option<&SlowSync>) -> Result<(), String> {
        let mut command = self.command(&["run", "deliver"]);
        if let Some(slow) = slow {
            command.env("LD_PRELOAD", &slow.library).env("SLOW_SYNC_COUNT", &slow.counted);
        }
        command.stdout(Stdio::null());
        self.process = Some(Process::start(&mut command, "TERM")?);
        Ok(())
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_afterword"));
        command.arg("--config").arg(self.dir.path().join("config.toml")).args(arguments);
        command
    }

    fn id(&self) -> Result<u32, String> {
        Ok(self.process.as_ref().ok_or("not started")?.id())
    }

    fn process_ended(&mut self) -> Result<Option<String>, String> {
        Ok(self.process.as_mut().ok_or("not started")?.ended())
    }

    /// Waits for the sender's end; what the sink took from it.
    fn finish(mut self, sink: &mut Sink) -> Result<Taken, String> {
        while self.process_ended()?.is_none() {
            thread::sleep(Duration::from_millis(20));
        }
        let (status, taken) = (self.process_ended()?.unwrap_or_default(), sink.ask()?);
        if taken.letters == self.mails {
            Ok(taken)
        } else {
            Err(format!("{} of {} mails were sent: {status}", taken.letters, self.mails))
        }
    }
}

/// A library that makes each sync of a file take a millisecond more.
struct SlowSync {
    library: PathBuf,
    counted: PathBuf,
}

impl SlowSync {
    fn compile(dir: &Path) -> Result<Self, String> {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/slow_sync.c");
        let slow = Self { library: dir.join("slow_sync.so"), counted: dir.join("count") };
        process::run(
            Command::new("cc")
                .args(["-shared", "-fPIC", "-O2", "-o"])
                .arg(&slow.library)
                .arg(source),
        )?;
        Ok(slow)
    }

    /// How many syncs the last sender made.
    fn count(&self) -> Result<u64, String> {
        let text = std::fs::read_to_string(&self.counted).map_err(|error| error.to_string())?;
        text.trim().parse().map_err(|error| format!("{text:?}: {error}"))
    }
}
