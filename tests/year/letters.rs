//! The servers that receive mail, and what is checked of each letter when it is offered.

use std::sync::Arc;

use afterword::error::{Error, Result};
use afterword::mail::{Letter, Outcome, Receiver};
use afterword::types::{Clock, Instant, ManualClock};
use jiff::SignedDuration;

use super::dice::Dice;
use super::reins::Reins;
use super::truth::{Arrived, Fate, Shared, Truth};
use crate::app::returns::GONE;

const DAY: i64 = 86_400;

/// How long those are left in peace who asked for less mail.
pub const LESS_OFTEN_DAYS: i64 = 180;

/// The receiving servers, as one node sees them.
pub struct Post {
    pub hands: Arc<ManualClock>,
    pub reins: Arc<Reins>,
    pub truth: Shared,
}

impl std::fmt::Debug for Post {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Post")
    }
}

impl Receiver for Post {
    fn open(&self) -> Result<()> {
        let now = self.hands.now();
        let (out, slow) = {
            let truth = self.truth.lock().expect("nobody dies with the truth");
            let is_out = |(from, to, away): &(_, _, bool)| *away && *from <= now && now < *to;
            (truth.outages.iter().any(is_out), is_slow(truth.seed, "greeting", now))
        };
        if slow {
            self.take_time(now);
        }
        if out { Err(Error::busy("the mail server cannot be reached")) } else { Ok(()) }
    }

    fn take(&self, letter: &Letter) -> Outcome {
        // The node may die before the letter left, and after.
        self.reins.step();
        let now = self.hands.now();
        let fate = self.truth.lock().expect("nobody dies with the truth").offer(letter, now);
        let millis = i64::try_from(letter.text.len() % 7).expect("a digit") * 130 + 20;
        self.hands.advance(SignedDuration::from_millis(millis));
        let seed = self.truth.lock().expect("nobody dies with the truth").seed;
        if is_slow(seed, "word", now) {
            self.take_time(now);
        }
        self.reins.step();
        match fate {
            Fate::Taken => Outcome::Sent { reply: "250 taken".to_owned() },
            Fate::Later => Outcome::Later { reply: "451 later".to_owned() },
            // The first says something about the address, the second about the mail.
            Fate::Gone => Outcome::Refused { reply: GONE.1.to_owned(), code: 550 },
            Fate::Refused => {
                Outcome::Refused { reply: "554 5.7.1 Rejected by policy".to_owned(), code: 554 }
            }
            Fate::Uncertain => Outcome::Uncertain,
        }
    }
}

impl Post {
    /// Longer than a sender's hold on its mails lasts, so that the other node may take them over:
    /// those of whoever waits for the word, and those that the other has in hand meanwhile.
    fn take_time(&self, now: Instant) {
        self.truth.lock().expect("nobody dies with the truth").slow.push(now);
        self.hands.advance(SignedDuration::from_secs(150));
        self.reins.halt();
        self.reins.step();
    }
}

/// Whether a server takes minutes at that instant.
fn is_slow(seed: u64, what: &str, now: Instant) -> bool {
    Dice::new(seed, what, now.0.cast_unsigned()).happens(15)
}

impl Truth {
    fn offer(&mut self, letter: &Letter, now: Instant) -> Fate {
        let delivery = letter.message_id.split('.').nth(1).and_then(|id| id.parse().ok());
        let token = word_after(&letter.text, "/s/");
        let (Some(delivery), Some(person)) = (delivery, self.owner(letter.to.as_str())) else {
            self.object(now, "a letter to somebody unknown");
            return Fate::Refused;
        };
        if let Some(over) = self.budget.spend(now) {
            self.object(now, &over);
        }
        for what in self.objections((delivery, person, &token), now) {
            self.object(now, &format!("delivery {delivery} to p{person}: {what}"));
        }
        let (fate, arrives) = self.fate(delivery, person, now);
        self.offers.entry(delivery).or_default().push((now, fate));
        self.wishes[person].ever |= fate == Fate::Gone;
        if fate != Fate::Later {
            self.resent.remove(&delivery);
        }
        let rules = self.asked.get(&token).map(|asked| self.rules_of(asked));
        let survey = rules.as_ref().map(|rules| rules.slug.to_owned());
        if let Some(asked) = self.asked(&token) {
            asked.pinned = rules;
            asked.last_offer = Some(now);
            if matches!(fate, Fate::Taken | Fate::Uncertain) {
                asked.mails.retain(|(earlier, _)| *earlier != delivery);
                asked.mails.push((delivery, now));
            }
        }
        self.sampled_in.extend(survey.map(|survey| (person, survey)));
        if matches!(fate, Fate::Taken | Fate::Uncertain) {
            self.mailed[person].push((now, token.clone()));
        }
        if arrives {
            let stop_token = word_after(&letter.unsubscribe_url, "/u/");
            let letter = letter.clone();
            self.arrived.push(Arrived { person, delivery, token, stop_token, at: now, letter });
        }
        fate
    }

