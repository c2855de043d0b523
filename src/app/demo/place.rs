//! Where the sample shop is kept, and what it takes from the user's own configuration: where to
//! listen, the templates and the log. Nothing of the user's data is read or written.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::config::{Answers, Config, Consent, Database, Mail, Secret, Shop, Site, SurveyConsent};
use crate::error::{Context, Error, Result};
use crate::types::{Dimension, Instant, Language};

/// Says that the shop is whole; written last.
const WHOLE: &str = "demo.json";

/// Says that what lies here is the sample shop's; written first.
const BEGUN: &str = "demo.building";

const DATABASE: &str = "afterword.db";

/// Files of the sample shop, by their place in its directory. The lock is left: whoever builds
/// holds it.
const FILES: [&str; 5] =
    ["afterword.db", "afterword.db-wal", "afterword.db-shm", "keys/secret", WHOLE];

/// An older shop's history no longer ends now, and its forms begin to close.
const FRESH_SECONDS: i64 = 21 * 86_400;

/// Grows when another shop is built.
const VERSION: u32 = 2;

/// What a whole shop says of itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Whole {
    version: u32,
    built_at: Instant,
    /// Forms that were open when it was built.
    pub tokens: Vec<String>,
}

impl Whole {
    pub fn new(built_at: Instant, tokens: Vec<String>) -> Self {
        Self { version: VERSION, built_at, tokens }
    }
}

/// Makes a configuration the sample shop's, kept in `dir`.
pub fn settle_in(config: &mut Config, dir: &Path) {
    config.data_dir = dir.to_owned();
    // Its cards and mails are looked at on this machine.
    config.server.allow_local = true;
    config.secret_key = None;
    config.secret_key_file = None;
    config.database =
        Database { url: Secret::new(format!("sqlite://{}", dir.join(DATABASE).display())) };
    config.mail = Mail { from: "Nhà Lá <xinchao@nhala.example>".to_owned(), ..Mail::default() };
    config.consent = Consent { survey: SurveyConsent::Service };
    let dimensions = ["product", "staff", "tier"].into_iter().filter_map(Dimension::parse);
    let dimensions = dimensions.collect();
    config.site = Site { public: true, comments: true, dimensions, ..Site::default() };
    config.answers = Answers::default();
    config.shop = Shop {
        name: "Nhà Lá — trà & quà".to_owned(),
        language: Language::Vi,
        time_zone: "Asia/Ho_Chi_Minh".to_owned(),
        address: "12 Trần Phú, Hải Châu, Đà Nẵng".to_owned(),
        colour: "#2f6b4f".to_owned(),
        ..Shop::default()
    };
}

/// The shop in `dir` if it is whole and recent.
pub(super) fn find(dir: &Path, now: Instant) -> Result<Option<Whole>> {
    let path = dir.join(WHOLE);
    let text = match fs::read(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).doing(|| format!("cannot read {}", path.display())),
    };
    let whole: Whole =
        serde_json::from_slice(&text).doing(|| format!("cannot read {}", path.display()))?;
    let age = now.seconds_since(whole.built_at);
    Ok((whole.version == VERSION && (-86_400..FRESH_SECONDS).contains(&age)).then_some(whole))
}

/// Makes the directory the sample shop's own.
///
/// # Errors
/// Refused if something else lies there.
pub(super) fn begin(dir: &Path) -> Result<()> {
    fs::create_dir_all(dir).doing(|| format!("cannot make {}", dir.display()))?;
    let is_ours = dir.join(BEGUN).exists() || dir.join(WHOLE).exists();
    let mut entries = fs::read_dir(dir).doing(|| format!("cannot read {}", dir.display()))?;
    if !is_ours && entries.next().is_some() {
        return Err(Error::refused(format!(
            "{} holds something that is not the sample shop's; name another directory with --dir",
            dir.display()
        )));
    }
    write_whole(&dir.join(BEGUN), b"")
}

