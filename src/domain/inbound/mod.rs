//! What a message that came back says: a bounce, a complaint, an automatic reply, or something
//! for people to read.
//!
//! In come the bytes of a message, from anybody, however broken or hostile; out goes a [`Verdict`].
//! Only the first [`LONGEST`] bytes are looked at, in a bounded number of parts, so that no message
//! takes more than a few megabytes. A verdict is what the message *says*: whoever acts on it checks
//! first that it is about a mail of ours ([`Verdict::tags`]).

mod auto_reply;
mod bounce;
mod cause;
mod code;
mod complaint;
mod head;
mod mime;
mod pattern;
mod phrases;
mod report;
#[cfg(test)]
mod tests;
mod trace;

use serde::{Serialize, Serializer};

pub use cause::{Cause, Weight};
pub use code::ReplyCode;

/// The largest message that is taken, by whichever door: larger ones are refused.
pub const LARGEST: usize = 4 * 1024 * 1024;

/// How many bytes of a message are looked at; what a report has to say stands before the copy of
/// the mail it is about, and ours have 40 KB at most.
pub const LONGEST: usize = 1024 * 1024;

/// What kind of message it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A mail could not be delivered.
    Bounce,
    /// Somebody pressed "this is spam".
    Complaint,
    /// A machine answered for a person.
    AutoReply,
    /// Anything else; as a rule from a person.
    Other,
}

impl Kind {
    /// The word as it stands in reports and in the database.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Bounce => "bounce",
            Self::Complaint => "complaint",
            Self::AutoReply => "auto_reply",
            Self::Other => "other",
        }
    }
}

/// What a message says. As JSON it is `{"kind","recipient","status","reply_code","reason","hard"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// What kind of message it is.
    pub kind: Kind,
    /// Whom the mail was for, if the message says so; in lower case.
    pub recipient: Option<String>,
    /// The enhanced status code (RFC 3463), `5.1.1`.
    pub status: Option<String>,
    /// The SMTP reply code, 550.
    pub reply_code: Option<u16>,
    /// Why, as one word.
    #[serde(serialize_with = "as_word")]
    pub reason: Option<Cause>,
    /// Whether no mail will ever reach this address.
    pub hard: bool,
    /// The Message-ID of the mail it is about, without its angle brackets.
    #[serde(skip)]
    pub original_message_id: Option<String>,
    /// Whom the mail it is about was addressed to, by its own To line.
    #[serde(skip)]
    pub original_to: Option<String>,
    /// The address of ours that it came to: with VERP one that names the delivery.
    #[serde(skip)]
    pub came_to: Option<String>,
    /// Its own Message-ID, without its angle brackets.
    #[serde(skip)]
    pub message_id: Option<String>,
}

impl Verdict {
    fn new(kind: Kind) -> Self {
        Self {
            kind,
            recipient: None,
            status: None,
            reply_code: None,
            reason: None,
            hard: false,
            original_message_id: None,
            original_to: None,
            came_to: None,
            message_id: None,
        }
    }

    /// What may carry our own mark, the most certain first: the part before the `@` of the address
    /// it came to, and of the Message-ID that it returns.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        let whole = [self.came_to.as_deref(), self.original_message_id.as_deref()];
        whole.into_iter().flatten().filter_map(|id| id.rsplit_once('@')).map(|(local, _)| local)
    }

    /// Whether a machine wrote it, so that no person misses it when it is gone from a mailbox.
    #[must_use]
    pub fn is_from_a_machine(&self) -> bool {
        self.kind != Kind::Other || self.reason.is_some()
    }
}

/// Reads a message.
#[must_use]
pub fn read(bytes: &[u8]) -> Verdict {
    let message = mime::read(bytes.get(..LONGEST).unwrap_or(bytes));
    let mut verdict = complaint::read(&message)
        .or_else(|| report::read(&message))
        .or_else(|| bounce::read(&message))
        .or_else(|| auto_reply::read(&message))
        .unwrap_or_else(|| Verdict::new(Kind::Other));
    trace::fill(&mut verdict, &message);
    verdict
}

/// Why the receiving server refused a mail while it was offered: the reply as it was given,
/// `550 5.1.1 No such user`.
#[must_use]
pub fn read_reply(reply: &str) -> Cause {
    let code = ReplyCode::find(reply);
    cause::of(code.status.as_deref(), code.reply, reply)
}

fn as_word<S: Serializer>(cause: &Option<Cause>, serializer: S) -> Result<S::Ok, S::Error> {
    match cause {
        Some(cause) => serializer.serialize_some(cause.word()),
        None => serializer.serialize_none(),
    }
}
