//! A shop with a bit of everything, served by the real binary.

use std::fs;
use std::io::{Read, Seek, SeekFrom};

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::pages::{Offered, hidden};
use super::request::{Answer, Request, Who};
use super::routes;
use crate::support::database::Database;
use crate::support::shop::{Serving, Shop};

const SETTINGS: &str = r#"
data_dir = "data"
secret_key = "a secret for trials only"
[server]
listen = "127.0.0.1:0"
public_url = "http://survey.shop.example"
trusted_proxies = ["127.0.0.1"]
header_seconds = 5
body_seconds = 5
stalled_seconds = 2
[shop]
name = "Trà Hoa & Bạn"
[mail]
dkim = "off"
[returns]
hook_secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
[site]
min_n = 1
comments = true
[site.public_edition]
surveys = ["after-purchase"]
segments = true
[log]
format = "json"
"#;

const SURVEY: &str = r#"
slug = "after-purchase"
kind = "nps"
delay = "1 days"
[[follow_up]]
key = "reason"
kind = "choice"
when = "detractor"
options = ["speed", "courtesy"]
[[follow_up]]
key = "liked"
kind = "choices"
options = ["price", "staff"]
[[follow_up]]
key = "ease"
kind = "scale"
[[follow_up]]
key = "wish"
kind = "text"
"#;

/// The name of somebody who prints cards.
const STAFF: &str = "Lan";

/// A shop that is open.
pub struct House {
    shop: Shop,
    serving: Serving,
    staff: String,
    owner: String,
    offered: Offered,
    /// How much of the log was read, and how many visitors came.
    read: u64,
    visitors: u32,
}

impl House {
    /// Opens one: orders that were mailed about, answered and printed, a shared code, staff.
    pub fn open(database: &Database) -> Self {
        let shop = Shop::new(database, SETTINGS);
        let survey = shop.write("survey.toml", SURVEY);
        shop.run(&["survey", "apply", survey.to_str().expect("a plain path")]);
        let orders = shop.write("orders.csv", &orders());
        shop.run(&["import", "orders", orders.to_str().expect("a plain path")]);
        shop.run(&["run", "plan"]);
        shop.run(&["run", "deliver"]);
        let place = shop.run(&["touchpoint", "add", "Quầy", "--location", "Hải Châu"]);
        shop.run(&["user", "add", STAFF]);
        let serving = shop.serve();
        let offered = Offered::default();
        let (staff, owner) = (String::new(), String::new());
        let mut house = Self { shop, serving, staff, owner, offered, read: 0, visitors: 0 };
        house.sign_in(Who::Owner);
        house.sign_in(Who::Staff);
        let url = place[0]["url"].as_str().expect("its address");
        house.offer("code", url.rsplit('/').next().expect("a code").to_owned());
        house.take_mails();
        house.answer_some();
        house.print_some();
        house.offer("path", "index.html".to_owned());
        house.offer("file", "a5.pdf".to_owned());
        house.offer("secret", "0".repeat(48));
        house
    }

    /// What pages offer now.
    pub fn look_around(&mut self) -> &Offered {
        for route in routes::all().iter().filter(|route| !route.contains('{')) {
            for who in [Who::Stranger, Who::Staff, Who::Owner] {
                let answer = self.send(&Request::plain(who, "GET", route)).expect("an answer");
                self.offered.take(&String::from_utf8_lossy(&answer.body));
            }
        }
        &self.offered
    }

    /// Sends a request; signs in again whoever was signed out by it.
    pub fn send(&mut self, request: &Request) -> Result<Answer, String> {
        let cookies = match request.who {
            Who::Stranger => "",
            Who::Staff => &self.staff,
            Who::Owner => &self.owner,
        };
        let answer = request.send(self.serving.port, cookies)?;
        let is_out = answer.header("location").any(|to| to == "/admin/sign-in");
        if is_out && request.who != Who::Stranger {
            self.sign_in(request.who);
        }
        Ok(answer)
    }

    /// What the log says since it was last asked that it must not say.
    pub fn complaints(&mut self) -> Result<(), String> {
        let mut log = fs::File::open(self.shop.path("log")).map_err(|error| error.to_string())?;
        let mut text = String::new();
        let read = log.seek(SeekFrom::Start(self.read)).and_then(|_| log.read_to_string(&mut text));
        self.read += u64::try_from(read.map_err(|error| error.to_string())?).expect("a small log");
        let is_bad =
            |line: &&str| line.contains("\"level\":\"ERROR\"") || line.contains("panicked");
        let bad: Vec<&str> = text.lines().filter(is_bad).collect();
        if bad.is_empty() { Ok(()) } else { Err(bad.join("\n")) }
    }

