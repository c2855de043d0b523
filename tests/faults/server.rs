//! The mail server that fails: it accepts as many connections as come, on a thread of its own.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use tempfile::NamedTempFile;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use super::book::Book;
use super::gate::Gates;
use super::mischief::PATIENCE;
use super::talk;
use crate::support::dice::Dice;
use crate::support::process;

/// A running server; it ends when this value is dropped.
pub struct FaultServer {
    /// What it did.
    pub book: Book,
    /// How it behaves from now on.
    pub mood: Mood,
    /// The certificate that a client must trust to speak TLS with it, as PEM.
    pub ca_file: NamedTempFile,
    port: u16,
    open: Arc<AtomicUsize>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<thread::JoinHandle<()>>,
}

/// How the server behaves; all clones are one.
#[derive(Clone, Default)]
pub struct Mood {
    /// Where it takes its time.
    pub gates: Gates,
    storm: Arc<AtomicBool>,
    calm: Arc<AtomicBool>,
}

impl Mood {
    /// Whether no connection gets as far as a letter.
    pub fn set_storm(&self, storm: bool) {
        self.storm.store(storm, Ordering::SeqCst);
    }

    /// From now on nothing goes wrong any more.
    pub fn calm_down(&self) {
        self.calm.store(true, Ordering::SeqCst);
    }

    /// Whether no connection gets as far as a letter.
    pub fn is_storm(&self) -> bool {
        self.storm.load(Ordering::SeqCst)
    }

    /// Whether all goes well.
    pub fn is_calm(&self) -> bool {
        self.calm.load(Ordering::SeqCst)
    }
}

impl FaultServer {
    /// Starts it on a free port.
    pub fn start(mut dice: Dice) -> Self {
        let (book, mood) = (Book::default(), Mood::default());
        let (acceptor, ca_file) = identity();
        let open = Arc::new(AtomicUsize::new(0));
        let (stop, stopped) = oneshot::channel();
        let (tell, told) = mpsc::channel();
        let (theirs, our_mood, counter) = (book.clone(), mood.clone(), Arc::clone(&open));
        let thread = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let runtime = runtime.expect("a runtime");
            let serving = async move {
                let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
                let port = listener.local_addr().expect("its address").port();
                tell.send(port).expect("a listener");
                loop {
                    let (stream, _) = listener.accept().await.expect("a connection");
                    let open = Arc::clone(&counter);
                    open.fetch_add(1, Ordering::SeqCst);
                    let (book, mood, acceptor) =
                        (theirs.clone(), our_mood.clone(), acceptor.clone());
                    let dice = dice.split();
                    tokio::spawn(async move {
                        talk::converse(stream, acceptor, (book, mood), dice).await;
                        open.fetch_sub(1, Ordering::SeqCst);
                    });
                }
            };
            runtime.block_on(async {
                tokio::select! {
                    () = serving => {}
                    stopped = stopped => drop(stopped),
                }
            });
        });
        let port = told.recv().expect("the server starts");
        Self { book, mood, ca_file, port, open, stop: Some(stop), thread: Some(thread) }
    }

    /// How a sender reaches it: with TLS and a password, or without either.
    pub fn url(&self, sealed: bool) -> String {
        let (port, patience) = (self.port, PATIENCE.as_secs());
        if sealed {
            format!("smtp://shop:secret@localhost:{port}?tls=starttls&timeout={patience}")
        } else {
            format!("smtp://127.0.0.1:{port}?timeout={patience}")
        }
    }

    /// The same for a sender that waits as long as it takes.
    pub fn patient_url(&self) -> String {
        format!("smtp://127.0.0.1:{}?timeout=60", self.port)
    }

    /// Waits until nobody is connected, so that the book says all there is to say.
    pub fn settle(&self) {
        let alone = || self.open.load(Ordering::SeqCst) == 0;
        assert!(process::wait_until(Duration::from_secs(30), alone), "a connection has no end");
    }
}

impl Drop for FaultServer {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            thread.join().expect("the mail server");
        }
    }
}

/// A certificate for `localhost`, as a server holds it and as a shop would trust it.
fn identity() -> (TlsAcceptor, NamedTempFile) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).expect("a key");
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions of TLS")
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .expect("its own key");
    let file = NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), made.cert.pem()).expect("the certificate");
    (TlsAcceptor::from(Arc::new(config)), file)
}
