//! Customers with open invitations, enough of them to meet every lane, and somebody who asks whether
//! the house is ready.

use std::time::{Duration, Instant};

use crate::app::client::{Client, Reply};
use crate::support::process::wait_until;
use crate::support::rows::{self, Mails, token};

/// How many customers there are.
const COUNT: u64 = 12;

/// Those who visit a server.
pub struct Visitors {
    /// Where it listens.
    pub port: u16,
}

impl Visitors {
    /// Writes the customers into a database that has its tables.
    pub fn invite(url: &str) {
        rows::fill(url, COUNT, Mails::Sent).expect("customers");
    }

    /// Each gives an answer; what they were told.
    pub fn answer(&self, score: u8) -> Vec<Reply> {
        (1..=COUNT).map(|customer| self.answer_of(customer, score)).collect()
    }

    /// One gives an answer.
    pub fn answer_of(&self, customer: u64, score: u8) -> Reply {
        let path = format!("/s/{}", token(customer));
        Client::new(self.port).post(&path, format!("score={score}"))
    }

    /// Each opens the form, then answers; whether all of them could.
    pub fn are_served(&self, score: u8) -> bool {
        let shown = (1..=COUNT)
            .map(|customer| Client::new(self.port).get(&format!("/s/{}", token(customer))));
        shown.chain(self.answer(score)).all(|reply| reply.status == 200) && self.ready() == 200
    }

    /// Asserts that each is asked to come back.
    pub fn are_put_off(&self) {
        for reply in self.answer(1) {
            assert_eq!((reply.status, reply.header("retry-after")), (503, "2"), "{reply:?}");
        }
        // A write that was committed just before still answers for a second.
        assert!(wait_until(Duration::from_secs(3), || self.ready() == 503), "ready all the same");
    }

    /// What `/readyz` says; it says so within two seconds.
    pub fn ready(&self) -> u16 {
        let asked = Instant::now();
        let status = Client::new(self.port).get("/readyz").status;
        let took = asked.elapsed();
        assert!(took < Duration::from_secs(2), "/readyz took {took:?}");
        status
    }
}
