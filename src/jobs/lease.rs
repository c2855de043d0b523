//! One of several servers at a time runs a stage: who holds its lease. The lease is renewed for as long
//! as the work takes, and runs out soon after its holder fell silent.
//!
//! All go by the clock of the database server, the one that they share: clocks of machines differ, and
//! one that runs ahead would take every lease from its holder. Stages bear it if two run one all the
//! same; that costs time, nothing else.

use std::convert::Infallible;
use std::time::Duration;

use crate::db::dialect::server_time;
use crate::db::{Address, Db, leases};
use crate::error::Result;

/// How often a lease is renewed: three times before it runs out.
const RENEW_EVERY: Duration = Duration::from_secs(3);

/// What one server holds.
pub(super) struct Leases {
    db: Db,
    holder: String,
}

impl Leases {
    /// None yet. No two servers have the same name.
    pub(super) fn new(db: &Db, holder: String) -> Self {
        Self { db: db.clone(), holder }
    }

    /// Does the work if this server may; alone on SQLite it always may.
    pub(super) async fn hold(
        &self,
        name: &'static str,
        work: impl Future<Output = Result<()>>,
    ) -> Result<()> {
        if matches!(self.db.address(), Address::Sqlite(_)) {
            return work.await;
        }
        if !self.take(name).await? {
            return Ok(());
        }
        tokio::select! {
            done = work => done,
            never = self.renew(name) => match never {},
        }
    }

    /// Gives back all that is held, so that others need not wait.
    pub(super) async fn give_back(&self) -> Result<()> {
        let holder = self.holder.clone();
        self.db.write(move |conn| leases::give_back(conn, &holder)).await
    }

    async fn take(&self, name: &'static str) -> Result<bool> {
        let holder = self.holder.clone();
        self.db
            .write(move |conn| {
                let Some(now) = server_time(conn)? else { return Ok(true) };
                leases::take(conn, name, &holder, now)
            })
            .await
    }

    /// Renews a lease again and again. Work goes on where that fails: it may be that only the
    /// database is away, and what others do meanwhile they do beside it.
    async fn renew(&self, name: &'static str) -> Infallible {
        loop {
            tokio::time::sleep(RENEW_EVERY).await;
            match self.take(name).await {
                Ok(true) => {}
                Ok(false) => tracing::warn!(stage = name, "another server has taken a lease"),
                Err(error) => tracing::warn!(stage = name, %error, "a lease was not renewed"),
            }
        }
    }
}
