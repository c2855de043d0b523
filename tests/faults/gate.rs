//! Where conversations with the mail server wait until the trial lets them on.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use tokio::sync::Semaphore;

use super::mischief::Phase;

/// The gates; all clones are one.
#[derive(Clone, Default)]
pub struct Gates(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    /// Where conversations that begin now will wait, as often as it is named.
    slow_at: Vec<Phase>,
    gates: HashMap<Phase, Arc<Gate>>,
}

struct Gate {
    open: Semaphore,
    waiting: AtomicUsize,
}

impl Gates {
    /// Conversations that begin from now on wait at these phases, at each as often as it is named.
    pub fn slow_down(&self, at: &[Phase]) {
        self.0.lock().expect("the gates").slow_at = at.to_vec();
    }

    /// Where a conversation that begins now will wait.
    pub fn of_new(&self) -> Vec<Phase> {
        self.0.lock().expect("the gates").slow_at.clone()
    }

    /// How many wait there.
    pub fn waiting(&self, at: Phase) -> usize {
        self.gate(at).waiting.load(Ordering::SeqCst)
    }

    /// Lets some on, those that came first before others.
    pub fn let_on(&self, at: Phase, count: usize) {
        self.gate(at).open.add_permits(count);
    }

    /// Waits to be let on.
    pub async fn pass(&self, at: Phase) {
        let gate = self.gate(at);
        gate.waiting.fetch_add(1, Ordering::SeqCst);
        gate.open.acquire().await.expect("gates stay").forget();
        gate.waiting.fetch_sub(1, Ordering::SeqCst);
    }

    fn gate(&self, at: Phase) -> Arc<Gate> {
        let new = || Arc::new(Gate { open: Semaphore::new(0), waiting: AtomicUsize::new(0) });
        Arc::clone(self.0.lock().expect("the gates").gates.entry(at).or_insert_with(new))
    }
}
