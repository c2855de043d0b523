//! A shop run by the real binary: a directory of its own, commands beside each other, a server.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{ChildStdout, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use super::database::Database;
use super::process::{self, Process};

/// Lets cards and mails lead to an address of this machine.
const ALLOW_LOCAL: &str = "AFTERWORD__SERVER__ALLOW_LOCAL";

/// A shop; its data is gone when this value is dropped.
pub struct Shop {
    directory: TempDir,
}

/// Its running server; killed when this value is dropped.
pub struct Serving {
    /// The process.
    pub process: Process,
    /// Where it listens.
    pub port: u16,
    /// The owner's first link, where it printed one.
    pub owner_link: Option<String>,
    /// Kept open, so that the server may go on printing.
    _output: BufReader<ChildStdout>,
}

impl Shop {
    /// A shop on this database. `settings` are further lines of `config.toml`, from its top.
    pub fn new(database: &Database, settings: &str) -> Self {
        let shop = Self { directory: tempfile::tempdir().expect("a temporary directory") };
        let config = format!("{settings}\n[database]\nurl = \"{}\"\n", database.url);
        shop.write("config.toml", &config);
        shop
    }

    /// A path in the shop's directory.
    pub fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// Writes a file into the shop's directory.
    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, text).expect("a file of the shop");
        path
    }

    /// Runs a command to its end; what it prints with `--json`.
    pub fn run(&self, arguments: &[&str]) -> Value {
        let output = process::run(self.command(arguments).arg("--json"))
            .unwrap_or_else(|error| panic!("{error}\n{}", self.log()));
        serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{arguments:?} printed no JSON: {error}"))
    }

    /// Runs a command that may fail; its exit code, and what it prints with `--json`.
    pub fn try_run(&self, arguments: &[&str]) -> (Option<i32>, Value) {
        let output = self.command(arguments).arg("--json").output().expect("the program starts");
        let told = serde_json::from_slice(&output.stdout);
        (output.status.code(), told.unwrap_or(Value::Null))
    }

    /// Runs a command with something on its standard input; its exit code and what it prints.
    pub fn pipe(&self, arguments: &[&str], input: &[u8]) -> (i32, String) {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(self.open_log());
        let mut child = command.spawn().expect("the program starts");
        // Who fails early does not read it all.
        drop(child.stdin.take().expect("a pipe").write_all(input));
        let done = child.wait_with_output().expect("its end");
        let code = done.status.code().expect("an exit code");
        (code, String::from_utf8(done.stdout).expect("UTF-8"))
    }

    /// Runs a command as a shop would whose links may lead to no such address; its exit code and what
    /// it complains of.
    pub fn run_in_public(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let mut command = self.command(arguments);
        let output = command.env_remove(ALLOW_LOCAL).output().expect("the program starts");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    }

    /// Starts a command and leaves it running; it is killed when the value is dropped.
    pub fn start(&self, arguments: &[&str]) -> Process {
        let mut command = self.command(arguments);
        command.stdout(Stdio::null()).stderr(self.open_log());
        Process::start(&mut command, "KILL").expect("the program starts")
    }

    /// Starts the server and waits until it listens.
    pub fn serve(&self) -> Serving {
        let mut command = self.command(&["serve"]);
        command.stdout(Stdio::piped()).stderr(self.open_log());
        let mut process = Process::start(&mut command, "KILL").expect("the server starts");
        let mut output = BufReader::new(process.output().expect("a pipe"));
        let (mut owner_link, mut line) = (None, String::new());
        loop {
            line.clear();
            let read = output.read_line(&mut line).expect("what the server prints");
            assert!(read > 0, "the server ended before it listened:\n{}", self.log());
            if let Some(address) = line.trim_end().strip_prefix("listening on http://") {
                let port = address.rsplit_once(':').expect("a port").1;
                let port = port.parse().expect("a number");
                return Serving { process, port, owner_link, _output: output };
            }
            if line.starts_with("http") {
                owner_link = Some(line.trim_end().to_owned());
            }
        }
    }

    /// What its processes logged so far.
    pub fn log(&self) -> String {
        fs::read_to_string(self.path("log")).unwrap_or_default()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let program = Path::new(env!("CARGO_BIN_EXE_afterword"));
        let mut command = process::command_as(None, "KILL", program);
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("AFTERWORD_") {
                command.env_remove(name);
            }
        }
        // Shops of trials are on the loopback.
        command.env(ALLOW_LOCAL, "true");
        command.arg("--config").arg(self.path("config.toml")).args(arguments);
        command.current_dir(self.directory.path()).stdin(Stdio::null());
        command
    }

    fn open_log(&self) -> fs::File {
        let mut options = fs::File::options();
        options.create(true).append(true).open(self.path("log")).expect("the log")
    }
}
