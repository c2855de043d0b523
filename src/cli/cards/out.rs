//! A file that is there whole or not at all: written beside its place, synced, renamed.

use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::error::{Context, Error, Result};

/// A place for a file, held from before anything is recorded until the file is there.
pub struct Out {
    path: PathBuf,
    draft: PathBuf,
    file: File,
    is_filled: bool,
}

impl Out {
    /// Takes the place. A draft that a killed run left behind is written over.
    ///
    /// # Errors
    /// Refused if nothing can be written there, or if another run is about to.
    pub fn open(path: &Path) -> Result<Self> {
        let say = || format!("cannot write {}", path.display());
        let name = path.file_name().filter(|_| !path.is_dir());
        let name = name.ok_or_else(|| Error::refused(say()))?;
        let draft = path.with_file_name(format!(".{}.draft", name.to_string_lossy()));
        let mut options = File::options();
        let file = options.write(true).create(true).truncate(false).open(&draft);
        let file = file.map_err(|error| Error::refused(say()).because(error))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { path: path.to_owned(), draft, file, is_filled: false }),
            Err(TryLockError::WouldBlock) => {
                Err(Error::refused(format!("{}: another run is writing it", path.display())))
            }
            Err(TryLockError::Error(error)) => Err(Error::broken(say()).because(error)),
        }
    }

    /// Puts the file in its place; it survives a power cut from then on.
    ///
    /// # Errors
    /// What the disk says; then what was there before is still there.
    pub fn fill(mut self, bytes: &[u8]) -> Result<()> {
        let say = || format!("cannot write {}", self.path.display());
        self.file.set_len(0).doing(say)?;
        self.file.write_all(bytes).doing(say)?;
        self.file.sync_all().doing(say)?;
        fs::rename(&self.draft, &self.path).doing(say)?;
        self.is_filled = true;
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = File::open(folder.unwrap_or(Path::new("."))).doing(say)?;
        folder.sync_all().doing(say)
    }
}

impl Drop for Out {
    fn drop(&mut self) {
        // After `fill` there is none of ours; before, nobody needs it.
        if self.is_filled {
            return;
        }
        if let Err(error) = fs::remove_file(&self.draft) {
            tracing::debug!(%error, "no draft to remove");
        }
    }
}

/// Writes the files of one printing: `cards.pdf`, and of a very large batch `cards-2.pdf` ….
///
/// # Errors
/// As [`Out::open`] and [`Out::fill`].
pub fn write_all(first: Out, files: &[Vec<u8>]) -> Result<Vec<PathBuf>> {
    let path = first.path.clone();
    let mut written = Vec::with_capacity(files.len());
    let mut rest = files.iter();
    let Some(bytes) = rest.next() else { return Ok(written) };
    // The first file last: where it is, the others are.
    for (number, bytes) in (2..).zip(rest) {
        let next = numbered(&path, number);
        Out::open(&next)?.fill(bytes)?;
        written.push(next);
    }
    first.fill(bytes)?;
    written.insert(0, path);
    Ok(written)
}

fn numbered(path: &Path, number: u32) -> PathBuf {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let end = path.extension().map(|end| format!(".{}", end.to_string_lossy()));
    path.with_file_name(format!("{stem}-{number}{}", end.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let name = |entry: std::io::Result<fs::DirEntry>| {
            entry.unwrap().file_name().to_string_lossy().into_owned()
        };
        let mut names: Vec<String> = entries.map(name).collect();
        names.sort();
        names
    }

    #[test]
    fn what_was_there_stays_until_the_new_file_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cards.pdf");
        fs::write(&path, "yesterday's").unwrap();
        // A killed run left half a draft.
        fs::write(folder.path().join(".cards.pdf.draft"), "ha").unwrap();
        let out = Out::open(&path).unwrap();
        assert!(Out::open(&path).is_err(), "one at a time");
        assert_eq!(fs::read(&path).unwrap(), b"yesterday's");
        let written = write_all(out, &[b"one".to_vec(), b"two".to_vec()]).unwrap();
        assert_eq!(written, [path.clone(), folder.path().join("cards-2.pdf")]);
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert_eq!(names(folder.path()), ["cards-2.pdf", "cards.pdf"]);
        drop(Out::open(&path).unwrap());
        assert_eq!(
            names(folder.path()),
            ["cards-2.pdf", "cards.pdf"],
            "nothing given, nothing left"
        );
    }

    #[test]
    fn a_place_that_cannot_be_written_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Out::open(folder.path()).is_err(), "a folder");
        assert!(Out::open(&folder.path().join("none/cards.pdf")).is_err(), "no folder");
    }
}
