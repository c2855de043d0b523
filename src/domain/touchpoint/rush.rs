//! Whether far more answers come in at a place than it ever had.
//!
//! Time is cut into slots of ten minutes, and days into 144 of them. A place that has been there for a
//! week is in a rush from four times its busiest slot on, [`FEW`] at least; a new one, of which nothing
//! is known, from [`MANY`] on: a hall that lets out, every guest with a phone, stays below that. A day
//! has its own limit, ten times that of a slot or four times the busiest day, so that a flood kept just
//! below the one meets the other. In a rush, and in the slot after one, each answer is asked for proof
//! of work or, where no script runs, for patience.
//!
//! What came in a rush is kept apart until somebody has said that it was guests. Nor does a place learn
//! from it: a slot in a rush, or one that was filled to its limit, teaches nothing, and whatever else
//! came unasked teaches a place to be no busier than a new one may be. Beyond that it learns from its
//! owner alone; otherwise a flood would need but to double itself each ten minutes.

use super::Proof;
use crate::types::Instant;

/// How long a slot is.
pub const SLOT_SECONDS: i64 = 600;

/// How long a day is, which begins at midnight of Greenwich.
pub const DAY_SECONDS: i64 = DAY_SLOTS * SLOT_SECONDS;

/// How many slots a day has.
const DAY_SLOTS: i64 = 144;

/// A known place is never in a rush below this.
pub const FEW: i64 = 30;

/// How many answers of a slot a new place takes before it is in a rush.
pub const MANY: i64 = 150;

/// How many times its busiest slot, or day, is far above what a place ever had.
const FAR_ABOVE: i64 = 4;

/// How many full slots a day may have.
const FULL_SLOTS: i64 = 10;

/// How long a place must have been there to be known.
const KNOWN_SLOTS: i64 = 7 * DAY_SLOTS;

/// The busiest slot that a place believes in by itself.
const BELIEVED: i64 = MANY / FAR_ABOVE;

/// The busiest day that a place believes in by itself.
const BELIEVED_DAY: i64 = MANY * FULL_SLOTS / FAR_ABOVE;

/// The slot of an instant.
#[must_use]
pub fn slot_of(at: Instant) -> i64 {
    at.as_seconds().div_euclid(SLOT_SECONDS)
}

/// The day of a slot.
fn day_of(slot: i64) -> i64 {
    slot.div_euclid(DAY_SLOTS)
}

/// The first slot of the day of a slot.
fn first_slot_of_day(slot: i64) -> i64 {
    day_of(slot).saturating_mul(DAY_SLOTS)
}

/// How many answers are no rush.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Of a slot.
    pub slot: i64,
    /// Of a day.
    pub day: i64,
}

/// How fast answers come in at a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rush {
    /// The slot it was last looked at.
    pub slot: i64,
    /// Answers of that slot that are stored, counted or not.
    pub n: i64,
    /// Those of them that came in a rush, without proof of work, and are counted.
    pub unproven: i64,
    /// How often proof was asked for in that slot.
    pub asked: i64,
    /// The most answers of any earlier slot, as far as it is believed.
    pub peak: i64,
    /// Answers of the slot's day that came in no rush.
    pub day_n: i64,
    /// The most of any earlier day, as far as it is believed.
    pub day_peak: i64,
    /// The last slot in which proof is asked for; before `slot` if in none.
    pub hot_until: i64,
}

/// What becomes of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is counted.
    Counted,
    /// It is not stored yet: some work, or some patience, is asked for.
    Asked,
    /// It is kept and not counted.
    Held,
}

impl Rush {
    /// How many answers are no rush, for a place made in the slot `since`.
    #[must_use]
    pub fn limits(&self, since: i64) -> Limits {
        let known = FAR_ABOVE.saturating_mul(self.peak).max(FEW);
        let slot = if self.slot - since < KNOWN_SLOTS { known.max(MANY) } else { known };
        let day = FAR_ABOVE.saturating_mul(self.day_peak).max(slot.saturating_mul(FULL_SLOTS));
        Limits { slot, day }
    }

    /// Whether what is known lies in the future of `slot`, further than two clocks may differ: a
    /// clock had jumped ahead.
    #[must_use]
    pub fn is_ahead_of(&self, slot: i64) -> bool {
        self.slot > slot.saturating_add(1)
    }

    /// The same place, made in the slot `since`, at a slot that is not earlier: what an earlier one
    /// had may become known. Clocks of two nodes may differ; the slot before changes nothing. What
    /// lies further ahead is forgotten.
    #[must_use]
    pub fn at(self, slot: i64, since: i64) -> Self {
        let begun = Self { slot, n: 0, unproven: 0, asked: 0, ..self };
        if self.is_ahead_of(slot) {
            return Self { day_n: 0, hot_until: slot - 1, ..begun };
        }
        if slot <= self.slot {
            return self;
        }
        let limits = self.limits(since);
        let mut next = begun;
        if !self.is_hot() && self.n < limits.slot {
            next.peak = self.peak.max(self.n.min(BELIEVED));
        }
        if day_of(slot) != day_of(self.slot) {
            if self.day_n < limits.day {
                next.day_peak = self.day_peak.max(self.day_n.min(BELIEVED_DAY));
            }
            next.day_n = 0;
        }
        next
    }

    /// The slot since when it is told to be a rush: that of the first answers, or of a day that is
    /// over its limit the day's first.
    #[must_use]
    pub fn begun(&self, limits: Limits) -> i64 {
        let is_day = self.day_n >= limits.day && self.n.max(self.asked) < limits.slot;
        if is_day { first_slot_of_day(self.slot) } else { self.slot }
    }

    /// Whether proof is asked for.
    #[must_use]
    pub fn is_hot(&self) -> bool {
        self.hot_until >= self.slot
    }

    /// Takes one more answer. With `count_rushes`, what comes in a rush and shows work is counted, and
    /// as much as a slot's limit that shows patience; without, all of it is kept apart.
    pub fn take(&mut self, shown: Proof, limits: Limits, count_rushes: bool) -> Verdict {
        if self.n.max(self.asked) >= limits.slot || self.day_n >= limits.day {
            self.hot_until = self.slot + 1;
        }
        let verdict = match shown {
            _ if !self.is_hot() => Verdict::Counted,
            Proof::None => Verdict::Asked,
            Proof::Worked if count_rushes => Verdict::Counted,
            Proof::Waited if count_rushes && self.unproven < limits.slot => {
                self.unproven += 1;
                Verdict::Counted
            }
            Proof::Worked | Proof::Waited => Verdict::Held,
        };
        self.asked += i64::from(verdict == Verdict::Asked);
        self.n += i64::from(verdict != Verdict::Asked);
        self.day_n += i64::from(!self.is_hot());
        verdict
    }

    /// Learns that a rush was guests: its busiest slot and day are what the place may have, and the
    /// rush is over.
    pub fn learn(&mut self, busiest_slot: i64, busiest_day: i64) {
        self.peak = self.peak.max(busiest_slot);
        self.day_peak = self.day_peak.max(busiest_day);
        self.hot_until = self.slot - 1;
        self.asked = 0;
    }
}

#[cfg(test)]
mod tests;
