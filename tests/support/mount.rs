//! A small disk of its own: a tmpfs, mounted for as long as a trial holds it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A mounted disk; gone when dropped.
pub struct Disk {
    at: PathBuf,
}

/// Says what is missing, if anything.
pub fn look() -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    Disk::mount(folder.path(), 64).map(drop)
}

impl Disk {
    /// Mounts so many KiB on a folder.
    pub fn mount(at: &Path, kib: u32) -> Result<Self, String> {
        let size = format!("size={kib}k");
        run(Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(at))?;
        Ok(Self { at: at.to_path_buf() })
    }

    /// Fills it but for so many KiB.
    pub fn fill(&self, left: usize) {
        let ballast = self.at.join("ballast");
        let mut file = fs::File::create(&ballast).expect("a file");
        let block = [0; 1024];
        let written = (0..).take_while(|_| file.write_all(&block).is_ok()).count();
        let keep = written.checked_sub(left).expect("so much was free");
        file.set_len(u64::try_from(keep).expect("a length") * 1024).expect("shortened");
    }

    /// Gives back what [`Disk::fill`] took.
    pub fn free(&self) {
        fs::remove_file(self.at.join("ballast")).expect("it was filled");
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // A panic here would hide the trial's own; what stays mounted is seen by the next `look`.
        if let Err(error) = run(Command::new("umount").arg(&self.at)) {
            eprintln!("{}: {error}", self.at.display());
        }
    }
}

fn run(command: &mut Command) -> Result<(), String> {
    let said = command.output().map_err(|error| format!("no disk can be mounted: {error}"))?;
    let stderr = String::from_utf8_lossy(&said.stderr);
    said.status
        .success()
        .then_some(())
        .ok_or_else(|| format!("no disk can be mounted (root may): {}", stderr.trim()))
}
