//! What a tick of each stage does: look for work, do it, tell how it went.

use tokio::sync::Mutex;

use crate::config::DigestEvery;
use crate::db::{Address, Conn, entries, leases, orders, outbox};
use crate::domain::backoff::{Backoff, Wait};
use crate::error::{Error, Kind, Result};
use crate::flow::deliver::Courier;
use crate::flow::publish::{Retries, State, Wanted, digest};
use crate::flow::receive::Mailboxes;
use crate::flow::{House, bursts, fold, plan, publish};
use crate::keys::hex;
use crate::mail::Transport;

/// How long one node may plan or fold before another may think it dead.
const LEASE_SECONDS: i64 = 60;

/// How long a build waits that has failed: on a full disk, a second more changes nothing.
const REBUILD: Backoff = Backoff { first_seconds: 5, longest_seconds: 60 };

/// The stages of one process.
pub struct Stages {
    house: House,
    courier: Courier,
    transport: Transport,
    holder: String,
    published: Mutex<Shown>,
    mailboxes: Mutex<Mailboxes>,
}

/// What is known of the live edition.
#[derive(Default)]
struct Shown {
    /// What it was built from; none until this process has built one, since the configuration may
    /// have changed.
    state: Option<State>,
    /// After a build that failed, as on a full disk.
    wait: Wait,
    /// The places that have not got it.
    retries: Retries,
}

impl Stages {
    /// Stages that send by `transport` .
    pub fn new(house: &House, transport: Transport) -> Self {
        Self {
            house: house.clone(),
            courier: Courier::new(house, transport.clone()),
            transport,
            holder: hex(&house.random.bytes::<8>()),
            published: Mutex::default(),
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
            if !self.finds(move |conn| outbox::any_due(conn, now)).await? {
                return Ok(());
            }
            let done = self.courier.run().await?;
            metrics::counter!("afterword_mails_sent_total").increment(done.sent);
            if done != crate::flow::deliver::Delivered::default() {
                tracing::info!(
                    sent = done.sent,
                    filed = done.filed,
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

    /// Publishes the site if what it shows has changed, or if a place has waited long enough for
    /// the edition it has not got. Every node publishes for itself.
    pub async fn publish(&self) {
        let outcome = self.publish_wanted().await;
        if outcome.is_err() {
            self.house.health.set_publish_fails(true);
        }
        tell("publish", outcome);
    }

    async fn publish_wanted(&self) -> Result<()> {
        let state = publish::state(&self.house).await?;
        let (mut shown, now) = (self.published.lock().await, self.house.now());
        let wanted = if shown.state != Some(state) { Wanted::All } else { Wanted::Overdue };
        let is_wanted = wanted == Wanted::All || shown.retries.any_due(now);
        if !is_wanted || !shown.wait.is_over(now) {
            return Ok(());
        }
        let done = publish::run_wanted(&self.house, wanted, &mut shown.retries).await;
        let health = &self.house.health;
        health.set_publish_fails(done.is_err());
        health.set_targets_fail(!shown.retries.is_empty());
        let wait = shown.wait;
        shown.wait = if done.is_ok() { Wait::default() } else { wait.failed(REBUILD, now) };
        let done = done?;
        shown.state = Some(state);
        let targets = done.targets.len();
        let (edition, written) = (done.site.edition, done.site.written);
        tracing::info!(edition, written, targets, "published");
        Ok(())
    }

    /// Sends the digest if one is due; one node at a time.
    pub async fn digest(&self) {
        let work = async {
            if self.house.config.digest.every == DigestEvery::Off {
                return Ok(());
            }
            let given_up = digest::standings(&self.house).await?;
            let given_up = given_up.iter().any(digest::Standing::is_given_up);
            self.house.health.set_digest_fails(given_up);
            if !self.is_mine("digest").await? {
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
