//! Fifty kills of one shop, each followed by all that a customer, an owner and an auditor may ask.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::time::Instant;

use afterword::config::Config;

use super::answers::Answers;
use super::ledger::Ledger;
use super::{orders, site};
use crate::support::database::Database;
use crate::support::dice::Dice;
use crate::support::process::Process;
use crate::support::shop::Shop;
use crate::support::smtp::SmtpServer;

trials! {
    nothing_is_lost_or_done_twice on each_database needs Smtp;
}

/// How often something is killed at work.
const KILLS: u32 = 54;

/// Orders that are there before the first kill.
const FIRST: u64 = 1_200;

/// Orders in the file whose import is killed.
const ALL: u64 = 4_000;

/// Customers who answer for the first time in each round.
const FRESH: usize = 120;

const SURVEY: &str = "slug = \"after-purchase\"\nkind = \"nps\"\ndelay = \"1 days\"\n";

/// What is killed in a round.
#[derive(Clone, Copy)]
enum Work {
    /// The server under full load, with an import beside it.
    OpenBesideImport,
    /// The server under full load, with a second sender of mail beside it.
    OpenBesideDeliver,
    /// One command by itself: its words, and how many milliseconds it may live.
    Alone(&'static [&'static str], u64),
}

const ROUNDS: [Work; 8] = [
    Work::OpenBesideImport,
    Work::Alone(&["run", "fold"], 250),
    Work::Alone(&["run", "plan"], 700),
    Work::OpenBesideDeliver,
    Work::Alone(&["run", "publish"], 250),
    Work::Alone(&["run", "deliver"], 900),
    Work::OpenBesideImport,
    Work::Alone(&["run", "publish"], 250),
];

fn nothing_is_lost_or_done_twice(database: &Database) {
    let began = Instant::now();
    let mut trial = Trial::begin(database);
    for work in ROUNDS.into_iter().cycle().take(200) {
        if trial.killed() >= KILLS {
            break;
        }
        trial.round(work);
        trial.check();
    }
    assert!(trial.killed() >= KILLS, "too little was alive to be killed: {:?}", trial.kills);
    trial.finish();
    let (name, mails) = (database.backend.name(), trial.states());
    let (kills, answers) = (&trial.kills, trial.answers.acknowledged());
    let seconds = began.elapsed().as_secs();
    println!("{name}: killed {kills:?}; {answers} answers, mails {mails:?}; {seconds} s");
}

struct Trial {
    shop: Shop,
    ledger: Ledger,
    postfix: SmtpServer,
    answers: Answers,
    dice: Dice,
    kills: BTreeMap<String, u32>,
    /// How many answers the site showed last.
    shown: Option<u64>,
}

impl Trial {
    fn begin(database: &Database) -> Self {
        let postfix = SmtpServer::start();
        let settings = format!(
            "data_dir = \"data\"\n[server]\nlisten = \"127.0.0.1:0\"\n\
             [mail]\ntransport = \"smtp\"\nfrom = \"Gốm <chao@gom.vn>\"\nsmtp_url = \"{}\"\nper_hour = 0\n",
            postfix.url_plain
        );
        let shop = Shop::new(database, &settings);
        shop.write("survey.toml", SURVEY);
        shop.write("first.csv", &orders::file(0, FIRST));
        shop.write("all.csv", &orders::file(0, ALL));
        shop.run(&["survey", "apply", "survey.toml"]);
        shop.run(&["import", "orders", "first.csv"]);
        shop.run(&["run", "plan"]);
        Self {
            shop,
            ledger: Ledger::open(&database.url),
            postfix,
            answers: Answers::default(),
            dice: Dice::new(database.backend.name(), "AFTERWORD_KILL_SEED"),
            kills: BTreeMap::new(),
            shown: None,
        }
    }

    fn killed(&self) -> u32 {
        self.kills.values().sum()
    }

    fn round(&mut self, work: Work) {
        self.ledger.let_time_pass();
        match work {
            Work::OpenBesideImport => self.kill_open(&["import", "orders", "all.csv"]),
            Work::OpenBesideDeliver => self.kill_open(&["run", "deliver"]),
            Work::Alone(command, most) => {
                let process = self.shop.start(command);
                std::thread::sleep(self.dice.between(20, most));
                self.kill(command[1], process);
            }
        }
    }

