//! The stage `deliver`: due deliveries in, letters out, each at most once.
//!
//! A mail is claimed under a lease in one transaction, looked at again and marked as handed over
//! in the next, sent outside any, and settled in a third, which is the second of the mail after
//! it. Killed before the mark, it is sent later; killed after it, it is `uncertain`: shown to staff
//! and not sent again by itself. Each claim has a lease of its own (`hold`), and whoever has lost it
//! can neither hand over nor settle.

mod abandoned;
mod draft;
mod hold;
mod pause;
mod sender;
mod settle;
mod turn;

use std::sync::Arc;

use tokio::task::JoinSet;

use super::House;
use crate::config::{Config, Mail};
use crate::db::{Conn, outbox};
use crate::domain::inbound::{Weight, read_reply};
use crate::error::{Context, Error, Result};
use crate::flow::steps::budget;
use crate::flow::steps::letter::logo_of;
use crate::flow::steps::reach::{self, Carrier};
use crate::mail::{Composer, Logo, Outcome, SmtpSettings, Transport};
use crate::types::Instant;

use draft::Claimed;
pub use hold::LEASE_SECONDS;
use hold::{Hold, new_lease};
use pause::{Flow, Pause, Sign};
use sender::Sender;

/// How many mails are claimed at a time.
pub const CLAIM: i64 = 20;

/// Sends what is due. One for the whole server, cheap to clone.
#[derive(Clone)]
pub struct Courier {
    house: House,
    composer: Composer,
    logo: Option<Logo>,
    transport: Transport,
    pause: Arc<Pause>,
}

/// What a run of the stage did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Delivered {
    /// Mails the receiving server took.
    pub sent: u64,
    /// Mails written to files, which nobody got.
    pub filed: u64,
    /// Mails that will not go out.
    pub skipped: u64,
    /// Mails to try again.
    pub later: u64,
    /// Mails refused or given up.
    pub failed: u64,
    /// Mails that may or may not have gone out.
    pub uncertain: u64,
}

/// What is claimed at a time.
struct Claim {
    mails: Vec<Claimed>,
    /// Until when the limits leave none, if that is why there are none.
    spent_until: Option<Instant>,
}

impl Courier {
    /// A courier that sends by `transport`.
    #[must_use]
    pub fn new(house: &House, transport: Transport) -> Self {
        // A shop whose logo cannot be shown still asks its customers, under its name.
        let logo = logo_of(&house.config).unwrap_or_else(|error| {
            tracing::warn!(%error, "mails show the shop's name");
            None
        });
        Self {
            house: house.clone(),
            composer: Composer::new(house.renderer.clone()),
            logo,
            transport,
            pause: Arc::default(),
        }
    }

    /// Sends all that is due and within the budget, over as many lines at once as the shop allows
    /// and there is work for. While sending pauses, nothing is done.
    ///
    /// # Errors
    /// Busy if the mail server cannot be reached; what the database says. Refused, before a mail is
    /// touched, if the links in them would lead nowhere.
    pub async fn run(&self) -> Result<Delivered> {
        self.check_links()?;
        let mut done = Delivered::default();
        self.settle_abandoned(&mut done).await?;
        let first = match self.pause.flow(self.house.now()) {
            Flow::Paused => return Ok(done),
            Flow::Probe => self.claim(1, &mut done).await?.mails,
            Flow::Free => self.claim(CLAIM, &mut done).await?.mails,
        };
        let more = if i64::try_from(first.len()).is_ok_and(|claimed| claimed == CLAIM) {
            self.house.config.mail.connections.saturating_sub(1)
        } else {
            0
        };
        let mut others = JoinSet::new();
        for _ in 0..more {
            let courier = self.clone();
            others.spawn(async move { Sender::new(&courier).work(Vec::new()).await });
        }
        let (own, mut outcome) = Sender::new(self).work(first).await;
        done.add(own);
        while let Some(other) = others.join_next().await {
            let (theirs, ended) = other.doing(|| "a sender stopped".to_owned())?;
            done.add(theirs);
            outcome = outcome.and(ended);
        }
        outcome.map(|()| done)
    }

    /// Whether those who get the mails can open their links. Files are only looked at.
    ///
    /// # Errors
    /// Refused if they cannot.
    pub fn check_links(&self) -> Result<()> {
        match &self.transport {
            Transport::Smtp(_) => reach::check(&self.house.config, Carrier::Mail),
            Transport::File(_) | Transport::Memory(_) => Ok(()),
        }
    }

