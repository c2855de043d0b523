//! One throw-away PostgreSQL for the whole test run, one fresh database for each who asks.
//!
//! It listens on the loopback alone, wants a password (SCRAM), offers TLS, and does not sync:
//! what is tested is a killed Afterword, not a power cut.

use std::fs;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock, mpsc};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tempfile::TempDir;

use super::certificate::Certificate;
use super::process::{self, Process, User};

const USER: &str = "afterword";
const PASSWORD: &str = "a-word-for-tests";

static CLUSTER: OnceLock<Result<Cluster, String>> = OnceLock::new();

/// What stops the thread that keeps the server, by being dropped; and that thread.
type Keeper = (mpsc::Sender<()>, JoinHandle<()>);

/// The running server. A thread of its own starts and stops it: the kernel ends a program when
/// the thread that started it dies, and the threads of single trials die early.
struct Cluster {
    port: u16,
    authority: PathBuf,
    keeper: Mutex<Option<Keeper>>,
    databases: AtomicU32,
}

/// Whether commits reach the disk, as they must where their speed is measured.
static DURABLE: AtomicBool = AtomicBool::new(false);

#[allow(dead_code, reason = "only the benches measure")]
/// Has the cluster sync its commits; to be said before it is first asked for.
pub fn be_durable() {
    DURABLE.store(true, Ordering::Relaxed);
}

/// Says what is missing, if anything.
pub fn look() -> Result<(), String> {
    for program in ["initdb", "postgres", "psql"] {
        find(program)?;
    }
    account().map(drop)
}

/// Makes an empty database and gives the URL that Afterword takes. Starts the server at first.
pub fn fresh_database() -> String {
    let cluster = cluster();
    let name = format!("trial_{}", cluster.databases.fetch_add(1, Ordering::Relaxed));
    query(&url(cluster.port, "postgres"), &format!("CREATE DATABASE {name}"));
    url(cluster.port, &name)
}

/// What the server's certificate is signed by, for `sslmode=verify-full&sslrootcert=…`.
pub fn authority() -> &'static Path {
    &cluster().authority
}

/// Asks by `psql`; the rows as it prints them, unaligned.
pub fn query(url: &str, sql: &str) -> String {
    let output = process::run(&mut psql(url, sql)).expect("psql");
    String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
}

/// Stops the server, if one was started, and removes all it kept.
pub fn stop() {
    let Some(Ok(cluster)) = CLUSTER.get() else { return };
    let keeper = cluster.keeper.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).take();
    if let Some((stop, thread)) = keeper {
        drop(stop);
        thread.join().expect("the keeper of PostgreSQL");
    }
}

fn cluster() -> &'static Cluster {
    let started = CLUSTER.get_or_init(|| {
        let (stop, until_stopped) = mpsc::channel();
        let (tell, told) = mpsc::channel();
        let keeper = thread::spawn(move || match start() {
            Ok(running) => {
                tell.send(Ok((running.port, running.authority.clone()))).expect("a listener");
                // Nothing is ever sent: it returns when the sender is dropped.
                until_stopped.recv().expect_err("the end of the channel");
                drop(running);
            }
            Err(error) => tell.send(Err(error)).expect("a listener"),
        });
        let (port, authority) = told.recv().map_err(|error| error.to_string())??;
        let keeper = Mutex::new(Some((stop, keeper)));
        Ok(Cluster { port, authority, keeper, databases: AtomicU32::new(0) })
    });
    started.as_ref().unwrap_or_else(|error| panic!("PostgreSQL: {error}"))
}

/// The server and what it lives in; fields are dropped in this order.
struct Running {
    _server: Process,
    _directory: TempDir,
    port: u16,
    authority: PathBuf,
}

fn start() -> Result<Running, String> {
    let account = account()?;
    let directory = tempfile::tempdir().map_err(|error| error.to_string())?;
    let certificate = Certificate::make(directory.path())?;
    let password = directory.path().join("password");
    fs::write(&password, PASSWORD).map_err(|error| error.to_string())?;
    give(directory.path(), account)?;

    let data = directory.path().join("data");
    process::run(
        process::command_as(account.as_ref(), "INT", find("initdb")?)
            .args(["--no-sync", "--encoding=UTF8", "--locale=C", "--auth=scram-sha-256"])
            .args(["--username", USER])
            .arg(format!("--pwfile={}", password.display()))
            .arg(&data)
            .current_dir(directory.path()),
    )?;
    // Somebody may take the port between our look and the server's: then another is tried.
    for _ in 0..5 {
        let port = process::free_port();
        let mut server = serve(&data, &certificate, account.as_ref(), port)?;
        let url = url(port, "postgres");
        process::wait_until(Duration::from_secs(30), || {
            server.ended().is_some() || process::run(&mut psql(&url, "SELECT 1")).is_ok()
        });
        if server.ended().is_none() {
            let authority = certificate.authority;
            return Ok(Running { _server: server, _directory: directory, port, authority });
        }
    }
    let said = fs::read_to_string(data.with_file_name("log")).map_err(|error| error.to_string())?;
    Err(format!("the server does not start: {said}"))
}

fn serve(
    data: &Path,
    certificate: &Certificate,
    account: Option<&User>,
    port: u16,
) -> Result<Process, String> {
    let log = fs::File::create(data.with_file_name("log")).map_err(|error| error.to_string())?;
    let durable = if DURABLE.load(Ordering::Relaxed) { "on" } else { "off" };
    let settings = [
        "listen_addresses=127.0.0.1".to_owned(),
        format!("port={port}"),
        "unix_socket_directories=".to_owned(),
        "max_connections=300".to_owned(),
        format!("fsync={durable}"),
        format!("full_page_writes={durable}"),
        "ssl=on".to_owned(),
        format!("ssl_cert_file={}", certificate.certificate.display()),
        format!("ssl_key_file={}", certificate.key.display()),
    ];
    let mut command = process::command_as(account, "INT", find("postgres")?);
    command.arg("-D").arg(data).stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
    command.current_dir(data);
    for setting in settings {
        command.args(["-c", &setting]);
    }
    // SIGINT is PostgreSQL's fast shutdown: connections are cut, then it ends in order.
    Process::start(&mut command, "INT")
}

fn psql(url: &str, sql: &str) -> Command {
    let mut command = Command::new(find("psql").expect("psql was there before"));
    command.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", sql, url]);
    command
}

fn url(port: u16, database: &str) -> String {
    format!("postgres://{USER}:{PASSWORD}@127.0.0.1:{port}/{database}")
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
