//! Thousands of mails, a mail server that fails in every way, senders that are killed: every mail
//! comes to one end, nobody gets two, and no budget is exceeded.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use super::book::Taken;
use super::ledger::{Ledger, Mail};
use super::server::FaultServer;
use super::talk::never_takes;
use crate::support::database::{Backend, Database};
use crate::support::dice::Dice;
use crate::support::process::Process;
use crate::support::rows::{self, Mails};
use crate::support::shop::Shop;

trials! {
    every_mail_comes_to_one_end on each_database;
}

/// How many mails a plain run sends; PostgreSQL gets half of them.
const MAILS: u64 = 600;

/// More rounds than this would mean that mails come to no end.
const ROUNDS: u32 = 400;

/// How often it is looked whether a sender has come to its end.
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// How many connections each sender may have.
const CONNECTIONS: u64 = 4;

/// How many senders there are at once, at most.
const SENDERS: u64 = 2;

const SURVEY: &str = "slug = \"after-purchase\"\nkind = \"nps\"\n";

fn every_mail_comes_to_one_end(database: &Database) {
    let began = Instant::now();
    let mut trial = Trial::begin(database, mails(database.backend));
    while trial.ledger.open_mails() > 0 {
        trial.round();
        trial.check();
    }
    trial.check_the_end();
    trial.tell(began);
    trial.send_again_on_command();
}

fn mails(backend: Backend) -> u64 {
    let all = std::env::var("AFTERWORD_FAULT_MAILS")
        .map_or(MAILS, |mails| mails.parse().expect("AFTERWORD_FAULT_MAILS is a number"));
    match backend {
        Backend::Sqlite => all,
        Backend::Postgres => all / 2,
    }
}

struct Trial {
    name: &'static str,
    database_url: String,
    mails: u64,
    limits: Limits,
    shop: Shop,
    ledger: Ledger,
    server: FaultServer,
    dice: Dice,
    rounds: u32,
    kills: u64,
    /// Whose mails were sent again on command, and how often the server had them by then.
    resent: HashMap<String, u64>,
}

/// How many mails may be handed over in any second, hour and day.
#[derive(Clone, Copy)]
struct Limits {
    second: u64,
    hour: u64,
    day: u64,
}

impl Trial {
    fn begin(database: &Database, mails: u64) -> Self {
        let name = database.backend.name();
        let mut dice = Dice::new(name, "AFTERWORD_FAULT_SEED");
        let server = FaultServer::start(dice.split());
        let limits = Limits { second: mails / 20, hour: mails / 6, day: mails / 2 };
        let shop = Shop::new(database, "");
        shop.write("config.toml", &config(&database.url, &server, limits, false));
        shop.write("survey.toml", SURVEY);
        shop.run(&["survey", "apply", "survey.toml"]);
        rows::fill(&database.url, mails, Mails::Due).expect("mails to send");
        let ledger = Ledger::open(&database.url);
        let database_url = database.url.clone();
        let (rounds, kills, resent) = (0, 0, HashMap::new());
        Self {
            name,
            database_url,
            mails,
            limits,
            shop,
            ledger,
            server,
            dice,
            rounds,
            kills,
            resent,
        }
    }

    /// Lets some hours pass, then one or two senders live for a while.
    fn round(&mut self) {
        self.rounds += 1;
        assert!(self.rounds <= ROUNDS, "no end: {:?}", self.ledger.states());
        let hours = self.dice.any(&[1, 2, 3, 6, 12]);
        self.let_pass(hours);
        self.server.mood.set_storm(self.dice.per_mille(80));
        let sealed = self.dice.per_mille(400);
        let config = config(&self.database_url, &self.server, self.limits, sealed);
        self.shop.write("config.toml", &config);
        let deliver = ["run", "deliver"];
        let first = self.shop.start(&deliver);
        match self.dice.below(4) {
            0 => self.kill(first, 2_500),
            // Its tick comes after two seconds.
            1 => {
                let serving = self.shop.serve();
                self.kill(first, 2_500);
                self.kill(serving.process, 4_000);
            }
            _ => {
                let second = self.shop.start(&deliver);
                self.kill(first, 2_000);
                self.kill(second, 1_000);
            }
        }
        self.server.settle();
    }