    /// Whether mails are written to files to look at, and nobody gets them.
    fn is_preview(&self) -> bool {
        matches!(self.transport, Transport::File(_))
    }

    fn is_free(&self) -> bool {
        self.pause.flow(self.house.now()) == Flow::Free
    }

    async fn claim(&self, limit: i64, done: &mut Delivered) -> Result<Claim> {
        let lease = new_lease(&self.house);
        let (word, inside) = (lease.clone(), self.house.clone());
        let claim = self.house.db.write(move |conn| {
            let now = inside.shared_now(conn)?;
            // A run may go on for hours: what others leave behind is not left until its end.
            let abandoned = abandoned::settle_in(conn, &inside, now)?;
            // With the limits spent, the mail server need not even be called.
            let limit = match budget::left(conn, &inside, now)? {
                Ok(left) => left.map_or(limit, |left| limit.min(left)),
                Err(until) => return Ok((abandoned, Vec::new(), Some(until))),
            };
            let until = now.plus_seconds(LEASE_SECONDS);
            let rows = outbox::claim_due(conn, &word, limit, now, until)?;
            Ok((abandoned, draft::known(conn, &inside, rows, now)?, None))
        });
        let (abandoned, known, spent_until) = claim.await?;
        abandoned.into_iter().for_each(|state| done.note(state));
        if known.is_empty() {
            return Ok(Claim { mails: Vec::new(), spent_until });
        }
        let hold = Hold::on(&self.house, lease);
        let mails = known.into_iter().map(|known| Claimed { known, hold: hold.clone() }).collect();
        Ok(Claim { mails, spent_until })
    }

    /// Takes note of how sending goes.
    fn note_flow(&self, outcome: &Outcome, delivery: i64) {
        self.pause.note(
            &self.house,
            match outcome {
                Outcome::Sent { .. } => Sign::Well,
                // A server that says no to one recipient is well; to us, or to what we say, it may be the
                // beginning of a block, that would burn one mail after another.
                Outcome::Refused { reply, .. } if read_reply(reply).weight() == Weight::None => {
                    Sign::Doubtful
                }
                Outcome::Refused { .. } => Sign::Well,
                Outcome::Deferred { .. } => Sign::Doubtful,
                Outcome::Later { .. } | Outcome::Uncertain => Sign::Failing,
            },
        );
        if matches!(outcome, Outcome::Later { .. } | Outcome::Deferred { .. }) {
            // One mail that is put off says little; a line that breaks is laid anew by the next.
            tracing::warn!(delivery, "a mail could not be handed over; it will be tried again");
        }
    }

    /// Gives mails of one claim back that were not touched.
    async fn release(&self, mails: Vec<Claimed>) -> Result<()> {
        let Some(Claimed { hold, .. }) = mails.first().cloned() else { return Ok(()) };
        let ids: Vec<i64> = mails.iter().map(|mail| mail.known.delivery.id).collect();
        let now = self.house.now();
        let release =
            move |conn: &mut Conn| outbox::release(conn, &ids, hold.lease(), now).map(drop);
        self.house.db.write(release).await
    }
}

/// The way out that the configuration names.
///
/// # Errors
/// Refused if the configured server or sender cannot be used.
pub fn transport_of(house: &House) -> Result<Transport> {
    use crate::config::MailTransport;
    match house.config.mail.transport {
        MailTransport::File => Ok(Transport::File(house.config.data_dir.join("mail"))),
        MailTransport::Smtp => {
            smtp_settings_of(&house.config)?.map(Transport::Smtp).ok_or_else(|| {
                Error::refused("mail.smtp_url: nothing found, needed with transport = \"smtp\"")
            })
        }
    }
}

/// The mail server that the configuration names, whether it is used yet or not.
///
/// # Errors
/// Refused if it cannot be used.
pub fn smtp_settings_of(config: &Config) -> Result<Option<SmtpSettings>> {
    let mail = &config.mail;
    mail.smtp_url.as_ref().map(|url| smtp_settings(url.expose(), mail)).transpose()
}

fn smtp_settings(url: &str, mail: &Mail) -> Result<SmtpSettings> {
    Ok(SmtpSettings { ca_file: mail.ca_file.clone(), ..SmtpSettings::parse(url)? })
}