    /// What the world decides, and whether the letter reaches the inbox.
    fn fate(&self, delivery: i64, person: usize, now: Instant) -> (Fate, bool) {
        if self.outages.iter().any(|(from, to, _)| *from <= now && now < *to) {
            return (Fate::Later, false);
        }
        let tries = self.offers.get(&delivery).map_or(0, Vec::len);
        let which = delivery.cast_unsigned() * 1000 + u64::try_from(tries).expect("a number");
        let mut dice = Dice::new(self.seed, "fate", which);
        if self.people[person].has_moved && dice.happens(600) {
            return (Fate::Gone, false);
        }
        match dice.below(1000) {
            0..8 => (Fate::Refused, false),
            8..40 => (Fate::Later, false),
            40..46 => (Fate::Uncertain, true),
            46..52 => (Fate::Uncertain, false),
            _ => (Fate::Taken, true),
        }
    }

    /// All that speaks against a letter.
    fn objections(
        &mut self,
        (delivery, person, token): (i64, usize, &str),
        now: Instant,
    ) -> Vec<String> {
        let Some(asked) = self.asked(token).cloned() else { return vec!["no invitation".into()] };
        let (order, rules) = (&self.orders[asked.order], self.rules_of(&asked));
        let (who, wish) = (&self.people[person], &self.wishes[person]);
        let mut wrong = Vec::new();
        let mut refuse = |wrong_if: bool, what: String| {
            if wrong_if {
                wrong.push(what);
            }
        };
        refuse(order.person != person, format!("it is about the order of p{}", order.person));
        let before = self.offers.get(&delivery).map_or(&[][..], Vec::as_slice);
        let reached = before.iter().find(|(_, fate)| *fate != Fate::Later);
        let again = self.resent.contains(&delivery);
        refuse(reached.is_some() && !again, format!("offered before: {reached:?}"));
        let hours = self.calendar.objection(rules.window.as_ref(), who, now);
        refuse(hours.is_some(), hours.unwrap_or_default());
        let quiet_days = if wish.less_often { LESS_OFTEN_DAYS } else { 0 }.max(rules.quiet_days);
        let earlier = self.mailed[person].iter().rev();
        let close = |(at, other): &&(Instant, String)| {
            other != token && now.seconds_since(*at) < quiet_days * DAY
        };
        let earlier = earlier.clone().find(close);
        let about = earlier.map(|(at, other)| (at.to_timestamp(), self.asked.get(other)));
        refuse(
            earlier.is_some(),
            format!(
                "in the quiet period of {quiet_days} days: {about:?} before {asked:?}, {wish:?}"
            ),
        );
        refuse(wish.never || wish.returned, format!("after a stop: {wish:?}"));
        refuse(asked.answered.is_some(), format!("after the answer: {:?}", asked.answered));
        refuse(self.cancelled[asked.order].is_known, "after the cancellation".into());
        refuse(!self.rules[&asked.survey].active && asked.pinned.is_none(), "not active".into());
        if let Some((_, last)) = asked.mails.last().filter(|_| !again) {
            let delay = rules.reminders.get(asked.mails.len() - 1);
            let due = delay.map(|days| last.plus_seconds(days * DAY));
            refuse(due.is_none_or(|due| now < due), format!("a second mail after {last:?}"));
            refuse(wish.less_often, "a reminder to somebody who wants less".into());
        }
        let left_out = self.sampled_out.contains(&(person, asked.survey.clone()));
        refuse(left_out, "the sample left them out before".into());
        wrong
    }
}

/// The token behind a mark in a text.
fn word_after(text: &str, mark: &str) -> String {
    let rest = text.split_once(mark).map_or("", |(_, rest)| rest);
    rest.chars().take_while(char::is_ascii_alphanumeric).collect()
}
