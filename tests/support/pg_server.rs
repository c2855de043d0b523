//! A PostgreSQL server as a process of its own: started, stopped, killed, followed by a standby.
//!
//! It listens on one address alone, wants a password (SCRAM) and does not sync unless told to: what is
//! tested is a killed program, not a power cut.

use std::fs;
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use super::process::{self, Process, User};

const USER: &str = "afterword";
const PASSWORD: &str = "a-word-for-tests";

/// A server; it ends, and all it kept is gone, when this value is dropped.
pub struct PgServer {
    process: Option<Process>,
    directory: TempDir,
    account: Option<User>,
    settings: Vec<String>,
    language: Option<&'static str>,
    place: Place,
    port: u16,
}

/// On which machine it runs, and where it is reached.
#[derive(Clone)]
pub struct Place {
    /// Its address.
    pub host: String,
    /// The network it is in, where that is not ours.
    pub network: Option<PathBuf>,
}

impl Default for Place {
    fn default() -> Self {
        Self { host: "127.0.0.1".to_owned(), network: None }
    }
}

/// Says what is missing, if anything.
pub fn look() -> Result<(), String> {
    for program in ["initdb", "postgres", "psql", "pg_basebackup"] {
        find(program)?;
    }
    account().map(drop)
}

/// Says whether the server could speak German.
pub fn look_for_german() -> Result<(), String> {
    let texts = fs::read_dir("/usr/share/locale/de/LC_MESSAGES").into_iter().flatten().flatten();
    let mut names = texts.map(|text| text.file_name().to_string_lossy().into_owned());
    names
        .any(|name| name.starts_with("postgres-"))
        .then_some(())
        .ok_or_else(|| "PostgreSQL's German messages are not installed".to_owned())
}

impl PgServer {
    /// A new cluster, not yet started. `prepare` puts further files into its directory.
    pub fn make(
        prepare: impl FnOnce(&Path) -> Result<Vec<String>, String>,
    ) -> Result<Self, String> {
        let mut server = Self::bare()?;
        let directory = server.directory.path();
        let password = directory.join("password");
        fs::write(&password, PASSWORD).map_err(|error| error.to_string())?;
        let settings = prepare(directory)?;
        give(directory, server.account)?;
        process::run(
            process::command_as(server.account.as_ref(), "INT", find("initdb")?)
                .args(["--no-sync", "--encoding=UTF8", "--locale=C", "--auth=scram-sha-256"])
                .args(["--username", USER])
                .arg(format!("--pwfile={}", password.display()))
                .arg(server.data())
                .current_dir(directory),
        )?;
        // Also from the other end of a cable.
        let mut doors = fs::File::options()
            .append(true)
            .open(server.data().join("pg_hba.conf"))
            .map_err(|error| error.to_string())?;
        writeln!(doors, "host all all samenet scram-sha-256").map_err(|error| error.to_string())?;
        server.settings = settings;
        Ok(server)
    }

    /// A new cluster with these settings, running.
    pub fn start(settings: &[&str]) -> Self {
        Self::start_at(Place::default(), settings)
    }

    /// The same elsewhere.
    pub fn start_at(place: Place, settings: &[&str]) -> Self {
        let own = settings.iter().map(|setting| (*setting).to_owned()).collect();
        let mut server = Self::make(|_| Ok(own)).expect("a cluster");
        server.place = place;
        server.run().expect("a running server");
        server
    }

    /// A new cluster that says everything in German.
    pub fn start_in_german() -> Self {
        let mut server = Self::make(|_| Ok(Vec::new())).expect("a cluster");
        server.language = Some("de");
        server.run().expect("a running server");
        server
    }

    /// A standby that follows this server.
    pub fn followed(&self) -> Self {
        let mut standby = Self::bare().expect("a directory");
        give(standby.directory.path(), standby.account).expect("its owner");
        process::run(
            process::command_as(
                standby.account.as_ref(),
                "INT",
                find("pg_basebackup").expect("it"),
            )
            .args(["--write-recovery-conf", "--checkpoint=fast", "--no-sync"])
            .args(["--dbname", &self.url("postgres")])
            .arg("--pgdata")
            .arg(standby.data())
            .current_dir(standby.directory.path()),
        )
        .expect("a copy");
        standby.run().expect("a running standby");
        standby
    }

    /// Starts it, on the port it had before if there was one, and waits until it answers.
    pub fn run(&mut self) -> Result<(), String> {
        // Somebody may take the port between our look and the server's: then another is tried.
        for _ in 0..5 {
            if self.port == 0 {
                self.port = process::free_port();
            }
            let mut server = Process::start(&mut self.command()?, "INT")?;
            let url = self.url("postgres");
            process::wait_until(Duration::from_secs(30), || {
                server.ended().is_some() || process::run(&mut psql(&url, "SELECT 1")).is_ok()
            });
            if server.ended().is_none() {
                self.process = Some(server);
                return Ok(());
            }
            self.port = 0;
        }
        let said = fs::read_to_string(self.log()).map_err(|error| error.to_string())?;
        Err(format!("the server does not start: {said}"))
    }

    /// Shuts it down in order: connections are cut, then it ends.
    pub fn stop(&mut self) {
        self.process = None;
    }

