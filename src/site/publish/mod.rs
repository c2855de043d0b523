//! Puts an edition where readers find it, whole or not at all.
//!
//! An edition is written to `editions/N`, its unchanged files as hard links to the edition before,
//! and then the symlink `site` is replaced by rename: a reader sees the old edition or the new
//! one. Its manifest `editions/N.json` is written first, so that whatever a killed run leaves
//! behind is known and cleared by the next. Where `site` is a folder or cannot be a link, see
//! [`in_place`].

mod in_place;
mod writer;

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    disk::{Disk, FileSystem, Step},
    edition::{Edition, Manifest},
};
use crate::error::{Context, Result};
use in_place::Folder;
use writer::Writer;

/// What a publication came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// The edition that is live now: the number asked for, or the next that was free.
    pub edition: i64,
    /// How many files were written.
    pub written: usize,
    /// How many were taken over from the edition before.
    pub kept: usize,
}

/// Publishes an edition below `dir` (the data directory) as `site`. An edition that does not differ
/// from the live one leaves everything as it is.
///
/// # Errors
/// What the file system says, with the path. The old edition then stays live and whole.
pub fn publish(dir: &Path, edition: &Edition, number: i64) -> Result<Published> {
    publish_on(&mut FileSystem, dir, edition, number)
}

/// [`publish`] on a disk of the caller's.
///
/// # Errors
/// As [`publish`].
pub fn publish_on(
    disk: &mut dyn Disk,
    dir: &Path,
    edition: &Edition,
    number: i64,
) -> Result<Published> {
    let mut writer = Writer::new(disk, dir);
    writer.take(Step::MakeFolder(&writer.editions()))?;
    match find_site(dir)? {
        Site::Folder => {
            let folder = Folder::site(&writer);
            in_place::publish(&mut writer, &folder, edition, number)
        }
        Site::Live(live) => publish_link(&mut writer, edition, number, Some(live)),
        Site::Absent => publish_link(&mut writer, edition, number, None),
    }
}

/// Publishes an edition into a folder anywhere, such as one that a web server shows: file by file,
/// the root's `index.html` last. What is there already stays unless it was published before.
///
/// # Errors
/// What the file system says, with the path. Every page then is old or new, none is half.
pub fn publish_into(
    disk: &mut dyn Disk,
    folder: &Path,
    edition: &Edition,
    number: i64,
) -> Result<Published> {
    in_place::publish(&mut Writer::new(disk, folder), &Folder::elsewhere(folder), edition, number)
}

/// What stands at `site`.
enum Site {
    Absent,
    /// The link to this edition.
    Live(i64),
    /// A folder, or a link that is not ours.
    Folder,
}

fn find_site(dir: &Path) -> Result<Site> {
    let site = dir.join("site");
    match fs::read_link(&site) {
        Ok(target) => Ok(edition_number(&target).map_or(Site::Folder, Site::Live)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Site::Absent),
        // EINVAL: there is something, and it is no link.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(Site::Folder),
        Err(error) => Err(error).doing(|| format!("looking at {}", site.display())),
    }
}

/// The number in `editions/12` or `12.json`.
fn edition_number(path: &Path) -> Option<i64> {
    path.file_stem()?.to_str()?.parse().ok()
}

