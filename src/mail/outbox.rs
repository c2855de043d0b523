//! A line that leads nowhere: letters stay in memory, where tests read them.

use std::collections::VecDeque;
use std::fmt::Debug;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Letter, Outcome};
use crate::error::Result;

/// Stands in for a receiving server.
pub trait Receiver: Debug + Send + Sync {
    /// Whether a line can be laid now.
    ///
    /// # Errors
    /// As [`super::Transport::open`].
    fn open(&self) -> Result<()>;

    /// What becomes of a letter.
    fn take(&self, letter: &Letter) -> Outcome;
}

/// Letters that were "sent", shared by all clones.
#[derive(Clone, Debug, Default)]
pub struct Outbox(Arc<Mutex<Contents>>);

#[derive(Debug, Default)]
struct Contents {
    letters: Vec<Letter>,
    scripted: VecDeque<Outcome>,
    receiver: Option<Arc<dyn Receiver>>,
}

impl Outbox {
    /// An empty outbox.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An outbox that keeps nothing: every letter goes to `receiver`, who decides.
    #[must_use]
    pub fn to(receiver: Arc<dyn Receiver>) -> Self {
        let outbox = Self::new();
        outbox.lock().receiver = Some(receiver);
        outbox
    }

    /// What was sent so far, oldest first.
    #[must_use]
    pub fn letters(&self) -> Vec<Letter> {
        self.lock().letters.clone()
    }

    /// The outcome of a coming send; without one, sends succeed. A letter is kept when the other
    /// side may have it: [`Outcome::Sent`] and [`Outcome::Uncertain`].
    pub fn answer_next_with(&self, outcome: Outcome) {
        self.lock().scripted.push_back(outcome);
    }

    pub(super) fn open(&self) -> Result<()> {
        self.receiver().map_or(Ok(()), |receiver| receiver.open())
    }

    pub(super) fn send(&self, letter: &Letter) -> Outcome {
        if let Some(receiver) = self.receiver() {
            return receiver.take(letter);
        }
        let mut contents = self.lock();
        let kept = Outcome::Sent { reply: "250 kept in memory".to_owned() };
        let outcome = contents.scripted.pop_front().unwrap_or(kept);
        if matches!(outcome, Outcome::Sent { .. } | Outcome::Uncertain) {
            contents.letters.push(letter.clone());
        }
        outcome
    }

    fn receiver(&self) -> Option<Arc<dyn Receiver>> {
        self.lock().receiver.clone()
    }

    fn lock(&self) -> MutexGuard<'_, Contents> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
