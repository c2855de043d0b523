//! Whether the database takes writes: a row of this server's own is written, and committed, in time.
//!
//! Reads tell little: a server that has lost its standby answers them and holds up every write. Many
//! may ask at once and often; one write answers them all for a second.

use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant as Stopwatch};

use tokio::sync::watch;
use tokio::time::timeout;

use super::House;
use crate::db::heartbeats;
use crate::error::{Error, Result};
use crate::keys::hex;

/// For how long one write answers.
const FRESH: Duration = Duration::from_secs(1);

/// How long a write may take. Who asks for readiness is answered within two seconds, come what may.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// How long a server that was not heard of is remembered, in seconds.
const REMEMBERED: i64 = 86_400;

/// The pulse of one server.
#[derive(Debug, Default)]
pub struct Heartbeat {
    /// The name of this server's row.
    node: OnceLock<String>,
    last: Mutex<Option<Beat>>,
}

/// One write, on its way or done.
#[derive(Clone, Debug)]
struct Beat {
    begun: Stopwatch,
    /// Whether it was committed, once that is known.
    outcome: watch::Receiver<Option<bool>>,
}

impl Beat {
    fn is_under_way(&self) -> bool {
        // Without a sender, whoever wrote was cut short.
        self.outcome.borrow().is_none() && self.outcome.has_changed().is_ok()
    }
}

impl Heartbeat {
    /// Whether a write was committed within the last second, or is now.
    ///
    /// # Errors
    /// Busy if none was.
    pub async fn check(&self, house: &House) -> Result<()> {
        let mut beat = self.current(house);
        let left = PATIENCE.saturating_sub(beat.begun.elapsed());
        match timeout(left, beat.outcome.wait_for(Option::is_some)).await {
            Ok(Ok(outcome)) if *outcome == Some(true) => Ok(()),
            Ok(_) => Err(Error::busy("a write failed; see the log")),
            Err(late) => Err(Error::busy("a write was not committed in time").because(late)),
        }
    }

    /// The write under way, the last one while it is fresh, or a new one.
    fn current(&self, house: &House) -> Beat {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(beat) = &*last
            && (beat.begun.elapsed() < FRESH || beat.is_under_way())
        {
            return beat.clone();
        }
        let (tell, outcome) = watch::channel(None);
        let beat = Beat { begun: Stopwatch::now(), outcome };
        let house = house.clone();
        let node = self.node.get_or_init(|| hex(&house.random.bytes::<8>())).clone();
        tokio::spawn(async move {
            let now = house.now();
            let written = house.db.write(move |conn| {
                heartbeats::beat(conn, &node, now)?;
                heartbeats::forget(conn, now.plus_seconds(-REMEMBERED))
            });
            let written = written.await;
            if let Err(error) = &written {
                tracing::warn!(%error, "the database takes no writes");
            }
            tell.send_replace(Some(written.is_ok()));
        });
        *last = Some(beat.clone());
        beat
    }
}
