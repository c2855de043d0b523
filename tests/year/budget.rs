//! What may go out in any second, hour and day, wherever on the clock they begin.

use std::collections::VecDeque;

use afterword::types::Instant;

/// Limits, each for any stretch of so many seconds; and what went out lately.
#[derive(Debug)]
pub struct Budget {
    limits: Vec<(i64, usize)>,
    sent: VecDeque<Instant>,
}

impl Budget {
    /// Limits as (seconds, mails).
    pub fn new(limits: &[(i64, usize)]) -> Self {
        Self { limits: limits.to_vec(), sent: VecDeque::new() }
    }

    /// Notes a mail and says which limit it breaks, if any.
    pub fn spend(&mut self, now: Instant) -> Option<String> {
        self.sent.push_back(now);
        let longest = self.limits.iter().map(|(seconds, _)| *seconds).max().unwrap_or(0);
        while self.sent.front().is_some_and(|first| first.plus_seconds(longest) <= now) {
            self.sent.pop_front();
        }
        self.limits.iter().find_map(|(seconds, most)| {
            let within = |at: &&Instant| at.plus_seconds(*seconds) > now;
            let count = self.sent.iter().rev().take_while(within).count();
            (count > *most).then(|| format!("{count} mails within {seconds} s, allowed: {most}"))
        })
    }
}
