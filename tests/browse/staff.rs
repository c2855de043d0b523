//! The staff's morning: signing in, printing, and a customer who scans what was printed.

use std::io::Read;
use std::time::Duration;

use afterword::types::{Clock, SystemClock};
use serde_json::Value;

use super::looks;
use crate::support::browser::{Browser, Screen, Setup};
use crate::support::database::{Backend, Database};
use crate::support::shop::{Serving, Shop};
use crate::support::{axe, paper, process};

trials! {
    staff_print_and_a_customer_answers_by_the_card on each_database needs Chromium, Paper;
    staff_s_pages_have_no_barriers needs Chromium, Axe;
    staff_s_pages_fit_their_screens needs Chromium;
}

/// What everybody chooses here.
pub const PASSWORD: &str = "gốm sứ Thanh Hà";

const PATIENCE: Duration = Duration::from_secs(60);

/// A shop that is open, with two orders of today and one user of each role.
pub struct Counter {
    pub shop: Shop,
    pub base: String,
    pub staff_link: String,
    pub serving: Serving,
}

impl Counter {
    pub fn open(database: &Database, orders: &[(&str, &str, &str)]) -> Self {
        Self::open_at(database, "127.0.0.1", orders)
    }

    /// The same under a name of the machine.
    pub fn open_at(database: &Database, host: &str, orders: &[(&str, &str, &str)]) -> Self {
        let port = process::free_port();
        let base = format!("http://{host}:{port}");
        let settings = format!(
            "data_dir = \"data\"\n[server]\nlisten = \"127.0.0.1:{port}\"\n\
             public_url = \"{base}\"\n\
             [shop]\nname = \"Tiệm Gốm Hội An\"\nlanguage = \"vi\"\n"
        );
        let shop = Shop::new(database, &settings);
        let now = jiff::Timestamp::from_microsecond(SystemClock.now().0).expect("the present");
        let now = now.strftime("%Y-%m-%dT%H:%M:%SZ");
        let mut file = "Order ID,Order date,Fulfilled at,Customer,Email,Location\n".to_owned();
        for (id, name, location) in orders {
            file += &format!("{id},{now},{now},{name},{id}@example.com,{location}\n");
        }
        let path = shop.write("orders.csv", &file);
        shop.run(&["import", "orders", path.to_str().expect("a plain path")]);
        let added = shop.run(&["user", "add", "Lan"]);
        let staff_link = added["url"].as_str().expect("a link").to_owned();
        let serving = shop.serve();
        let counter = Self { shop, base, staff_link, serving };
        counter.wait("planned mail", || counter.mails().len() == orders.len());
        counter
    }

    /// State and reason of each planned mail.
    fn mails(&self) -> Vec<(String, Value)> {
        let ledger = self.shop.run(&["deliveries", "list"]);
        let lines = ledger.as_array().expect("a list").iter();
        let mails = lines.filter(|line| line["kind"] == "mail");
        mails.map(|mail| (mail["state"].to_string(), mail["reason"].clone())).collect()
    }

    pub fn wait(&self, what: &str, holds: impl FnMut() -> bool) {
        assert!(process::wait_until(PATIENCE, holds), "no {what}:\n{}", self.shop.log());
    }

    /// A browser in which somebody has signed in by a link and chosen a password.
    pub fn sign_in(&self, setup: Setup, link: &str) -> Browser {
        let browser = Browser::open(setup);
        browser.go(link);
        browser.press("form button");
        browser.arrive("/admin/password");
        for field in ["password", "again"] {
            browser.type_into(&format!("[name={field}]"), PASSWORD);
        }
        browser.press("form button");
        browser
    }

    /// Signs in on another device.
    pub fn enter(&self, setup: Setup, name: &str) -> Browser {
        let browser = Browser::open(setup);
        browser.go(&format!("{}/admin/sign-in", self.base));
        browser.type_into("[name=name]", name);
        browser.type_into("[name=password]", PASSWORD);
        browser.press("form button");
        browser
    }
}

pub const TABLET: Setup =
    Setup { screen: Screen::Tablet, script: true, dark: false, languages: "vi,en" };

