//! What is said for one letter, and what each answer means for it.

use std::sync::atomic::{AtomicBool, Ordering};

use lettre::address::Envelope;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{Extension, MailParameter};
use lettre::transport::smtp::response::Response;
use tokio::sync::Notify;
use tokio::time::{sleep, timeout};

use super::Timeouts;
use super::connect::Ready;
use crate::mail::Outcome;

type SmtpError = lettre::transport::smtp::Error;

/// Where a conversation ended, and what that means for the letter.
pub(super) struct Stop {
    /// What became of the letter.
    pub outcome: Outcome,
    /// The server had closed the connection before this letter began.
    pub stale: bool,
}

/// MAIL, RCPT and DATA: up to here nothing has been handed over. Where the server reads several
/// commands at once they go together, which spares a letter two round trips.
pub(super) async fn offer(
    ready: &mut Ready,
    timeouts: &Timeouts,
    envelope: &Envelope,
) -> Result<(), Stop> {
    let Ready { connection, pipelining } = ready;
    let mut mail =
        Mail::new(envelope.from().cloned(), parameters(connection, envelope)?).to_string();
    let rcpts = envelope.to().iter().map(|to| Rcpt::new(to.clone(), Vec::new()).to_string());
    let mut rcpts: Vec<String> = rcpts.collect();
    let mut data = Data.to_string();
    if *pipelining {
        // What was sent ahead is empty when its turn comes, and only its reply is read.
        rcpts.iter_mut().for_each(|rcpt| mail.push_str(&std::mem::take(rcpt)));
        mail.push_str(&std::mem::take(&mut data));
    }
    let within = timeouts.reply;
    match timeout(within, connection.command(mail)).await {
        Ok(Ok(response)) if response.has_code(250) => {}
        Ok(Ok(response)) => return Err(unexpected(&response)),
        Ok(Err(error)) => {
            // A closed connection, or 421 "closing": the server had enough before this letter.
            let stale = error.status().is_none_or(|code| u16::from(code) == 421);
            // A 5xx here is about us, the sender, not about this customer.
            return Err(Stop { outcome: Outcome::Later { reply: said(&error) }, stale });
        }
        Err(_elapsed) => return Err(too_slow("MAIL")),
    }
    for rcpt in rcpts {
        match timeout(within, connection.command(rcpt)).await {
            Ok(Ok(response)) if response.has_code(250) || response.has_code(251) => {}
            Ok(Ok(response)) => return Err(unexpected(&response)),
            Ok(Err(error)) => return Err(before_the_dot(&error)),
            Err(_elapsed) => return Err(too_slow("RCPT")),
        }
    }
    match timeout(within, connection.command(data)).await {
        Ok(Ok(response)) if response.has_code(354) => Ok(()),
        Ok(Ok(response)) => Err(unexpected(&response)),
        Ok(Err(error)) => Err(before_the_dot(&error)),
        Err(_elapsed) => Err(too_slow("DATA")),
    }
}

/// What MAIL has to say of the addresses; refused where the server cannot take them.
fn parameters(
    connection: &AsyncSmtpConnection,
    envelope: &Envelope,
) -> Result<Vec<MailParameter>, Stop> {
    let mut addresses = envelope.to().iter().chain(envelope.from());
    if addresses.all(|address| AsRef::<str>::as_ref(address).is_ascii()) {
        return Ok(Vec::new());
    }
    if connection.server_info().supports_feature(Extension::SmtpUtfEight) {
        return Ok(vec![MailParameter::SmtpUtfEight]);
    }
    let reply = "the server takes only addresses in ASCII (no SMTPUTF8)".to_owned();
    Err(Stop { outcome: Outcome::Refused { reply, code: 0 }, stale: false })
}

/// The letter, the dot and the reply to it.
pub(super) async fn write(
    connection: &mut AsyncSmtpConnection,
    timeouts: &Timeouts,
    bytes: &[u8],
) -> Result<String, Stop> {
    // lettre asks for the next part only once the last is written, and then writes the dot: the
    // end of the parts is the moment after which we cannot know any more.
    let (dotted, written) = (AtomicBool::new(false), Notify::new());
    let mut whole = Some(bytes);
    let parts = std::iter::from_fn(|| {
        let part = whole.take();
        if part.is_none() {
            dotted.store(true, Ordering::SeqCst);
            written.notify_one();
        }
        part
    });
    let mut message = std::pin::pin!(connection.message_iter(parts));
    let replied = tokio::select! {
        biased;
        replied = message.as_mut() => Some(replied),
        () = written.notified() => timeout(timeouts.dot, message.as_mut()).await.ok(),
        () = sleep(timeouts.body) => None,
    };
    let dotted = dotted.load(Ordering::SeqCst);
    match replied {
        Some(Ok(response)) if response.has_code(250) => Ok(spoken(&response)),
        Some(Err(error)) if error.status().is_some() || !dotted => Err(before_the_dot(&error)),
        None if !dotted => Err(too_slow("the letter")),
        // Anything else after the dot, be it silence or a reply that makes no sense.
        Some(_) | None => Err(Stop { outcome: Outcome::Uncertain, stale: false }),
    }
}

/// What an error means as long as the letter cannot have been accepted.
fn before_the_dot(error: &SmtpError) -> Stop {
    let reply = said(error);
    let outcome = match error.status().map(u16::from) {
        // The server closes, or wants a sign-in: that is for the shop to mend, not the customer's address.
        Some(421 | 530 | 535 | 538) => Outcome::Later { reply },
        Some(code) if code >= 500 => Outcome::Refused { reply, code },
        Some(code) if code >= 400 => Outcome::Deferred { reply },
        _ => Outcome::Later { reply },
    };
    Stop { outcome, stale: false }
}

fn unexpected(response: &Response) -> Stop {
    let reply = format!("an unexpected reply: {}", spoken(response));
    Stop { outcome: Outcome::Later { reply }, stale: false }
}

fn too_slow(phase: &str) -> Stop {
    Stop {
        outcome: Outcome::Later { reply: format!("no answer to {phase} in time") },
        stale: false,
    }
}

/// The reply as the server wrote it, on one line: `550 5.1.1 No such user`.
fn spoken(response: &Response) -> String {
    let text = response.message().collect::<Vec<_>>().join(" ");
    format!("{} {text}", response.code()).trim().to_owned()
}

fn said(error: &SmtpError) -> String {
    match (error.status(), std::error::Error::source(error)) {
        (Some(code), Some(text)) => {
            format!("{code} {}", text.to_string().replace(['\r', '\n'], " "))
        }
        _ => error.to_string(),
    }
}
