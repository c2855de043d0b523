//! What a tick of each stage does: look for work, do it, tell how it went.

use tokio::sync::Mutex;

use crate::config::DigestEvery;
use crate::db::{Address, Conn, deliveries, entries, leases, orders};
use crate::error::{Error, Kind, Result};
use crate::flow::deliver::Courier;
use crate::flow::publish::{State, digest};
use crate::flow::receive::Mailboxes;
use crate::flow::{House, bursts, fold, plan, publish};
use crate::keys::hex;
use crate::mail::Transport;

/// How long one node may plan or fold before another may think it dead.
const LEASE_SECONDS: i64 = 60;

/// The stages of one process.
pub struct Stages {
    house: House,
    courier: Courier,
    transport: Transport,
    holder: String,
    /// What the live edition was built from; none until this process has built one, since the
    /// configuration may have changed.
    published: Mutex<Option<State>>,
    mailboxes: Mutex<Mailboxes>,
}

impl Stages {
    /// Stages that send by `transport` .
    pub fn new(house: &House, transport: Transport) -> Self {
        Self {
            house: house.clone(),
            courier: Courier::new(house, transport.clone()),
            transport,
            holder: hex(&house.random.bytes::<8>()),
            published: Mutex::new(None),
            mailboxes: Mutex::default(),
        }
    }

    /// Plans orders that are new or have changed.
    pub async fn plan(&self) {
        let work = async {
            if self.finds(orders::any_to_plan).await? && self.is_mine("plan").await? {
                let planned = plan::run(&self.house).await?;
                tracing::info!(orders = planned.orders, mails = planned.mails, "planned");
            }
            Ok(())
        };
        tell("plan", work.await);
    }

    /// Sends what is due.
    pub async fn deliver(&self) {
        let now = self.house.now();
        let work = async {
            if !self.finds(move |conn| deliveries::any_due(conn, now)).await? {
                return Ok(());
            }
            let done = self.courier.run().await?;
            metrics::counter!("afterword_mails_sent_total").increment(done.sent);
            if done != crate::flow::deliver::Delivered::default() {
                tracing::info!(
                    sent = done.sent,
                    skipped = done.skipped,
                    later = done.later,
                    failed = done.failed,
                    uncertain = done.uncertain,
                    "delivered"
                );
            }
            Ok(())
        };
        let outcome = work.await;
        self.house.health.set_mail_fails(outcome.is_err());
        tell("deliver", outcome);
    }

    /// Reads what came back from the mailboxes; one node at a time.
    pub async fn receive(&self) {
        let work = async {
            if !Mailboxes::are_configured(&self.house) || !self.is_mine("receive").await? {
                return Ok(());
            }
            let done = self.mailboxes.lock().await.run(&self.house).await?;
            if done.bounces + done.notices > 0 {
                tracing::info!(bounces = done.bounces, notices = done.notices, "received");
            }
            Ok(())
        };
        tell("receive", work.await);
    }

    /// Folds the entries that wait.
    pub async fn fold(&self) {
        let work = async {
            if self.finds(entries::any).await? && self.is_mine("fold").await? {
                let folded = fold::run(&self.house).await?;
                tracing::debug!(entries = folded, "folded");
            }
            Ok(())
        };
        tell("fold", work.await);
    }

    /// Publishes the site if what it shows has changed. Every node publishes for itself.
    pub async fn publish(&self) {
        let work = async {
            let state = publish::state(&self.house).await?;
            let mut published = self.published.lock().await;
            if *published == Some(state) {
                return Ok(());
            }
            let done = publish::run_everywhere(&self.house).await?;
            *published = Some(state);
            let targets = done.targets.len();
            let (edition, written) = (done.site.edition, done.site.written);
            tracing::info!(edition, written, targets, "published");
            Ok(())
        };
        let outcome = work.await;
        self.house.health.set_publish_fails(outcome.is_err());
        tell("publish", outcome);
    }

    /// Sends the digest if one is due; one node at a time.
    pub async fn digest(&self) {
        let work = async {
            let wanted = self.house.config.digest.every != DigestEvery::Off;
            if !wanted || !self.is_mine("digest").await? {
                return Ok(());
            }
            let done = digest::run(&self.house, &self.transport).await?;
            if done != digest::Told::default() {
                tracing::info!(sent = done.sent, later = done.later, failed = done.failed, "told");
            }
            Ok(())
        };
        tell("digest", work.await);
    }

    /// Forgets devices that have answered at shared codes; one node at a time.
    pub async fn forget(&self) {
        let before = bursts::forget_before(&self.house);
        let work = async {
            if self.finds(move |conn| bursts::any_to_forget(conn, before)).await?
                && self.is_mine("forget").await?
            {
                let forgotten = bursts::forget(&self.house).await?;
                tracing::debug!(forgotten, "devices were forgotten");
            }
            Ok(())
        };
        tell("forget", work.await);
    }

    async fn finds(
        &self,
        look: impl FnOnce(&mut Conn) -> Result<bool> + Send + 'static,
    ) -> Result<bool> {
        self.house.db.read(look).await
    }

    /// Whether this node may do the work; alone on SQLite it always may.
    async fn is_mine(&self, name: &'static str) -> Result<bool> {
        if matches!(self.house.db.address(), Address::Sqlite(_)) {
            return Ok(true);
        }
        let (holder, now) = (self.holder.clone(), self.house.now());
        let until = now.plus_seconds(LEASE_SECONDS);
        self.house.db.write(move |conn| leases::take(conn, name, &holder, now, until)).await
    }
}

fn tell(stage: &'static str, outcome: Result<(), Error>) {
    match outcome {
        Ok(()) => {}
        Err(error) if error.kind() == Kind::Busy => {
            tracing::warn!(stage, %error, "a stage will try again")
        }
        Err(error) => tracing::error!(stage, %error, "a stage failed"),
    }
}
