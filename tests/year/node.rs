//! A node: a house with its courier and collector on a thread of its own, that does one job at a
//! time and loses its memory when it dies.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

use afterword::config::Config;
use afterword::db::{Address, Db};
use afterword::error::Result;
use afterword::flow::collect::Collector;
use afterword::flow::deliver::Courier;
use afterword::flow::{House, Pace};
use afterword::keys::Keys;
use afterword::mail::{Outbox, Transport};
use afterword::render::Renderer;
use afterword::types::{ManualClock, Random};
use tokio::runtime::Runtime;

use super::letters::Post;
use super::reins::{NodeClock, Reins, Said};
use super::truth::Shared;

/// What outlives a node.
#[derive(Clone)]
pub struct Ground {
    pub config: Arc<Config>,
    pub keys: Keys,
    pub renderer: Renderer,
    pub address: Address,
    pub hands: Arc<ManualClock>,
    pub truth: Shared,
}

/// What a job works with.
#[derive(Clone)]
pub struct Parts {
    pub house: House,
    pub courier: Courier,
    pub collector: Arc<Collector>,
}

type Job = Box<dyn FnOnce(&Runtime, &Parts) + Send>;

/// Where a job leaves what came of it.
pub type Slot<T> = Arc<Mutex<Option<Result<T>>>>;

/// A running node.
pub struct Node {
    reins: Arc<Reins>,
    jobs: Sender<Job>,
    go: Sender<()>,
    said: Receiver<Said>,
}

impl Node {
    /// Starts a node with an empty memory.
    pub fn start(ground: &Ground, seed: u64) -> Self {
        let (say, said) = channel();
        let (go, wait) = channel();
        let (jobs, inbox) = channel();
        let reins = Arc::new(Reins::new(say, wait));
        let (inside, ground) = (Arc::clone(&reins), ground.clone());
        thread::Builder::new()
            .name("node".to_owned())
            .spawn(move || live(&ground, &inside, seed, &inbox))
            .expect("a thread");
        Self { reins, jobs, go, said }
    }

    /// Gives it a job. It dies after `life` steps, and halts at each if it is `paired`.
    pub fn begin<T, F>(
        &self,
        (life, paired): (Option<i64>, bool),
        job: impl FnOnce(Parts) -> F + Send + 'static,
    ) -> Slot<T>
    where
        T: Send + 'static,
        F: Future<Output = Result<T>>,
    {
        let slot = Slot::default();
        let inside = Arc::clone(&slot);
        self.reins.set(life, paired);
        let job = move |runtime: &Runtime, parts: &Parts| {
            let result = runtime.block_on(job(parts.clone()));
            *inside.lock().expect("nobody else writes") = Some(result);
        };
        self.jobs.send(Box::new(job)).expect("a living node");
        slot
    }

    /// Waits until it halts or ends.
    pub fn wait(&self) -> Said {
        self.said.recv().expect("a node says how it ends")
    }

    /// Lets it on after it halted.
    pub fn go_on(&self) {
        self.go.send(()).expect("a living node");
    }
}

fn live(ground: &Ground, reins: &Arc<Reins>, seed: u64, inbox: &Receiver<Job>) {
    reins.bind();
    // Its sleeps pass at once: what time it is, only the world's hands tell.
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().start_paused(true).build().expect("a runtime");
    let parts = open(ground, reins, seed);
    while let Ok(job) = inbox.recv() {
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            reins.halt();
            job(&runtime, &parts);
        }));
        if reins.is_dead() {
            drop((runtime, parts));
            return reins.say(Said::Died);
        }
        reins.say(match outcome {
            Ok(()) => Said::Done,
            Err(panic) => Said::Broke(text_of(panic.as_ref())),
        });
    }
}

fn open(ground: &Ground, reins: &Arc<Reins>, seed: u64) -> Parts {
    let Ground { config, keys, renderer, address, hands, truth } = ground.clone();
    let db = Db::open_as_it_is(&address).expect("the database opens");
    let clock = Arc::new(NodeClock { hands: Arc::clone(&hands), reins: Arc::clone(reins) });
    let drawn = Random::from_seed(seed);
    let mut house = House::new(db, (clock, drawn), config, keys, renderer).expect("a house");
    house.pace = Pace::STEADY;
    let post = Post { hands, reins: Arc::clone(reins), truth };
    let courier = Courier::new(&house, Transport::Memory(Outbox::to(Arc::new(post))));
    let collector = Arc::new(Collector::new(&house));
    Parts { house, courier, collector }
}

fn text_of(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    let text = text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
    text.unwrap_or_else(|| "a panic without words".to_owned())
}
