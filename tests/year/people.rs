//! Who buys: people in several countries, on as many clocks.

use super::dice::Dice;

/// A customer.
#[derive(Clone, Debug)]
pub struct Person {
    pub name: String,
    /// Absent of those who left a phone number only.
    pub email: Option<String>,
    pub phone: Option<String>,
    pub language: &'static str,
    pub country: Country,
    /// The clock they live by, of those who told.
    pub zone: Option<&'static str>,
    /// Whether mail to them is refused.
    pub has_moved: bool,
    /// Whether their mailbox is full most of the time.
    pub is_full: bool,
}

/// A country and the clocks on which its people may live.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Country {
    pub code: &'static str,
    pub language: &'static str,
    pub zones: &'static [&'static str],
}

/// Clocks of five offsets and more; of Germany's and Britain's both change twice in the year, and
/// of the United States nobody knows which it is.
const COUNTRIES: [Country; 7] = [
    Country { code: "VN", language: "vi", zones: &["Asia/Ho_Chi_Minh"] },
    Country { code: "TH", language: "th", zones: &["Asia/Bangkok"] },
    Country { code: "JP", language: "en", zones: &["Asia/Tokyo"] },
    Country { code: "IN", language: "en", zones: &["Asia/Kolkata"] },
    Country { code: "DE", language: "en", zones: &["Europe/Berlin"] },
    Country { code: "GB", language: "en", zones: &["Europe/London"] },
    Country { code: "US", language: "en", zones: &["America/New_York", "America/Los_Angeles"] },
];

/// Clocks far from most others, one of them half an hour off, one changing its hour in April and October.
const AFAR: [&str; 3] = ["Pacific/Auckland", "Asia/Kathmandu", "America/Los_Angeles"];

/// How many of a hundred live in each.
const SHARES: [usize; 7] = [48, 12, 8, 6, 14, 8, 4];

const NAMES: [&str; 8] = [
    "Nguyễn Thị Lan",
    "Trần Văn Minh",
    "สมชาย ใจดี",
    "Anna Schmidt",
    "Priya Nair",
    "Ken Sato",
    "O'Brien, Maeve",
    "Lê Hoàng",
];

/// The shop's customers.
pub fn people(seed: u64, count: usize) -> Vec<Person> {
    (0..count).map(|n| person(seed, n)).collect()
}

fn person(seed: u64, n: usize) -> Person {
    let which = u64::try_from(n).expect("a number");
    let mut dice = Dice::new(seed, "person", which);
    let mut share = usize::try_from(dice.below(100)).expect("a share");
    let place = SHARES.iter().position(|part| {
        let here = share < *part;
        share = share.saturating_sub(*part);
        here
    });
    let country = COUNTRIES[place.unwrap_or(0)];
    let email = (!dice.happens(30)).then(|| format!("p{n}@kunden.example"));
    // Some of those who tell live elsewhere.
    let zones = if dice.happens(700) { country.zones } else { &AFAR };
    let zone = dice.happens(200).then(|| *dice.pick(zones));
    Person {
        name: (*dice.pick(&NAMES)).to_owned(),
        // Phones are Vietnamese: families share none here, so that one phone is one person.
        phone: email.is_none().then(|| format!("+8490{n:07}")),
        email,
        language: country.language,
        country,
        zone,
        has_moved: dice.happens(10),
        is_full: dice.happens(40),
    }
}
