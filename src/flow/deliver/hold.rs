//! The lease of one claim: a word of its own, so that nobody else's hold on a mail can be taken for
//! it, renewed for as long as a mail of the claim is in hand.
//!
//! A sender that is killed renews nothing, and others take over within a minute; one that waits for
//! a slow server is left alone, however long that takes.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::AbortHandle;

use crate::db::outbox;
use crate::flow::House;
use crate::keys::hex;

/// How long a sender may be silent before others take its mails over.
pub const LEASE_SECONDS: i64 = 60;

/// A hold on the mails of one claim. All clones are one; the last takes the renewing along.
#[derive(Clone, Debug)]
pub(super) struct Hold(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    lease: String,
    renewing: Option<AbortHandle>,
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.renewing.iter().for_each(AbortHandle::abort);
    }
}

/// A word that no other claim has.
pub(super) fn new_lease(house: &House) -> String {
    hex(&house.random.bytes::<16>())
}

impl Hold {
    /// Renews the lease from now on.
    pub fn on(house: &House, lease: String) -> Self {
        let every = house.pace.renewal;
        let renewing = (every > Duration::ZERO).then(|| {
            let work = renew(house.clone(), lease.clone(), every);
            tokio::spawn(work).abort_handle()
        });
        Self(Arc::new(Inner { lease, renewing }))
    }

    /// The word in the database.
    pub fn lease(&self) -> &str {
        &self.0.lease
    }
}

async fn renew(house: House, lease: String, every: Duration) {
    loop {
        tokio::time::sleep(every).await;
        let (lease, inside) = (lease.clone(), house.clone());
        let renewed = house.db.write(move |conn| {
            let until = inside.shared_now(conn)?.plus_seconds(LEASE_SECONDS);
            outbox::renew(conn, &lease, until)
        });
        let renewed = renewed.await;
        if let Err(error) = renewed {
            tracing::warn!(%error, "the hold on some mails could not be renewed");
        }
    }
}
