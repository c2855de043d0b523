//! What the database says when nobody of the house is asked: plain SQL over a connection of our own.

use afterword::db::{Address, Conn};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Bool, Nullable, Text};

/// An open eye on the database.
pub struct Ledger(Conn);

/// An answer.
#[derive(QueryableByName)]
pub struct Stored {
    #[diesel(sql_type = Text)]
    pub token: String,
    #[diesel(sql_type = BigInt)]
    pub score: i64,
    #[diesel(sql_type = Nullable<Text>)]
    pub comment: Option<String>,
}

/// A mail on its way.
#[derive(Debug, QueryableByName)]
pub struct Mail {
    #[diesel(sql_type = Text)]
    pub email: String,
    #[diesel(sql_type = Text)]
    pub state: String,
    #[diesel(sql_type = Bool)]
    pub handed_over: bool,
}

#[derive(QueryableByName)]
struct Word {
    #[diesel(sql_type = Text)]
    word: String,
}

impl Ledger {
    /// Opens it. The tables are there after the first command of the shop.
    pub fn open(url: &str) -> Self {
        Self(Address::parse(url).and_then(|address| address.connect()).expect("the database"))
    }

    /// All answers to invitations.
    pub fn answers(&mut self) -> Vec<Stored> {
        sql_query(
            "SELECT i.token, r.score, r.comment FROM responses r \
             JOIN invitations i ON i.id = r.invitation_id",
        )
        .load(&mut self.0)
        .expect("the answers")
    }

    /// All deliveries.
    pub fn mails(&mut self) -> Vec<Mail> {
        sql_query(
            "SELECT c.email, d.state, d.handed_over FROM deliveries d \
             JOIN invitations i ON i.id = d.invitation_id \
             JOIN customers c ON c.id = i.customer_id",
        )
        .load(&mut self.0)
        .expect("the deliveries")
    }

    /// The ids of all orders in the shop's own system.
    pub fn orders(&mut self) -> Vec<String> {
        self.words("SELECT external_id AS word FROM orders ORDER BY external_id")
    }

    /// The ids of the orders that somebody is invited to speak about.
    pub fn invited(&mut self) -> Vec<String> {
        self.words(
            "SELECT o.external_id AS word FROM invitations i JOIN orders o ON o.id = i.order_id \
             ORDER BY o.external_id",
        )
    }

    /// The tokens that nobody has answered.
    pub fn unanswered(&mut self) -> Vec<String> {
        self.words("SELECT token AS word FROM invitations WHERE answered_at IS NULL ORDER BY token")
    }

    /// Lets the leases of those who died run out now, and what is to be tried again be due now:
    /// what minutes of waiting would do.
    pub fn let_time_pass(&mut self) {
        for statement in [
            "UPDATE deliveries SET leased_until = 1 WHERE state = 'sending'",
            "UPDATE deliveries SET next_attempt_at = due_at WHERE state = 'waiting'",
            "UPDATE leases SET until = 1",
        ] {
            sql_query(statement).execute(&mut self.0).expect("an update");
        }
    }

    fn words(&mut self, query: &str) -> Vec<String> {
        let words: Vec<Word> = sql_query(query).load(&mut self.0).expect("some words");
        words.into_iter().map(|word| word.word).collect()
    }
}
