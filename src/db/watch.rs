//! Watches how long writes wait for the database, and says so once.
//!
//! A server that has fallen silent, or that waits for its standby, holds a lane inside one call: only
//! somebody beside it can tell.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Weak};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::{Context, Result};

/// How long a batch of writes may take before that is told.
const LONG: Duration = Duration::from_secs(3);

/// How often it is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// Since when a lane has been at what it does.
pub(super) struct Pulse {
    origin: Instant,
    /// In microseconds after `origin`; zero while the lane rests.
    began: AtomicU64,
}

impl Default for Pulse {
    fn default() -> Self {
        Self { origin: Instant::now(), began: AtomicU64::new(0) }
    }
}

impl Pulse {
    /// The lane takes something up.
    pub(super) fn begin(&self) {
        self.began.store(self.age().max(1), Ordering::Relaxed);
    }

    /// The lane has done it.
    pub(super) fn end(&self) {
        self.began.store(0, Ordering::Relaxed);
    }

    /// For how long it has been at it; nothing while it rests.
    fn waits(&self) -> Duration {
        match self.began.load(Ordering::Relaxed) {
            0 => Duration::ZERO,
            began => Duration::from_micros(self.age().saturating_sub(began)),
        }
    }

    fn age(&self) -> u64 {
        u64::try_from(self.origin.elapsed().as_micros()).unwrap_or(u64::MAX)
    }
}

/// Starts the thread; it ends soon after `owner` is gone.
pub(super) fn start<T: Send + Sync + 'static>(
    lanes: Vec<Arc<Pulse>>,
    owner: &Arc<T>,
) -> Result<()> {
    let owner = Arc::downgrade(owner);
    thread::Builder::new()
        .name("watch".to_owned())
        .spawn(move || work(&lanes, &owner))
        .doing(|| "cannot start the watch over writes".to_owned())?;
    Ok(())
}

fn work<T>(lanes: &[Arc<Pulse>], owner: &Weak<T>) {
    let mut told: Option<Instant> = None;
    while owner.strong_count() > 0 {
        thread::sleep(LOOK_EVERY);
        let waits: Vec<Duration> = lanes.iter().map(|lane| lane.waits()).collect();
        let longest = waits.iter().max().copied().unwrap_or_default();
        match told {
            None if longest >= LONG => {
                let held_up = waits.iter().filter(|waits| **waits >= LONG).count();
                tracing::warn!(
                    seconds = longest.as_secs(),
                    held_up,
                    of = lanes.len(),
                    "writes wait for the database"
                );
                told = Instant::now().checked_sub(longest);
            }
            Some(since) if longest < LONG => {
                tracing::info!(seconds = since.elapsed().as_secs(), "writes go on");
                told = None;
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lane_waits_from_the_beginning_of_a_batch_to_its_end() {
        let pulse = Pulse::default();
        assert_eq!(pulse.waits(), Duration::ZERO);
        pulse.begin();
        thread::sleep(Duration::from_millis(2));
        assert!(pulse.waits() >= Duration::from_millis(1));
        pulse.end();
        assert_eq!(pulse.waits(), Duration::ZERO);
    }
}
