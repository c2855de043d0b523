//! Customers who answer, and change their answers, as fast as the server takes it.
//!
//! What was acknowledged is remembered; what was sent and never acknowledged may be stored or not.

use std::collections::HashMap;
use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::ledger::Stored;
use crate::load::{parse, request};
use crate::support::dice::Dice;

/// How many connections are kept busy.
const CONNECTIONS: usize = 8;

/// What is known of one customer's answer.
#[derive(Clone)]
struct Given {
    token: String,
    /// The last score that was acknowledged.
    kept: Option<u64>,
    /// Scores sent since then.
    unsure: Vec<u64>,
}

/// All customers who have answered or tried to.
#[derive(Default)]
pub struct Answers {
    given: Vec<Given>,
}

/// Customers at work until their server is gone.
pub struct Pressing(Vec<JoinHandle<Vec<Given>>>);

impl Answers {
    /// Lets fresh customers answer, and then all of them change their answers without end.
    pub fn press(&mut self, port: u16, fresh: Vec<String>, dice: &mut Dice) -> Pressing {
        let known: Vec<_> = self.given.drain(..).collect();
        let fresh = fresh.into_iter().map(|token| Given { token, kept: None, unsure: Vec::new() });
        let mut shares = vec![(Vec::new(), 0); CONNECTIONS];
        for (index, given) in fresh.enumerate() {
            let share = &mut shares[index % CONNECTIONS];
            share.0.push(given);
            share.1 += 1;
        }
        for (index, given) in known.into_iter().enumerate() {
            shares[index % CONNECTIONS].0.push(given);
        }
        let at_work = shares.into_iter().map(|(share, fresh)| {
            let dice = dice.split();
            thread::spawn(move || respond(port, share, fresh, dice))
        });
        Pressing(at_work.collect())
    }

    /// Waits for those at work, whose server is gone.
    pub fn end(&mut self, pressing: Pressing) {
        for thread in pressing.0 {
            self.given.extend(thread.join().expect("a customer"));
        }
    }

    /// How many have an answer that was acknowledged.
    pub fn acknowledged(&self) -> usize {
        self.given.iter().filter(|given| given.kept.is_some()).count()
    }

    /// The tokens that were used.
    pub fn tokens(&self) -> impl Iterator<Item = &str> {
        self.given.iter().map(|given| given.token.as_str())
    }

    /// Holds what was acknowledged against what is stored.
    pub fn check(&mut self, stored: Vec<Stored>) {
        let mut rows: HashMap<String, Vec<Stored>> = HashMap::new();
        for row in stored {
            rows.entry(row.token.clone()).or_default().push(row);
        }
        for given in &mut self.given {
            let found = rows.remove(&given.token).unwrap_or_default();
            let Given { token, kept, unsure } = given;
            assert!(found.len() <= 1, "{} answers of {token}", found.len());
            let Some(row) = found.first() else {
                assert_eq!(*kept, None, "the acknowledged answer of {token} is lost");
                continue;
            };
            let score = u64::try_from(row.score).expect("a score");
            let possible = *kept == Some(score) || unsure.contains(&score);
            assert!(possible, "{token} has {score}; acknowledged {kept:?}, sent since {unsure:?}");
            assert_eq!(row.comment.as_deref(), Some(comment(score).as_str()), "half an answer");
            // From here on what is stored is known.
            (*kept, *unsure) = (Some(score), Vec::new());
        }
        assert!(rows.is_empty(), "answers that nobody gave: {:?}", rows.keys());
    }
}

fn comment(score: u64) -> String {
    format!("cho {score}")
}

/// One connection: each fresh customer once, then any of them again and again.
fn respond(port: u16, mut share: Vec<Given>, fresh: usize, mut dice: Dice) -> Vec<Given> {
    let Ok(mut stream) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)) else { return share };
    stream.set_nodelay(true).expect("a socket");
    stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a socket");
    let mut fresh = 0..fresh;
    let mut bytes = Vec::new();
    while !share.is_empty() {
        let others = u64::try_from(share.len()).expect("a number");
        let any = usize::try_from(dice.below(others)).expect("a number");
        let given = &mut share[fresh.next().unwrap_or(any)];
        let score = dice.below(11);
        given.unsure.push(score);
        bytes.clear();
        let fields = format!("score={score}&comment={}", comment(score).replace(' ', "+"));
        request::post(&mut bytes, &format!("/s/{}?via=mail", given.token), &fields);
        match exchange(&mut stream, &mut bytes) {
            Some(200) => (given.kept, given.unsure) = (Some(score), Vec::new()),
            // "It is not known, try again": as unsure as no answer.
            Some(503) => {}
            // One answer may be changed some times a minute: this one surely did not come in.
            Some(429) => drop(given.unsure.pop()),
            Some(status) => panic!("an answer got {status}"),
            None => break,
        }
    }
    share
}

/// Sends a request and reads its answer whole; `None` once the server is gone.
fn exchange(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> Option<u16> {
    stream.write_all(bytes).ok()?;
    bytes.clear();
    let mut piece = [0; 16 * 1024];
    loop {
        if let Some(response) = parse(bytes).expect("HTTP") {
            return Some(response.status);
        }
        match stream.read(&mut piece) {
            Ok(0) => return None,
            Ok(read) => bytes.extend_from_slice(&piece[..read]),
            Err(error) => {
                assert_ne!(error.kind(), ErrorKind::WouldBlock, "no answer within 30 s");
                return None;
            }
        }
    }
}
