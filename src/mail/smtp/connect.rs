//! From a host name to a connection that is ready for the first letter: TCP, TLS, EHLO, sign-in.

use std::net::{Ipv4Addr, Ipv6Addr};

use lettre::transport::smtp::authentication::{Credentials, Mechanism};
#[expect(deprecated, reason = "the only way to lettre's TLS over a stream of one's own")]
use lettre::transport::smtp::client::AsyncNetworkStream;
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::Ehlo;
use lettre::transport::smtp::extension::ClientId;
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;

use super::wire::{Plain, Sealed};
use super::{Login, Security, SmtpSettings};
use crate::error::{Context, Error, Result};

/// A connection that is ready for MAIL.
pub(super) struct Ready {
    /// Where commands go.
    pub connection: AsyncSmtpConnection,
    /// Whether several commands may go at once (PIPELINING, RFC 2920).
    pub pipelining: bool,
}

/// Connects, goes over to TLS and signs in.
pub(super) async fn connect(settings: &SmtpSettings, tls: Option<&TlsParameters>) -> Result<Ready> {
    let SmtpSettings { host, port, timeouts, .. } = settings;
    let place = format!("mail server {host}:{port}");
    let stream = reach(settings).await?;
    let hello = client_id(settings.hello.as_deref());
    let greeted = async {
        match (tls, settings.security) {
            (Some(tls), Security::Implicit) => {
                #[expect(
                    deprecated,
                    reason = "the only way to lettre's TLS over a stream of one's own"
                )]
                let mut stream = AsyncNetworkStream::use_existing_tokio1(Box::new(stream));
                stream.upgrade_tls(tls.clone()).await?;
                AsyncSmtpConnection::connect_with_transport(Box::new(Sealed(stream)), &hello).await
            }
            (Some(tls), _) => {
                let mut connection =
                    AsyncSmtpConnection::connect_with_transport(Box::new(Plain(stream)), &hello)
                        .await?;
                connection.starttls(tls.clone(), &hello).await?;
                Ok(connection)
            }
            (None, _) => {
                AsyncSmtpConnection::connect_with_transport(Box::new(Plain(stream)), &hello).await
            }
        }
    };
    let introduced = async {
        let mut connection = greeted.await?;
        let pipelining = takes_pipelines(&mut connection, &hello).await?;
        Ok(Ready { connection, pipelining })
    };
    let patience = timeouts.connect.saturating_add(timeouts.reply);
    let mut ready = timeout(patience, introduced)
        .await
        .map_err(|_elapsed| Error::busy(format!("{place} does not greet in time")))?
        .map_err(|error| no_line(&format!("{place} cannot be used"), error))?;
    if let Some(login) = &settings.login {
        let (mechanisms, credentials) = credentials(login)?;
        timeout(timeouts.reply, ready.connection.auth(mechanisms, &credentials))
            .await
            .map_err(|_elapsed| {
                Error::busy(format!("{place} does not answer the sign-in in time"))
            })?
            .map_err(|error| no_line(&format!("{place} does not let us sign in"), error))?;
    }
    Ok(ready)
}

/// Whether the server reads several commands at once. lettre keeps of a server's EHLO only what it
/// uses itself, so the server is asked again, which RFC 5321 §4.1.4 allows at any time.
async fn takes_pipelines(
    connection: &mut AsyncSmtpConnection,
    hello: &ClientId,
) -> std::result::Result<bool, lettre::transport::smtp::Error> {
    match connection.command(Ehlo::new(hello.clone())).await {
        Ok(features) => {
            Ok(features.message().any(|line| line.trim().eq_ignore_ascii_case("PIPELINING")))
        }
        // A server that finds one greeting enough is taken command by command.
        Err(error) if error.status().is_some() => Ok(false),
        Err(error) => Err(error),
    }
}

/// What is said to sign in, and by which ways, the better first.
fn credentials(login: &Login) -> Result<(&'static [Mechanism], Credentials)> {
    match login {
        Login::Password { user, password } => Ok((
            &[Mechanism::Plain, Mechanism::Login],
            Credentials::new(user.clone(), password.clone()),
        )),
        Login::Token { user, file } => {
            let unread = || format!("mail: the token file {} cannot be read", file.display());
            let token = std::fs::read_to_string(file)
                .map_err(|error| Error::refused(unread()).because(error))?;
            Ok((&[Mechanism::Xoauth2], Credentials::new(user.clone(), token.trim().to_owned())))
        }
    }
}

/// The first address of the host that answers.
async fn reach(settings: &SmtpSettings) -> Result<TcpStream> {
    let SmtpSettings { host, port, timeouts, .. } = settings;
    let unreachable = || Error::busy(format!("mail server {host}:{port} cannot be reached"));
    let addresses = timeout(timeouts.connect, lookup_host((host.as_str(), *port)))
        .await
        .map_err(|elapsed| unreachable().because(elapsed))?
        .map_err(|error| unreachable().because(error))?;
    let mut last = unreachable();
    // Four are enough: a server that answers at none of them is away.
    for address in addresses.take(4) {
        match timeout(timeouts.connect, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => {
                stream.set_nodelay(true).doing(|| "setting TCP_NODELAY".to_owned())?;
                return Ok(stream);
            }
            Ok(Err(error)) => last = unreachable().because(error),
            Err(elapsed) => last = unreachable().because(elapsed),
        }
    }
    Err(last)
}

/// A server that says no needs a person; a server that is away needs patience.
fn no_line(what: &str, error: lettre::transport::smtp::Error) -> Error {
    if error.is_permanent() || error.is_client() {
        Error::refused(what).because(error)
    } else {
        Error::busy(what).because(error)
    }
}

fn client_id(hello: Option<&str>) -> ClientId {
    let Some(name) = hello else { return ClientId::default() };
    if let Ok(address) = name.parse::<Ipv4Addr>() {
        return ClientId::Ipv4(address);
    }
    name.parse::<Ipv6Addr>().map_or_else(|_name| ClientId::Domain(name.to_owned()), ClientId::Ipv6)
}

/// The host whose certificate we expect, and whom we trust to vouch for it.
pub(super) fn tls_parameters(settings: &SmtpSettings) -> Result<TlsParameters> {
    let mut builder = TlsParameters::builder(settings.host.clone());
    if let Some(path) = &settings.ca_file {
        let unfit = |what| Error::refused(format!("mail: {} {what}", path.display()));
        let pem = std::fs::read_to_string(path)
            .map_err(|error| unfit("cannot be read").because(error))?;
        let none = "holds no root certificate in PEM";
        // Without this a file of anything else would count as a list of no certificates.
        if !pem.contains("-----BEGIN CERTIFICATE-----") {
            return Err(unfit(none));
        }
        let roots =
            Certificate::from_pem(pem.as_bytes()).map_err(|error| unfit(none).because(error))?;
        builder = builder.add_root_certificate(roots);
    }
    builder.build().map_err(|error| Error::refused("mail: TLS cannot be set up").because(error))
}
