//! The way without links: file by file into the folder `site`, the root's `index.html` last.
//!
//! A reader may meet old pages beside new ones for a moment, never half a page or a missing one:
//! each file is renamed into place, and what is gone goes last. A manifest names all that may have
//! been written, so that files of somebody else's in that folder stay.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    Published,
    writer::{Writer, fresh},
};
use crate::error::{Context, Result};
use crate::site::{
    disk::Step,
    edition::{Edition, Manifest},
};

/// The page that readers come in by.
const ENTRANCE: &str = "index.html";

/// A folder that readers look into, and where it is noted what was written there.
pub(super) struct Folder {
    /// The folder.
    pub root: PathBuf,
    /// The file that names all that may have been written.
    pub manifest: PathBuf,
    /// Where that file is written before it takes its place.
    pub fresh: PathBuf,
}

impl Folder {
    /// The folder `site` of the data directory.
    pub(super) fn site(writer: &Writer) -> Self {
        let editions = writer.editions();
        let (manifest, fresh) = (editions.join("site.json"), editions.join("manifest.new"));
        Self { root: writer.site(), manifest, fresh }
    }

    /// A folder elsewhere, which holds its own manifest.
    pub(super) fn elsewhere(root: &Path) -> Self {
        let manifest = root.join(".afterword.json");
        Self { root: root.to_path_buf(), fresh: fresh(&manifest), manifest }
    }
}

pub(super) fn publish(
    writer: &mut Writer,
    folder: &Folder,
    edition: &Edition,
    number: i64,
) -> Result<Published> {
    let root = &folder.root;
    writer.take(Step::MakeFolder(root))?;
    let before = writer.manifest_at(&folder.manifest)?.unwrap_or_default();
    let manifest = edition.manifest();
    let mut either = before.clone();
    either.files.extend(manifest.files.clone());
    if either != before {
        writer.save_manifest_at(&folder.manifest, &folder.fresh, &either)?;
    }

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
    writer.remove_files(root, &Manifest { files: gone.collect() })?;
    writer.take(Step::Sync(root))?;
    if either != manifest {
        writer.save_manifest_at(&folder.manifest, &folder.fresh, &manifest)?;
    }
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
