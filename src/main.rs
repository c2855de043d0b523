//! The program: everything is in the library, this only runs it.

use std::process::ExitCode;

fn main() -> ExitCode {
    afterword::cli::run()
}
