//! One throw-away PostgreSQL for the whole test run, one fresh database for each who asks. It offers
//! TLS.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock, mpsc};
use std::thread::{self, JoinHandle};

use super::certificate::Certificate;
use super::pg_server::PgServer;
pub use super::pg_server::{look, query};

static CLUSTER: OnceLock<Result<Cluster, String>> = OnceLock::new();

/// What stops the thread that keeps the server, by being dropped; and that thread.
type Keeper = (mpsc::Sender<()>, JoinHandle<()>);

/// The running server. A thread of its own starts and stops it: the kernel ends a program when
/// the thread that started it dies, and the threads of single trials die early.
struct Cluster {
    /// How its own database is reached.
    url: String,
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

/// Makes an empty database and gives the URL that Afterword takes. Starts the server at first.
pub fn fresh_database() -> String {
    let cluster = cluster();
    let name = format!("trial_{}", cluster.databases.fetch_add(1, Ordering::Relaxed));
    query(&cluster.url, &format!("CREATE DATABASE {name}"));
    let (server, _) = cluster.url.rsplit_once('/').expect("a path");
    format!("{server}/{name}")
}

/// What the server's certificate is signed by, for `sslmode=verify-full&sslrootcert=…`.
pub fn authority() -> &'static Path {
    &cluster().authority
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
            Ok((running, authority)) => {
                tell.send(Ok((running.url("postgres"), authority))).expect("a listener");
                // Nothing is ever sent: it returns when the sender is dropped.
                until_stopped.recv().expect_err("the end of the channel");
                drop(running);
            }
            Err(error) => tell.send(Err(error)).expect("a listener"),
        });
        let (url, authority) = told.recv().map_err(|error| error.to_string())??;
        let keeper = Mutex::new(Some((stop, keeper)));
        Ok(Cluster { url, authority, keeper, databases: AtomicU32::new(0) })
    });
    started.as_ref().unwrap_or_else(|error| panic!("PostgreSQL: {error}"))
}

fn start() -> Result<(PgServer, PathBuf), String> {
    let durable = if DURABLE.load(Ordering::Relaxed) { "on" } else { "off" };
    let mut authority = PathBuf::new();
    let mut server = PgServer::make(|directory| {
        let certificate = Certificate::make(directory)?;
        authority = certificate.authority;
        Ok(vec![
            format!("fsync={durable}"),
            format!("full_page_writes={durable}"),
            "ssl=on".to_owned(),
            format!("ssl_cert_file={}", certificate.certificate.display()),
            format!("ssl_key_file={}", certificate.key.display()),
        ])
    })?;
    server.run()?;
    Ok((server, authority))
}
