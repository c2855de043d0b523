//! A piece of work on its way through a lane, or to a reader.

use tokio::sync::oneshot;

use super::Conn;
use crate::error::{Error, Result};

/// Any job.
pub(super) type Boxed = Box<dyn Job>;

/// Work that a lane can run, run again, take apart and answer.
pub(super) trait Job: Send {
    /// Does the work inside the lane's transaction. Called again if that transaction rolled back.
    fn run(&mut self, conn: &mut Conn) -> Result<()>;

    /// Tells whoever waits. `committed` is an error if the work's transaction did not commit.
    fn finish(self: Box<Self>, committed: Result<()>);

    /// The same work in the smallest pieces that can succeed or fail by themselves.
    fn split(self: Box<Self>) -> Vec<Boxed>;
}

/// A closure and who waits for its value.
pub(super) struct Task<T, F> {
    work: F,
    value: Option<T>,
    waiting: oneshot::Sender<Result<T>>,
}

impl<T, F> Task<T, F>
where
    T: Send + 'static,
    F: FnMut(&mut Conn) -> Result<T> + Send + 'static,
{
    /// Wraps a closure; the receiver resolves after the commit.
    pub(super) fn new(work: F) -> (Self, oneshot::Receiver<Result<T>>) {
        let (waiting, outcome) = oneshot::channel();
        (Self { work, value: None, waiting }, outcome)
    }
}

impl<T, F> Job for Task<T, F>
where
    T: Send + 'static,
    F: FnMut(&mut Conn) -> Result<T> + Send + 'static,
{
    fn run(&mut self, conn: &mut Conn) -> Result<()> {
        self.value = Some((self.work)(conn)?);
        Ok(())
    }

    fn finish(self: Box<Self>, committed: Result<()>) {
        let value = self.value;
        answer(self.waiting, committed.and_then(|()| value.ok_or_else(never_ran)));
    }

    fn split(self: Box<Self>) -> Vec<Box<dyn Job>> {
        vec![self]
    }
}

/// Hands a result to whoever waits. That nobody waits any more (a browser that hung up) is no
/// fault: the work is committed all the same.
pub(super) fn answer<T>(waiting: oneshot::Sender<Result<T>>, result: Result<T>) {
    if waiting.send(result).is_err() {
        tracing::debug!("nobody waited for the outcome");
    }
}

/// A job was answered before it ran: a bug in the lane.
pub(super) fn never_ran() -> Error {
    Error::broken("a job was answered before it ran")
}
