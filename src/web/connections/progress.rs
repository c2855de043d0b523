//! What a connection is at, and when it has waited for its client too long: a pure rule over instants.
//!
//! A phone with one bar is slow all the time and gets through; what is given up is a connection on
//! which nothing moves, or on which so little does that it would never come to an end.

use std::time::{Duration, Instant};

/// How long a connection may lie idle between two requests.
const IDLE: Duration = Duration::from_secs(20);

/// The largest head that is read, with what may follow it in the same packet.
pub const LARGEST_HEAD: usize = 48 * 1024;

/// How many bytes a second a client has to take of a reply, once it has begun to lag behind.
const SLOWEST_READER: u64 = 512;

/// How long it may lag behind before that counts.
const LAG: Duration = Duration::from_secs(60);

/// How long the server waits for a client.
#[derive(Clone, Copy, Debug)]
pub struct Deadlines {
    /// For the whole head of a request.
    pub head: Duration,
    /// For the whole body.
    pub body: Duration,
    /// For any part of a body, or until any part of a reply is taken.
    pub stalled: Duration,
}

/// What a connection is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The next request has not begun.
    Idle,
    /// The head of a request is coming.
    Head,
    /// A request is being answered.
    Answering,
    /// The same, and its body is coming.
    Body,
    /// A request was answered without its body, which may still come and goes nowhere.
    Draining,
}

/// A reply that is not taken as fast as it is written.
#[derive(Clone, Copy, Debug)]
struct Lag {
    since: Instant,
    taken: u64,
}

/// How far a connection has come.
#[derive(Clone, Debug)]
pub struct Progress {
    phase: Phase,
    /// When the phase began.
    since: Instant,
    /// When a byte came last.
    came: Instant,
    /// How many came in this phase.
    read: usize,
    /// Whether the request has a body that was not read to its end.
    unread: bool,
    /// Since when nothing of a reply was taken, while something is to be.
    blocked: Option<Instant>,
    lag: Option<Lag>,
}

impl Progress {
    /// A connection that was just made: its client is to speak first.
    pub fn new(now: Instant) -> Self {
        Self {
            phase: Phase::Head,
            since: now,
            came: now,
            read: 0,
            unread: false,
            blocked: None,
            lag: None,
        }
    }

    /// What it is at.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// A request is answered from now on.
    pub fn answer(&mut self, has_body: bool, now: Instant) {
        self.unread = has_body;
        self.enter(Phase::Answering, now);
    }

    /// Its body is there.
    pub fn body_is_whole(&mut self) {
        self.unread = false;
    }

    /// Goes on to another phase.
    pub fn enter(&mut self, phase: Phase, now: Instant) {
        let is_left = phase == Phase::Idle && std::mem::take(&mut self.unread);
        let phase = if is_left { Phase::Draining } else { phase };
        (self.phase, self.since, self.came, self.read) = (phase, now, now, 0);
        if matches!(phase, Phase::Idle | Phase::Draining) && self.blocked.is_none() {
            self.lag = None;
        }
    }

    /// Whether more may be read now: not before a request is answered and its reply taken, or whoever sends
    /// requests and takes no replies would fill the memory with them.
    pub fn may_read(&self) -> bool {
        self.blocked.is_none() && self.phase != Phase::Answering
    }

    /// So many bytes came.
    pub fn came(&mut self, bytes: usize, now: Instant) {
        if self.phase == Phase::Idle {
            self.enter(Phase::Head, now);
        }
        self.came = now;
        self.read = self.read.saturating_add(bytes);
    }

    /// Whether the head that is coming is longer than any.
    pub fn is_overlong(&self) -> bool {
        self.phase == Phase::Head && self.read > LARGEST_HEAD
    }

    /// So many bytes of a reply were taken.
    pub fn taken(&mut self, bytes: usize) {
        self.blocked = None;
        if let Some(lag) = &mut self.lag {
            lag.taken = lag.taken.saturating_add(u64::try_from(bytes).unwrap_or(u64::MAX));
        }
        if matches!(self.phase, Phase::Idle | Phase::Draining) {
            self.lag = None;
        }
    }

    /// A reply waits to be taken.
    pub fn is_blocked(&mut self, now: Instant) {
        self.blocked.get_or_insert(now);
        self.lag.get_or_insert(Lag { since: now, taken: 0 });
    }

    /// For how long the client has been waited for; none while the server is at work.
    pub fn quiet(&self, now: Instant) -> Option<Duration> {
        let since = match (self.blocked, self.phase) {
            (Some(blocked), _) => blocked,
            (None, Phase::Answering) => return None,
            (None, Phase::Idle | Phase::Draining) => self.since,
            (None, Phase::Head | Phase::Body) => self.came,
        };
        Some(now.saturating_duration_since(since))
    }

