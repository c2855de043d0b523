//! Letters to a mail server: one connection, one letter at a time, every phase with its own timeout.
//!
//! lettre speaks the protocol; the phases are driven from here, because what an error means depends
//! on whether the final dot had been written (RFC 1047). A connection that has seen any error is
//! dropped: what it says next could be the answer to something else.

mod connect;
mod dialogue;
#[cfg(test)]
mod scripted;
mod settings;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tls_tests;
mod wire;

use std::time::Duration;

use lettre::address::Envelope;
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::Quit;
use tokio::time::timeout;

use self::connect::{Ready, connect, tls_parameters};
use self::dialogue::Stop;
pub use self::settings::{Login, Security, SmtpSettings, Timeouts};
use super::{Outcome, Parcel};
use crate::error::Result;

/// How long we wait for a server to say good-bye.
const FAREWELL: Duration = Duration::from_secs(2);

/// A way to one mail server.
pub(super) struct Smtp {
    settings: SmtpSettings,
    tls: Option<TlsParameters>,
    /// A connection on which everything so far went well.
    live: Option<Ready>,
}

impl Smtp {
    /// Connects and signs in.
    pub async fn open(settings: SmtpSettings) -> Result<Self> {
        let tls = match settings.security {
            Security::None => None,
            Security::Implicit | Security::StartTls => Some(tls_parameters(&settings)?),
        };
        let live = Some(connect(&settings, tls.as_ref()).await?);
        Ok(Self { settings, tls, live })
    }

    /// Hands one letter over.
    pub async fn send(&mut self, parcel: &Parcel) -> Outcome {
        let Parcel { envelope, bytes, .. } = parcel;
        if let Some(ready) = self.live.take() {
            match self.hand_over(ready, envelope, bytes).await {
                // Servers close lines that were idle or long in use; nothing was handed over yet.
                Err(Stop { stale: true, .. }) => {}
                Err(stop) => return stop.outcome,
                Ok(outcome) => return outcome,
            }
        }
        match connect(&self.settings, self.tls.as_ref()).await {
            Ok(ready) => {
                self.hand_over(ready, envelope, bytes).await.unwrap_or_else(|stop| stop.outcome)
            }
            Err(error) => Outcome::Later { reply: error.to_string() },
        }
    }

    /// Says good-bye.
    pub async fn close(mut self) {
        if let Some(ready) = self.live.take() {
            quit(ready.connection).await;
        }
    }

    /// Goes through the phases of one letter; keeps the connection only if all went well.
    async fn hand_over(
        &mut self,
        mut ready: Ready,
        envelope: &Envelope,
        bytes: &[u8],
    ) -> Result<Outcome, Stop> {
        let timeouts = &self.settings.timeouts;
        let handed = match dialogue::offer(&mut ready, timeouts, envelope).await {
            Ok(()) => dialogue::write(&mut ready.connection, timeouts, bytes).await,
            Err(stop) => Err(stop),
        };
        match handed {
            Ok(reply) => {
                self.live = Some(ready);
                Ok(Outcome::Sent { reply })
            }
            Err(stop) => {
                // After a complete reply the server is still listening; else there is nobody to greet.
                if matches!(stop.outcome, Outcome::Refused { .. }) {
                    quit(ready.connection).await;
                }
                Err(stop)
            }
        }
    }
}

/// QUIT is a courtesy; what comes of it changes nothing.
async fn quit(mut connection: AsyncSmtpConnection) {
    match timeout(FAREWELL, connection.command(Quit)).await {
        Ok(Ok(_)) => {}
        Ok(Err(error)) => tracing::debug!(%error, "the mail server did not take leave"),
        Err(_elapsed) => tracing::debug!("the mail server did not take leave in time"),
    }
}
