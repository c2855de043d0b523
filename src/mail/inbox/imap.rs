//! A mailbox on an IMAP server (RFC 3501), over TLS. Messages are only peeked at: what is left
//! alone stays unread.

use std::sync::Arc;
use std::time::Duration;

use async_imap::types::Fetch;
use async_imap::{Client, Session};
use futures_util::TryStreamExt;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use super::ImapSettings;
use crate::error::{Context, Error, Result};

/// How long a server may take over each command.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long we wait for good-bye.
const FAREWELL: Duration = Duration::from_secs(2);

/// An opened mailbox. After an error it is to be closed.
pub struct Imap {
    session: Session<TlsStream<TcpStream>>,
    validity: u32,
    can_expunge: bool,
}

impl Imap {
    /// Connects, signs in and opens the mailbox.
    ///
    /// # Errors
    /// Busy if the server cannot be reached or does not let us in; refused if the certificates
    /// cannot be read.
    pub async fn open(settings: &ImapSettings) -> Result<Self> {
        let ImapSettings { host, port, .. } = settings;
        let place = format!("the IMAP server {host}:{port}");
        let connector = TlsConnector::from(Arc::new(trust(settings)?));
        let name = ServerName::try_from(host.clone())
            .map_err(|error| Error::refused("returns.imap_url: no host name").because(error))?;
        let connect = async {
            let stream = TcpStream::connect((host.as_str(), *port)).await?;
            connector.connect(name, stream).await
        };
        let stream = within(&format!("{place} cannot be reached"), connect).await?;
        let mut client = Client::new(stream);
        within(&format!("{place} does not greet"), client.read_response()).await?;
        let sign_in = async {
            let signed = client.login(&settings.user, &settings.password).await;
            signed.map_err(|(error, _client)| error)
        };
        let mut session = within(&format!("{place} does not let us sign in"), sign_in).await?;
        let known =
            within(&format!("{place} says nothing of itself"), session.capabilities()).await?;
        let can_expunge = known.has_str("UIDPLUS");
        let select = session.select(&settings.mailbox);
        let mailbox = within("the IMAP mailbox cannot be opened", select).await?;
        Ok(Self { session, validity: mailbox.uid_validity.unwrap_or(0), can_expunge })
    }

    /// As long as this stays the same, so do the numbers of messages.
    #[must_use]
    pub fn validity(&self) -> u32 {
        self.validity
    }

    /// The numbers (UIDs) of the messages after one, in order.
    ///
    /// # Errors
    /// Busy if the server does not answer.
    pub async fn list(&mut self, after: u32) -> Result<Vec<u32>> {
        let search = self.session.uid_search(format!("UID {}:*", after.saturating_add(1)));
        let found = within("the IMAP mailbox cannot be searched", search).await?;
        // `5:*` always holds the last message, even if that is number 4 (RFC 3501 §6.4.8).
        let mut uids: Vec<u32> = found.into_iter().filter(|uid| *uid > after).collect();
        uids.sort_unstable();
        Ok(uids)
    }

    /// The first bytes of a message; `None` if it is gone.
    ///
    /// # Errors
    /// Busy if the server does not answer.
    pub async fn read(&mut self, uid: u32, longest: usize) -> Result<Option<Vec<u8>>> {
        let fetch = async {
            let wanted = format!("(UID BODY.PEEK[]<0.{longest}>)");
            let fetched = self.session.uid_fetch(uid.to_string(), wanted).await?;
            fetched.try_collect::<Vec<Fetch>>().await
        };
        let fetched = within("an IMAP message cannot be read", fetch).await?;
        let found = fetched.iter().find(|message| message.uid == Some(uid));
        Ok(found.and_then(Fetch::body).map(<[u8]>::to_vec))
    }

    /// Removes a message. A server that cannot remove just one (no UIDPLUS) gets it marked.
    ///
    /// # Errors
    /// Busy if the server does not answer.
    pub async fn remove(&mut self, uid: u32) -> Result<()> {
        let can_expunge = self.can_expunge;
        let remove = async {
            let uid = uid.to_string();
            let marked = self.session.uid_store(&uid, "+FLAGS.SILENT (\\Deleted)").await?;
            marked.try_collect::<Vec<Fetch>>().await?;
            if can_expunge {
                self.session.uid_expunge(&uid).await?.try_collect::<Vec<u32>>().await?;
            }
            Ok::<_, async_imap::error::Error>(())
        };
        within("an IMAP message cannot be removed", remove).await
    }

    /// Takes leave.
    pub async fn close(mut self) {
        match timeout(FAREWELL, self.session.logout()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::debug!(%error, "the IMAP server did not take leave"),
            Err(_elapsed) => tracing::debug!("the IMAP server did not take leave in time"),
        }
    }
}

async fn within<T, E: Into<Box<dyn std::error::Error + Send + Sync>>>(
    what: &str,
    work: impl Future<Output = Result<T, E>>,
) -> Result<T> {
    match timeout(PATIENCE, work).await {
        Ok(done) => done.map_err(|error| Error::busy(what).because(error)),
        Err(elapsed) => Err(Error::busy(what).because(elapsed)),
    }
}

/// The authorities of the web, and the shop's own.
fn trust(settings: &ImapSettings) -> Result<ClientConfig> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    if let Some(path) = &settings.ca_file {
        let unfit =
            || Error::refused(format!("mail: {} holds no root certificate in PEM", path.display()));
        let certificates =
            CertificateDer::pem_file_iter(path).map_err(|error| unfit().because(error))?;
        let mut found = 0;
        for certificate in certificates {
            let certificate = certificate.map_err(|error| unfit().because(error))?;
            roots.add(certificate).map_err(|error| unfit().because(error))?;
            found += 1;
        }
        if found == 0 {
            return Err(unfit());
        }
    }
    // Named, since the process may hold more than one.
    let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .doing(|| "TLS cannot be set up".to_owned())?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}
