//! The stage `receive`: messages that came back in, addresses that are not mailed any more out.
//!
//! A message is only acted on if it carries our own mark, in the address it came to or in the
//! Message-ID it returns. Others are reported, stored nowhere and left where they are.

mod mailboxes;

use sha2::{Digest, Sha256};

use super::House;
use super::steps::bounce::{Bounce, Followed, follow};
use crate::domain::inbound::{self, Cause, Kind, Verdict};
use crate::error::Result;
use crate::keys::hex;
use crate::types::DeliveryId;

pub use mailboxes::{Emptied, Mailboxes};

/// What became of a message.
#[derive(Clone, Debug)]
pub struct Received {
    /// What it says.
    pub verdict: Verdict,
    /// The mail of ours it is about: verified.
    pub delivery: Option<DeliveryId>,
    /// What followed, if anything could.
    pub followed: Option<Followed>,
}

impl Received {
    /// Whether a mailbox may let go of it: a machine wrote it, about a mail of ours.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.delivery.is_some() && self.verdict.is_from_a_machine()
    }
}

/// Reads a message and does what follows from it; returns once that is committed. The same message
/// again does nothing.
///
/// # Errors
/// What the database says.
pub async fn receive(house: &House, bytes: &[u8]) -> Result<Received> {
    let verdict = inbound::read(bytes);
    let delivery = verdict.tags().find_map(|tag| house.keys.read_delivery_tag(tag));
    let mut received = Received { verdict, delivery, followed: None };
    if let (Some(delivery), Kind::Bounce | Kind::Complaint) = (delivery, received.verdict.kind) {
        let bounce = bounce_of(&received.verdict, delivery, bytes);
        let (inside, now) = (house.clone(), house.now());
        let followed = house.db.write(move |conn| follow(conn, &inside, &bounce, now)).await?;
        received.followed = Some(followed);
    }
    count(&received);
    Ok(received)
}

fn bounce_of(verdict: &Verdict, delivery: DeliveryId, bytes: &[u8]) -> Bounce {
    Bounce {
        key: key_of(verdict, delivery, bytes),
        delivery,
        kind: verdict.kind,
        cause: verdict.reason.unwrap_or(Cause::Unknown),
        status: verdict.status.clone(),
        reply_code: verdict.reply_code,
        address: verdict.original_to.clone(),
    }
}

/// The same for a message that comes by two ways, which add different headers to it.
fn key_of(verdict: &Verdict, delivery: DeliveryId, bytes: &[u8]) -> String {
    let hash = match &verdict.message_id {
        Some(id) => Sha256::new().chain_update(b"id:").chain_update(id),
        None => Sha256::new().chain_update(b"bytes:").chain_update(bytes),
    };
    let hash = hash.chain_update(verdict.kind.word()).chain_update(delivery.0.to_be_bytes());
    hex(&hash.finalize())
}

fn count(received: &Received) {
    let verdict = &received.verdict;
    let reason = verdict.reason.map_or("none", Cause::word);
    let verified = if received.delivery.is_some() { "yes" } else { "no" };
    let labels = [("kind", verdict.kind.word()), ("reason", reason), ("verified", verified)];
    metrics::counter!("afterword_returns_total", &labels).increment(1);
}
