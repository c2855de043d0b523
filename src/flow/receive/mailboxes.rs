//! The mailboxes that bounces are read from: what is done is removed, all else is left alone and
//! remembered, so that nobody's mail is looked at again and again.

use std::collections::HashSet;

use super::{Received, receive};
use crate::db::settings;
use crate::domain::inbound::LONGEST;
use crate::error::{Context, Result};
use crate::flow::House;
use crate::keys::secret_hash;
use crate::mail::inbox::{Imap, ImapSettings, Maildir};

/// The setting that says up to where an IMAP mailbox has been read, `validity:uid`; a hash of its
/// address follows.
const IMAP_READ: &str = "returns_imap_read_";

/// How many messages a run looks at in one mailbox; the next goes on.
const MOST: usize = 500;

/// The configured mailboxes, and which messages of the Maildir were left alone.
#[derive(Debug, Default)]
pub struct Mailboxes {
    left: HashSet<String>,
}

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Emptied {
    /// Messages read.
    pub read: u64,
    /// Bounces and complaints about mails of ours; they are removed.
    pub bounces: u64,
    /// Other answers of machines to mails of ours; they are removed.
    pub notices: u64,
    /// Messages left alone.
    pub left: u64,
}

impl Mailboxes {
    /// Whether there is any.
    #[must_use]
    pub fn are_configured(house: &House) -> bool {
        let returns = &house.config.returns;
        returns.maildir.is_some() || returns.imap_url.is_some()
    }

    /// Reads what is new in the configured mailboxes. What a message leads to is committed before
    /// the message is removed; killed between the two, it is read again and does nothing.
    ///
    /// # Errors
    /// Busy if a mailbox cannot be reached; what the database says.
    pub async fn run(&mut self, house: &House) -> Result<Emptied> {
        let mut done = Emptied::default();
        let maildir = self.read_maildir(house, &mut done).await;
        let imap = read_imap(house, &mut done).await;
        maildir.and(imap).map(|()| done)
    }

    async fn read_maildir(&mut self, house: &House, done: &mut Emptied) -> Result<()> {
        let Some(path) = house.config.returns.maildir.clone() else { return Ok(()) };
        let maildir = Maildir::new(path);
        let listed = blocking({
            let maildir = maildir.clone();
            move || maildir.list()
        })
        .await?;
        self.left.retain(|name| listed.iter().any(|entry| entry.name == *name));
        let fresh = listed.into_iter().filter(|entry| !self.left.contains(&entry.name));
        for entry in fresh.take(MOST).collect::<Vec<_>>() {
            let (reading, removing) = (entry.clone(), entry.clone());
            let Some(bytes) = blocking(move || reading.read(LONGEST)).await? else { continue };
            if done.note(&receive(house, &bytes).await?) {
                blocking(move || removing.remove()).await?;
            } else {
                self.left.insert(entry.name);
            }
        }
        Ok(())
    }
}

async fn read_imap(house: &House, done: &mut Emptied) -> Result<()> {
    let Some(url) = &house.config.returns.imap_url else { return Ok(()) };
    let ca_file = house.config.mail.ca_file.clone();
    let settings = ImapSettings { ca_file, ..ImapSettings::parse(url.expose())? };
    let mut mailbox = Imap::open(&settings).await?;
    let hash = secret_hash(url.expose());
    let key = format!("{IMAP_READ}{}", hash.get(..16).unwrap_or_default());
    let outcome = read_opened(house, &mut mailbox, &key, done).await;
    mailbox.close().await;
    outcome
}

async fn read_opened(
    house: &House,
    mailbox: &mut Imap,
    key: &str,
    done: &mut Emptied,
) -> Result<()> {
    let place = key.to_owned();
    let known = house.db.read(move |conn| settings::get(conn, &place)).await?;
    let known = known.as_deref().and_then(|known| known.split_once(':'));
    // Under another validity the numbers mean other messages (RFC 3501 §2.3.1.1).
    let same = known.filter(|(validity, _)| *validity == mailbox.validity().to_string());
    let mut after = same.and_then(|(_, uid)| uid.parse().ok()).unwrap_or(0);
    for uid in mailbox.list(after).await?.into_iter().take(MOST) {
        if let Some(bytes) = mailbox.read(uid, LONGEST).await?
            && done.note(&receive(house, &bytes).await?)
        {
            mailbox.remove(uid).await?;
        }
        after = uid;
        // Only now: what was cut short before is read again.
        let read = format!("{}:{after}", mailbox.validity());
        let place = key.to_owned();
        house.db.write(move |conn| settings::set(conn, &place, &read)).await?;
    }
    Ok(())
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work).await.doing(|| "a mailbox was cut short".to_owned())?
}

impl Emptied {
    /// Counts a message; whether it may be removed.
    fn note(&mut self, received: &Received) -> bool {
        self.read += 1;
        match (received.is_done(), received.followed) {
            (false, _) => self.left += 1,
            (true, Some(_)) => self.bounces += 1,
            (true, None) => self.notices += 1,
        }
        received.is_done()
    }
}
