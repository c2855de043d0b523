//! A real IMAP server for trials: Dovecot on the loopback, TLS only, one account, one Maildir.

use std::fs;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tempfile::TempDir;

use super::certificate::Certificate;
use super::process::{self, Process, User};

const USER: &str = "returns@trahoa.example";
const PASSWORD: &str = "a-word-for-tests";

/// A running server; it stops, and its mail is gone, when this value is dropped.
pub struct ImapServer {
    // Dropped in this order: the server first, then the directory it lives in.
    _server: Process,
    directory: TempDir,
    owner: User,
    /// `imaps://user:password@localhost:…/INBOX`.
    pub url: String,
    /// The authority that signed the server's certificate (PEM).
    pub ca_file: PathBuf,
}

/// Says what is missing, if anything.
pub fn look() -> Result<(), String> {
    if !process::is_root() {
        return Err("Dovecot is started by root only".into());
    }
    if !Path::new("/usr/lib/dovecot/imap").exists() {
        return Err("Dovecot's IMAP (Debian: dovecot-imapd) is not installed".into());
    }
    program().map(drop)
}

impl ImapServer {
    /// Starts one of its own for a trial.
    pub fn start() -> Self {
        Self::try_start().unwrap_or_else(|error| panic!("Dovecot: {error}"))
    }

    fn try_start() -> Result<Self, String> {
        let directory = tempfile::tempdir().map_err(|error| error.to_string())?;
        let home = directory.path();
        let certificate = Certificate::make(home)?;
        let owner = process::find_user("nobody").ok_or("there is no account `nobody`")?;
        fs::set_permissions(home, fs::Permissions::from_mode(0o755)).map_err(|e| e.to_string())?;
        for folder in ["mail", "mail/new", "mail/cur", "mail/tmp"] {
            let path = home.join(folder);
            let made = fs::create_dir(&path);
            made.and_then(|()| chown(&path, Some(owner.uid), Some(owner.gid)))
                .map_err(|error| format!("{}: {error}", path.display()))?;
        }
        // Somebody may take the port between our look and the server's: then others are tried.
        for _ in 0..5 {
            let port = process::free_port();
            let file = home.join("dovecot.conf");
            fs::write(&file, settings(home, &certificate, owner, port))
                .map_err(|error| error.to_string())?;
            let mut command = process::command_as(None, "TERM", program()?);
            command.arg("-F").arg("-c").arg(&file).stdin(Stdio::null());
            command.stdout(Stdio::null()).stderr(Stdio::null());
            let mut server = Process::start(&mut command, "TERM")?;
            process::wait_until(Duration::from_secs(30), || {
                server.ended().is_some() || process::answers(port)
            });
            if server.ended().is_some() {
                continue;
            }
            let user = USER.replace('@', "%40");
            return Ok(Self {
                _server: server,
                owner,
                url: format!("imaps://{user}:{PASSWORD}@localhost:{port}/INBOX"),
                ca_file: certificate.authority,
                directory,
            });
        }
        Err(format!("it does not start: {}", read_log(home)))
    }

    /// Puts a message into the mailbox.
    pub fn deliver(&self, name: &str, message: &[u8]) {
        let (waiting, place) = (self.path("mail/tmp").join(name), self.path("mail/new").join(name));
        fs::write(&waiting, message).expect("a message");
        chown(&waiting, Some(self.owner.uid), Some(self.owner.gid)).expect("its owner");
        fs::rename(waiting, place).expect("a delivery");
    }

    /// How each message in the mailbox begins, and its flags; in order of their names.
    pub fn messages(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for folder in ["mail/new", "mail/cur"] {
            for file in fs::read_dir(self.path(folder)).expect("a folder") {
                let name = file.expect("a file").file_name().to_string_lossy().into_owned();
                let (name, flags) = name.split_once(":2,").unwrap_or((&name, ""));
                let name = name.split_once(',').map_or(name, |(name, _)| name);
                found.push((name.to_owned(), flags.to_owned()));
            }
        }
        found.sort();
        found
    }

    /// What the server has said.
    pub fn log(&self) -> String {
        read_log(self.directory.path())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }
}

fn settings(home: &Path, certificate: &Certificate, owner: User, port: u16) -> String {
    let home = home.display();
    let (shown, key) = (certificate.certificate.display(), certificate.key.display());
    let User { uid, gid } = owner;
    format!(
        "base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <{shown}
ssl_key = <{key}
mail_location = maildir:{home}/mail
passdb {{
  driver = static
  args = password={PASSWORD}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}
}}
service imap-login {{
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
"
    )
}

fn program() -> Result<PathBuf, String> {
    process::find_program("dovecot", &[Path::new("/usr/sbin")])
        .ok_or_else(|| "`dovecot` (Debian: dovecot-imapd) is not installed".to_owned())
}

fn read_log(home: &Path) -> String {
    fs::read_to_string(home.join("log")).unwrap_or_default()
}
