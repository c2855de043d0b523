//! The ways a letter leaves the house, behind one door.

use std::path::PathBuf;

use super::smtp::Smtp;
use super::{Outbox, Parcel, SmtpSettings, file};
use crate::error::{Error, Result};

/// Where letters go.
#[derive(Clone, Debug)]
pub enum Transport {
    /// To a mail server.
    Smtp(SmtpSettings),
    /// Into a folder, one `.eml` a letter.
    File(PathBuf),
    /// Into memory, for tests.
    Memory(Outbox),
}

/// What became of a letter. Replies may quote an address: show them to staff, keep them out of logs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The other side has taken it.
    Sent {
        /// What it said.
        reply: String,
    },
    /// It was not handed over and may be tried again: no connection, a server that closes (421), a
    /// line that broke before the final dot, or a fault of ours that others would suffer from too
    /// (sign-in, sender).
    Later {
        /// What was said, or what went wrong.
        reply: String,
    },
    /// The server is well and puts this letter off: a 4xx to its recipient or to what it says.
    Deferred {
        /// What was said.
        reply: String,
    },
    /// The other side does not want it, or we cannot write it; trying again will not help.
    Refused {
        /// What was said.
        reply: String,
        /// The SMTP code, 5xx; 0 when it was never offered because it cannot be written.
        code: u16,
    },
    /// The line broke after the final dot and before the reply: it may or may not arrive.
    Uncertain,
}

impl Outcome {
    /// A letter that cannot be written at all.
    #[must_use]
    pub fn unfit(error: &Error) -> Self {
        Self::Refused { reply: error.to_string(), code: 0 }
    }
}

/// An open way out, for one letter at a time and any number of letters.
pub struct Line(Inner);

enum Inner {
    Smtp(Box<Smtp>),
    File(PathBuf),
    Memory(Outbox),
}

impl Transport {
    /// Opens the way: over SMTP that is connecting, TLS and signing in.
    ///
    /// # Errors
    /// Busy, when the server cannot be reached or says "later"; refused, when it says no or the
    /// settings are wrong.
    pub async fn open(&self) -> Result<Line> {
        Ok(Line(match self {
            Self::Smtp(settings) => Inner::Smtp(Box::new(Smtp::open(settings.clone()).await?)),
            Self::File(folder) => Inner::File(folder.clone()),
            Self::Memory(outbox) => {
                outbox.open()?;
                Inner::Memory(outbox.clone())
            }
        }))
    }
}

impl Line {
    /// Hands one letter over. After a failure the line is laid anew by the next send.
    ///
    /// Not cancellation safe: a send that is dropped half-way must count as uncertain.
    pub async fn send(&mut self, parcel: &Parcel) -> Outcome {
        match &mut self.0 {
            Inner::Smtp(smtp) => smtp.send(parcel).await,
            Inner::File(folder) => file::send(folder, parcel).await,
            Inner::Memory(outbox) => outbox.send(&parcel.letter),
        }
    }

    /// Takes leave of the server.
    pub async fn close(self) {
        if let Inner::Smtp(smtp) = self.0 {
            smtp.close().await;
        }
    }
}
