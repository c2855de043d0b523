//! What is written down to happen, and what then is done.

use std::time::Instant as Stopwatch;

use afterword::flow::fold;
use afterword::flow::resend::{Which, resend};
use afterword::types::Instant;

use super::super::acts::{self, Act};
use super::super::recount::{Number, rows};
use super::super::rules::Rules;
use super::super::{orders, shop};
use super::{DAY, HOUR, World};

/// The days on which files of old orders are brought in.
const OLD_FILES: [i64; 6] = [0, 3, 40, 120, 200, 300];

/// The days on which staff let uncertain mails go out once more.
const RESENDS: [i64; 3] = [90, 180, 270];

/// Something that happens at its time.
#[derive(Clone, Debug)]
pub(super) enum Event {
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

impl World {
    pub(super) fn fill_diary(&mut self) {
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

    pub(super) fn plan_event(&mut self, at: Instant, event: Event) {
        self.serial += 1;
        self.events.insert((at, self.serial), event);
    }

    pub(super) fn happen(&mut self, event: Event) {
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

    pub(super) fn fold(&mut self) {
        self.surely(|parts| async move { fold::run(&parts.house).await });
    }
}