    /// Whether it has been waited for too long.
    pub fn is_overdue(&self, now: Instant, deadlines: &Deadlines) -> bool {
        let for_longer =
            |since: Instant, most: Duration| now.saturating_duration_since(since) > most;
        if let Some(blocked) = self.blocked {
            return for_longer(blocked, deadlines.stalled) || self.is_trickling(now);
        }
        match self.phase {
            Phase::Answering => false,
            Phase::Idle => for_longer(self.since, IDLE),
            Phase::Head | Phase::Draining => for_longer(self.since, deadlines.head),
            // Whoever reads the body gives up first, with a page that says so.
            Phase::Body => for_longer(self.since, deadlines.body + deadlines.stalled),
        }
    }

    fn is_trickling(&self, now: Instant) -> bool {
        self.lag.is_some_and(|lag| {
            let lagging = now.saturating_duration_since(lag.since);
            lagging > LAG && lag.taken < lagging.as_secs().saturating_mul(SLOWEST_READER)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEADLINES: Deadlines = Deadlines {
        head: Duration::from_secs(15),
        body: Duration::from_secs(120),
        stalled: Duration::from_secs(20),
    };

    fn seconds(n: u64) -> Duration {
        Duration::from_secs(n)
    }

    #[test]
    fn a_head_has_to_be_whole_in_time_however_it_trickles() {
        let start = Instant::now();
        let mut progress = Progress::new(start);
        for second in 1..=15 {
            progress.came(1, start + seconds(second));
            assert!(!progress.is_overdue(start + seconds(second), &DEADLINES), "{second}");
        }
        assert!(progress.is_overdue(start + seconds(16), &DEADLINES));
        // The second request of a connection as well as the first.
        progress.answer(false, start + seconds(16));
        progress.enter(Phase::Idle, start + seconds(17));
        progress.came(1, start + seconds(20));
        assert_eq!(progress.phase(), Phase::Head);
        assert!(!progress.is_overdue(start + seconds(35), &DEADLINES));
        assert!(progress.is_overdue(start + seconds(36), &DEADLINES));
    }

    #[test]
    fn nobody_is_hurried_while_the_server_works() {
        let start = Instant::now();
        let mut progress = Progress::new(start);
        progress.answer(false, start);
        assert_eq!(progress.quiet(start + seconds(600)), None);
        assert!(!progress.is_overdue(start + seconds(600), &DEADLINES));
    }

    #[test]
    fn a_reply_that_is_not_taken_is_given_up() {
        let start = Instant::now();
        let mut progress = Progress::new(start);
        progress.answer(false, start);
        progress.is_blocked(start);
        assert!(!progress.may_read(), "no further request is read");
        assert!(!progress.is_overdue(start + seconds(20), &DEADLINES));
        assert!(progress.is_overdue(start + seconds(21), &DEADLINES));
        progress.taken(4_096);
        assert!(!progress.is_overdue(start + seconds(21), &DEADLINES));
        progress.enter(Phase::Idle, start + seconds(21));
        assert!(progress.may_read());
    }

    #[test]
    fn a_reply_that_trickles_is_given_up_and_a_slow_one_is_not() {
        for (bytes, is_overdue) in [(1, true), (1_024, false)] {
            let start = Instant::now();
            let mut progress = Progress::new(start);
            progress.answer(false, start);
            for second in 0..=70 {
                progress.is_blocked(start + seconds(second));
                progress.taken(bytes);
            }
            progress.is_blocked(start + seconds(71));
            assert_eq!(progress.is_overdue(start + seconds(71), &DEADLINES), is_overdue, "{bytes}");
        }
    }

    #[test]
    fn what_comes_of_a_body_that_nobody_reads_is_no_head() {
        let start = Instant::now();
        let mut progress = Progress::new(start);
        progress.answer(true, start);
        progress.enter(Phase::Idle, start);
        progress.came(5 << 20, start);
        assert!(
            progress.may_read() && !progress.is_overlong(),
            "whoever sends it hears the answer"
        );
        assert!(progress.is_overdue(start + seconds(16), &DEADLINES));
        // Of one that was read, the next request follows.
        progress.answer(true, start);
        progress.body_is_whole();
        progress.enter(Phase::Idle, start);
        progress.came(1, start);
        assert_eq!(progress.phase(), Phase::Head);
    }

    #[test]
    fn heads_are_bounded_and_nothing_is_read_ahead() {
        let start = Instant::now();
        let mut progress = Progress::new(start);
        progress.came(LARGEST_HEAD, start);
        assert!(!progress.is_overlong());
        progress.came(1, start);
        assert!(progress.is_overlong());
        progress.answer(false, start);
        assert!(!progress.may_read() && !progress.is_overlong());
        progress.enter(Phase::Body, start);
        assert!(progress.may_read());
    }
}
