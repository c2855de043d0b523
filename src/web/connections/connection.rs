//! One connection, as its stream, its requests and the table of all connections share it.

use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Waker};
use std::time::{Duration, Instant};

use super::progress::{Deadlines, Phase, Progress};
use crate::web::body::Kind;

/// One connection.
pub struct Connection {
    /// Its number.
    pub(super) id: u64,
    /// Whose it is: an address, or a network of them.
    pub(super) network: IpAddr,
    /// Whether it was let in beyond the limit, for a look at the server's health and nothing else.
    pub(super) is_spare: bool,
    state: Mutex<State>,
}

struct State {
    progress: Progress,
    /// It was given up: whoever works on it next ends it.
    closed: bool,
    /// Whoever works on it, to be woken when something changes.
    waker: Option<Waker>,
    /// In which room part of its body lies.
    room: Option<Kind>,
}

impl State {
    fn remember(&mut self, cx: &Context<'_>) {
        if self.waker.as_ref().is_none_or(|waker| !waker.will_wake(cx.waker())) {
            self.waker = Some(cx.waker().clone());
        }
    }
}

/// Whether its stream may be read.
pub(super) enum Reading {
    /// It may.
    Go,
    /// Not now.
    Wait,
    /// Its client sends a head that is longer than any.
    Overlong,
    /// It is closed.
    Closed,
}

impl Connection {
    pub(super) fn new((id, network): (u64, IpAddr), is_spare: bool, now: Instant) -> Self {
        let state = State { progress: Progress::new(now), closed: false, waker: None, room: None };
        Self { id, network, is_spare, state: Mutex::new(state) }
    }

    /// Whether it was let in beyond the limit.
    pub fn is_spare(&self) -> bool {
        self.is_spare
    }

    /// A request has come whole, but for its body, if it has one; until the guard is dropped it is being
    /// answered.
    pub fn answer(self: &Arc<Self>, has_body: bool) -> During {
        self.state().room = None;
        self.change(|progress, now| progress.answer(has_body, now));
        During { connection: Arc::clone(self), then: Phase::Idle }
    }

    /// All of its body was read.
    pub fn body_is_whole(&self) {
        self.state().progress.body_is_whole();
    }

    /// Its body is waited for until the guard is dropped.
    pub fn await_body(self: &Arc<Self>) -> During {
        self.enter(Phase::Body);
        During { connection: Arc::clone(self), then: Phase::Answering }
    }

    /// What has come of its body waits until the guard is dropped.
    pub fn hold_body(self: &Arc<Self>) -> During {
        self.enter(Phase::Answering);
        During { connection: Arc::clone(self), then: Phase::Body }
    }

    pub(super) fn quiet(&self, now: Instant) -> Option<Duration> {
        self.state().progress.quiet(now)
    }

    /// Part of its body lies in the room of a kind.
    pub fn has_room_of(&self, kind: Kind) {
        self.state().room = Some(kind);
    }

    /// Whether more of a body is waited for of which part lies in the room of a kind.
    pub(super) fn awaits_body_in(&self, kind: Kind) -> bool {
        let state = self.state();
        state.progress.phase() == Phase::Body && state.room == Some(kind)
    }

    pub(super) fn is_overdue(&self, now: Instant, deadlines: &Deadlines) -> bool {
        self.state().progress.is_overdue(now, deadlines)
    }

    /// Gives it up.
    pub(super) fn close(&self) {
        let waker = {
            let mut state = self.state();
            state.closed = true;
            state.waker.take()
        };
        wake(waker);
    }

    /// Looks whether its stream may be read, by whoever is to be woken once that changes.
    pub(super) fn before_reading(&self, cx: &Context<'_>) -> Reading {
        let mut state = self.state();
        if state.closed {
            return Reading::Closed;
        }
        if state.progress.is_overlong() {
            return Reading::Overlong;
        }
        state.remember(cx);
        if state.progress.may_read() { Reading::Go } else { Reading::Wait }
    }

    pub(super) fn has_read(&self, bytes: usize) {
        self.state().progress.came(bytes, Instant::now());
    }

    pub(super) fn is_closed(&self) -> bool {
        self.state().closed
    }

    pub(super) fn has_written(&self, bytes: usize) {
        self.change(|progress, _| progress.taken(bytes));
    }

    /// A reply waits to be taken. Whoever writes it may never read again, and is to hear of the end too.
    pub(super) fn cannot_write(&self, cx: &Context<'_>) {
        let mut state = self.state();
        state.progress.is_blocked(Instant::now());
        state.remember(cx);
    }

    fn enter(&self, phase: Phase) {
        self.change(|progress, now| progress.enter(phase, now));
    }

    /// Changes what it is at; whoever waits to read and now may looks again.
    fn change(&self, change: impl FnOnce(&mut Progress, Instant)) {
        let waker = {
            let mut state = self.state();
            let waited = !state.progress.may_read();
            change(&mut state.progress, Instant::now());
            if waited && state.progress.may_read() { state.waker.take() } else { None }
        };
        wake(waker);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn wake(waker: Option<Waker>) {
    if let Some(waker) = waker {
        waker.wake();
    }
}

/// A phase that ends when this is dropped.
pub struct During {
    connection: Arc<Connection>,
    then: Phase,
}

impl Drop for During {
    fn drop(&mut self) {
        self.connection.enter(self.then);
    }
}
