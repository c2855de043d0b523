//! A pause when one mail after another fails: a server that is down or has blocked the shop
//! should neither be hammered nor be given every customer's address to refuse.

use std::sync::{Mutex, PoisonError};

use crate::flow::House;
use crate::types::Instant;

/// How many failures in a row make a pause.
const FAILURES: u32 = 10;

/// How long the first pause lasts; each further one twice as long.
const FIRST_PAUSE_SECONDS: i64 = 60;

/// How long the longest pause lasts.
const LONGEST_PAUSE_SECONDS: i64 = 900;

/// How sending goes, in this process.
#[derive(Debug, Default)]
pub(super) struct Pause(Mutex<Run>);

#[derive(Clone, Copy, Debug, Default)]
struct Run {
    failures: u32,
    seconds: i64,
    until: Option<Instant>,
}

/// Whether mail may go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    /// As fast as it goes.
    Free,
    /// One mail, to see whether things are well again.
    Probe,
    /// Not now.
    Paused,
}

impl Pause {
    pub(super) fn flow(&self, now: Instant) -> Flow {
        match self.run().until {
            None => Flow::Free,
            Some(until) if now >= until => Flow::Probe,
            Some(_) => Flow::Paused,
        }
    }

    /// Notes that the server took a mail.
    pub(super) fn note_success(&self, house: &House) {
        let mut run = self.run();
        if run.until.is_some() {
            tracing::info!("mail goes out again");
            house.health.set_mail_paused(false);
        }
        *run = Run::default();
    }

    /// Notes that it did not, or could not be reached.
    pub(super) fn note_failure(&self, house: &House) {
        let mut run = self.run();
        run.failures = run.failures.saturating_add(1);
        if run.failures < FAILURES {
            return;
        }
        let now = house.now();
        // Several senders fail together: that is one reason to pause, not several.
        if run.until.is_some_and(|until| now < until) {
            return;
        }
        run.seconds = (run.seconds * 2).clamp(FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS);
        run.until = Some(now.plus_seconds(run.seconds));
        house.health.set_mail_paused(true);
        tracing::warn!(
            failures = run.failures,
            seconds = run.seconds,
            "sending pauses: one mail after another failed"
        );
    }

    fn run(&self) -> std::sync::MutexGuard<'_, Run> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
