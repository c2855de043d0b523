//! A shop that serves, with six surveys, a few orders and their mails as files.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use afterword::types::{Clock, SystemClock};
use mail_parser::MessageParser;
use serde_json::Value;

use crate::support::database::Database;
use crate::support::process;
use crate::support::shop::{Serving, Shop};

/// How long the ticks may take, on a machine that has other things to do.
const PATIENCE: Duration = Duration::from_secs(60);

/// All kinds of survey.
pub const KINDS: [&str; 6] = ["nps", "csat", "ces", "stars", "smileys", "thumbs"];

/// What every survey asks further: unhappy customers one thing, happy ones another, all a third.
const FOLLOW_UPS: &str = r#"
[[follow_up]]
key = "wrong"
kind = "choices"
when = "detractor"
options = ["speed", "courtesy", "product"]
[follow_up.texts.vi]
label = "Điều gì chưa tốt?"
speed = "Giao hàng chậm"
courtesy = "Thái độ phục vụ"
product = "Sản phẩm"
[follow_up.texts.en]
label = "What was not good?"
[follow_up.texts.th]
label = "อะไรที่ยังไม่ดี"
speed = "จัดส่งช้า"
courtesy = "การบริการ"
product = "สินค้า"
[[follow_up]]
key = "liked"
kind = "choice"
when = "promoter"
options = ["price", "staff"]
[[follow_up]]
key = "ease"
kind = "scale"
[[follow_up]]
key = "wish"
kind = "text"
"#;

/// A shop that is open.
pub struct House {
    shop: Shop,
    /// Its address, without a slash at the end.
    pub base: String,
    serving: Serving,
}

impl House {
    /// Opens one and waits until its mails are written.
    pub fn open(database: &Database) -> Self {
        let base = format!("http://127.0.0.1:{}", process::free_port());
        let settings = format!(
            "data_dir = \"data\"\n[server]\nlisten = \"{}\"\npublic_url = \"{base}\"\n\
             [shop]\nname = \"Tiệm Gốm Hội An\"\nlanguage = \"vi\"\n\
             address = \"12 Trần Phú, Hội An\"\n[site]\nmin_n = 1\ncomments = true\n",
            base.trim_start_matches("http://")
        );
        let shop = Shop::new(database, &settings);
        // The one that orders are asked by, and one of each kind for touchpoints.
        apply(&shop, "after-purchase", "nps", true);
        for kind in KINDS {
            apply(&shop, &format!("at-{kind}"), kind, false);
        }
        let orders = shop.write("orders.csv", &orders());
        let imported = shop.run(&["import", "orders", orders.to_str().expect("a plain path")]);
        assert_eq!(imported["mails_to_come"], 3, "{imported}");
        let serving = shop.serve();
        let house = Self { shop, base, serving };
        house.wait("three mails", || house.mails().len() == 3);
        house
    }

    /// The link that signs the owner in once.
    pub fn owner_link(&self) -> &str {
        self.serving.owner_link.as_deref().expect("the server printed it")
    }

    /// The HTML of each mail as a file that a browser opens, in the order of their numbers.
    pub fn mails(&self) -> Vec<PathBuf> {
        let Ok(folder) = fs::read_dir(self.shop.path("data/mail")) else { return Vec::new() };
        let paths = folder.map(|entry| entry.expect("an entry").path());
        let mut mails: Vec<_> =
            paths.filter(|path| path.extension().is_some_and(|end| end == "eml")).collect();
        mails.sort();
        mails.into_iter().map(|mail| html_of(&mail)).collect()
    }

    /// The address of a customer's form, out of their mail.
    pub fn form(&self, mail: usize) -> String {
        let html = fs::read_to_string(&self.mails()[mail]).expect("a mail");
        let start = html.find(&format!("{}/s/", self.base)).expect("a link");
        html[start..].split(['?', '"']).next().expect("its address").to_owned()
    }

    /// The address where a customer ends all mail.
    pub fn unsubscribe(&self, mail: usize) -> String {
        let html = fs::read_to_string(&self.mails()[mail]).expect("a mail");
        let start = html.find(&format!("{}/u/", self.base)).expect("a link");
        html[start..].split('"').next().expect("its address").to_owned()
    }