fn staff_print_and_a_customer_answers_by_the_card(database: &Database) {
    let orders = [("DH1", "Nguyễn Thị Hồng Ánh", "Hải Châu"), ("DH2", "Trần Văn Mạnh", "Hải Châu")];
    let counter = Counter::open(database, &orders);
    let staff = counter.sign_in(TABLET, &counter.staff_link);
    staff.arrive("/admin/cards");
    assert_eq!(staff.count("[name=o]:checked"), 2);
    staff.screenshot("staff-cards");
    staff.press("form[method=post] .buttons button");
    staff.arrive("/admin/cards/batches/1");
    staff.screenshot("staff-batch");
    let pdf = counter.shop.path("printed.pdf");
    std::fs::write(&pdf, file_of(&counter, &staff)).expect("a file");
    let pages = paper::pictures(&pdf, 300);
    let codes: Vec<String> = paper::codes(&pages);
    assert_eq!(codes.len(), 2, "{codes:?}");

    // What a phone's camera read.
    let phone = Browser::open(Setup::default());
    phone.go(&codes[0]);
    phone.press("[name=score][value='9']");
    phone.press("button");
    assert!(!phone.text("[role=status] h1").is_empty());
    phone.screenshot("staff-phone-thanks");
    let answered = ("\"skipped\"".to_owned(), Value::from("answered"));
    counter.wait("cancelled mail", || counter.mails().contains(&answered));
    let waiting = ("\"waiting\"".to_owned(), Value::Null);
    assert!(counter.mails().contains(&waiting), "the other is still asked");
    assert_eq!(counter.shop.run(&["verify"])["responses"], 1);

    for path in ["/dashboard/", "/dashboard/after-purchase/index.html", "/admin/users"] {
        staff.go(&format!("{}{path}", counter.base));
        assert_eq!(staff.text("h1"), "Trang này dành cho chủ cửa hàng", "{path}");
    }
    staff.screenshot("staff-refused");
    staff.press("a.act");
    staff.arrive("/admin/cards");
    drop(counter.serving);
}

/// The file of batch 1, as the button of its page fetches it.
fn file_of(counter: &Counter, staff: &Browser) -> Vec<u8> {
    let cookie = staff.cookie("afterword");
    let reply = ureq::post(format!("{}/admin/cards/batches/1/cards.pdf", counter.base))
        .header("cookie", format!("afterword={cookie}"))
        .header("sec-fetch-site", "same-origin")
        .send_empty();
    let mut bytes = Vec::new();
    let mut body = reply.expect("a file").into_body().into_reader();
    body.read_to_end(&mut bytes).expect("the whole file");
    assert!(bytes.starts_with(b"%PDF-"));
    bytes
}

/// A shop with something on every page, and the pages.
fn full_shop(database: &Database) -> (Counter, [&'static str; 8]) {
    let orders = [
        ("DH1", "Nguyễn Thị Hồng Ánh", "Hải Châu"),
        ("DH2", "Công ty TNHH Một Thành Viên Thương Mại Hoàng Gia Phát", "Sơn Trà"),
        ("DH3", "สมชาย ใจดี", "Sơn Trà"),
    ];
    let counter = Counter::open(database, &orders);
    counter.shop.run(&["cards", "--count", "1", "--out", "cards.pdf"]);
    counter.shop.run(&["cards", "--blank", "3", "--out", "blank.pdf"]);
    let pages = [
        "/admin/cards",
        "/admin/cards?printed=1&preview=1&sheet=a4-8&design=warm&note=lines",
        "/admin/cards?days=dates&from=2026-01-01&until=2026-01-01",
        "/admin/cards/batches",
        "/admin/cards/batches/1",
        "/admin/cards/batches/2",
        "/admin/cards/blank",
        "/admin/users",
    ];
    (counter, pages)
}

fn staff_s_pages_have_no_barriers() {
    let database = Database::fresh(Backend::Sqlite);
    let (counter, pages) = full_shop(&database);
    let link = counter.serving.owner_link.clone().expect("the server printed it");
    counter.sign_in(Setup::default(), &link).arrive("/dashboard/");
    let mut found = Vec::new();
    for (dark, screen) in [(false, Screen::Desktop), (true, Screen::Phone)] {
        let setup = Setup { dark, screen, ..Setup::default() };
        let browser = counter.enter(setup, "owner");
        browser.arrive("/dashboard/");
        for page in pages {
            browser.go(&format!("{}{page}", counter.base));
            let of_page = axe::barriers(&browser);
            found.extend(of_page.into_iter().map(|barrier| format!("{page}: {barrier}")));
        }
        browser.go(&format!("{}/admin/cards", counter.base));
        browser.press("form[method=post] a.act");
        browser.press("form[method=post] .buttons button");
        browser.text(".sum");
        found.extend(axe::barriers(&browser));
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

fn staff_s_pages_fit_their_screens() {
    let database = Database::fresh(Backend::Sqlite);
    let (counter, pages) = full_shop(&database);
    let link = counter.serving.owner_link.clone().expect("the server printed it");
    counter.sign_in(Setup::default(), &link).arrive("/dashboard/");
    for screen in [Screen::SmallPhone, Screen::Tablet] {
        let setup = Setup { screen, ..TABLET };
        let browser = counter.enter(setup, "owner");
        browser.arrive("/dashboard/");
        for language in ["vi", "th", "en"] {
            browser.go(&format!("{}/admin/cards?lang={language}", counter.base));
            for page in pages {
                browser.go(&format!("{}{page}", counter.base));
                looks::fits(&browser, page);
                assert!(!looks::has_script(&browser), "{page}");
            }
        }
    }
}
