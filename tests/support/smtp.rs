//! A real mail server for trials: Postfix on the loopback, delivering every mail, whoever it is
//! for, to one Maildir. Nothing leaves the machine.
//!
//! Recipients `refused@…` get 550 5.1.1 and `later@…` 450 4.2.0 in reply to RCPT. Mail to
//! `bounced@…` and `full@…` is taken and comes back.

use std::fs;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use super::certificate::Certificate;
use super::process::{self, Process, User};
use super::smtp_files::{self, Ports};

/// The account that the two encrypted doors ask for.
pub const USER: &str = "afterword";
/// Its password.
pub const PASSWORD: &str = "a-word-for-tests";

/// A running server; it stops, and its mail is gone, when this value is dropped.
pub struct SmtpServer {
    // Dropped in this order: the server first, then the directory it lives in.
    _server: Process,
    directory: TempDir,
    /// `smtp://127.0.0.1:…`: neither encryption nor a password.
    pub url_plain: String,
    /// `smtp://user:password@localhost:…`: STARTTLS, then a password by PLAIN or LOGIN.
    pub url_starttls: String,
    /// `smtps://user:password@localhost:…`: TLS from the first byte, then a password.
    pub url_smtps: String,
    /// The authority that signed the server's certificate (PEM).
    pub ca_file: PathBuf,
}

/// Says what is missing, if anything.
pub fn look() -> Result<(), String> {
    if !process::is_root() {
        return Err("Postfix is started by root only".into());
    }
    for program in ["postfix", "saslpasswd2", "setpriv", "openssl"] {
        find(program)?;
    }
    let libraries = fs::read_dir("/usr/lib").into_iter().flatten().flatten();
    let mut libraries = libraries.map(|library| library.path().join("sasl2/libplain.so"));
    if libraries.any(|plain| plain.exists()) || Path::new("/usr/lib/sasl2/libplain.so").exists() {
        return Ok(());
    }
    Err("SASL's PLAIN (Debian: libsasl2-modules) is not installed".into())
}

impl SmtpServer {
    /// Starts one of its own for a trial.
    pub fn start() -> Self {
        Self::try_start().unwrap_or_else(|error| panic!("Postfix: {error}"))
    }

    fn try_start() -> Result<Self, String> {
        let directory = tempfile::tempdir().map_err(|error| error.to_string())?;
        let home = directory.path();
        let certificate = Certificate::make(home)?;
        let master = lay_out(home, &certificate)?;
        // Somebody may take a port between our look and the server's: then others are tried.
        for _ in 0..5 {
            let ports = Ports::free();
            write(&home.join("master.cf"), &smtp_files::master(home, &ports))?;
            write(&home.join("transport"), &smtp_files::transport(&ports))?;
            let log = fs::File::create(home.join("log")).map_err(|error| error.to_string())?;
            let mut command = process::command_as(None, "TERM", &master);
            command.arg("-c").arg(home).arg("-s").stdin(Stdio::null()).stdout(log);
            let mut server = Process::start(command.stderr(Stdio::null()), "TERM")?;
            process::wait_until(Duration::from_secs(30), || {
                server.ended().is_some() || ports.all().into_iter().all(process::answers)
            });
            if server.ended().is_some() {
                continue;
            }
            let Ports { plain, starttls, smtps, away: _ } = ports;
            return Ok(Self {
                _server: server,
                url_plain: format!("smtp://127.0.0.1:{plain}"),
                url_starttls: format!("smtp://{USER}:{PASSWORD}@localhost:{starttls}"),
                url_smtps: format!("smtps://{USER}:{PASSWORD}@localhost:{smtps}"),
                ca_file: certificate.authority,
                directory,
            });
        }
        Err(format!("it does not start: {}", read_text(&home.join("log"))?))
    }

    /// Every mail delivered so far as it lies in the Maildir, the oldest first. Waits for what
    /// the server has taken and not yet delivered.
    pub fn messages(&self) -> Vec<Vec<u8>> {
        let settled = process::wait_until(Duration::from_secs(60), || self.is_settled());
        assert!(settled, "mail is left in the queue: {}", self.log());
        let Ok(files) = fs::read_dir(self.directory.path().join("mail/inbox/new")) else {
            return Vec::new(); // the first delivery makes it
        };
        let mut files: Vec<_> = files
            .map(|file| file.expect("the Maildir").path())
            .map(|path| (path.metadata().and_then(|file| file.modified()).expect("a mail"), path))
            .collect();
        files.sort();
        files.into_iter().map(|(_, path)| fs::read(path).expect("a mail")).collect()
    }

