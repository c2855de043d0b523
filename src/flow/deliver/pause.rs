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

/// What an attempt says of the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// It took a mail, or gave a last word about one recipient.
    Well,
    /// It put one mail off, or refused it for what we are or say: greylisting, a policy, or the beginning of
    /// worse. Many in a row count.
    Doubtful,
    /// It could not be reached, closed the line, or put off whoever came.
    Failing,
}

impl Pause {
    pub(super) fn flow(&self, now: Instant) -> Flow {
        self.run().flow(now)
    }

    /// Takes note of an attempt, and tells when sending pauses or goes on.
    pub(super) fn note(&self, house: &House, sign: Sign) {
        let mut run = self.run();
        let before = run.until;
        *run = run.after(sign, house.now());
        match (before, run.until) {
            (Some(_), None) => {
                tracing::info!("mail goes out again");
                house.health.set_mail_paused(false);
            }
            (before, Some(until)) if before != Some(until) => {
                house.health.set_mail_paused(true);
                tracing::warn!(
                    failures = run.failures,
                    seconds = run.seconds,
                    "sending pauses: one mail after another failed"
                );
            }
            _ => {}
        }
    }

    fn run(&self) -> std::sync::MutexGuard<'_, Run> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Run {
    fn flow(self, now: Instant) -> Flow {
        match self.until {
            None => Flow::Free,
            // A pause that ends later than any can comes from a clock that had jumped ahead.
            Some(until) if now >= until || until > now.plus_seconds(LONGEST_PAUSE_SECONDS) => {
                Flow::Probe
            }
            Some(_) => Flow::Paused,
        }
    }

    fn after(self, sign: Sign, now: Instant) -> Self {
        if sign == Sign::Well {
            return Self::default();
        }
        let failures = self.failures.saturating_add(1);
        // Several senders fail together: that is one reason to pause, not several.
        if failures < FAILURES || self.flow(now) == Flow::Paused {
            return Self { failures, ..self };
        }
        // One mail put off says nothing of how long the others would be.
        let longer = if sign == Sign::Failing { self.seconds * 2 } else { self.seconds };
        let seconds = longer.clamp(FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS);
        Self { failures, seconds, until: Some(now.plus_seconds(seconds)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant(1_000_000_000_000);

    fn after(signs: &[Sign]) -> Run {
        signs.iter().fold(Run::default(), |run, sign| run.after(*sign, NOW))
    }

    #[test]
    fn refusals_of_single_recipients_pause_nothing() {
        assert_eq!(after(&[Sign::Well; 50]).flow(NOW), Flow::Free);
        let greylisted: Vec<_> = [Sign::Doubtful; 9].into_iter().chain([Sign::Well]).collect();
        assert_eq!(after(&greylisted.repeat(5)).flow(NOW), Flow::Free);
    }

    #[test]
    fn a_server_that_fails_whoever_comes_is_left_alone() {
        assert_eq!(after(&[Sign::Failing; 9]).flow(NOW), Flow::Free);
        assert_eq!(after(&[Sign::Failing; 10]).flow(NOW), Flow::Paused);
        assert_eq!(after(&[Sign::Doubtful; 10]).flow(NOW), Flow::Paused);
    }

    #[test]
    fn a_probe_that_is_put_off_does_not_double_the_pause() {
        let (paused, later) = (after(&[Sign::Failing; 10]), NOW.plus_seconds(60));
        assert_eq!(paused.flow(later), Flow::Probe);
        assert_eq!(paused.after(Sign::Doubtful, later).seconds, 60);
        assert_eq!(paused.after(Sign::Failing, later).seconds, 120);
        assert_eq!(paused.after(Sign::Well, later).flow(later), Flow::Free);
    }

    #[test]
    fn a_pause_of_a_clock_that_jumped_ahead_is_over() {
        let year = 365 * 86_400;
        let signs = [Sign::Failing; 10];
        let paused =
            signs.iter().fold(Run::default(), |run, sign| run.after(*sign, NOW.plus_seconds(year)));
        assert_eq!(paused.flow(NOW), Flow::Probe);
    }
}
