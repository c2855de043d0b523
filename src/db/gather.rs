//! Many small writes of one kind, done as a set.
//!
//! Whoever brings an item puts it on the pile; whoever finds the pile empty sends a porter to
//! the lane. When the porter's turn comes he takes all that lies there by then, so that the
//! busier the writer, the larger the sets: one look-up and one insert serve them all.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::oneshot;

use super::job::{Job, answer, never_ran};
use super::{Conn, Db};
use crate::error::{Error, Result};

/// How many items one set holds at most.
const SET: usize = 256;

/// The work on a set: as many values out as items in, in their order.
type Work<I, O> = dyn Fn(&mut Conn, &[I]) -> Result<Vec<O>> + Send + Sync;

/// What waits to be carried to a lane.
type Pile<I, O> = Arc<Mutex<Vec<Item<I, O>>>>;

/// Gathers items: a pile for each lane.
pub struct Gather<I, O> {
    db: Db,
    work: Arc<Work<I, O>>,
    piles: Vec<Pile<I, O>>,
}

struct Item<I, O> {
    value: I,
    waiting: oneshot::Sender<Result<O>>,
}

impl<I: Send + 'static, O: Send + 'static> Gather<I, O> {
    /// Gathers items for `work`, which runs inside the lane's transaction and may run twice.
    pub fn new(
        db: &Db,
        work: impl Fn(&mut Conn, &[I]) -> Result<Vec<O>> + Send + Sync + 'static,
    ) -> Self {
        let piles = db.inner.lanes.iter().map(|_| Arc::default()).collect();
        Self { db: db.clone(), work: Arc::new(work), piles }
    }

    /// Adds an item and returns its value once it is committed. Equal keys keep their order.
    ///
    /// # Errors
    /// What the work returned for this item alone; busy as [`Db::write`].
    pub async fn write(&self, key: u64, value: I) -> Result<O> {
        let (waiting, outcome) = oneshot::channel();
        let lanes = u64::try_from(self.piles.len()).unwrap_or(1).max(1);
        let index = usize::try_from(key % lanes).unwrap_or(0);
        let pile = self.piles.get(index).ok_or_else(|| Error::broken("no lane to write in"))?;
        let was_empty = {
            let mut items = pile.lock().unwrap_or_else(PoisonError::into_inner);
            items.push(Item { value, waiting });
            items.len() == 1
        };
        if was_empty {
            self.send_porter(key, pile)?;
        }
        outcome.await.map_err(|gone| Error::busy("the writer stopped").because(gone))?
    }

    fn send_porter(&self, key: u64, pile: &Pile<I, O>) -> Result<()> {
        let porter = Porter {
            work: Arc::clone(&self.work),
            pile: Some(Arc::clone(pile)),
            items: Vec::new(),
            waiting: Vec::new(),
            values: Vec::new(),
        };
        let sent = self.db.send(key, Box::new(porter));
        if sent.is_err() {
            // Nobody will come for the pile: all that lies on it is told so by its channel.
            pile.lock().unwrap_or_else(PoisonError::into_inner).clear();
        }
        sent
    }
}

struct Porter<I, O> {
    work: Arc<Work<I, O>>,
    /// Where to take from; `None` once taken.
    pile: Option<Pile<I, O>>,
    items: Vec<I>,
    waiting: Vec<oneshot::Sender<Result<O>>>,
    values: Vec<O>,
}

impl<I, O> Porter<I, O> {
    /// Takes all that lies on the pile, once: also when the lane never came to run this porter,
    /// since nobody else will come for those items.
    fn take(&mut self) {
        if let Some(pile) = self.pile.take() {
            let items = std::mem::take(&mut *pile.lock().unwrap_or_else(PoisonError::into_inner));
            (self.items, self.waiting) =
                items.into_iter().map(|item| (item.value, item.waiting)).unzip();
        }
    }
}

impl<I: Send + 'static, O: Send + 'static> Job for Porter<I, O> {
    fn run(&mut self, conn: &mut Conn) -> Result<()> {
        self.take();
        self.values = Vec::with_capacity(self.items.len());
        self.items.chunks(SET).try_for_each(|set| {
            self.values.extend((self.work)(conn, set)?);
            Ok(())
        })
    }

    fn finish(mut self: Box<Self>, committed: Result<()>) {
        self.take();
        let mut values = self.values.into_iter();
        let failed = committed.err();
        for waiting in self.waiting {
            let result = match &failed {
                None => values.next().ok_or_else(never_ran),
                Some(error) => Err(error.repeated()),
            };
            answer(waiting, result);
        }
    }

    fn split(mut self: Box<Self>) -> Vec<Box<dyn Job>> {
        self.take();
        let work = self.work;
        let alone = |(item, waiting)| -> Box<dyn Job> {
            Box::new(Self {
                work: Arc::clone(&work),
                pile: None,
                items: vec![item],
                waiting: vec![waiting],
                values: Vec::new(),
            })
        };
        self.items.into_iter().zip(self.waiting).map(alone).collect()
    }
}
