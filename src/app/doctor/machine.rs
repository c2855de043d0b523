//! This machine: whether the data directory can be written, has room, and keeps its secrets.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::{Access, access};

use super::check::Check;
use crate::config::Config;
use crate::flow::deliver::smtp_settings_of;
use crate::mail::Login;

/// Below this the next upgrade or import may not fit.
const LITTLE: u64 = 1_000_000_000;

/// Below this SQLite may soon be unable to write.
const TOO_LITTLE: u64 = 100_000_000;

/// Looks at the machine.
pub(super) fn check(config: &Config, config_file: &Path) -> Vec<Check> {
    let data = &config.data_dir;
    let mut checks = vec![check_writing(data)];
    checks.push(match rustix::fs::statvfs(data) {
        Ok(disk) => judge_room(disk.f_bavail.saturating_mul(disk.f_frsize)),
        Err(error) => Check::warn(
            "disk",
            format!("how much is free below {} cannot be told: {error}", data.display()),
            "see that the directory is there and may be read",
        ),
    });
    let secrets = secret_files(config);
    checks.extend(secrets.iter().filter_map(|file| check_secret(file)));
    checks.extend(check_config(config, config_file));
    checks
}

fn check_writing(data: &Path) -> Check {
    let name = "data directory";
    let trial = || -> std::io::Result<()> {
        if !fs::metadata(data)?.is_dir() {
            return Err(ErrorKind::NotADirectory.into());
        }
        Ok(access(data, Access::WRITE_OK | Access::EXEC_OK)?)
    };
    match trial() {
        Err(error) if error.kind() == ErrorKind::NotFound => Check::warn(
            name,
            format!("{} is not there yet", data.display()),
            "`afterword serve` makes it; see that data_dir is the directory you mean",
        ),
        Ok(()) => Check::ok(name, format!("{} can be written", data.display())),
        Err(error) => Check::fail(
            name,
            format!("{} cannot be written: {error}", data.display()),
            "give it to the user that Afterword runs as: chown -R USER DIRECTORY",
        ),
    }
}

fn judge_room(free: u64) -> Check {
    let found = format!("{} MB are free below data_dir", free / 1_000_000);
    let advice = "make room: a full disk stops answers from being kept";
    match free {
        ..TOO_LITTLE => Check::fail("disk", found, advice),
        TOO_LITTLE..LITTLE => Check::warn("disk", found, advice),
        _ => Check::ok("disk", found),
    }
}

/// Files that hold a secret and nothing else.
fn secret_files(config: &Config) -> Vec<PathBuf> {
    let own = config.data_dir.join("keys").join("secret");
    let mut files = vec![config.secret_key_file.clone().unwrap_or(own)];
    if let Ok(Some(server)) = smtp_settings_of(config)
        && let Some(Login::Token { file, .. }) = server.login
    {
        files.push(file);
    }
    files
}

fn check_secret(file: &Path) -> Option<Check> {
    let name = "key files";
    let mode = fs::metadata(file).ok()?.permissions().mode();
    let shown = file.display();
    Some(if mode & 0o077 == 0 {
        Check::ok(name, format!("{shown} can be read by its owner alone"))
    } else {
        let found = format!("{shown} can be read or changed by others (mode {:o})", mode & 0o777);
        Check::fail(name, found, format!("chmod 600 {shown}"))
    })
}

/// The configuration matters only where it holds a password.
fn check_config(config: &Config, file: &Path) -> Option<Check> {
    let text = fs::read_to_string(file).ok()?;
    let mode = fs::metadata(file).ok()?.permissions().mode();
    let written = |secret: &str| !secret.is_empty() && text.contains(secret);
    let secrets = [&config.secret_key, &config.mail.smtp_url];
    let holds = secrets.into_iter().flatten().any(|secret| written(secret.expose()));
    (holds && mode & 0o004 != 0).then(|| {
        let shown = file.display();
        let found = format!("{shown} holds a password and can be read by everybody");
        Check::warn("key files", found, format!("chmod 640 {shown}, or chmod 600"))
    })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::{check_secret, check_writing, judge_room};
    use crate::app::doctor::Level;

    #[test]
    fn room_is_judged() {
        assert_eq!(judge_room(50_000_000).level, Level::Fail);
        assert_eq!(judge_room(500_000_000).level, Level::Warn);
        assert_eq!(judge_room(5_000_000_000).level, Level::Ok);
    }

    #[test]
    fn a_secret_is_for_its_owner() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let level = |mode| {
            fs::set_permissions(file.path(), fs::Permissions::from_mode(mode)).unwrap();
            check_secret(file.path()).unwrap().level
        };
        assert_eq!(
            (level(0o600), level(0o640), level(0o604)),
            (Level::Ok, Level::Fail, Level::Fail)
        );
    }

    #[test]
    fn a_directory_that_is_none_cannot_be_written() {
        let file = tempfile::NamedTempFile::new().unwrap();
        assert_eq!(check_writing(file.path()).level, Level::Fail);
        let directory = tempfile::tempdir().unwrap();
        assert_eq!(check_writing(directory.path()).level, Level::Ok);
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0, "nothing is left behind");
    }
}
