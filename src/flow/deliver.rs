//! The stage `deliver`: due deliveries in, letters out, each at most once.
//!
//! A mail is claimed under a lease in one transaction, looked at again and marked as handed over
//! in the next, sent outside any, and settled in a third. Killed before the mark, it is sent
//! later; killed after it, it is `uncertain`: shown to staff and not sent again by itself.

mod budget;
mod letter;
mod pause;
mod settle;

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;

use super::House;
use crate::config::Config;
use crate::db::deliveries::{self, DeliveryRow};
use crate::error::{Context, Error, Result};
use crate::flow::steps::letter::logo_of;
use crate::keys::hex;
use crate::mail::{Composer, Line, Logo, Outcome, SmtpSettings, Transport};
use crate::types::{DeliveryId, Instant};

use letter::Prepared;
use pause::{Flow, Pause};
use settle::Outlook;

/// How many mails are claimed at a time.
pub const CLAIM: i64 = 20;

/// How long a sender may be silent before others take its mails over.
pub const LEASE_SECONDS: i64 = 120;

/// How long a sender waits for its budget before it leaves that to the next tick.
const LONGEST_WAIT: Duration = Duration::from_millis(1_200);

/// How a sender goes on after a mail.
enum Next {
    /// With the next mail.
    More,
    /// Not before this instant: the budget is spent.
    Wait(Instant),
}

/// Sends what is due. One for the whole server, cheap to clone.
#[derive(Clone)]
pub struct Courier {
    house: House,
    composer: Composer,
    logo: Option<Logo>,
    transport: Transport,
    pause: Arc<Pause>,
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
            pause: Arc::default(),
            lease,
        }
    }

    /// Sends all that is due and within the budget, over as many lines at once as the shop allows
    /// and there is work for. While sending pauses, nothing is done.
    ///
    /// # Errors
    /// Busy if the mail server cannot be reached; what the database says.
    pub async fn run(&self) -> Result<Delivered> {
        let mut done = Delivered::default();
        self.settle_abandoned(&mut done).await?;
        let first = match self.pause.flow(self.house.now()) {
            Flow::Paused => return Ok(done),
            Flow::Probe => self.claim(1).await?,
            Flow::Free => self.claim(CLAIM).await?,
        };
        let more = if i64::try_from(first.len()).is_ok_and(|claimed| claimed == CLAIM) {
            self.house.config.mail.connections.saturating_sub(1)
        } else {
            0
        };
        let mut others = JoinSet::new();
        for _ in 0..more {
            let courier = self.clone();
            others.spawn(async move { courier.send_all(Vec::new()).await });
        }
        let (own, mut outcome) = self.send_all(first).await;
        done.add(own);
        while let Some(other) = others.join_next().await {
            let (theirs, ended) = other.doing(|| "a sender stopped".to_owned())?;
            done.add(theirs);
            outcome = outcome.and(ended);
        }
        outcome.map(|()| done)
    }

    /// Sends what was claimed and whatever else is due, over a line of its own.
    async fn send_all(&self, claimed: Vec<DeliveryRow>) -> (Delivered, Result<()>) {
        let (mut done, mut line) = (Delivered::default(), None);
        let outcome = self.send_due(claimed, &mut line, &mut done).await;
        if let Some(line) = line {
            line.close().await;
        }
        (done, outcome)
    }

    async fn send_due(
        &self,
        mut claimed: Vec<DeliveryRow>,
        line: &mut Option<Line>,
        done: &mut Delivered,
    ) -> Result<()> {
        loop {
            if claimed.is_empty() {
                claimed = self.claim(CLAIM).await?;
            }
            if claimed.is_empty() {
                return Ok(());
            }
            let mut rest = std::mem::take(&mut claimed).into_iter();
            while let Some(delivery) = rest.next() {
                let next = self.send_one(line, &delivery, done).await;
                if matches!(next, Ok(Next::More)) && self.is_free() {
                    continue;
                }
                let back: Vec<_> = rest.by_ref().map(|delivery| delivery.id).collect();
                self.release(back).await?;
                match next? {
                    Next::Wait(until) if self.waits(until).await => {}
                    Next::More if self.is_free() => {}
                    Next::More | Next::Wait(_) => return Ok(()),
                }
            }
        }
    }

    fn is_free(&self) -> bool {
        self.pause.flow(self.house.now()) == Flow::Free
    }

    /// Waits for the next second's budget; `false` if there is none so soon, or if the clock does
    /// not move, as in a simulation.
    async fn waits(&self, until: Instant) -> bool {
        let now = self.house.now();
        let micros = u64::try_from(until.0.saturating_sub(now.0)).unwrap_or(0);
        let wait = Duration::from_micros(micros);
        if wait > LONGEST_WAIT {
            return false;
        }
        tokio::time::sleep(wait).await;
        self.house.now() > now
    }

    async fn claim(&self, limit: i64) -> Result<Vec<DeliveryRow>> {
        let (lease, now) = (Arc::clone(&self.lease), self.house.now());
        let (until, inside) = (now.plus_seconds(LEASE_SECONDS), self.house.clone());
        self.house
            .db
            .write(move |conn| {
                // With the limits spent, the mail server need not even be called.
                let left = budget::left(conn, &inside, now)?.unwrap_or(limit);
                if left <= 0 {
                    return Ok(Vec::new());
                }
                deliveries::claim_due(conn, &lease, limit.min(left), now, until)
            })
            .await
    }

    /// Sends one claimed mail.
    async fn send_one(
        &self,
        line: &mut Option<Line>,
        delivery: &DeliveryRow,
        done: &mut Delivered,
    ) -> Result<Next> {
        // The line comes first: with no server to talk to, nothing is marked as handed over.
        let open = match line.take() {
            Some(open) => line.insert(open),
            None => match self.transport.open().await {
                Ok(open) => line.insert(open),
                Err(error) => {
                    self.pause.note_failure(&self.house);
                    self.postpone_unsent(delivery, done).await?;
                    return Err(error);
                }
            },
        };
        let (letter, going) = match self.prepare(delivery).await? {
            Prepared::OverBudget(until) => {
                self.release(vec![delivery.id]).await?;
                return Ok(Next::Wait(until));
            }
            Prepared::Gone => return Ok(Next::More),
            Prepared::Skipped => {
                done.skipped += 1;
                return Ok(Next::More);
            }
            Prepared::PutOff => {
                done.later += 1;
                return Ok(Next::More);
            }
            Prepared::Letter(letter, going) => (letter, going),
        };
        let outcome = open.send(&letter).await;
        match outcome {
            Outcome::Sent { .. } => self.pause.note_success(&self.house),
            Outcome::Later { .. } | Outcome::Refused { .. } | Outcome::Uncertain => {
                self.pause.note_failure(&self.house);
            }
        }
        self.settle(Outlook::of(delivery), *going, &outcome, done).await?;
        if matches!(outcome, Outcome::Later { .. }) {
            // One mail that is put off says little; a line that breaks is laid anew by the next.
            tracing::warn!(
                delivery = delivery.id,
                "a mail could not be handed over; it will be tried again"
            );
        }
        Ok(Next::More)
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
    mail.smtp_url.as_ref().map(|url| letter::smtp_settings(url.expose(), mail)).transpose()
}
