//! The data directory with its editions: where things lie, and how they come and go.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use super::edition_number;
use crate::error::{Context, Result};
use crate::site::disk::{Disk, Step};
use crate::site::edition::Manifest;

/// A disk and the data directory on it.
pub(super) struct Writer<'a> {
    disk: &'a mut dyn Disk,
    root: PathBuf,
}

impl<'a> Writer<'a> {
    pub(super) fn new(disk: &'a mut dyn Disk, root: &Path) -> Self {
        Self { disk, root: root.to_path_buf() }
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    pub(super) fn site(&self) -> PathBuf {
        self.root.join("site")
    }

    pub(super) fn editions(&self) -> PathBuf {
        self.root.join("editions")
    }

    pub(super) fn edition(&self, number: i64) -> PathBuf {
        self.editions().join(number.to_string())
    }

    /// Takes a step whose failure the caller has an answer to.
    pub(super) fn try_take(&mut self, step: Step) -> io::Result<()> {
        self.disk.take(step)
    }

    /// Takes a step that has to work.
    pub(super) fn take(&mut self, step: Step) -> Result<()> {
        self.disk.take(step).doing(|| describe(step))
    }

    /// The manifest of that name; `None` if there is none.
    pub(super) fn manifest(&self, name: &str) -> Result<Option<Manifest>> {
        self.manifest_at(&self.editions().join(format!("{name}.json")))
    }

    /// The manifest in that file; `None` if there is none.
    pub(super) fn manifest_at(&self, path: &Path) -> Result<Option<Manifest>> {
        match fs::read(path) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map(Some)
                .doing(|| format!("reading {}", path.display())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).doing(|| format!("reading {}", path.display())),
        }
    }

    /// Writes a manifest whole, in the place of an older one.
    pub(super) fn save_manifest(&mut self, name: &str, manifest: &Manifest) -> Result<()> {
        let editions = self.editions();
        // One name for all, so that what a killed run leaves of it is used up by the next.
        let fresh = editions.join("manifest.new");
        self.save_manifest_at(&editions.join(format!("{name}.json")), &fresh, manifest)
    }

    /// Writes a manifest to a file, by way of another beside it.
    pub(super) fn save_manifest_at(
        &mut self,
        path: &Path,
        fresh: &Path,
        manifest: &Manifest,
    ) -> Result<()> {
        let bytes = serde_json::to_vec(manifest)
            .doing(|| format!("writing the manifest {}", path.display()))?;
        self.replace(fresh, path, &bytes)?;
        match path.parent() {
            Some(folder) => self.take(Step::Sync(folder)),
            None => Ok(()),
        }
    }

    /// Writes a file under another name and renames it to its place. On a full disk what was
    /// written of it goes again, so that others find room.
    pub(super) fn replace(&mut self, fresh: &Path, path: &Path, bytes: &[u8]) -> Result<()> {
        self.take(Step::RemoveFile(fresh))?;
        let written =
            self.take(Step::Write(fresh, bytes)).and_then(|()| self.take(Step::Sync(fresh)));
        if written.is_err()
            && let Err(error) = self.take(Step::RemoveFile(fresh))
        {
            tracing::warn!(%error, "half a file could not be removed");
        }
        written?;
        self.take(Step::Rename(fresh, path))
    }

    /// Removes the files of a manifest below a folder, and the folders they leave empty.
    pub(super) fn remove_files(&mut self, root: &Path, manifest: &Manifest) -> Result<()> {
        let mut folders = BTreeSet::new();
        for path in manifest.files.keys() {
            self.take(Step::RemoveFile(&root.join(path)))?;
            self.take(Step::RemoveFile(&fresh(&root.join(path))))?;
            folders.extend(folders_of(path));
        }
        // Deeper folders sort behind those they lie in.
        for folder in folders.iter().rev() {
            self.take(Step::RemoveFolder(&root.join(folder)))?;
        }
        Ok(())
    }

    /// Removes what is known of an edition, its manifest last, so that a killed run can go on.
    pub(super) fn clear_edition(&mut self, number: i64) -> Result<()> {
        let name = number.to_string();
        let Some(manifest) = self.manifest(&name)? else { return Ok(()) };
        let root = self.edition(number);
        self.remove_files(&root, &manifest)?;
        self.take(Step::RemoveFolder(&root))?;
        self.take(Step::RemoveFile(&self.editions().join(format!("{name}.json"))))
    }

    /// Clears every edition that has a manifest, save those to keep.
    pub(super) fn clear_all_but(&mut self, keep: &[i64]) -> Result<()> {
        let editions = self.editions();
        let listing = || format!("listing {}", editions.display());
        let mut numbers = Vec::new();
        for entry in fs::read_dir(&editions).doing(listing)? {
            let path = entry.doing(listing)?.path();
            let is_manifest = path.extension().is_some_and(|extension| extension == "json");
            numbers.extend(
                edition_number(&path).filter(|number| is_manifest && !keep.contains(number)),
            );
        }
        numbers.into_iter().try_for_each(|number| self.clear_edition(number))
    }
}

/// The folders a path of an edition lies in, outermost first: `vi` and `vi/nps` of `vi/nps/index.html`.
pub(super) fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(end, _)| path.get(..end))
}

/// Where a file is written before it takes its place.
pub(super) fn fresh(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    name.into()
}

fn describe(step: Step) -> String {
    match step {
        Step::MakeFolder(path) => format!("making the folder {}", path.display()),
        Step::Write(path, _) => format!("writing {}", path.display()),
        Step::HardLink(_, path) | Step::Symlink(_, path) => format!("linking {}", path.display()),
        Step::Rename(_, path) => format!("replacing {}", path.display()),
        Step::RemoveFile(path) | Step::RemoveFolder(path) => format!("removing {}", path.display()),
        Step::Sync(path) | Step::SyncAll(path) => format!("syncing {}", path.display()),
    }
}
