//! When mail is sent, and by whom: one node alone, both beside each other, or one while
//! customers act.

use std::collections::BTreeMap;
use std::time::Instant as Stopwatch;

use afterword::error::{Kind, Result};
use afterword::types::Instant;

use super::super::acts::Act;
use super::super::dice::Dice;
use super::super::node::Parts;
use super::super::recount::{Number, rows};
use super::super::reins::Said;
use super::diary::Event;
use super::{DAY, HOUR, World};

/// When nobody sends, in days: a long week-end, and a server that nobody missed.
const STALLS: [(i64, i64); 2] = [(100, 102), (205, 217)];

impl World {
    /// When a tick will find something to send.
    pub(super) fn look_for_mail(&mut self) {
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

    /// Sends what is due: one node alone, both beside each other, or one while customers act.
    pub(super) fn deliver(&mut self) {
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
                Said::Died => {
                    // What it found last, it told nobody.
                    slots.remove(&node);
                    self.bury(node);
                }
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

    pub(super) fn note_delivery(&mut self, outcome: Result<()>) {
        let now = self.now();
        if let Err(error) = outcome
            && error.kind() != Kind::Busy
        {
            self.truth().object(now, &format!("deliver: {error}"));
        }
    }

    /// Somebody acts a little earlier than they would have.
    pub(super) fn act_soon(&mut self) -> Option<Act> {
        let soon = self.now().plus_seconds(2 * HOUR);
        let ((at, serial), event) = self.events.first_key_value()?;
        let (key, Event::Act(act)) = ((*at, *serial), event.clone()) else { return None };
        (at <= &soon).then(|| {
            self.events.remove(&key);
            act
        })
    }
}
