use std::{collections::BTreeMap, fs, io, path::Path};

use super::{Published, publish, publish_on};
use crate::site::disk::{Disk, FileSystem, Step};
use crate::site::edition::Edition;

/// A disk that takes so many steps and none after; the step it breaks at is half done.
struct Mortal(usize);

impl Disk for Mortal {
    fn take(&mut self, step: Step) -> io::Result<()> {
        if let Some(left) = self.0.checked_sub(1) {
            self.0 = left;
            return FileSystem.take(step);
        }
        if let Step::Write(path, bytes) = step {
            fs::write(path, &bytes[..bytes.len() / 2])?;
        }
        Err(io::Error::other("killed"))
    }
}

/// A disk that knows no links, as on a stick.
struct Stick;

impl Disk for Stick {
    fn take(&mut self, step: Step) -> io::Result<()> {
        match step {
            Step::HardLink(..) | Step::Symlink(..) => Err(io::ErrorKind::PermissionDenied.into()),
            step => FileSystem.take(step),
        }
    }
}

fn edition(files: &[(&str, &str)]) -> Edition {
    let owned = files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
    Edition::new(owned.collect())
}

fn old() -> Edition {
    edition(&[
        ("index.html", "old"),
        ("site.css", "same"),
        ("gone/index.html", "going"),
        ("data/a.json", "1"),
    ])
}

fn new() -> Edition {
    edition(&[
        ("index.html", "new"),
        ("site.css", "same"),
        ("vi/a/index.html", "come"),
        ("data/a.json", "2"),
    ])
}

fn read(root: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                walk(root, &path, files);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    let mut files = BTreeMap::new();
    walk(root, root, &mut files);
    files
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn unchanged_files_are_linked_and_two_editions_kept() {
    let dir = tempfile::tempdir().unwrap();
    let first = publish(dir.path(), &old(), 1).unwrap();
    assert_eq!(first, Published { edition: 1, written: 4, kept: 0 });
    assert_eq!(
        publish(dir.path(), &new(), 2).unwrap(),
        Published { edition: 2, written: 3, kept: 1 }
    );
    assert_eq!(&read(&dir.path().join("site")), new().files());
    assert_eq!(
        publish(dir.path(), &new(), 3).unwrap(),
        Published { edition: 2, written: 0, kept: 4 }
    );
    // A number that is live already makes way for the next.
    assert_eq!(publish(dir.path(), &old(), 2).unwrap().edition, 3);
    publish(dir.path(), &new(), 4).unwrap();
    assert_eq!(names(&dir.path().join("editions")), ["3", "3.json", "4", "4.json"]);
    assert_eq!(names(dir.path()), ["editions", "site"]);
}

#[test]
fn killed_anywhere_it_leaves_the_old_or_the_new_whole() {
    for steps in 0.. {
        let dir = tempfile::tempdir().unwrap();
        publish(dir.path(), &old(), 1).unwrap();
        let outcome = publish_on(&mut Mortal(steps), dir.path(), &new(), 2);
        let live = read(&dir.path().join("site"));
        assert!(&live == old().files() || &live == new().files(), "after {steps} steps");
        publish(dir.path(), &new(), 2).unwrap();
        assert_eq!(&read(&dir.path().join("site")), new().files(), "after {steps} steps");
        // And with another edition all that was left behind is gone.
        publish(dir.path(), &old(), 5).unwrap();
        publish(dir.path(), &new(), 6).unwrap();
        assert_eq!(names(&dir.path().join("editions")), ["5", "5.json", "6", "6.json"]);
        assert_eq!(names(dir.path()), ["editions", "site"]);
        if outcome.is_ok() && steps > 60 {
            break;
        }
    }
}

#[test]
fn without_links_it_goes_file_by_file() {
    let dir = tempfile::tempdir().unwrap();
    publish_on(&mut Stick, dir.path(), &old(), 1).unwrap();
    let site = dir.path().join("site");
    fs::write(site.join("CNAME"), "theirs").unwrap();
    fs::write(site.join("gone/theirs"), "theirs").unwrap();
    let published = publish_on(&mut Stick, dir.path(), &new(), 2).unwrap();
    assert_eq!((published.written, published.kept), (3, 1));
    let mut files = read(&site);
    assert_eq!(files.remove("CNAME").unwrap(), b"theirs");
    assert_eq!(files.remove("gone/theirs").unwrap(), b"theirs");
    assert_eq!(&files, new().files());
    assert_eq!(names(&dir.path().join("editions")), ["site.json"]);
}

#[test]
fn file_by_file_no_file_is_ever_missing_or_half() {
    for steps in 0..60 {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("site")).unwrap();
        publish(dir.path(), &old(), 1).unwrap();
        if publish_on(&mut Mortal(steps), dir.path(), &new(), 2).is_err() {
            let live = read(&dir.path().join("site"));
            for path in ["index.html", "site.css", "data/a.json"] {
                let whole = [&old(), &new()].map(|edition| edition.files()[path].clone());
                assert!(whole.contains(&live[path]), "{path} after {steps} steps");
            }
        }
        publish(dir.path(), &new(), 2).unwrap();
        assert_eq!(&read(&dir.path().join("site")), new().files(), "after {steps} steps");
    }
}

#[test]
fn a_foreign_folder_in_the_way_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join("editions/1")).unwrap();
    fs::write(dir.path().join("editions/1/notes"), "theirs").unwrap();
    assert_eq!(publish(dir.path(), &old(), 1).unwrap().edition, 2);
    assert_eq!(fs::read(dir.path().join("editions/1/notes")).unwrap(), b"theirs");
}
