//! The Nu Html Checker, the W3C's: is what we write valid HTML?
//!
//! The path of `vnu.jar` comes from `AFTERWORD_VNU`; `.ci/run` installs it. It runs on Java.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::process;

const VARIABLE: &str = "AFTERWORD_VNU";

/// Says what is missing, if anything.
pub fn look() -> Result<(), String> {
    find().map(drop)
}

/// What is wrong with the HTML files below a directory, one complaint a line.
pub fn complaints(directory: &Path) -> String {
    let (java, jar) = find().expect("it was there before");
    let mut command = Command::new(java);
    command.arg("-jar").arg(jar).args(["--skip-non-html", "--format", "gnu"]).arg(directory);
    // It says what it finds on its error output, and fails if that is an error.
    let said = command.output().expect("java starts");
    format!("{}{}", String::from_utf8_lossy(&said.stdout), String::from_utf8_lossy(&said.stderr))
}

fn find() -> Result<(PathBuf, PathBuf), String> {
    let path = std::env::var(VARIABLE).map_err(|_| format!("{VARIABLE} names no vnu.jar"))?;
    let jar = PathBuf::from(path);
    if !jar.is_file() {
        return Err(format!("{VARIABLE}: there is no {}", jar.display()));
    }
    let java = process::find_program("java", &[Path::new("/usr/bin")])
        .ok_or("Java (Debian: default-jre-headless) is not installed")?;
    Ok((java, jar))
}
