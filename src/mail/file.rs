//! Letters as files: one `.eml` each, whole or not at all.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::{Outcome, Parcel};

/// Names temporary files apart within this process.
static COUNT: AtomicU64 = AtomicU64::new(0);

/// Writes the letter to `<folder>/<local id>.<n>.eml`, where n counts the sendings of this
/// Message-ID from 1, so that a second sending shows.
pub(super) async fn send(folder: &Path, parcel: &Parcel) -> Outcome {
    let (folder, id) = (folder.to_owned(), parcel.letter.local_id());
    let bytes = parcel.bytes.clone();
    match tokio::task::spawn_blocking(move || write(&folder, &id, &bytes)).await {
        Ok(outcome) => outcome,
        // The thread is gone and nobody knows how far it came.
        Err(_panicked) => Outcome::Uncertain,
    }
}

fn write(folder: &Path, id: &str, bytes: &[u8]) -> Outcome {
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let draft = folder.join(format!(".{id}.{}.{count}.tmp", std::process::id()));
    let published = write_draft(folder, &draft, bytes).and_then(|()| publish(folder, id, &draft));
    let settled = remove(&draft).and_then(|()| File::open(folder)?.sync_all());
    match (published, settled) {
        (Ok(path), Ok(())) => Outcome::Sent { reply: format!("250 written to {}", path.display()) },
        (Ok(_), Err(error)) => {
            tracing::warn!(%error, "a letter was written, but may not survive a power cut");
            Outcome::Uncertain
        }
        (Err(error), _) => {
            Outcome::Later { reply: format!("the letter could not be written: {error}") }
        }
    }
}

fn write_draft(folder: &Path, draft: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut file = File::create_new(draft)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Gives the draft the first free number. A link never replaces a file, so two senders of one
/// Message-ID get two numbers; where there are no links, a rename must do.
fn publish(folder: &Path, id: &str, draft: &Path) -> io::Result<PathBuf> {
    let mut number = 1_u64;
    loop {
        let path = folder.join(format!("{id}.{number}.eml"));
        match fs::hard_link(draft, &path) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => number += 1,
            Err(_) if path.try_exists()? => number += 1,
            Err(_) => return fs::rename(draft, &path).map(|()| path),
        }
    }
}

fn remove(draft: &Path) -> io::Result<()> {
    match fs::remove_file(draft) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::send;
    use crate::mail::{Outcome, letter::tests::sample};

    #[tokio::test]
    async fn a_second_sending_shows() {
        let folder = tempfile::tempdir().unwrap();
        let inside = folder.path().join("mail");
        for _ in 0..2 {
            assert!(matches!(send(&inside, &sample().pack().unwrap()).await, Outcome::Sent { .. }));
        }
        let mut names: Vec<_> = fs::read_dir(&inside)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(names, ["d42.mail.1.eml", "d42.mail.2.eml"]);
        assert_eq!(fs::read(inside.join("d42.mail.2.eml")).unwrap(), sample().to_bytes().unwrap());
    }

    #[tokio::test]
    async fn a_folder_that_cannot_be_written_keeps_the_letter_for_later() {
        let file = tempfile::NamedTempFile::new().unwrap();
        assert!(matches!(
            send(&file.path().join("mail"), &sample().pack().unwrap()).await,
            Outcome::Later { .. }
        ));
    }
}
