//! TLS from the first byte and after STARTTLS, against a server with a certificate of its own.

use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use tempfile::NamedTempFile;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use super::scripted::{Heard, Script, Step, converse};
use super::{SmtpSettings, Timeouts};
use crate::error::{Kind, Result};
use crate::mail::letter::tests::sample;
use crate::mail::{Line, Outcome, Transport};

/// A certificate for `localhost`, as a server holds it and as a shop would trust it.
fn identity() -> (TlsAcceptor, NamedTempFile) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(made.cert.pem().as_bytes()).unwrap();
    (TlsAcceptor::from(Arc::new(config)), file)
}

/// Serves connections one after another; with `starttls`, each begins in plain text and that is
/// what the server says when it is asked for TLS.
async fn serve(acceptor: TlsAcceptor, starttls: Option<&'static str>) -> (u16, Heard) {
    let listener = TcpListener::bind("localhost:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let heard = Heard::default();
    let ears = heard.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (stream, greeting) = match starttls {
                Some(reply) => (plain_part(stream, reply).await, Step::Pass),
                None => (stream, Script::default().greeting),
            };
            if let Ok(stream) = acceptor.accept(stream).await {
                converse(stream, Script { greeting, ..Script::default() }, ears.clone()).await;
            }
        }
    });
    (port, heard)
}

async fn plain_part(stream: TcpStream, reply: &str) -> TcpStream {
    let mut stream = BufReader::new(stream);
    let mut line = String::new();
    stream.write_all(b"220 test\r\n").await.unwrap();
    stream.read_line(&mut line).await.unwrap();
    stream.write_all(b"250-test\r\n250 STARTTLS\r\n").await.unwrap();
    stream.read_line(&mut line).await.unwrap();
    assert!(line.ends_with("STARTTLS\r\n"));
    stream.write_all(reply.as_bytes()).await.unwrap();
    stream.into_inner()
}

async fn open(url: &str, trusted: Option<&NamedTempFile>) -> Result<Line> {
    let second = Duration::from_secs(5);
    let settings = SmtpSettings {
        ca_file: trusted.map(|file| file.path().to_owned()),
        timeouts: Timeouts { connect: second, reply: second, body: second, dot: second },
        ..SmtpSettings::parse(url).unwrap()
    };
    Transport::Smtp(settings).open().await
}

#[tokio::test]
async fn tls_from_the_first_byte() {
    let (acceptor, trusted) = identity();
    let (port, heard) = serve(acceptor, None).await;
    let url = format!("smtps://an:secret@localhost:{port}");
    assert!(open(&url, None).await.is_err(), "a certificate that nobody vouches for");
    let mut line = open(&url, Some(&trusted)).await.unwrap();
    for _ in 0..2 {
        assert!(matches!(line.send(&sample().pack().unwrap()).await, Outcome::Sent { .. }));
    }
    line.close().await;
    assert_eq!(heard.letters().len(), 2);
    assert!(heard.commands().contains(&"AUTH PLAIN AGFuAHNlY3JldA==".to_owned()));
}

#[tokio::test]
async fn tls_after_starttls() {
    let (acceptor, trusted) = identity();
    let (port, heard) = serve(acceptor, Some("220 go ahead\r\n")).await;
    let url = format!("smtp://an:secret@localhost:{port}?tls=starttls");
    assert!(open(&url, None).await.is_err(), "a certificate that nobody vouches for");
    let mut line = open(&url, Some(&trusted)).await.unwrap();
    assert!(matches!(line.send(&sample().pack().unwrap()).await, Outcome::Sent { .. }));
    line.close().await;
    assert_eq!(heard.letters().len(), 1);
}

#[tokio::test]
async fn what_was_said_before_tls_does_not_count_under_tls() {
    let (acceptor, trusted) = identity();
    let (port, heard) = serve(acceptor, Some("220 go ahead\r\n250 slipped in\r\n")).await;
    let url = format!("smtp://an:secret@localhost:{port}?tls=starttls");
    assert!(open(&url, Some(&trusted)).await.is_err());
    assert!(heard.commands().is_empty());
}

#[tokio::test]
async fn starttls_is_not_given_up_when_the_server_hides_it() {
    let (port, heard) = super::scripted::serve(vec![Script::default()]).await;
    let error =
        open(&format!("smtp://an:secret@127.0.0.1:{port}?tls=starttls"), None).await.err().unwrap();
    assert_eq!(error.kind(), Kind::Refused);
    assert!(!heard.commands().iter().any(|command| command.starts_with("AUTH")));
}

#[tokio::test]
async fn a_ca_file_that_is_none_is_named() {
    let file = NamedTempFile::new().unwrap();
    let error = open("smtps://localhost:1", Some(&file)).await.err().unwrap();
    assert_eq!(error.kind(), Kind::Refused);
}