    /// A code on the counter, for the survey of a kind.
    pub fn touchpoint(&self, kind: &str) -> String {
        let made = self.shop.run(&["touchpoint", "add", "Quầy", "--survey", &format!("at-{kind}")]);
        made[0]["url"].as_str().expect("its address").to_owned()
    }

    /// Orders of customers who have a phone and no address, due to be asked.
    pub fn bring_phones(&self) {
        let then = (jiff::Timestamp::now() - jiff::SignedDuration::from_hours(5 * 24))
            .strftime("%Y-%m-%dT%H:%M:%SZ");
        let file = format!(
            "Order ID,Order date,Fulfilled at,Customer,Email,Phone,Language\n\
             DH7,{then},{then},Nguyễn Thị Lan,,0905111222,vi\n\
             DH8,{then},{then},สมชาย ใจดี,,+66812345678,th\n"
        );
        let orders = self.shop.write("phones.csv", &file);
        self.shop.run(&["import", "orders", orders.to_str().expect("a plain path")]);
        self.shop.run(&["run", "plan"]);
    }

    /// How many links were passed on.
    pub fn links(&self) -> usize {
        let ledger = self.shop.run(&["deliveries", "list", "--state", "sent"]);
        let lines = ledger.as_array().expect("a list").iter();
        lines.filter(|line| line["kind"] == "link").count()
    }

    /// How many answers are stored; what is counted agrees with them.
    pub fn answers(&self) -> u64 {
        self.shop.run(&["verify"])["responses"].as_u64().expect("a number")
    }

    /// Waits until the site shows these counts, `{"3": 1}`, of a survey.
    pub fn wait_for_counts(&self, slug: &str, wanted: &[(&str, u64)]) {
        let path = self.shop.path(&format!("data/site/data/{slug}.json"));
        self.wait(&format!("{wanted:?} on the site"), || {
            let Ok(bytes) = fs::read(&path) else { return false };
            let survey: Value = serde_json::from_slice(&bytes).expect("whole JSON");
            wanted.iter().all(|(score, n)| survey["counts"][*score] == *n)
        });
    }

    fn wait(&self, what: &str, holds: impl FnMut() -> bool) {
        assert!(process::wait_until(PATIENCE, holds), "no {what}:\n{}", self.shop.log());
    }
}

fn apply(shop: &Shop, slug: &str, kind: &str, active: bool) {
    let delay = "delay = \"1 days\"";
    let mut survey = format!("slug = \"{slug}\"\nkind = \"{kind}\"\n{delay}\n");
    if !active {
        // Asked at the counter alone: never early enough for an order.
        survey = format!("slug = \"{slug}\"\nkind = \"{kind}\"\nsample = 0.0\n");
    }
    let name = format!("{slug}.toml");
    shop.write(&name, &(survey + FOLLOW_UPS));
    shop.run(&["survey", "apply", &name]);
}

fn orders() -> String {
    let now = jiff::Timestamp::from_microsecond(SystemClock.now().0).expect("the present");
    let then = (now - jiff::SignedDuration::from_hours(5 * 24)).strftime("%Y-%m-%dT%H:%M:%SZ");
    let mut file = "Order ID,Order date,Fulfilled at,Customer,Email,Location\n".to_owned();
    for (id, name, email) in [
        ("DH1", "Nguyễn Thị Lan", "lan@example.com"),
        ("DH2", "Trần Văn Mạnh", "manh@example.com"),
        ("DH3", "Ann Brown", "ann@example.com"),
    ] {
        file += &format!("{id},{then},{then},{name},{email},Hải Châu\n");
    }
    file
}

fn html_of(mail: &std::path::Path) -> PathBuf {
    let bytes = fs::read(mail).expect("a mail");
    let message = MessageParser::default().parse(&bytes).expect("a mail");
    let html = message.body_html(0).expect("an HTML part");
    let path = mail.with_extension("html");
    fs::write(&path, html.as_bytes()).expect("a file");
    path
}
