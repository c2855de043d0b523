//! A file that is there whole or not at all.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use crate::error::{Error, Result};

/// Writes a file beside its place, then moves it there; one that stood there before is replaced.
///
/// # Errors
/// Refused where it cannot be written; nothing is left behind then.
pub fn write(path: &Path, body: &[u8]) -> Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = Path::new(&beside);
    let written = File::create(beside)
        .and_then(|mut file| file.write_all(body).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(beside, path));
    written.map_err(|error| {
        // It may never have been made; what went wrong first is what is told.
        drop(fs::remove_file(beside));
        Error::refused(format!("cannot write {}", path.display())).because(error)
    })
}
