//! The data directory and the database are their owner's alone: customers' addresses and words are in
//! them. What is made follows from the mask that the program sets at its start; here what was there
//! before is closed.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::config::Config;
use crate::db::Address;

/// What group and others may do.
const OTHERS: u32 = 0o077;

/// Takes from group and others what they may do with the data of a house that is there. A file that
/// belongs to somebody else is left as it is, and told.
pub(super) fn close(config: &Config, address: &Address) {
    let data = &config.data_dir;
    // A directory that holds no house yet is perhaps none of ours.
    if data.join("keys").exists() || data.join("editions").exists() {
        close_one(data);
    }
    if let Address::Sqlite(path) = address {
        for suffix in ["", "-wal", "-shm"] {
            close_one(Path::new(&format!("{}{suffix}", path.display())));
        }
    }
}

fn close_one(path: &Path) {
    let closed = fs::metadata(path).and_then(|found| {
        let mode = found.permissions().mode();
        if mode & OTHERS == 0 {
            return Ok(false);
        }
        fs::set_permissions(path, fs::Permissions::from_mode(mode & !OTHERS)).map(|()| true)
    });
    match closed {
        Ok(true) => tracing::info!(path = %path.display(), "closed to other users of this machine"),
        Ok(false) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => {
            tracing::warn!(path = %path.display(), %error, "other users of this machine may read this");
        }
    }
}
