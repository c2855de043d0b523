//! What people buy in a year, and the files in which the shop tells of it.

use afterword::types::Instant;

use super::dice::Dice;
use super::people::Person;
use super::rules::Trigger;

const HOUR: i64 = 3600;
const DAY: i64 = 86_400;

/// The columns of the shop's files, named as the fields they are mapped to.
pub const COLUMNS: [&str; 12] = [
    "id",
    "placed",
    "fulfilled",
    "delivered",
    "cancelled",
    "name",
    "email",
    "phone",
    "language",
    "location",
    "country",
    "time_zone",
];

/// An order as it really goes, in the future too.
#[derive(Clone, Debug)]
pub struct Order {
    pub external: String,
    pub person: usize,
    pub placed: Instant,
    pub fulfilled: Option<Instant>,
    pub delivered: Option<Instant>,
    pub cancelled: Option<Instant>,
    /// Whether it comes in a file of old orders, months later.
    pub is_old: bool,
}

impl Order {
    /// When something happens to it.
    pub fn changes(&self) -> impl Iterator<Item = Instant> {
        [Some(self.placed), self.fulfilled, self.delivered, self.cancelled].into_iter().flatten()
    }

    /// When what a survey waits for happened, or will happen.
    pub fn triggered(&self, trigger: Trigger) -> Option<Instant> {
        match trigger {
            Trigger::Fulfilled => self.fulfilled,
            Trigger::Delivered => self.delivered,
        }
    }

    /// Its row in a file written at an instant.
    pub fn row(&self, person: &Person, at: Instant) -> String {
        let known = |what: Option<Instant>| {
            let what = what.filter(|what| *what <= at);
            what.map_or(String::new(), |what| what.to_timestamp().to_string())
        };
        let cells = [
            self.external.clone(),
            known(Some(self.placed)),
            known(self.fulfilled),
            known(self.delivered),
            known(self.cancelled),
            person.name.clone(),
            person.email.clone().unwrap_or_default(),
            person.phone.clone().unwrap_or_default(),
            person.language.to_owned(),
            ["Hải Châu", "Thảo Điền", "online"][self.person % 3].to_owned(),
            person.country.code.to_owned(),
            person.zone.unwrap_or_default().to_owned(),
        ];
        cells.map(|cell| format!("\"{cell}\"")).join(",")
    }
}

/// The orders of a year that begins at `start`, and old ones from the two years before.
pub fn orders(seed: u64, (count, people): (usize, usize), start: Instant) -> Vec<Order> {
    (0..count).map(|n| order(seed, n, people, start)).collect()
}

fn order(seed: u64, n: usize, people: usize, start: Instant) -> Order {
    let mut dice = Dice::new(seed, "order", u64::try_from(n).expect("a number"));
    let is_old = dice.happens(80);
    let day = match () {
        () if is_old => -dice.between(5, 700),
        // A sale of three days, and the weeks before Christmas.
        () if dice.happens(40) => 140 + dice.between(0, 2),
        () if dice.happens(150) => 320 + dice.between(0, 30),
        () => dice.between(0, 364),
    };
    let placed = start.plus_seconds(day * DAY + dice.between(0, DAY - 1));
    let later = |dice: &mut Dice, from: Instant, least: i64, mean: i64| {
        from.plus_seconds(least * HOUR + dice.wait(mean * HOUR))
    };
    let fulfilled = (!dice.happens(60)).then(|| later(&mut dice, placed, 2, 20));
    let delivered = fulfilled.filter(|_| !dice.happens(50));
    let delivered = delivered.map(|at| later(&mut dice, at, 12, 48));
    let cancelled = dice.happens(60).then(|| later(&mut dice, placed, 1, 120));
    // What was cancelled early never leaves the shop.
    let goes_out = |at: &Instant| cancelled.is_none_or(|end| *at < end);
    let (fulfilled, delivered) = (fulfilled.filter(goes_out), delivered.filter(goes_out));
    // Some buy often.
    let often = dice.happens(300);
    let people = if often { people / 10 } else { people };
    let person = usize::try_from(dice.below(u64::try_from(people).expect("a number")));
    let person = person.expect("a person");
    Order { external: format!("A{n:05}"), person, placed, fulfilled, delivered, cancelled, is_old }
}
