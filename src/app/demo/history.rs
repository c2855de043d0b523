//! Makes up two years of orders, and what became of the question about each.

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::draw::Draw;
use super::people::{BRANCHES, Branch, Person};
use super::reply::{Pen, Reply};
use super::{rhythm, story};
use crate::types::Instant;

/// What the shop sells.
const PRODUCTS: [&str; 10] = [
    "Trà sen Tây Hồ 100 g",
    "Trà lài Bảo Lộc 200 g",
    "Trà ô long Cầu Đất",
    "Trà shan tuyết cổ thụ",
    "Hộp quà “Lá”",
    "Hộp quà Trung thu",
    "Bánh đậu xanh",
    "Mứt gừng dẻo",
    "Ly gốm men rêu",
    "Ấm gốm Bát Tràng",
];

/// How many orders are about to ask when the shop opens, so that mails go out while one watches.
const SOON: [i64; 8] = [-600, -300, -60, 45, 150, 400, 900, 1800];

/// How long after its trigger the survey asks.
pub(super) const DELAY_SECONDS: i64 = 3 * 86_400;

/// The time that the history covers.
#[derive(Clone)]
pub(super) struct Span {
    /// When it ends.
    pub now: Instant,
    /// How many days it covers.
    pub days: i32,
    /// The shop's days.
    pub zone: TimeZone,
}

impl Span {
    pub fn today(&self) -> Date {
        self.now.day_in(&self.zone)
    }

    /// Every day of the span with how far through it lies, 0 to 1.
    pub fn days(&self) -> impl Iterator<Item = (Date, f64)> {
        let first = self.today().saturating_sub(self.days.days());
        let length = f64::from(self.days.max(1));
        let days = first.series(1.day()).zip(0..=self.days);
        days.map(move |(day, index)| (day, f64::from(index) / length))
    }
}

/// One order and what becomes of its question.
#[derive(Clone)]
pub(super) struct Life {
    pub number: i64,
    pub customer: i64,
    pub has_address: bool,
    pub location: &'static str,
    pub products: Vec<&'static str>,
    /// Who packed it.
    pub staff: &'static str,
    /// What the shop counts the customer among.
    pub tier: &'static str,
    pub placed_at: Instant,
    pub fulfilled_at: Option<Instant>,
    pub cancelled_at: Option<Instant>,
    /// When the shop brings the order in.
    pub planned_at: Instant,
    /// The mail comes back.
    pub bounces: bool,
    /// The customer wants no more mail after this one.
    pub leaves: bool,
    /// Staff pass the link on, so many seconds after the parcel has left.
    pub linked_after: Option<i64>,
    /// The answer, so many seconds after the question.
    pub reply: Option<(i64, Reply)>,
}

impl Life {
    /// Whether the shop brings it in once it is fulfilled, with the others of its day.
    pub fn comes_in_time(&self) -> bool {
        self.fulfilled_at.is_some_and(|at| self.planned_at.seconds_since(at) < 86_400)
    }

    /// When its mail is due, were there one: the order in which lives are told.
    pub fn due_at(&self) -> Instant {
        self.fulfilled_at.map_or(self.planned_at, |at| at.plus_seconds(DELAY_SECONDS))
    }
}

/// All customers, and all orders by when their mail is due.
pub(super) struct History {
    pub people: Vec<Person>,
    pub lives: Vec<Life>,
}

/// Makes up the history.
pub(super) fn make_up(span: &Span, seed: u64) -> History {
    let mut teller = Teller {
        span: span.clone(),
        draw: Draw::from_seed(seed),
        pen: Pen::default(),
        people: Vec::new(),
        regulars: Default::default(),
        lives: Vec::new(),
    };
    let today = span.today();
    for (day, progress) in span.days() {
        let trouble = story::trouble(day, today);
        for _ in 0..rhythm::orders_on(day, progress, &teller.draw) {
            teller.order(day, progress, trouble);
        }
    }
    for seconds in SOON {
        teller.soon(seconds);
    }
    let Teller { people, mut lives, .. } = teller;
    lives.sort_by_key(|life| (life.due_at(), life.number));
    History { people, lives }
}

struct Teller {
    span: Span,
    draw: Draw,
    pen: Pen,
    people: Vec<Person>,
    /// Places in `people`, by branch.
    regulars: [Vec<usize>; BRANCHES.len()],
    lives: Vec<Life>,
}

impl Teller {
    fn order(&mut self, day: Date, progress: f64, trouble: f64) {
        let shares = BRANCHES.map(|branch| branch.share);
        let place = self.draw.weighted(&shares);
        let Some(branch) = BRANCHES.get(place) else { return };
        let ordered = rhythm::ordering(day, &self.span.zone, &self.draw);
        let Some(placed_at) = ordered.filter(|at| *at < self.span.now) else { return };
        let person = self.buyer(place, branch, placed_at);
        let trouble = (trouble * branch.reach).min(1.0);
        let sent = placed_at.plus_seconds(self.packing_seconds(trouble));
        let mut life = self.blank(&person, branch, placed_at);
        if self.draw.chance(0.021) {
            let cancelled = placed_at.plus_seconds(self.draw.whole(600, 40_000));
            life.cancelled_at = Some(cancelled);
            life.planned_at = cancelled;
        } else {
            life.fulfilled_at = Some(sent);
            life.planned_at = sent.plus_seconds(900);
            self.decide(&mut life, &person, (progress, trouble));
        }
        self.lives.push(self.seen_from_now(life));
    }

