//! The world: what happens when, and which node does it.

mod checks;
mod diary;
mod sending;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Instant as Stopwatch;

use afterword::db::{Address, Conn};
use afterword::error::{Kind, Result};
use afterword::types::{Clock, Instant, ManualClock};
use jiff::Timestamp;

use super::acts::{self, Act};
use super::dice::Dice;
use super::node::{Ground, Node, Parts};
use super::recount::{Word, number, rows};
use super::reins::Said;
use super::truth::Truth;
use super::{orders, people, shop};
use crate::support::database::Database;
use diary::Event;

const HOUR: i64 = 3600;
const DAY: i64 = 86_400;

/// How many jobs of a thousand end with the death of their node.
const DEATHS: u64 = 25;

/// The world.
pub struct World {
    pub seed: u64,
    ground: Ground,
    nodes: Vec<Node>,
    lives: u64,
    dice: Dice,
    conn: Conn,
    start: Instant,
    events: BTreeMap<(Instant, usize), Event>,
    serial: usize,
    /// What changes at orders, in time.
    changes: Vec<(Instant, usize)>,
    exported: usize,
    files: Vec<(Instant, Vec<usize>)>,
    next_mail: Option<Instant>,
    /// Whether something was done since the ledger was looked at, and when that was.
    is_dirty: bool,
    checked: Instant,
    pub spent: BTreeMap<&'static str, (u64, std::time::Duration)>,
}

impl World {
    /// A world of so many orders, before anything happened.
    pub fn new(seed: u64, count: usize, database: &Database, data: &std::path::Path) -> Self {
        let start: Instant = shop::START.parse::<Timestamp>().expect("an instant").into();
        let hands = Arc::new(ManualClock::new(start));
        let house = shop::found(shop::config(database, data), Arc::clone(&hands), seed);
        let address = Address::parse(&database.url).expect("an address");
        let people = people::people(seed, count * 3 / 5);
        let orders = orders::orders(seed, (count, people.len()), start);
        let connect = || address.connect().expect("a connection");
        let truth = Truth::new(seed, (people, orders), shop::limits(), start, connect());
        let ground = Ground {
            config: Arc::clone(&house.config),
            keys: house.keys.clone(),
            renderer: house.renderer.clone(),
            address: address.clone(),
            hands,
            truth: Arc::new(Mutex::new(truth)),
        };
        let nodes = (1..=2).map(|life| Node::start(&ground, seed ^ life)).collect();
        let conn = connect();
        let mut world = Self {
            seed,
            ground,
            nodes,
            lives: 2,
            dice: Dice::new(seed, "world", 0),
            conn,
            start,
            events: BTreeMap::new(),
            serial: 0,
            changes: Vec::new(),
            exported: 0,
            files: Vec::new(),
            next_mail: None,
            is_dirty: true,
            checked: start,
            spent: BTreeMap::new(),
        };
        world.make_index();
        world.fill_diary();
        world
    }

    /// The ledger has no index by change; nobody but us reads it so.
    fn make_index(&mut self) {
        use diesel::connection::SimpleConnection;
        let sql = "CREATE INDEX year_changes ON deliveries (updated_at)";
        self.conn.batch_execute(sql).expect("an index");
    }

    /// A customer acts so many seconds from now.
    pub fn act_in(&mut self, seconds: i64, act: Act) {
        self.plan_event(self.now().plus_seconds(seconds), Event::Act(act));
    }

    /// The present.
    pub fn now(&self) -> Instant {
        self.ground.hands.now()
    }

