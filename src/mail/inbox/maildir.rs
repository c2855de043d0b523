//! A Maildir: one file a message, in `new` until somebody has looked, then in `cur`.
//! <https://cr.yp.to/proto/maildir.html>

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::PathBuf;

use crate::error::{Context, Result};

/// A Maildir that others deliver to and read from.
#[derive(Clone, Debug)]
pub struct Maildir {
    path: PathBuf,
}

/// A message in a Maildir.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its name without flags, which stays when a reader moves it.
    pub name: String,
    path: PathBuf,
}

impl Maildir {
    /// The Maildir at a path.
    #[must_use]
    pub fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// Every message, the oldest first as far as names tell.
    ///
    /// # Errors
    /// The directory cannot be read.
    pub fn list(&self) -> Result<Vec<Entry>> {
        let mut found = Vec::new();
        for folder in ["new", "cur"] {
            let folder = self.path.join(folder);
            let say = || format!("cannot read the Maildir {}", folder.display());
            for file in fs::read_dir(&folder).doing(say)? {
                let path = file.doing(say)?.path();
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
                // Names with a dot first are none of Maildir's.
                let Some(name) = name.filter(|name| !name.starts_with('.')) else { continue };
                let name = name.split_once(':').map_or(name.as_str(), |(name, _)| name).to_owned();
                found.push(Entry { name, path });
            }
        }
        found.sort();
        Ok(found)
    }
}

impl Entry {
    /// Its first bytes; `None` if it was moved or removed meanwhile.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn read(&self, longest: usize) -> Result<Option<Vec<u8>>> {
        let say = || "cannot read a message of the Maildir".to_owned();
        let file = match fs::File::open(&self.path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            opened => opened.doing(say)?,
        };
        let mut bytes = Vec::new();
        let longest = u64::try_from(longest).unwrap_or(u64::MAX);
        file.take(longest).read_to_end(&mut bytes).doing(say)?;
        Ok(Some(bytes))
    }

    /// Removes it; one that was moved meanwhile stays, and is met again.
    ///
    /// # Errors
    /// The file cannot be removed.
    pub fn remove(&self) -> Result<()> {
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            removed => removed.doing(|| "cannot remove a message of the Maildir".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::Maildir;

    #[test]
    fn messages_are_found_wherever_readers_put_them() {
        let home = tempfile::tempdir().unwrap();
        for folder in ["new", "cur", "tmp"] {
            fs::create_dir(home.path().join(folder)).unwrap();
        }
        for file in ["new/2.a.host", "cur/1.b.host:2,S", "tmp/3.c.host", "new/.hidden"] {
            fs::write(home.path().join(file), "Subject: x\n\n").unwrap();
        }
        let maildir = Maildir::new(home.path().to_owned());
        let found = maildir.list().unwrap();
        let names: Vec<&str> = found.iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(names, ["1.b.host", "2.a.host"]);
        assert_eq!(found[0].read(7).unwrap().unwrap(), b"Subject");
        fs::rename(home.path().join("new/2.a.host"), home.path().join("cur/2.a.host:2,")).unwrap();
        assert_eq!(found[1].read(9).unwrap(), None);
        found[1].remove().unwrap();
        assert_eq!(maildir.list().unwrap().len(), 2, "a moved one stays");
        found[0].remove().unwrap();
        assert_eq!(maildir.list().unwrap()[0].name, "2.a.host");
        assert!(Maildir::new(home.path().join("gone")).list().is_err());
    }
}
