//! The world: what happens when, and which node does it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Instant as Stopwatch;

use afterword::db::{Address, Conn};
use afterword::error::{Kind, Result};
use afterword::flow::resend::{Which, resend};
use afterword::flow::{fold, verify};
use afterword::types::{Clock, Instant, ManualClock};
use jiff::Timestamp;

use super::acts::{self, Act};
use super::dice::Dice;
use super::node::{Ground, Node, Parts};
use super::recount::{Number, Word, number, recount, rows};
use super::reins::Said;
use super::rules::Rules;
use super::truth::Truth;
use super::{ledger, orders, people, shop};
use crate::support::database::Database;

const HOUR: i64 = 3600;
const DAY: i64 = 86_400;

/// How many jobs of a thousand end with the death of their node.
const DEATHS: u64 = 25;

/// The days on which files of old orders are brought in.
const OLD_FILES: [i64; 6] = [0, 3, 40, 120, 200, 300];

/// The days on which staff let uncertain mails go out once more.
const RESENDS: [i64; 3] = [90, 180, 270];

/// When nobody sends, in days: a long week-end, and a server that nobody missed.
const STALLS: [(i64, i64); 2] = [(100, 102), (205, 217)];

/// Something that happens at its time.
#[derive(Clone, Debug)]
enum Event {
    /// The shop tells of what changed since the last time.
    Export,
    /// Old orders come in.
    OldFile(usize),
    /// Somebody brings in a file that was in before.
    Stale,
    Act(Act),
    Revise(Rules),
    /// Staff let what is uncertain go out once more.
    Resend,
    /// All is counted again.
    Month,
}

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

    fn fill_diary(&mut self) {
        let (start, mut diary) = (self.start, Vec::new());
        for (day, rules) in shop::revisions() {
            diary.push((start.plus_seconds(day * DAY), Event::Revise(rules)));
        }
        for (n, day) in OLD_FILES.into_iter().enumerate() {
            diary.push((start.plus_seconds(day * DAY + 5 * HOUR), Event::OldFile(n)));
        }
        for month in 1..=12 {
            diary.push((start.plus_seconds(month * 30 * DAY), Event::Month));
            diary.push((start.plus_seconds(month * 29 * DAY + 11 * HOUR), Event::Stale));
        }
        for day in RESENDS {
            diary.push((start.plus_seconds(day * DAY + 3 * HOUR), Event::Resend));
        }
        // A small shop tells of its orders once a day, a large one four times.
        let every = match self.truth().orders.len() {
            0..4_000 => 24,
            4_000..10_000 => 12,
            _ => 6,
        };
        for n in 1..=370 * 24 / every {
            let late = self.dice.between(0, 5 * HOUR);
            diary.push((start.plus_seconds(n * every * HOUR + late), Event::Export));
        }
        let mut changes = Vec::new();
        for (n, order) in self.truth().orders.iter().enumerate() {
            if !order.is_old {
                changes.extend(order.changes().map(|at| (at, n)));
            }
            let acts = acts::after_parcel(self.seed, n, order);
            diary.extend(acts.into_iter().map(|(at, act)| (at, Event::Act(act))));
        }
        changes.sort_unstable();
        self.changes = changes;
        for (at, event) in diary {
            self.plan_event(at, event);
        }
    }

    fn plan_event(&mut self, at: Instant, event: Event) {
        self.serial += 1;
        self.events.insert((at, self.serial), event);
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

    fn happen(&mut self, event: Event) {
        let began = Stopwatch::now();
        let name = match event {
            Event::Export => {
                self.export();
                "export"
            }
            Event::OldFile(which) => {
                let is_in = |(n, order): &(usize, &orders::Order)| order.is_old && n % 6 == which;
                let old: Vec<usize> =
                    self.truth().orders.iter().enumerate().filter(is_in).map(|(n, _)| n).collect();
                self.import(&old, self.now());
                "old file"
            }
            Event::Stale => {
                let count = u64::try_from(self.files.len()).expect("a number");
                let which = usize::try_from(self.dice.below(count)).expect("a number");
                if let Some((at, orders)) = self.files.get(which).cloned() {
                    self.import(&orders, at);
                }
                "stale file"
            }
            Event::Act(act) => {
                let node = self.any_node();
                self.act(node, act);
                "act"
            }
            Event::Revise(rules) => {
                self.revise(rules);
                "revise"
            }
            Event::Resend => {
                self.resend();
                "resend"
            }
            Event::Month => {
                self.count_again();
                "month"
            }
        };
        self.spend(name, began);
    }

    fn spend(&mut self, on: &'static str, began: Stopwatch) {
        let spent = self.spent.entry(on).or_default();
        spent.0 += 1;
        spent.1 += began.elapsed();
    }

    fn export(&mut self) {
        let now = self.now();
        let from = self.exported;
        while self.changes.get(self.exported).is_some_and(|(at, _)| *at <= now) {
            self.exported += 1;
        }
        let mut orders: Vec<usize> =
            self.changes[from..self.exported].iter().map(|(_, n)| *n).collect();
        orders.sort_unstable();
        orders.dedup();
        self.import(&orders, now);
        self.files.push((now, orders));
        if self.dice.happens(300) {
            self.fold();
        }
    }

    fn resend(&mut self) {
        let sql = "SELECT id AS n FROM deliveries WHERE state = 'uncertain'";
        let ids = rows::<Number>(&mut self.conn, sql).into_iter().map(|row| row.n);
        self.truth().resent.extend(ids);
        self.surely(|parts| async move { resend(&parts.house, Which::All).await });
    }

    fn fold(&mut self) {
        self.surely(|parts| async move { fold::run(&parts.house).await });
    }

    /// Customers look at what arrived, and decide what to do.
    fn read_inboxes(&mut self) {
        let arrived = std::mem::take(&mut self.truth().arrived);
        for letter in arrived {
            let has_moved = self.truth().people[letter.person].has_moved;
            for (at, act) in acts::after_letter(self.seed, &letter, has_moved) {
                self.plan_event(at, Event::Act(act));
            }
        }
    }

    /// When a tick will find something to send.
    fn look_for_mail(&mut self) {
        let sql = "SELECT min(at) AS n FROM (SELECT min(next_attempt_at) AS at FROM deliveries \
                   WHERE state = 'waiting' AND kind IN ('mail', 'reminder') UNION ALL \
                   SELECT min(leased_until) + 1000000 FROM deliveries WHERE state = 'sending') due \
                   HAVING min(at) IS NOT NULL";
        let (began, now) = (Stopwatch::now(), self.now());
        let due = rows::<Number>(&mut self.conn, sql).pop();
        self.spend("look", began);
        let Some(due) = due.map(|row| Instant(row.n)) else {
            self.next_mail = None;
            return;
        };
        // What has been due is sent with a later tick; some ticks come late.
        let mut dice = Dice::new(self.seed, "tick", due.0.cast_unsigned() ^ now.0.cast_unsigned());
        let late = match () {
            () if due <= now => dice.between(30, 1800),
            () if dice.happens(500) => dice.between(1, 3),
            () => dice.between(1, 1800),
        };
        let at = due.max(now).plus_seconds(late);
        let day = at.seconds_since(self.start) / DAY;
        let stall = STALLS.iter().find(|(from, to)| (*from..*to).contains(&day));
        self.next_mail = Some(stall.map_or(at, |(_, to)| self.start.plus_seconds(to * DAY)));
    }

    /// After each hour in which something was done, what was done is looked at.
    fn check_hours_until(&mut self, next: Instant) {
        let hour = |at: Instant| at.as_seconds().div_euclid(HOUR);
        if self.is_dirty && hour(self.checked) < hour(next) {
            self.check_ledger();
        }
    }

    fn check_ledger(&mut self) {
        let (began, now) = (Stopwatch::now(), self.now());
        let since = std::mem::replace(&mut self.checked, now);
        let mut truth = self.ground.truth.lock().expect("nobody dies with the truth");
        ledger::check(&mut self.conn, &mut truth, since, now);
        let found = std::mem::take(&mut truth.found);
        assert!(found.is_empty(), "the world objects:\n{}", found.join("\n"));
        drop(truth);
        self.is_dirty = false;
        self.spend("check", began);
    }

    fn count_again(&mut self) {
        self.fold();
        let verified = self.surely(|parts| async move { verify::run(&parts.house).await });
        assert_eq!(verified.differences, Vec::<String>::new());
        let now = self.now();
        let mut truth = self.ground.truth.lock().expect("nobody dies with the truth");
        recount(&mut self.conn, &mut truth, now);
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

    /// Sends what is due: one node alone, both beside each other, or one while customers act.
    fn deliver(&mut self) {
        let began = Stopwatch::now();
        let first = self.any_node();
        let (both, beside) = match self.dice.below(4) {
            0 => (true, false),
            1 => (false, true),
            _ => {
                if let Some(outcome) =
                    self.solo(first, |parts| async move { parts.courier.run().await.map(drop) })
                {
                    self.note_delivery(outcome);
                }
                return self.spend("deliver", began);
            }
        };
        let mut running: Vec<usize> = if both { vec![first, 1 - first] } else { vec![first] };
        let mut slots = BTreeMap::new();
        for node in &running {
            let life = self.life();
            let job = |parts: Parts| async move { parts.courier.run().await.map(drop) };
            slots.insert(*node, self.nodes[*node].begin((life, true), job));
            let said = self.nodes[*node].wait();
            assert!(matches!(said, Said::Paused), "{said:?}");
        }
        while !running.is_empty() {
            if beside
                && self.dice.happens(250)
                && let Some(act) = self.act_soon()
            {
                self.act(1 - first, act);
                continue;
            }
            let count = u64::try_from(running.len()).expect("a number");
            let which = usize::try_from(self.dice.below(count)).expect("a number");
            let node = running[which];
            self.nodes[node].go_on();
            match self.nodes[node].wait() {
                Said::Paused => continue,
                Said::Done => {}
                Said::Died => self.bury(node),
                Said::Broke(text) => panic!("deliver: {text}"),
            }
            running.remove(which);
        }
        for slot in slots.into_values() {
            let outcome = slot.lock().expect("the job is done").take();
            if let Some(outcome) = outcome {
                self.note_delivery(outcome);
            }
        }
        self.spend("deliver beside", began);
    }

    fn note_delivery(&mut self, outcome: Result<()>) {
        let now = self.now();
        if let Err(error) = outcome
            && error.kind() != Kind::Busy
        {
            self.truth().object(now, &format!("deliver: {error}"));
        }
    }

    /// Somebody acts a little earlier than they would have.
    fn act_soon(&mut self) -> Option<Act> {
        let soon = self.now().plus_seconds(2 * HOUR);
        let ((at, serial), event) = self.events.first_key_value()?;
        let (key, Event::Act(act)) = ((*at, *serial), event.clone()) else { return None };
        (at <= &soon).then(|| {
            self.events.remove(&key);
            act
        })
    }
}