fn publish_link(
    writer: &mut Writer,
    edition: &Edition,
    number: i64,
    live: Option<i64>,
) -> Result<Published> {
    let manifest = edition.manifest();
    let before = live.map(|live| writer.manifest(&live.to_string())).transpose()?.flatten();
    if let (Some(live), true) = (live, before.as_ref() == Some(&manifest)) {
        clear_others(writer, &[live]);
        return Ok(Published { edition: live, written: 0, kept: manifest.files.len() });
    }
    let number = free_number(writer, number, live)?;
    writer.save_manifest(&number.to_string(), &manifest)?;
    let before = live.zip(before.as_ref());
    let (written, kept) =
        write_files(writer, edition, &manifest, number, before).inspect_err(|_| {
            // On a full disk half an edition would keep the next from finding room.
            if let Err(error) = writer.clear_edition(number) {
                tracing::warn!(%error, number, "half an edition could not be cleared");
            }
        })?;
    let published = Published { edition: number, written, kept };
    match swap(writer, number) {
        Ok(()) => {}
        // Some file systems know no links: there the site is a folder from the first edition on.
        Err(error) if live.is_none() && knows_no_links(&error) => {
            writer.clear_edition(number)?;
            let folder = Folder::site(writer);
            return in_place::publish(writer, &folder, edition, number);
        }
        Err(error) => return Err(error).doing(|| format!("making edition {number} live")),
    }
    clear_others(writer, &[number, live.unwrap_or(number)]);
    Ok(published)
}

/// The first number from `wanted` on that is not live and whose folder holds nothing, once what a
/// killed run left of it is cleared.
fn free_number(writer: &mut Writer, wanted: i64, live: Option<i64>) -> Result<i64> {
    let mut number = wanted;
    loop {
        if Some(number) != live {
            writer.clear_edition(number)?;
            if !writer.edition(number).exists() {
                return Ok(number);
            }
        }
        number += 1;
    }
}

/// Writes or links every file and syncs them; tells how many were written and how many linked.
fn write_files(
    writer: &mut Writer,
    edition: &Edition,
    manifest: &Manifest,
    number: i64,
    before: Option<(i64, &Manifest)>,
) -> Result<(usize, usize)> {
    let root = writer.edition(number);
    let mut folders = BTreeSet::from([root.clone()]);
    for folder in edition.files().keys().flat_map(|path| writer::folders_of(path)) {
        folders.insert(root.join(folder));
    }
    for folder in &folders {
        writer.take(Step::MakeFolder(folder))?;
    }
    let (mut written, mut kept) = (0, 0);
    for (path, bytes) in edition.files() {
        let target = root.join(path);
        let twin = before.and_then(|(live, before)| {
            let same = before.files.get(path) == manifest.files.get(path);
            same.then(|| writer.edition(live).join(path)).filter(|twin| holds(twin, bytes.len()))
        });
        // A file system without hard links gets the bytes once more.
        if twin.is_some_and(|twin| writer.try_take(Step::HardLink(&twin, &target)).is_ok()) {
            kept += 1;
        } else {
            writer.take(Step::Write(&target, bytes))?;
            written += 1;
        }
    }
    writer.take(Step::SyncAll(&root))?;
    writer.take(Step::Sync(&writer.editions()))?;
    Ok((written, kept))
}

/// Whether a file has the size that its manifest says: a cheap guard against one cut short.
fn holds(path: &Path, size: usize) -> bool {
    fs::metadata(path).is_ok_and(|found| usize::try_from(found.len()) == Ok(size))
}

/// Points `site` at an edition, by a link made beside it and renamed over it.
fn swap(writer: &mut Writer, number: i64) -> io::Result<()> {
    let target = PathBuf::from(format!("editions/{number}"));
    let (fresh, site) = (writer.root().join("site.new"), writer.site());
    writer.try_take(Step::RemoveFile(&fresh))?;
    writer.try_take(Step::Symlink(&target, &fresh))?;
    writer.try_take(Step::Rename(&fresh, &site))?;
    let root = writer.root().to_path_buf();
    writer.try_take(Step::Sync(&root))
}

fn knows_no_links(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::PermissionDenied)
}

/// Clears all editions but these. The new one is live already, so a failure here is told to the
/// log and left to the next publication.
fn clear_others(writer: &mut Writer, keep: &[i64]) {
    if let Err(error) = writer.clear_all_but(keep) {
        tracing::warn!(%error, "old editions could not be cleared");
    }
}

#[cfg(test)]
mod tests;