    fn let_pass(&mut self, hours: i64) {
        self.ledger.let_pass(hours);
        self.server.book.let_pass(hours);
    }

    /// Lets a sender live for up to so many milliseconds; what comes to its end before is not
    /// killed.
    fn kill(&mut self, mut process: Process, most: u64) {
        let until = Instant::now() + self.dice.between(50, most);
        while process.ended().is_none() {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                self.kills += 1;
                return;
            }
            std::thread::sleep(left.min(LOOK_EVERY));
        }
        let status = process.ended().unwrap_or_default();
        // 1 is what it says when the mail server cannot be reached, 2 when it will not have us.
        let in_order = [": 0", ": 1", ": 2"].iter().any(|code| status.ends_with(code));
        assert!(in_order, "{status}: {}", self.last_words());
    }

    fn last_words(&self) -> String {
        let log = self.shop.log();
        let last: Vec<&str> = log.lines().rev().take(40).collect();
        last.into_iter().rev().collect::<Vec<_>>().join("\n")
    }

    /// Holds the ledger against the mail server's own book.
    fn check(&mut self) {
        let taken = self.server.book.taken();
        let mut copies = copies(&taken);
        for mail in self.ledger.mails() {
            let taken = copies.remove(mail.email.as_str()).unwrap_or(0);
            assert!(self.is_right(&mail, taken), "taken {taken} times: {mail:?}");
        }
        assert!(copies.is_empty(), "mail that no delivery knows of: {:?}", copies.keys());
        let two = self.server.book.of_two_names();
        assert!(two.is_empty(), "letters that changed their Message-ID: {two:?}");
        self.check_budgets();
        assert!(!self.shop.log().contains("panicked"), "{}", self.last_words());
    }

    fn is_right(&self, mail: &Mail, taken: u64) -> bool {
        match (mail.state.as_str(), mail.reason.as_deref()) {
            ("sent", None) => taken == self.resent.get(&mail.email).unwrap_or(&0) + 1,
            ("uncertain", Some("uncertain")) => taken <= 1,
            // Its sender was killed, and nobody has looked after it yet.
            ("sending", _) if mail.handed_over => taken <= 1,
            ("sending", _) | ("waiting", None) => taken == 0,
            ("failed", Some("refused")) => taken == 0 && self.server.book.has_refused(&mail.email),
            ("failed", Some("gave_up")) => taken == 0 && mail.attempts > 10,
            _ => false,
        }
    }

    fn check_budgets(&mut self) {
        let second = 1_000_000;
        let Limits { second: a_second, hour, day } = self.limits;
        let spent = self.ledger.hand_overs();
        for (name, window, limit) in [
            ("second", second, a_second),
            ("hour", 3600 * second, hour),
            ("day", 86_400 * second, day),
        ] {
            let most = most_within(&spent, window);
            assert!(most <= limit, "{most} mails handed over within a {name}, {limit} may be");
        }
        // What arrives within a second was handed over in it, or was on its way when it began:
        // one mail a connection.
        let most = most_within(&self.server.book.offered(), second);
        let limit = a_second + CONNECTIONS * SENDERS;
        assert!(most <= limit, "{most} mails arrived within a second, {limit} may");
    }

    /// What holds once no mail is open any more.
    fn check_the_end(&mut self) {
        let mails = self.ledger.mails();
        assert_eq!(mails.len() as u64, self.mails, "one mail each");
        let count = |state: &str| mails.iter().filter(|mail| mail.state == state).count() as u64;
        let uncertain = count("uncertain");
        let possible = self.server.book.ambiguous() + self.kills * CONNECTIONS;
        assert!(uncertain <= possible, "{uncertain} mails uncertain, {possible} may be");
        assert!(
            count("sent") * 10 >= self.mails * 8,
            "too few were sent: {:?}",
            self.ledger.states()
        );
        let given_up = mails.iter().any(|mail| mail.reason.as_deref() == Some("gave_up"));
        let hopeless = mails.iter().filter(|mail| never_takes(&mail.email)).count();
        assert!(given_up || hopeless < 3, "nothing was given up");
        let kinds = self.server.book.mischief().len();
        assert!(kinds >= 20, "only {kinds} kinds of trouble");
    }

    /// What is uncertain stays so until somebody says otherwise; then it is sent once more.
    fn send_again_on_command(&mut self) {
        let before = self.ledger.count_hand_overs();
        self.server.mood.calm_down();
        self.let_pass(24);
        self.shop.run(&["run", "deliver"]);
        let taken = self.server.book.taken();
        assert_eq!(self.ledger.count_hand_overs(), before, "sent without a command");
        let copies = copies(&taken);
        let uncertain = self.ledger.mails().into_iter().filter(|mail| mail.state == "uncertain");
        let had = |email: &String| copies.get(email.as_str()).copied().unwrap_or(0);
        self.resent = uncertain.map(|mail| (mail.email.clone(), had(&mail.email))).collect();
        self.shop.run(&["deliveries", "resend", "--all"]);
        assert_eq!(self.ledger.open_mails() as usize, self.resent.len());
        while self.ledger.open_mails() > 0 {
            let sent = self.shop.run(&["run", "deliver"])["sent"].as_u64();
            assert!(sent > Some(0), "nothing was sent again: {:?}", self.ledger.states());
            self.let_pass(24);
        }
        self.check();
        assert!(!self.ledger.states().contains_key("uncertain"));
    }

    fn tell(&mut self, began: Instant) {
        let Self { name, mails, rounds, kills, .. } = *self;
        let (states, hand_overs) = (self.ledger.states(), self.ledger.count_hand_overs());
        let mischief = self.server.book.mischief();
        let troubles: u64 = mischief.values().sum();
        println!(
            "{name}: {mails} mails, {hand_overs} times handed over, {kills} kills in {rounds} rounds, \
             {troubles} troubles of {} kinds, {states:?}; {} s",
            mischief.len(),
            began.elapsed().as_secs()
        );
    }
}

