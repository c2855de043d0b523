//! A shop prepared for a measurement: a database full of open invitations, and the real server
//! on it as a process of its own.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use afterword::db::{Address, Conn};
use tempfile::TempDir;

use crate::process::{Process, free_port};
use crate::support::postgres;
pub use crate::support::rows::token;
use crate::support::rows::{self, Mails};

/// The backends, by the names they are printed under.
pub const BACKENDS: [&str; 2] = ["sqlite", "postgres"];

/// A shop that is being served.
pub struct Shop {
    /// Where.
    pub address: SocketAddr,
    /// From the start of the process to its first ready answer.
    pub ready_after: Duration,
    process: Process,
    /// Its directory, with `config.toml`.
    pub dir: TempDir,
    url: String,
}

impl Shop {
    /// Makes a database with so many open invitations, each with customer, order and a mail that
    /// went out three days ago, and serves it.
    pub fn open(backend: &str, invitations: u64) -> Result<Self, String> {
        Self::open_with(backend, invitations, "")
    }

    /// The same with more lines in the section of the server.
    pub fn open_with(backend: &str, invitations: u64, lines: &str) -> Result<Self, String> {
        let dir = tempfile::tempdir().map_err(|error| error.to_string())?;
        let url = match backend {
            "sqlite" => format!("sqlite://{}", dir.path().join("afterword.db").display()),
            _ => {
                postgres::look()?;
                postgres::be_durable();
                postgres::fresh_database()
            }
        };
        let port = free_port();
        let config = format!(
            "data_dir = \"data\"\n[server]\nlisten = \"127.0.0.1:{port}\"\n\
             public_url = \"http://127.0.0.1:{port}\"\nallow_local = true\n{lines}[database]\nurl = \"{url}\"\n"
        );
        std::fs::write(dir.path().join("config.toml"), config).map_err(|e| e.to_string())?;
        run(&dir, &["migrate"])?;
        rows::fill(&url, invitations, Mails::Sent)?;
        let (process, ready_after) = serve(&dir, port)?;
        Ok(Self { address: ([127, 0, 0, 1], port).into(), ready_after, process, dir, url })
    }

    /// The server's process id.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// A connection of our own.
    pub fn connect(&self) -> Conn {
        Address::parse(&self.url).and_then(|address| address.connect()).expect("it is there")
    }

    /// A command of the program on this shop, beside the server.
    pub fn command(&self, arguments: &[&str]) -> Command {
        command(&self.dir, arguments)
    }
}

fn command(dir: &TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_afterword"));
    command.arg("--config").arg(dir.path().join("config.toml")).args(arguments);
    command
}

fn run(dir: &TempDir, arguments: &[&str]) -> Result<(), String> {
    let output = command(dir, arguments).output().map_err(|error| error.to_string())?;
    if output.status.success() {
        Ok(())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

fn serve(dir: &TempDir, port: u16) -> Result<(Process, Duration), String> {
    let started = Instant::now();
    let mut command = command(dir, &["serve"]);
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    let mut process = Process::start(&mut command, "TERM")?;
    let output = process.output().ok_or("its output is piped")?;
    while !answers(port) {
        if started.elapsed() > Duration::from_secs(20) {
            return Err("the server was not ready within 20 s".to_owned());
        }
        thread::sleep(Duration::from_millis(2));
    }
    let ready_after = started.elapsed();
    // Somebody has to read what it prints, or it would stop one day for a full pipe.
    thread::spawn(move || BufReader::new(output).lines().for_each(drop));
    Ok((process, ready_after))
}

fn answers(port: u16) -> bool {
    ureq::get(format!("http://127.0.0.1:{port}/readyz")).call().is_ok_and(|r| r.status() == 200)
}

/// The `data` directory's site.
pub fn site(shop: &Shop) -> PathBuf {
    shop.dir.path().join("data/site")
}