    /// What is known.
    pub fn truth(&self) -> MutexGuard<'_, Truth> {
        self.ground.truth.lock().expect("nobody dies with the truth")
    }

    /// Lets the year pass, and as much more time as the last mails need.
    pub fn run(&mut self) {
        let latest = self.start.plus_seconds(600 * DAY);
        loop {
            let event = self.events.first_key_value().map(|((at, _), _)| *at);
            let mails_first = match (event, self.next_mail) {
                (None, None) => break,
                (Some(event), Some(mail)) => mail < event,
                (event, _) => event.is_none(),
            };
            let next = if mails_first { self.next_mail } else { event };
            let next = next.expect("one of them").max(self.now());
            assert!(next < latest, "mails never end");
            self.check_hours_until(next);
            self.ground.hands.set(next);
            if mails_first {
                self.deliver();
            } else if let Some((_, event)) = self.events.pop_first() {
                self.happen(event);
            }
            self.is_dirty = true;
            self.read_inboxes();
            self.look_for_mail();
        }
        self.check_ledger();
        self.count_again();
        let waiting = "SELECT count(*) AS n FROM deliveries WHERE state IN ('waiting', 'sending')";
        let waiting = number(&mut self.conn, waiting);
        assert_eq!(waiting, 0, "mails are left");
    }

    fn spend(&mut self, on: &'static str, began: Stopwatch) {
        let spent = self.spent.entry(on).or_default();
        spent.0 += 1;
        spent.1 += began.elapsed();
    }

    /// Customers look at what arrived, and decide what to do.
    fn read_inboxes(&mut self) {
        let arrived = std::mem::take(&mut self.truth().arrived);
        for letter in arrived {
            let mailbox = {
                let person = &self.truth().people[letter.person];
                (person.has_moved, person.is_full)
            };
            for (at, act) in acts::after_letter(self.seed, &letter, mailbox) {
                self.plan_event(at, Event::Act(act));
            }
        }
    }

    /// The first column of one row, called `word`.
    pub fn text(&mut self, sql: &str) -> Option<String> {
        rows::<Word>(&mut self.conn, sql).pop().map(|row| row.word)
    }

    /// What the year came to, in a line.
    pub fn summary(&mut self) -> String {
        let sql = "SELECT state || coalesce(' ' || reason, '') || ' ' || CAST(count(*) AS TEXT) \
                   AS word FROM deliveries GROUP BY state, reason ORDER BY 1";
        let ledger: Vec<String> =
            rows::<Word>(&mut self.conn, sql).into_iter().map(|row| row.word).collect();
        let truth = self.truth();
        let offers: usize = truth.offers.values().map(Vec::len).sum();
        let answers = truth.asked.values().filter(|asked| asked.answered.is_some()).count();
        let (deaths, ledger) = (truth.deaths.len(), ledger.join(", "));
        format!("{offers} letters, {answers} answers, {deaths} deaths; {ledger}; {:?}", self.spent)
    }

    /// One of the nodes.
    pub fn any_node(&mut self) -> usize {
        usize::from(self.dice.happens(500))
    }

    /// Has a node do something; `None` if it died of it, and lives again.
    pub fn solo<T, F>(
        &mut self,
        node: usize,
        job: impl FnOnce(Parts) -> F + Send + 'static,
    ) -> Option<Result<T>>
    where
        T: Send + 'static,
        F: Future<Output = Result<T>>,
    {
        let life = self.life();
        let slot = self.nodes[node].begin((life, false), job);
        match self.nodes[node].wait() {
            Said::Done => slot.lock().expect("the job is done").take(),
            Said::Died => {
                self.bury(node);
                None
            }
            said => panic!("a job: {said:?}"),
        }
    }

    /// Has something done, by one node or the other, as often as it takes.
    pub fn surely<T, F>(&mut self, job: impl Fn(Parts) -> F + Clone + Send + 'static) -> T
    where
        T: Send + 'static,
        F: Future<Output = Result<T>>,
    {
        loop {
            let node = self.any_node();
            match self.solo(node, job.clone()) {
                Some(Ok(value)) => return value,
                Some(Err(error)) if error.kind() == Kind::Busy => {}
                Some(Err(error)) => panic!("{error}"),
                None => {}
            }
        }
    }

    fn life(&mut self) -> Option<i64> {
        self.dice.happens(DEATHS).then(|| self.dice.between(1, 14))
    }

    fn bury(&mut self, node: usize) {
        let now = self.now();
        self.truth().deaths.push(now);
        self.lives += 1;
        self.nodes[node] = Node::start(&self.ground, self.seed ^ self.lives);
    }
}
