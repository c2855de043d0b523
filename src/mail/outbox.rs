//! A line that leads nowhere: letters stay in memory, where tests read them.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Letter, Outcome};

/// Letters that were "sent", shared by all clones.
#[derive(Clone, Debug, Default)]
pub struct Outbox(Arc<Mutex<Contents>>);

#[derive(Debug, Default)]
struct Contents {
    letters: Vec<Letter>,
    scripted: VecDeque<Outcome>,
}

impl Outbox {
    /// An empty outbox.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
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

    pub(super) fn send(&self, letter: &Letter) -> Outcome {
        let mut contents = self.lock();
        let kept = Outcome::Sent { reply: "250 kept in memory".to_owned() };
        let outcome = contents.scripted.pop_front().unwrap_or(kept);
        if matches!(outcome, Outcome::Sent { .. } | Outcome::Uncertain) {
            contents.letters.push(letter.clone());
        }
        outcome
    }

    fn lock(&self) -> MutexGuard<'_, Contents> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
