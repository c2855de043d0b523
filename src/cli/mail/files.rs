//! A composed mail as files.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::mail::Composed;

/// Writes subject.txt, text.txt and mail.html into a folder, which is made if need be.
///
/// # Errors
/// Refused where it cannot be written.
pub fn write(folder: &Path, composed: &Composed) -> Result<[PathBuf; 3]> {
    let refuse = |path: &Path, error: std::io::Error| {
        Error::refused(format!("cannot write {}", path.display())).because(error)
    };
    fs::create_dir_all(folder).map_err(|error| refuse(folder, error))?;
    let file = |name: &str, text: &str| {
        let path = folder.join(name);
        match fs::write(&path, text) {
            Ok(()) => Ok(path),
            Err(error) => Err(refuse(&path, error)),
        }
    };
    Ok([
        file("subject.txt", &format!("{}\n", composed.subject))?,
        file("text.txt", &composed.text)?,
        file("mail.html", &composed.html)?,
    ])
}
