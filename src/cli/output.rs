//! What the program says: reports on standard output, complaints on standard error.

use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use serde::Serialize;

use crate::error::{Context, Error, Result};

/// Says a line.
///
/// # Errors
/// Standard output cannot be written.
pub fn say(line: impl AsRef<str>) -> Result<ExitCode> {
    write(line.as_ref())
}

/// Reports a value as JSON on one line.
///
/// # Errors
/// Standard output cannot be written.
pub fn json(value: &impl Serialize) -> Result<ExitCode> {
    let text = serde_json::to_string(value).doing(|| "a report cannot be written".to_owned())?;
    write(&text)
}

fn write(line: &str) -> Result<ExitCode> {
    match writeln!(std::io::stdout(), "{line}") {
        // `afterword … | head` has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        written => {
            written.doing(|| "cannot write to standard output".to_owned())?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Says why the program ends.
pub fn complain(error: &Error) {
    let mut stderr = std::io::stderr();
    // Nobody is left to be told that even this failed.
    drop(writeln!(stderr, "afterword: {error}"));
}