/// `config.toml`; whoever sends next reads it.
fn config(database: &str, server: &FaultServer, limits: Limits, sealed: bool) -> String {
    let Limits { second, hour, day } = limits;
    let (url, ca_file) = (server.url(sealed), server.ca_file.path().display());
    format!(
        "data_dir = \"data\"\n[server]\nlisten = \"127.0.0.1:0\"\n[database]\nurl = \"{database}\"\n\
         [mail]\ntransport = \"smtp\"\nfrom = \"Gốm <chao@gom.example>\"\nsmtp_url = \"{url}\"\n\
         ca_file = \"{ca_file}\"\nconnections = {CONNECTIONS}\ndkim = \"ed25519\"\n\
         per_second = {second}\nper_hour = {hour}\nper_day = {day}\n"
    )
}

/// How many letters each recipient was sent that the server took.
fn copies(taken: &[Taken]) -> HashMap<&str, u64> {
    let mut copies = HashMap::new();
    for letter in taken {
        *copies.entry(letter.recipient.as_str()).or_default() += 1;
    }
    copies
}

/// The most instants that lie in any window of this length.
fn most_within(instants: &[i64], window: i64) -> u64 {
    let (mut first, mut most) = (0, 0);
    for (index, at) in instants.iter().enumerate() {
        while instants[first] + window <= *at {
            first += 1;
        }
        most = most.max(index - first + 1);
    }
    most as u64
}