/// Removes a half-built or outdated shop: only what a sample shop makes.
pub(super) fn clear(dir: &Path) -> Result<()> {
    for file in FILES {
        remove(&dir.join(file), |path| fs::remove_file(path))?;
    }
    for (folder, ending) in [("mail", "eml"), ("mail", "tmp")] {
        for path in files_in(&dir.join(folder))? {
            if path.extension().is_some_and(|found| found == ending) {
                remove(&path, |path| fs::remove_file(path))?;
            }
        }
    }
    let site = dir.join("site");
    let is_link = site.symlink_metadata().is_ok_and(|found| found.is_symlink());
    remove(&site, |path| if is_link { fs::remove_file(path) } else { fs::remove_dir_all(path) })?;
    remove(&dir.join("editions"), |path| fs::remove_dir_all(path))
}

/// Says that the shop is whole.
pub(super) fn finish(dir: &Path, whole: &Whole) -> Result<()> {
    let text = serde_json::to_vec(whole).doing(|| "the sample shop cannot be noted".to_owned())?;
    write_whole(&dir.join(WHOLE), &text)?;
    remove(&dir.join(BEGUN), |path| fs::remove_file(path))
}

/// The mails in the outbox, in the order of their names.
pub(super) fn mails(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut mails = files_in(&dir.join("mail"))?;
    mails.retain(|path| path.extension().is_some_and(|ending| ending == "eml"));
    mails.sort();
    Ok(mails)
}

fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let say = || format!("cannot read {}", folder.display());
    match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| Ok(entry.doing(say)?.path())).collect(),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error).doing(say),
    }
}

fn remove(path: &Path, how: impl FnOnce(&Path) -> std::io::Result<()>) -> Result<()> {
    match how(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).doing(|| format!("cannot remove {}", path.display()))
        }
        _ => Ok(()),
    }
}

/// Writes a file so that it is there whole or not at all.
fn write_whole(path: &Path, text: &[u8]) -> Result<()> {
    let draft = path.with_extension("new");
    let written = fs::File::create(&draft).and_then(|mut file| {
        file.write_all(text)?;
        file.sync_all()
    });
    written
        .and_then(|()| fs::rename(&draft, path))
        .doing(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_the_shops_stays() {
        let dir = tempfile::tempdir().unwrap();
        begin(dir.path()).unwrap();
        fs::create_dir(dir.path().join("mail")).unwrap();
        for file in ["notes.txt", "mail/1.1@nhala.example.1.eml", "mail/letter.doc", "afterword.db"]
        {
            fs::write(dir.path().join(file), "…").unwrap();
        }
        clear(dir.path()).unwrap();
        assert!(
            dir.path().join("notes.txt").exists() && dir.path().join("mail/letter.doc").exists()
        );
        assert!(mails(dir.path()).unwrap().is_empty());
        assert!(!dir.path().join("afterword.db").exists());
    }

    #[test]
    fn a_directory_of_somebody_elses_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("afterword.db"), "a real shop").unwrap();
        assert!(begin(dir.path()).is_err());
        assert!(dir.path().join("afterword.db").exists());
    }

    #[test]
    fn a_shop_counts_once_it_is_whole_and_while_it_is_fresh() {
        let dir = tempfile::tempdir().unwrap();
        let now = Instant::from_seconds(1_700_000_000);
        begin(dir.path()).unwrap();
        assert!(find(dir.path(), now).unwrap().is_none());
        finish(dir.path(), &Whole::new(now, Vec::new())).unwrap();
        assert!(find(dir.path(), now).unwrap().is_some());
        assert!(find(dir.path(), now.plus_seconds(60 * 86_400)).unwrap().is_none());
        begin(dir.path()).unwrap();
    }

    #[test]
    fn the_users_own_data_is_out_of_reach() {
        let mut config = Config::default();
        config.database.url = Secret::new("postgres://shop@db/shop");
        config.mail.transport = crate::config::MailTransport::Smtp;
        settle_in(&mut config, Path::new("data/demo"));
        assert_eq!(config.database.url.expose(), "sqlite://data/demo/afterword.db");
        assert_eq!(config.mail.transport, crate::config::MailTransport::File);
        assert_eq!(config.data_dir, Path::new("data/demo"));
    }
}
