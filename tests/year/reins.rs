//! Holds the nodes: says which one runs, and when one dies.
//!
//! Every stage reads the clock before each of its transactions, so reading the clock is where a
//! node can be halted, to let the other do something in between, and where it can be killed: by
//! unwinding out of whatever it does, out of a transaction too, which then rolls back.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::mpsc::{Receiver, Sender};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread::{self, ThreadId};

use afterword::types::{Clock, Instant, ManualClock};

/// What a node tells the world.
#[derive(Debug)]
pub enum Said {
    /// It waits to be let on.
    Paused,
    /// Its job is done.
    Done,
    /// It died, and its memory with it.
    Died,
    /// Its job panicked: a bug.
    Broke(String),
}

/// The reins of one node.
pub struct Reins {
    thread: OnceLock<ThreadId>,
    /// How many more steps it lives.
    life: AtomicI64,
    dead: AtomicBool,
    paired: AtomicBool,
    say: Mutex<Sender<Said>>,
    go: Mutex<Receiver<()>>,
}

/// What unwinds out of a node that dies.
struct Death;

impl Reins {
    /// Reins of a node that has not started yet.
    pub fn new(say: Sender<Said>, go: Receiver<()>) -> Self {
        Self {
            thread: OnceLock::new(),
            life: AtomicI64::new(i64::MAX),
            dead: AtomicBool::new(false),
            paired: AtomicBool::new(false),
            say: Mutex::new(say),
            go: Mutex::new(go),
        }
    }

    /// Says that this thread is the node's own; the others write and read for it.
    pub fn bind(&self) {
        self.thread.set(thread::current().id()).expect("a node has one thread");
    }

    /// For the next job: how many steps it lives, and whether it halts at each.
    pub fn set(&self, life: Option<i64>, paired: bool) {
        self.life.store(life.unwrap_or(i64::MAX), Ordering::SeqCst);
        self.paired.store(paired, Ordering::SeqCst);
    }

    /// Whether the node has died.
    pub fn is_dead(&self) -> bool {
        self.dead.load(Ordering::SeqCst)
    }

    /// Tells the world something.
    pub fn say(&self, said: Said) {
        self.say.lock().expect("nobody dies talking").send(said).expect("the world listens");
    }

    /// Waits, on the node's own thread, until the world lets it on.
    pub fn halt(&self) {
        let own = self.thread.get() == Some(&thread::current().id());
        if own && self.paired.load(Ordering::SeqCst) && !thread::panicking() {
            self.say(Said::Paused);
            self.go.lock().expect("nobody dies waiting").recv().expect("the world goes on");
        }
    }

    /// A step, at which the node may die.
    pub fn step(&self) {
        if thread::panicking() {
            return;
        }
        if self.life.fetch_sub(1, Ordering::SeqCst) <= 1 || self.is_dead() {
            self.dead.store(true, Ordering::SeqCst);
            resume_unwind(Box::new(Death));
        }
    }
}

/// The clock of one node: the world's hands, held by the node's reins.
pub struct NodeClock {
    /// What all nodes see.
    pub hands: Arc<ManualClock>,
    /// The node's reins.
    pub reins: Arc<Reins>,
}

impl Clock for NodeClock {
    fn now(&self) -> Instant {
        self.reins.halt();
        self.reins.step();
        self.hands.now()
    }
}