    /// Kills the whole server at once, as a machine that loses its power.
    pub fn kill(&mut self) {
        let mut process = self.process.take().expect("a running server");
        let pids = children(process.id());
        for pid in std::iter::once(process.id().to_string()).chain(pids) {
            // A child may have ended by itself meanwhile.
            let killed = Command::new("kill").args(["-s", "KILL", &pid]).output();
            killed.expect("the command kill");
        }
        let over = process::wait_until(Duration::from_secs(10), || process.ended().is_some());
        assert!(over, "the server outlives SIGKILL");
    }

    /// How it is reached.
    pub fn url(&self, database: &str) -> String {
        let (host, port) = (&self.place.host, self.port);
        format!("postgres://{USER}:{PASSWORD}@{host}:{port}/{database}")
    }

    /// How whichever of two servers takes writes is reached.
    pub fn url_of_either(&self, other: &Self, database: &str) -> String {
        let hosts = [self, other].map(|server| format!("{}:{}", server.place.host, server.port));
        let hosts = hosts.join(",");
        format!("postgres://{USER}:{PASSWORD}@{hosts}/{database}?target_session_attrs=read-write")
    }

    /// Asks one of its databases by `psql`; the rows as it prints them, unaligned.
    pub fn query(&self, database: &str, sql: &str) -> String {
        query(&self.url(database), sql)
    }

    fn bare() -> Result<Self, String> {
        Ok(Self {
            process: None,
            directory: tempfile::tempdir().map_err(|error| error.to_string())?,
            account: account()?,
            settings: Vec::new(),
            language: None,
            place: Place::default(),
            port: 0,
        })
    }

    fn data(&self) -> PathBuf {
        self.directory.path().join("data")
    }

    fn log(&self) -> PathBuf {
        self.directory.path().join("log")
    }

    fn command(&self) -> Result<Command, String> {
        let log = fs::File::create(self.log()).map_err(|error| error.to_string())?;
        let mut command = process::command_as(self.account.as_ref(), "INT", find("postgres")?);
        if let Some(network) = &self.place.network {
            command = process::command_in(network, &command);
        }
        command.arg("-D").arg(self.data()).current_dir(self.data());
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        let mut settings = vec![
            format!("listen_addresses={}", self.place.host),
            format!("port={}", self.port),
            "unix_socket_directories=".to_owned(),
            "max_connections=300".to_owned(),
            "fsync=off".to_owned(),
            "full_page_writes=off".to_owned(),
        ];
        if let Some(language) = self.language {
            // gettext obeys it in every locale but C.
            command.env("LANGUAGE", language);
            settings.push("lc_messages=C.UTF-8".to_owned());
        }
        for setting in settings.iter().chain(&self.settings) {
            command.args(["-c", setting]);
        }
        Ok(command)
    }
}

/// Asks by `psql`; the rows as it prints them, unaligned.
pub fn query(url: &str, sql: &str) -> String {
    let output = process::run(&mut psql(url, sql)).expect("psql");
    String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
}

/// A `psql` that says so much and ends.
pub fn psql(url: &str, sql: &str) -> Command {
    let mut command = Command::new(find("psql").expect("psql was there before"));
    command.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", sql, url]);
    command
}

fn find(program: &str) -> Result<PathBuf, String> {
    // Debian keeps the server's programs beside the path, one directory a version.
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let directories: Vec<PathBuf> = versions.map(|version| version.path().join("bin")).collect();
    let directories: Vec<&Path> = directories.iter().map(PathBuf::as_path).collect();
    process::find_program(program, &directories)
        .ok_or_else(|| format!("PostgreSQL's `{program}` is not installed"))
}

/// The server refuses to run as root; `None` is whoever we are.
fn account() -> Result<Option<User>, String> {
    if !process::is_root() {
        return Ok(None);
    }
    ["postgres", "nobody"]
        .into_iter()
        .find_map(process::find_user)
        .filter(|_| process::find_program("setpriv", &[]).is_some())
        .map(Some)
        .ok_or_else(|| "PostgreSQL does not run as root, and we cannot be anybody else".into())
}

/// Hands the directory and its files to the account; private, as the server wants its key.
fn give(directory: &Path, account: Option<User>) -> Result<(), String> {
    let Some(User { uid, gid }) = account else { return Ok(()) };
    let files = fs::read_dir(directory).map_err(|error| error.to_string())?;
    for file in files {
        let path = file.map_err(|error| error.to_string())?.path();
        let public = path.ends_with("authority.pem");
        let mode = fs::Permissions::from_mode(if public { 0o644 } else { 0o600 });
        fs::set_permissions(&path, mode)
            .and_then(|()| chown(&path, Some(uid), Some(gid)))
            .map_err(|error| format!("{}: {error}", path.display()))?;
    }
    fs::set_permissions(directory, fs::Permissions::from_mode(0o755))
        .and_then(|()| chown(directory, Some(uid), Some(gid)))
        .map_err(|error| format!("{}: {error}", directory.display()))
}

/// The processes that a process has started.
fn children(pid: u32) -> Vec<String> {
    let path = format!("/proc/{pid}/task/{pid}/children");
    let children = fs::read_to_string(path).unwrap_or_default();
    children.split_whitespace().map(str::to_owned).collect()
}