    fn offer(&mut self, name: &str, value: String) {
        self.offered.add(name, value);
    }

    /// Signs somebody in by a new link, from an address of their own: tries to sign in are limited.
    fn sign_in(&mut self, who: Who) {
        let name = if who == Who::Owner { "owner" } else { STAFF };
        let made = self.shop.run(&["user", "reset", name]);
        let link = made["url"].as_str().expect("a link");
        let path = &link["http://survey.shop.example".len()..];
        self.visitors += 1;
        let address = format!("10.1.{}.{}", self.visitors / 256, self.visitors % 256);
        let from = |request: Request| {
            let headers = vec![("x-forwarded-for", address.clone().into_bytes())];
            Request { headers, ..request }
        };
        let page = from(Request::plain(Who::Stranger, "GET", path));
        let page = page.send(self.serving.port, "").expect("a page");
        let brought = cookies_of(&page);
        let fields = hidden(&String::from_utf8_lossy(&page.body));
        let press = from(Request::plain(Who::Stranger, "POST", path)).with_form(&fields);
        let answer = press.send(self.serving.port, &brought).expect("an answer");
        assert_eq!(answer.status, Some(303), "{name} cannot sign in: {}", answer.head);
        let cookies = cookies_of(&answer);
        *(if who == Who::Owner { &mut self.owner } else { &mut self.staff }) = cookies;
    }

    /// The links in the mails that were written.
    fn take_mails(&mut self) {
        let folder = fs::read_dir(self.shop.path("data/mail")).expect("mails");
        for path in folder.map(|entry| entry.expect("an entry").path()) {
            let mail =
                fs::read_to_string(path).expect("a mail").replace("=\r\n", "").replace("=\n", "");
            for way in ["/s/", "/u/"] {
                for rest in mail.split(&format!("survey.shop.example{way}")).skip(1) {
                    self.offer("token", rest.chars().take(12).collect());
                }
            }
        }
        assert!(self.offered.of("token").len() >= 4, "no links in the mails");
    }

    fn answer_some(&mut self) {
        for (token, score) in self.offered.of("token").to_vec().iter().zip(["9", "2"]) {
            let form = [("score", score), ("comment", "Gói hàng đẹp")];
            let form = form.map(|(key, value)| (key.to_owned(), value.to_owned()));
            let request = Request::plain(Who::Stranger, "POST", &format!("/s/{token}"));
            self.send(&request.with_form(&form)).expect("an answer");
        }
    }

    fn print_some(&mut self) {
        let printed =
            self.shop.run(&["cards", "--sheet", "a4-8", "--orders", &days(), "--out", "cards.pdf"]);
        self.offer("batch", number_of(&printed).to_string());
        self.offer("before", "9".to_owned());
    }
}

fn number_of(printed: &Value) -> i64 {
    printed["batch"].as_i64().unwrap_or_else(|| panic!("no batch in {printed}"))
}

fn cookies_of(answer: &Answer) -> String {
    let pairs = answer.header("set-cookie").filter_map(|cookie| cookie.split(';').next());
    pairs.collect::<Vec<_>>().join("; ")
}

fn days() -> String {
    let day =
        |days: i64| (Timestamp::now() - SignedDuration::from_hours(24 * days)).strftime("%Y-%m-%d");
    format!("{}..{}", day(7), day(4))
}

/// Orders that mails were due about, with and without an address, and some of today.
fn orders() -> String {
    let ago = |hours| {
        (Timestamp::now() - SignedDuration::from_hours(hours)).strftime("%Y-%m-%dT%H:%M:%SZ")
    };
    let (old, new) = (ago(5 * 24), ago(1));
    let mut file = "Order ID,Order date,Fulfilled at,Customer,Email,Phone,Location\n".to_owned();
    for order in 0..6 {
        file +=
            &format!("A{order},{old},{old},Nguyễn Thị {order},a{order}@example.com,,Hải Châu\n");
        file += &format!("B{order},{old},{old},สมชาย {order},,+6681234567{order},Sơn Trà\n");
        file += &format!("C{order},{new},,Trần Văn {order},c{order}@example.com,,Hải Châu\n");
    }
    file
}
