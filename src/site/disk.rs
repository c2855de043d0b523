//! The one door through which the site is written.
//!
//! Every change of the file system is a [`Step`]; a test can count the steps and fail at any of
//! them, which is what a kill or a full disk looks like from outside.

use std::{
    fs::{self, File},
    io,
    path::Path,
};

/// One change of the file system.
#[derive(Clone, Copy, Debug)]
pub enum Step<'a> {
    /// Makes a folder and those above it; one that exists is fine.
    MakeFolder(&'a Path),
    /// Writes a file that does not exist yet, whole. What exists is never written over: it may
    /// share its bytes with an older edition.
    Write(&'a Path, &'a [u8]),
    /// Gives a file a second name.
    HardLink(&'a Path, &'a Path),
    /// Makes the second path point to the first.
    Symlink(&'a Path, &'a Path),
    /// Renames, replacing what was there.
    Rename(&'a Path, &'a Path),
    /// Removes a file or a symlink; none is fine.
    RemoveFile(&'a Path),
    /// Removes a folder if it is empty; none, or one that holds something, is fine.
    RemoveFolder(&'a Path),
    /// Syncs a file, or a folder's entries.
    Sync(&'a Path),
    /// Syncs everything below a folder. On Linux that is one call for its whole file system: a site of
    /// two thousand pages would otherwise wait for the disk two thousand times.
    SyncAll(&'a Path),
}

/// Where steps are taken.
pub trait Disk {
    /// Takes one step.
    ///
    /// # Errors
    /// What the file system says.
    fn take(&mut self, step: Step) -> io::Result<()>;
}

/// The file system.
#[derive(Clone, Copy, Debug, Default)]
pub struct FileSystem;

impl Disk for FileSystem {
    fn take(&mut self, step: Step) -> io::Result<()> {
        match step {
            Step::MakeFolder(path) if path.is_dir() => Ok(()),
            Step::MakeFolder(path) => {
                fs::create_dir_all(path)?;
                let_others_read(&File::open(path)?, 0o755)
            }
            Step::Write(path, bytes) => {
                let mut file = File::create_new(path)?;
                let_others_read(&file, 0o644)?;
                io::Write::write_all(&mut file, bytes)
            }
            Step::HardLink(from, to) => fs::hard_link(from, to),
            Step::Symlink(target, link) => symlink(target, link),
            Step::Rename(from, to) => fs::rename(from, to),
            Step::RemoveFile(path) => unless_absent(fs::remove_file(path)),
            Step::RemoveFolder(path) => match fs::remove_dir(path) {
                Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => Ok(()),
                outcome => unless_absent(outcome),
            },
            Step::Sync(path) => File::open(path)?.sync_all(),
            Step::SyncAll(path) => sync_all(path),
        }
    }
}

/// A site is made to be read, by whoever may enter the folder that it lies in: a web server, or what
/// copies it to one.
#[cfg(unix)]
fn let_others_read(file: &File, mode: u32) -> io::Result<()> {
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(mode))
}

#[cfg(not(unix))]
fn let_others_read(_: &File, _: u32) -> io::Result<()> {
    Ok(())
}

fn unless_absent(outcome: io::Result<()>) -> io::Result<()> {
    match outcome {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        outcome => outcome,
    }
}

#[cfg(target_os = "linux")]
fn sync_all(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

#[cfg(not(target_os = "linux"))]
fn sync_all(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { sync_all(&path)? } else { File::open(&path)?.sync_all()? }
    }
    File::open(folder)?.sync_all()
}

#[cfg(unix)]
fn symlink(target: &Path, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, link)
}

#[cfg(not(unix))]
fn symlink(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