    /// The shop is open, customers answer, and a command is at work beside the server.
    fn kill_open(&mut self, beside: &'static [&'static str]) {
        let known: HashSet<&str> = self.answers.tokens().collect();
        let fresh = self.ledger.unanswered().into_iter();
        let fresh = fresh.filter(|token| !known.contains(token.as_str())).take(FRESH).collect();
        let serving = self.shop.serve();
        let beside_it = self.shop.start(beside);
        let pressing = self.answers.press(serving.port, fresh, &mut self.dice);
        // Its ticks come after one and two seconds.
        std::thread::sleep(self.dice.between(50, 3_500));
        self.kill("serve", serving.process);
        if self.dice.below(3) == 0 {
            std::thread::sleep(self.dice.between(1, 1_000));
        }
        self.kill(beside[1], beside_it);
        self.answers.end(pressing);
    }

    /// Kills it; what had come to its end before does not count.
    fn kill(&mut self, name: &str, mut process: Process) {
        match process.ended() {
            None => *self.kills.entry(name.to_owned()).or_default() += 1,
            Some(status) => {
                let log = self.shop.log();
                assert!(status.ends_with(": 0"), "{name} ended by itself, {status}:\n{log}");
            }
        }
        drop(process);
    }

    fn check(&mut self) {
        // What a browser would see now; nobody has cleared up yet.
        let shown = site::check(&self.shop.path("data/site"));
        assert!(shown >= self.shown, "the site has forgotten: {:?}, {shown:?}", self.shown);
        self.shown = shown;
        let verified = self.shop.run(&["verify"]);
        assert_eq!(verified["differences"], serde_json::json!([]), "{verified}");
        let stored = self.ledger.answers();
        assert!(shown <= Some(stored.len() as u64), "the site shows {shown:?}");
        self.answers.check(stored);
        self.check_mail();
    }

    /// What the mail server delivered is what the ledger says it was given, and nobody got two.
    fn check_mail(&mut self) {
        let mut copies: HashMap<String, usize> = HashMap::new();
        for message in self.postfix.messages() {
            *copies.entry(recipient(&message)).or_default() += 1;
        }
        for mail in self.ledger.mails() {
            let delivered = copies.remove(&mail.email).unwrap_or(0);
            let as_it_should_be = match mail.state.as_str() {
                "sent" => delivered == 1,
                "uncertain" => delivered <= 1,
                "sending" if mail.handed_over => delivered <= 1,
                _ => delivered == 0,
            };
            assert!(as_it_should_be, "delivered {delivered} times: {mail:?}");
        }
        assert!(copies.is_empty(), "mail that no delivery knows of: {:?}", copies.keys());
    }

    /// Lets everything come to its end and counts once more.
    fn finish(&mut self) {
        self.ledger.let_time_pass();
        self.shop.run(&["import", "orders", "all.csv"]);
        self.shop.run(&["run", "plan"]);
        self.shop.run(&["run", "deliver"]);
        self.shop.run(&["run", "fold"]);
        self.shop.run(&["run", "publish"]);
        self.check();
        assert_eq!(self.shown, Some(self.answers.acknowledged() as u64), "answers on the site");
        assert!(self.answers.acknowledged() >= FRESH, "too few answers to prove anything");
        assert_all_once("order", &self.ledger.orders());
        assert_all_once("invitation", &self.ledger.invited());
        let states: HashMap<String, String> =
            self.ledger.mails().into_iter().map(|mail| (mail.email, mail.state)).collect();
        assert_eq!(states.len() as u64, ALL, "one mail each");
        for order in 0..ALL {
            let state = states.get(&orders::email(order)).map(String::as_str);
            let ended = match state {
                Some("skipped") => true, // answered before
                Some("sent" | "uncertain") => orders::is_due(order),
                Some("waiting") => !orders::is_due(order),
                _ => false,
            };
            assert!(ended, "the mail about order {order} is {state:?}");
        }
        let uncertain = states.values().filter(|state| *state == "uncertain").count();
        let senders = self.kills.get("serve").copied().unwrap_or(0)
            + self.kills.get("deliver").copied().unwrap_or(0);
        let at_once = u64::from(Config::default().mail.connections);
        let most = u64::from(senders) * at_once;
        assert!(uncertain as u64 <= most, "{uncertain} uncertain of {senders} kills");
    }

    fn states(&mut self) -> BTreeMap<String, u32> {
        let mut states = BTreeMap::new();
        for mail in self.ledger.mails() {
            *states.entry(mail.state).or_default() += 1;
        }
        states
    }
}

/// `found` are the ids of all orders, each once, in order.
fn assert_all_once(what: &str, found: &[String]) {
    for (order, id) in (0..ALL).zip(found) {
        assert_eq!(*id, orders::id(order), "an {what} is missing or doubled");
    }
    assert_eq!(found.len() as u64, ALL, "one {what} each");
}

/// Whom Postfix delivered a message for.
fn recipient(message: &[u8]) -> String {
    let text = String::from_utf8_lossy(message);
    let line = text.lines().find_map(|line| line.strip_prefix("X-Original-To: "));
    line.expect("Postfix notes it").to_owned()
}
