//! The stage `deliver`: due deliveries in, letters out, each at most once.
//!
//! A mail is claimed under a lease in one transaction, looked at again and marked as handed over
//! in the next, sent outside any, and settled in a third. Killed before the mark, it is sent
//! later; killed after it, it is `uncertain`: shown to staff and not sent again by itself.

mod letter;
mod settle;

use std::sync::Arc;

use super::House;
use crate::db::deliveries::{self, DeliveryRow};
use crate::error::{Error, Result};
use crate::flow::steps::letter::logo_of;
use crate::keys::hex;
use crate::mail::{Composer, Line, Logo, Outcome, Transport};
use crate::types::DeliveryId;

use letter::Prepared;
use settle::Outlook;

/// How many mails are claimed at a time.
const CLAIM: i64 = 20;

/// How long a sender may be silent before others take its mails over.
const LEASE_SECONDS: i64 = 120;

/// Sends what is due. One for the whole server, cheap to clone.
#[derive(Clone)]
pub struct Courier {
    house: House,
    composer: Composer,
    logo: Option<Logo>,
    transport: Transport,
    /// Who holds the leases of this process.
    lease: Arc<str>,
}

/// What a run of the stage did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Delivered {
    /// Mails the receiving server took.
    pub sent: u64,
    /// Mails that will not go out.
    pub skipped: u64,
    /// Mails to try again.
    pub later: u64,
    /// Mails refused or given up.
    pub failed: u64,
    /// Mails that may or may not have gone out.
    pub uncertain: u64,
}

impl Courier {
    /// A courier that sends by `transport`.
    #[must_use]
    pub fn new(house: &House, transport: Transport) -> Self {
        let lease = hex(&house.random.bytes::<16>()).into();
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
            lease,
        }
    }

    /// Sends all that is due and within the budget.
    ///
    /// # Errors
    /// Busy if the mail server cannot be reached; what the database says.
    pub async fn run(&self) -> Result<Delivered> {
        let mut done = Delivered::default();
        self.settle_abandoned(&mut done).await?;
        let mut line = None;
        let outcome = self.send_due(&mut line, &mut done).await;
        if let Some(line) = line {
            line.close().await;
        }
        outcome.map(|()| done)
    }

    async fn send_due(&self, line: &mut Option<Line>, done: &mut Delivered) -> Result<()> {
        loop {
            let claimed = self.claim().await?;
            if claimed.is_empty() {
                return Ok(());
            }
            let mut rest = claimed.into_iter();
            while let Some(delivery) = rest.next() {
                let going = self.send_one(line, &delivery, done).await;
                if !matches!(going, Ok(true)) {
                    let back: Vec<_> = rest.map(|delivery| delivery.id).collect();
                    self.release(back).await?;
                    return going.map(|_| ());
                }
            }
        }
    }

    async fn claim(&self) -> Result<Vec<DeliveryRow>> {
        let (lease, now) = (Arc::clone(&self.lease), self.house.now());
        let (until, inside) = (now.plus_seconds(LEASE_SECONDS), self.house.clone());
        self.house
            .db
            .write(move |conn| {
                // With the hour's mails spent, the mail server need not even be called.
                if letter::is_over_budget(conn, &inside, now)? {
                    return Ok(Vec::new());
                }
                deliveries::claim_due(conn, &lease, CLAIM, now, until)
            })
            .await
    }

    /// Sends one claimed mail; `false` once the budget is spent.
    async fn send_one(
        &self,
        line: &mut Option<Line>,
        delivery: &DeliveryRow,
        done: &mut Delivered,
    ) -> Result<bool> {
        // The line comes first: with no server to talk to, nothing is marked as handed over.
        let open = match line.take() {
            Some(open) => line.insert(open),
            None => match self.transport.open().await {
                Ok(open) => line.insert(open),
                Err(error) => {
                    self.postpone_unsent(delivery, done).await?;
                    return Err(error);
                }
            },
        };
        let (id, prepared) = (DeliveryId(delivery.id), self.prepare(delivery).await?);
        let letter = match prepared {
            Prepared::OverBudget => {
                self.release(vec![delivery.id]).await?;
                return Ok(false);
            }
            Prepared::Gone => return Ok(true),
            Prepared::Skipped => {
                done.skipped += 1;
                return Ok(true);
            }
            Prepared::Letter(letter, counted) => (letter, counted),
        };
        let (letter, counted) = letter;
        let outcome = open.send(&letter).await;
        let outlook =
            Outlook { id, attempts: delivery.attempts + 1, created_at: delivery.created_at };
        self.settle(outlook, counted, &outcome, done).await?;
        if matches!(outcome, Outcome::Later { .. }) {
            // One mail that is put off says little; a line that breaks is laid anew by the next.
            tracing::warn!(
                delivery = delivery.id,
                "a mail could not be handed over; it will be tried again"
            );
        }
        Ok(true)
    }

    /// How long a sender may be silent once it has begun to hand a mail over: as long as the
    /// server may take to answer.
    fn lease_seconds(&self) -> i64 {
        let longest = match &self.transport {
            Transport::Smtp(settings) => settings.longest_send().as_secs(),
            Transport::File(_) | Transport::Memory(_) => 0,
        };
        LEASE_SECONDS.saturating_add(i64::try_from(longest).unwrap_or(i64::MAX))
    }

    /// Gives mails back that were claimed and not touched.
    async fn release(&self, ids: Vec<i64>) -> Result<()> {
        let (lease, now) = (Arc::clone(&self.lease), self.house.now());
        self.house
            .db
            .write(move |conn| {
                for id in &ids {
                    deliveries::settle(conn, DeliveryId(*id), &lease, settle::waiting(now), now)?;
                }
                Ok(())
            })
            .await
    }
}

/// The way out that the configuration names.
///
/// # Errors
/// Refused if the configured server or sender cannot be used.
pub fn transport_of(house: &House) -> Result<Transport> {
    use crate::config::MailTransport;
    let mail = &house.config.mail;
    match mail.transport {
        MailTransport::File => Ok(Transport::File(house.config.data_dir.join("mail"))),
        MailTransport::Smtp => {
            let url = mail.smtp_url.as_ref().ok_or_else(|| {
                Error::refused("mail.smtp_url: nothing found, needed with transport = \"smtp\"")
            })?;
            Ok(Transport::Smtp(letter::smtp_settings(url.expose(), mail)?))
        }
    }
}
