//! What a tick of each stage does: look for work, do it, tell how it went.

use tokio::sync::Mutex;

use super::lease::Leases;
use crate::config::DigestEvery;
use crate::db::{Conn, entries, orders, outbox};
use crate::domain::backoff::{Backoff, Wait};
use crate::error::{Error, Kind, Result};
use crate::flow::deliver::Courier;
use crate::flow::publish::{Retries, State, Wanted, digest};
use crate::flow::receive::Mailboxes;
use crate::flow::{House, bursts, fold, plan, publish, release};
use crate::keys::hex;
use crate::mail::Transport;

/// How long a build waits that has failed: on a full disk, a second more changes nothing.
const REBUILD: Backoff = Backoff { first_seconds: 5, longest_seconds: 60 };

/// The stages of one process.
pub struct Stages {
    house: House,
    courier: Courier,
    transport: Transport,
    leases: Leases,
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
            leases: Leases::new(&house.db, hex(&house.random.bytes::<8>())),
            published: Mutex::default(),
            mailboxes: Mutex::default(),
        }
    }

    /// Plans orders that are new or have changed.
    pub async fn plan(&self) {
        let work = async {
            let planned = plan::run(&self.house).await?;
            tracing::info!(orders = planned.orders, mails = planned.mails, "planned");
            Ok(())
        };
        tell("plan", self.where_found("plan", orders::any_to_plan, work).await);
    }

    /// Sends what is due.
    pub async fn deliver(&self) {
        let work = async {
            self.house.health.set_filed(release::count(&self.house).await?);
            let inside = self.house.clone();
            let is_due = self.finds(move |conn| {
                let now = inside.shared_now(conn)?;
                outbox::any_due(conn, now)
            });
            if !is_due.await? {
                return Ok(());
            }
            if !self.leads_somewhere(self.courier.check_links()) {
                return self.courier.settle_left_behind().await;
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
        if !Mailboxes::are_configured(&self.house) {
            return;
        }
        let work = async {
            let done = self.mailboxes.lock().await.run(&self.house).await?;
            if done.bounces + done.notices > 0 {
                tracing::info!(bounces = done.bounces, notices = done.notices, "received");
            }
            Ok(())
        };
        tell("receive", self.leases.hold("receive", work).await);
    }

    /// Folds the entries that wait.
    pub async fn fold(&self) {
        let work = async {
            let folded = fold::run(&self.house).await?;
            tracing::debug!(entries = folded, "folded");
            Ok(())
        };
        tell("fold", self.where_found("fold", entries::any, work).await);
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
            if self.house.config.digest.every == DigestEvery::Off
                || !self.leads_somewhere(digest::check_links(&self.house, &self.transport))
            {
                return Ok(());
            }
            let given_up = digest::standings(&self.house).await?;
            let given_up = given_up.iter().any(digest::Standing::is_given_up);
            self.house.health.set_digest_fails(given_up);
            self.leases.hold("digest", self.send_digest()).await
        };
        tell("digest", work.await);
    }

    async fn send_digest(&self) -> Result<()> {
        let done = digest::run(&self.house, &self.transport).await?;
        if done != digest::Told::default() {
            tracing::info!(sent = done.sent, later = done.later, failed = done.failed, "told");
        }
        Ok(())
    }

    /// Forgets devices that have answered at shared codes; one node at a time.
    pub async fn forget(&self) {
        let when = (bursts::forget_before(&self.house), self.house.now());
        let work = async {
            let forgotten = bursts::forget(&self.house).await?;
            tracing::debug!(forgotten, "devices were forgotten");
            Ok(())
        };
        let look = move |conn: &mut Conn| bursts::any_to_forget(conn, when);
        tell("forget", self.where_found("forget", look, work).await);
    }

    /// Does a stage's work if there is any and this server may.
    async fn where_found(
        &self,
        stage: &'static str,
        look: impl FnMut(&mut Conn) -> Result<bool> + Send + 'static,
        work: impl Future<Output = Result<()>>,
    ) -> Result<()> {
        if self.finds(look).await? { self.leases.hold(stage, work).await } else { Ok(()) }
    }

    /// Goes on with decisions about bursts that were cut off; one node at a time.
    pub async fn settle(&self) {
        let before = bursts::cut_off_before(&self.house);
        let work = async {
            let answers = bursts::go_on(&self.house).await?;
            tracing::info!(answers, "a decision about a burst was carried on");
            Ok(())
        };
        let look = move |conn: &mut Conn| bursts::any_cut_off(conn, before);
        tell("settle", self.where_found("settle", look, work).await);
    }

    /// Whether mails may go out as far as their links go; if not, that is told once, since the
    /// configuration is what it is until the next start.
    fn leads_somewhere(&self, links: Result<()>) -> bool {
        if let Err(error) = &links
            && !self.house.health.note_dead_links()
        {
            tracing::error!(%error, "mail waits");
        }
        links.is_ok()
    }

    async fn finds(
        &self,
        look: impl FnMut(&mut Conn) -> Result<bool> + Send + 'static,
    ) -> Result<bool> {
        self.house.db.read(look).await
    }

    /// Gives back what this server holds.
    pub async fn give_back(&self) -> Result<()> {
        self.leases.give_back().await
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
