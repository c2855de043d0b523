//! How much memory a program took at most, by GNU time.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::process;

/// What a program did.
pub struct Gauged {
    /// What it printed.
    pub output: String,
    /// The most memory it held, in megabytes.
    pub megabytes: f64,
}

/// Says what is missing, if anything.
pub fn look() -> Result<(), String> {
    find().map(drop)
}

/// Runs a program to its end with this input; panics if it fails.
pub fn run(program: &str, arguments: &[&str], input: &[u8]) -> Gauged {
    let mut command = Command::new(find().expect("GNU time"));
    command.args(["-f", "%M", "--", program]).args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(input).expect("it reads all");
    let done = child.wait_with_output().expect("its end");
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{}: {said}", done.status);
    let kilobytes: f64 = said.trim().lines().last().expect("a line").parse().expect("a number");
    let output = String::from_utf8(done.stdout).expect("UTF-8");
    Gauged { output, megabytes: kilobytes / 1024.0 }
}

fn find() -> Result<PathBuf, String> {
    process::find_program("time", &[Path::new("/usr/bin")])
        .ok_or_else(|| "GNU time (Debian: time) is not installed".to_owned())
}
