//! Two senders and a server that takes its time: at its greeting, and with the word about a letter,
//! while the senders' holds on their mails run out.

use std::collections::HashMap;
use std::time::Duration;

use super::ledger::Ledger;
use super::mischief::Phase;
use super::server::FaultServer;
use crate::support::database::Database;
use crate::support::dice::Dice;
use crate::support::process::{Process, free_port, wait_until};
use crate::support::rows::{self, Mails};
use crate::support::shop::Shop;

trials! {
    a_slow_greeting_sends_nobody_two_mails on each_database;
    a_slow_word_about_a_letter_sends_nobody_two_mails on each_database;
}

const MAILS: u64 = 60;

/// How many mails lie in a claim.
const CLAIM: usize = 20;

const PATIENCE: Duration = Duration::from_secs(30);

const DELIVER: [&str; 2] = ["run", "deliver"];

struct Trial {
    database_url: String,
    shop: Shop,
    ledger: Ledger,
    server: FaultServer,
}

impl Trial {
    fn begin(database: &Database, mails: u64, limits: &str) -> Self {
        let server = FaultServer::start(Dice::new(database.backend.name(), "AFTERWORD_FAULT_SEED"));
        server.mood.calm_down();
        let shop = Shop::new(database, "");
        shop.write("config.toml", &config(&database.url, &server.patient_url(), limits));
        shop.write("survey.toml", "slug = \"after-purchase\"\nkind = \"nps\"\n");
        shop.run(&["survey", "apply", "survey.toml"]);
        rows::fill(&database.url, mails, Mails::Due).expect("mails to send");
        let ledger = Ledger::open(&database.url);
        Self { database_url: database.url.clone(), shop, ledger, server }
    }

    fn wait_at(&self, phase: Phase, count: usize) {
        let there = || self.server.mood.gates.waiting(phase) == count;
        assert!(wait_until(PATIENCE, there), "{phase:?}: {}", self.shop.log());
    }

    fn end(&self, mut process: Process) {
        assert!(wait_until(PATIENCE, || process.ended().is_some()), "{}", self.shop.log());
    }

    /// All that is left goes out, and nobody has got two; how many mails are in each state.
    fn settle(&mut self) -> HashMap<String, usize> {
        for _ in 0..5 {
            if self.ledger.open_mails() > 0 {
                self.ledger.let_pass(1);
                self.shop.run(&DELIVER);
            }
        }
        self.server.settle();
        let mut copies: HashMap<String, u64> = HashMap::new();
        for letter in self.server.book.taken() {
            *copies.entry(letter.recipient).or_default() += 1;
        }
        let mut states: HashMap<String, usize> = HashMap::new();
        for mail in self.ledger.mails() {
            assert_eq!(copies.get(&mail.email), Some(&1), "{mail:?}");
            *states.entry(mail.state).or_default() += 1;
        }
        states
    }
}

fn a_slow_greeting_sends_nobody_two_mails(database: &Database) {
    let mut trial = Trial::begin(database, MAILS, "");
    let gates = trial.server.mood.gates.clone();
    gates.slow_down(&[&[Phase::Greeting][..], &[Phase::Dot; 40]].concat());
    let slow = trial.shop.start(&DELIVER);
    trial.wait_at(Phase::Greeting, 2);
    // Both lines hold mails when their hold runs out. Another sender gives all of them back, and
    // cannot reach the server itself.
    trial.ledger.let_pass(1);
    let away = format!("smtp://127.0.0.1:{}", free_port());
    trial.shop.write("config.toml", &config(&trial.database_url, &away, ""));
    assert_eq!(trial.shop.try_run(&DELIVER).0, Some(1), "nobody listens there");
    trial.shop.write("config.toml", &config(&trial.database_url, &trial.server.patient_url(), ""));
    // The line that came first goes on until it is in the midst of what the other believes to hold,
    // and then that one goes on too.
    gates.let_on(Phase::Greeting, 1);
    for letter in 1..=CLAIM + CLAIM / 2 {
        let read = || trial.server.book.taken().len() == letter;
        assert!(wait_until(PATIENCE, read), "{letter}: {}", trial.shop.log());
        trial.wait_at(Phase::Dot, 1);
        if letter < CLAIM + CLAIM / 2 {
            gates.let_on(Phase::Dot, 1);
        }
    }
    gates.let_on(Phase::Greeting, 1);
    trial.wait_at(Phase::Dot, 2);
    gates.slow_down(&[]);
    gates.let_on(Phase::Dot, 80);
    trial.end(slow);
    let states = trial.settle();
    assert_eq!(states.get("sent"), Some(&60), "{states:?}");
}

fn a_slow_word_about_a_letter_sends_nobody_two_mails(database: &Database) {
    let mut trial = Trial::begin(database, MAILS, "");
    let gates = trial.server.mood.gates.clone();
    gates.slow_down(&[Phase::Dot]);
    let slow = trial.shop.start(&DELIVER);
    trial.wait_at(Phase::Dot, 2);
    assert!(trial.ledger.longest_hold() <= 60, "what a dead sender leaves is known in a minute");
    trial.ledger.let_pass(1);
    gates.slow_down(&[]);
    let sent = trial.shop.run(&DELIVER);
    let taken_over = usize::try_from(MAILS).expect("few") - 2;
    assert!(taken_over > 2 * CLAIM, "the holds of both lines are taken over");
    assert_eq!((&sent["sent"], &sent["uncertain"]), (&taken_over.into(), &2.into()), "{sent}");
    gates.let_on(Phase::Dot, 2);
    trial.end(slow);
    let states = trial.settle();
    assert_eq!(states.get("sent"), Some(&taken_over), "{states:?}");
    assert_eq!(states.get("uncertain"), Some(&2), "{states:?}");
}

fn config(database: &str, url: &str, limits: &str) -> String {
    format!(
        "data_dir = \"data\"\n[server]\nlisten = \"127.0.0.1:0\"\n[database]\nurl = \"{database}\"\n\
         [mail]\ntransport = \"smtp\"\nfrom = \"Gốm <chao@gom.example>\"\nsmtp_url = \"{url}\"\n\
         connections = 2\ndkim = \"off\"\nper_hour = 0\n{limits}"
    )
}
