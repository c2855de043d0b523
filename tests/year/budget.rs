//! What may go out in any second, hour and day, wherever on the clock they begin.

use std::collections::VecDeque;

use afterword::types::Instant;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Limits, each for any stretch of so many seconds; and what went out lately.
#[derive(Debug)]
pub struct Budget {
    limits: Vec<(i64, usize)>,
    first_day: Date,
    sent: VecDeque<Instant>,
}

const DAY: i64 = 86_400;

impl Budget {
    /// Limits as (seconds, mails), and the day on which the domain is new.
    pub fn new(limits: &[(i64, usize)], first_day: Date) -> Self {
        Self { limits: limits.to_vec(), first_day, sent: VecDeque::new() }
    }

    /// On the first day fifty, on each further one half as many more.
    fn warm_up(&self, now: Instant) -> usize {
        let zone = TimeZone::get("Asia/Ho_Chi_Minh").expect("a zone");
        let age = now.day_in(&zone).since(self.first_day).expect("days").get_days();
        (0..age.min(20)).fold(50.0_f64, |limit, _| limit * 1.5).ceil() as usize
    }

    /// Notes a mail and says which limit it breaks, if any.
    pub fn spend(&mut self, now: Instant) -> Option<String> {
        self.sent.push_back(now);
        let longest = self.limits.iter().map(|(seconds, _)| *seconds).max().unwrap_or(0);
        while self.sent.front().is_some_and(|first| first.plus_seconds(longest) <= now) {
            self.sent.pop_front();
        }
        self.limits.iter().find_map(|(seconds, most)| {
            let most = if *seconds == DAY { self.warm_up(now).min(*most) } else { *most };
            let within = |at: &&Instant| at.plus_seconds(*seconds) > now;
            let count = self.sent.iter().rev().take_while(within).count();
            (count > most).then(|| format!("{count} mails within {seconds} s, allowed: {most}"))
        })
    }
}