    /// What has not happened yet is left open.
    fn seen_from_now(&self, mut life: Life) -> Life {
        let now = self.span.now;
        life.fulfilled_at = life.fulfilled_at.filter(|at| *at <= now);
        life.cancelled_at = life.cancelled_at.filter(|at| *at <= now);
        life.planned_at = Instant(life.planned_at.0.min(now.0));
        life
    }

    fn decide(&mut self, life: &mut Life, person: &Person, (progress, trouble): (f64, f64)) {
        let draw = &self.draw;
        if draw.chance(0.009) {
            // The parcel comes back before the question is due.
            life.cancelled_at = Some(life.planned_at.plus_seconds(draw.whole(7_200, 200_000)));
        } else if draw.chance(0.004) {
            // A pile of papers is entered weeks late.
            life.planned_at = life.planned_at.plus_seconds(35 * 86_400);
        }
        life.bounces = draw.chance(0.007);
        life.leaves = draw.chance(0.008);
        let passes_on = if life.has_address { 0.006 } else { 0.30 };
        life.linked_after = draw.chance(passes_on).then(|| draw.whole(3_600, 200_000));
        let lift = story::lift(&life.products, life.staff, life.tier);
        let mood = story::mood(progress, trouble).lifted(lift);
        if life.linked_after.is_some() || draw.chance(0.425 + 0.05 * trouble) {
            let asked = life.due_at();
            let after = rhythm::answering(asked, &self.span.zone, draw);
            life.reply = Some((after, self.pen.reply(&mood, person.language, draw)));
        }
    }

    /// A life of a new customer with an address, whose mail is due in so many seconds.
    fn soon(&mut self, seconds: i64) {
        let place = self.draw.weighted(&BRANCHES.map(|branch| branch.share));
        let Some(branch) = BRANCHES.get(place) else { return };
        let fulfilled_at = self.span.now.plus_seconds(seconds - DELAY_SECONDS);
        let placed_at = fulfilled_at.plus_seconds(-30_000);
        let mut person = Person::new(branch, self.people.len(), placed_at, &self.draw);
        while person.email.is_none() {
            person = Person::new(branch, self.people.len(), placed_at, &self.draw);
        }
        self.people.push(person.clone());
        let mut life = self.blank(&person, branch, placed_at);
        life.fulfilled_at = Some(fulfilled_at);
        life.planned_at = fulfilled_at.plus_seconds(900);
        self.lives.push(life);
    }

    fn blank(&self, person: &Person, branch: &Branch, placed_at: Instant) -> Life {
        let count = 1 + self.draw.weighted(&[0.55, 0.30, 0.15]);
        let mut products: Vec<&str> =
            (0..count).filter_map(|_| self.draw.pick(&PRODUCTS).copied()).collect();
        products.dedup();
        Life {
            number: 10_000 + i64::try_from(self.lives.len()).unwrap_or(0),
            customer: person.id,
            has_address: person.email.is_some(),
            location: branch.name,
            products,
            staff: self.draw.pick(branch.staff).copied().unwrap_or_default(),
            tier: story::tier(person.since, placed_at),
            placed_at,
            fulfilled_at: None,
            cancelled_at: None,
            planned_at: placed_at,
            bounces: false,
            leaves: false,
            linked_after: None,
            reply: None,
        }
    }

    /// Somebody new, or one of those who have bought here lately.
    fn buyer(&mut self, place: usize, branch: &Branch, placed_at: Instant) -> Person {
        let regulars = self.regulars.get(place).map(Vec::as_slice).unwrap_or_default();
        let lately = regulars.len().saturating_sub(900);
        let known = regulars.get(lately..).and_then(|lately| self.draw.pick(lately));
        let known = known.and_then(|index| self.people.get(*index));
        if let Some(known) = known.filter(|_| self.draw.chance(0.48)) {
            return known.clone();
        }
        let person = Person::new(branch, self.people.len(), placed_at, &self.draw);
        if let Some(regulars) = self.regulars.get_mut(place) {
            regulars.push(self.people.len());
        }
        self.people.push(person.clone());
        person
    }

    /// How long until the parcel leaves: a day or so; in trouble most of a week.
    fn packing_seconds(&self, trouble: f64) -> i64 {
        let days = self.draw.between(0.3, 1.6) + trouble * self.draw.between(2.0, 5.0);
        (days * 86_400.0) as i64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(days: i32) -> Span {
        let now = "2026-11-22T03:00:00Z".parse::<jiff::Timestamp>().unwrap().into();
        Span { now, days, zone: TimeZone::get("Asia/Ho_Chi_Minh").unwrap() }
    }

    #[test]
    fn the_same_seed_tells_the_same_history() {
        let (one, other) = (make_up(&span(60), 4), make_up(&span(60), 4));
        let facts = |history: &History| -> Vec<_> {
            history.lives.iter().map(|life| (life.number, life.customer, life.placed_at)).collect()
        };
        assert_eq!(facts(&one), facts(&other));
        assert_ne!(facts(&one), facts(&make_up(&span(60), 5)));
    }

    #[test]
    fn nothing_lies_in_the_future() {
        let span = span(60);
        for life in make_up(&span, 1).lives {
            assert!(life.placed_at < span.now && life.planned_at <= span.now);
            assert!(life.fulfilled_at.is_none_or(|at| at <= span.now));
            assert!(life.placed_at <= life.planned_at);
        }
    }

    #[test]
    fn some_mails_are_due_within_the_half_hour() {
        let span = span(20);
        let seconds = |life: &Life| life.due_at().seconds_since(span.now);
        let soon = make_up(&span, 1).lives;
        assert!(soon.iter().filter(|life| (1..=1800).contains(&seconds(life))).count() >= 4);
    }
}
