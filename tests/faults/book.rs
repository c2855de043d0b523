//! What the mail server knows: what it took, what it refused, and how it misbehaved.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard};

use afterword::types::{Clock, SystemClock};

use super::mischief::Mischief;

/// A book that all conversations write into.
#[derive(Clone, Default)]
pub struct Book(Arc<Mutex<Pages>>);

/// A letter that the server has taken for good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The address in RCPT.
    pub recipient: String,
    /// The Message-ID of the header.
    pub message_id: String,
}

#[derive(Default)]
struct Pages {
    taken: Vec<Taken>,
    /// When DATA was answered by 354: once for each time a letter is handed over, at most.
    offered: Vec<i64>,
    /// Message-IDs seen by recipient, whatever became of the letter.
    ids: HashMap<String, HashSet<String>>,
    refused: HashSet<String>,
    mischief: BTreeMap<Mischief, u64>,
    /// After these the client cannot know what became of its letter.
    ambiguous: u64,
}

impl Book {
    /// A letter is the server's own from here on.
    pub fn take(&self, recipient: &str, message_id: &str) {
        let (recipient, message_id) = (recipient.to_owned(), message_id.to_owned());
        self.open().taken.push(Taken { recipient, message_id });
    }

    /// A letter may be written now.
    pub fn offer(&self) {
        self.open().offered.push(SystemClock.now().0);
    }

    /// A letter was read whole.
    pub fn see(&self, recipient: &str, message_id: &str) {
        let mut pages = self.open();
        pages.ids.entry(recipient.to_owned()).or_default().insert(message_id.to_owned());
    }

    /// A 5xx was said about this recipient.
    pub fn refuse(&self, recipient: &str) {
        self.open().refused.insert(recipient.to_owned());
    }

    /// Something went wrong.
    pub fn count(&self, mischief: Mischief) {
        let mut pages = self.open();
        *pages.mischief.entry(mischief).or_default() += 1;
        pages.ambiguous += u64::from(mischief.is_ambiguous());
    }

    /// Lets hours pass: what was, was so much earlier.
    pub fn let_pass(&self, hours: i64) {
        let mut pages = self.open();
        pages.offered.iter_mut().for_each(|at| *at -= hours * 3_600_000_000);
    }

    /// All letters taken so far.
    pub fn taken(&self) -> Vec<Taken> {
        self.open().taken.clone()
    }

    /// When letters were offered, in order; in time as the trial lets it pass.
    pub fn offered(&self) -> Vec<i64> {
        let mut offered = self.open().offered.clone();
        offered.sort_unstable();
        offered
    }

    /// Whether a 5xx was said about this recipient.
    pub fn has_refused(&self, recipient: &str) -> bool {
        self.open().refused.contains(recipient)
    }

    /// Recipients whose letters came with more than one Message-ID.
    pub fn of_two_names(&self) -> Vec<String> {
        let pages = self.open();
        let several = pages.ids.iter().filter(|(_, ids)| ids.len() > 1);
        several.map(|(recipient, _)| recipient.clone()).collect()
    }

    /// How often each thing went wrong.
    pub fn mischief(&self) -> BTreeMap<Mischief, u64> {
        self.open().mischief.clone()
    }

    /// How often the client was left without knowledge.
    pub fn ambiguous(&self) -> u64 {
        self.open().ambiguous
    }

    fn open(&self) -> MutexGuard<'_, Pages> {
        self.0.lock().expect("the book")
    }
}
