//! What really happened, as the world knows it: who bought what, who said stop or answered, and
//! every letter that reached a receiving server. Held against each letter (`letters`) and each
//! row (`ledger`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use afterword::db::Conn;
use afterword::mail::Letter;
use afterword::types::Instant;
use diesel::QueryableByName;
use diesel::sql_types::Text;

use super::budget::Budget;
use super::calendar::Calendar;
use super::dice::Dice;
use super::orders::Order;
use super::people::Person;
use super::recount::rows;
use super::rules::Rules;

/// The truth, shared by the world and the servers that receive mail.
pub type Shared = Arc<Mutex<Truth>>;

/// What happened so far, and what was found to be wrong.
pub struct Truth {
    pub seed: u64,
    pub people: Vec<Person>,
    pub orders: Vec<Order>,
    /// The surveys as they are now.
    pub rules: BTreeMap<String, Rules>,
    /// The surveys that were ever switched off.
    pub paused: BTreeSet<String>,
    pub calendar: Calendar,
    pub budget: Budget,
    /// When receiving servers take no mail; with `true` they cannot even be reached.
    pub outages: Vec<(Instant, Instant, bool)>,
    /// By order: whether a file told of its cancellation, and whether that file is in whole.
    pub cancelled: Vec<Cancelled>,
    /// By person.
    pub wishes: Vec<Wish>,
    /// By person: when they got, or may have got, a letter, and about which token.
    pub mailed: Vec<Vec<(Instant, String)>>,
    /// By token.
    pub asked: BTreeMap<String, Asked>,
    /// By delivery.
    pub offers: BTreeMap<i64, Vec<(Instant, Fate)>>,
    /// Deliveries that staff let go out once more.
    pub resent: BTreeSet<i64>,
    /// Letters that customers have not looked at yet.
    pub arrived: Vec<Arrived>,
    pub deaths: Vec<Instant>,
    /// When letters were offered about which a server took minutes to say its word.
    pub slow: Vec<Instant>,
    /// Person and survey: whom the sample left out, and whom it did not.
    pub sampled_out: BTreeSet<(usize, String)>,
    pub sampled_in: BTreeSet<(usize, String)>,
    /// What is wrong.
    pub found: Vec<String>,
    conn: Conn,
}

/// What the shop has told of a cancellation.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cancelled {
    pub may_be_known: bool,
    pub is_known: bool,
}

/// What a person wants.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// They asked for no mail.
    pub never: bool,
    /// They asked for less mail.
    pub less_often: bool,
    /// A complaint or a bounce: nobody may mail them again.
    pub returned: bool,
    /// How many letters came back because the mailbox was full.
    pub soft: u32,
    /// Whether any of it was ever so.
    pub ever: bool,
}

/// An invitation.
#[derive(Clone, Debug)]
pub struct Asked {
    pub order: usize,
    pub survey: String,
    /// The rules at the first hand-over.
    pub pinned: Option<Rules>,
    /// The deliveries that arrived or may have arrived, and when.
    pub mails: Vec<(i64, Instant)>,
    pub last_offer: Option<Instant>,
    /// Whether somebody pressed the button, even if nobody was told that it worked.
    pub pressed: bool,
    /// When the first answer was confirmed.
    pub answered: Option<Instant>,
    /// The score that was confirmed last.
    pub score: Option<u64>,
}

/// What became of a letter that was offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Taken,
    Later,
    Refused,
    /// There is no such mailbox.
    Gone,
    /// The sender was not told whether it was taken.
    Uncertain,
}

/// A letter in somebody's inbox.
#[derive(Clone, Debug)]
pub struct Arrived {
    pub person: usize,
    pub delivery: i64,
    pub token: String,
    pub stop_token: String,
    pub at: Instant,
    pub letter: Letter,
}

#[derive(QueryableByName)]
struct About {
    #[diesel(sql_type = Text)]
    external: String,
    #[diesel(sql_type = Text)]
    survey: String,
}

impl Truth {
    /// The truth before anything happened.
    pub fn new(
        seed: u64,
        (people, orders): (Vec<Person>, Vec<Order>),
        (calendar, budget): (Calendar, Budget),
        start: Instant,
        conn: Conn,
    ) -> Self {
        Self {
            seed,
            rules: BTreeMap::new(),
            paused: BTreeSet::new(),
            calendar,
            budget,
            outages: outages(seed, start),
            cancelled: vec![Cancelled::default(); orders.len()],
            wishes: vec![Wish::default(); people.len()],
            mailed: vec![Vec::new(); people.len()],
            asked: BTreeMap::new(),
            offers: BTreeMap::new(),
            resent: BTreeSet::new(),
            arrived: Vec::new(),
            deaths: Vec::new(),
            slow: Vec::new(),
            sampled_out: BTreeSet::new(),
            sampled_in: BTreeSet::new(),
            found: Vec::new(),
            people,
            orders,
            conn,
        }
    }

    /// Notes something that must not be.
    pub fn object(&mut self, now: Instant, what: &str) {
        self.found.push(format!("{}: {what}", now.to_timestamp()));
    }

    /// The invitation of a token, from the database when it is first heard of.
    pub fn asked(&mut self, token: &str) -> Option<&mut Asked> {
        if !self.asked.contains_key(token) {
            let sql = format!(
                "SELECT o.external_id AS external, s.slug AS survey FROM invitations i \
                 JOIN orders o ON o.id = i.order_id JOIN surveys s ON s.id = i.survey_id \
                 WHERE i.token = '{token}'"
            );
            let about = rows::<About>(&mut self.conn, &sql).pop()?;
            let asked = Asked {
                order: index_of(&about.external),
                survey: about.survey,
                pinned: None,
                mails: Vec::new(),
                last_offer: None,
                pressed: false,
                answered: None,
                score: None,
            };
            self.asked.insert(token.to_owned(), asked);
        }
        self.asked.get_mut(token)
    }

    /// The rules that an invitation is asked by.
    pub fn rules_of(&self, asked: &Asked) -> Rules {
        asked.pinned.clone().unwrap_or_else(|| self.rules[&asked.survey].clone())
    }

    /// Whose address this is.
    pub fn owner(&self, email: &str) -> Option<usize> {
        let n = email.strip_prefix('p')?.split('@').next()?.parse().ok()?;
        (n < self.people.len()).then_some(n)
    }
}

/// The order of an external id.
pub fn index_of(external: &str) -> usize {
    external.trim_start_matches('A').parse().expect("an order of ours")
}

/// About one outage a fortnight, of minutes or of days.
fn outages(seed: u64, start: Instant) -> Vec<(Instant, Instant, bool)> {
    let outage = |n: i64| {
        let mut dice = Dice::new(seed, "outage", n.cast_unsigned());
        let from = start.plus_seconds(n * 14 * 86_400 + dice.between(0, 13 * 86_400));
        let long = if dice.happens(80) { 4 * 86_400 } else { 4 * 3600 };
        (from, from.plus_seconds(dice.between(300, long)), dice.happens(500))
    };
    (0..27).map(outage).collect()
}
