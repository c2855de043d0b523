//! The way without links: file by file into the folder `site`, the root's `index.html` last.
//!
//! A reader may meet old pages beside new ones for a moment, never half a page or a missing one:
//! each file is renamed into place, and what is gone goes last. The manifest `editions/site.json`
//! names all that may have been written, so that files of somebody else's in that folder stay.

use std::{fs, io, path::Path};

use super::{
    Published,
    writer::{Writer, fresh},
};
use crate::error::{Context, Result};
use crate::site::{
    disk::Step,
    edition::{Edition, Manifest},
};

/// The manifest of the folder.
const NAME: &str = "site";

/// The page that readers come in by.
const ENTRANCE: &str = "index.html";

pub(super) fn publish(writer: &mut Writer, edition: &Edition, number: i64) -> Result<Published> {
    let before = writer.manifest(NAME)?.unwrap_or_default();
    let manifest = edition.manifest();
    let mut either = before.clone();
    either.files.extend(manifest.files.clone());
    writer.save_manifest(NAME, &either)?;

    let root = writer.site();
    writer.take(Step::MakeFolder(&root))?;
    let mut published = Published { edition: number, written: 0, kept: 0 };
    let entrance = edition.files().get_key_value(ENTRANCE);
    let others = edition.files().iter().filter(|(path, _)| *path != ENTRANCE);
    for (path, bytes) in others.chain(entrance) {
        let target = root.join(path);
        if is_written(&target, bytes)? {
            published.kept += 1;
            continue;
        }
        if let Some(folder) = target.parent() {
            writer.take(Step::MakeFolder(folder))?;
        }
        writer.replace(&fresh(&target), &target, bytes)?;
        published.written += 1;
    }
    let gone = before.files.into_iter().filter(|(path, _)| !manifest.files.contains_key(path));
    writer.remove_files(&root, &Manifest { files: gone.collect() })?;
    writer.take(Step::SyncFolder(&root))?;
    writer.save_manifest(NAME, &manifest)?;
    Ok(published)
}

/// Whether these bytes stand there already. The manifest cannot tell: a killed run has named files
/// that it did not come to write.
fn is_written(path: &Path, bytes: &[u8]) -> Result<bool> {
    match fs::read(path) {
        Ok(found) => Ok(found == bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error).doing(|| format!("reading {}", path.display())),
    }
}