    /// The Maildir that all mail ends in, made if nothing was delivered yet.
    pub fn maildir(&self) -> PathBuf {
        let nobody = process::find_user("nobody").expect("an account `nobody`");
        let inbox = self.directory.path().join("mail/inbox");
        for folder in [inbox.clone(), inbox.join("new"), inbox.join("cur"), inbox.join("tmp")] {
            if !folder.exists() {
                make_directory(&folder, Some(nobody)).expect("a Maildir");
            }
        }
        inbox
    }

    /// What the server has said.
    pub fn log(&self) -> String {
        read_text(&self.directory.path().join("log")).expect("the server's log")
    }

    /// Nothing taken waits for its delivery. In the order a mail goes through them.
    fn is_settled(&self) -> bool {
        ["incoming", "active", "deferred"].iter().all(|queue| {
            let queue = self.directory.path().join("queue").join(queue);
            fs::read_dir(queue).expect("a queue").next().is_none()
        })
    }
}

/// Writes all that the server reads; returns the program to start.
fn lay_out(home: &Path, certificate: &Certificate) -> Result<PathBuf, String> {
    let postfix = process::find_user("postfix").ok_or("there is no account `postfix`")?;
    let nobody = process::find_user("nobody").ok_or("there is no account `nobody`")?;
    let daemons = setting("daemon_directory")?;
    fs::set_permissions(home, fs::Permissions::from_mode(0o755)).map_err(|e| e.to_string())?;
    let (postfixs, nobodys) = (Some(postfix), Some(nobody));
    // Debian's Postfix looks for SASL's file in `sasl` beside main.cf, whatever that says.
    for (name, owner) in [("queue", None), ("sasl", None), ("data", postfixs), ("mail", nobodys)] {
        make_directory(&home.join(name), owner)?;
    }
    write(&home.join("access"), smtp_files::ACCESS)?;
    write(&home.join("away"), smtp_files::AWAY)?;
    write(&home.join("sasl/smtpd.conf"), &smtp_files::sasl(home))?;
    write(&home.join("main.cf"), &smtp_files::main(home, certificate, nobody, &daemons))?;
    write(&home.join("master.cf"), &smtp_files::master(home, &Ports::free()))?;
    write(&home.join("transport"), "")?;
    add_account(home, postfix)?;
    // Makes the queue's directories with their owners.
    process::run(Command::new(find("postfix")?).arg("-c").arg(home).arg("check"))?;
    Ok(Path::new(&daemons).join("master"))
}

/// Puts our one account into SASL's own database, readable by the server.
fn add_account(home: &Path, postfix: User) -> Result<(), String> {
    let (database, password) = (home.join("sasldb2"), home.join("password"));
    write(&password, PASSWORD)?;
    let input = fs::File::open(&password).map_err(|error| error.to_string())?;
    process::run(
        Command::new(find("saslpasswd2")?)
            .args(["-p", "-c", "-u", smtp_files::REALM, "-f"])
            .arg(&database)
            .arg(USER)
            .stdin(input),
    )?;
    chown(&database, Some(postfix.uid), Some(postfix.gid)).map_err(|error| error.to_string())
}

/// What the installed Postfix was built with.
fn setting(name: &str) -> Result<String, String> {
    let output = process::run(Command::new(find("postconf")?).args(["-d", "-h", name]))?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn find(program: &str) -> Result<PathBuf, String> {
    process::find_program(program, &[Path::new("/usr/sbin")])
        .ok_or_else(|| format!("`{program}` is not installed"))
}

fn make_directory(path: &Path, owner: Option<User>) -> Result<(), String> {
    let made = fs::create_dir(path).and_then(|()| match owner {
        Some(owner) => chown(path, Some(owner.uid), Some(owner.gid)),
        None => Ok(()),
    });
    made.map_err(|error| format!("{}: {error}", path.display()))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

fn read_text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
