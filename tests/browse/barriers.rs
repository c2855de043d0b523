//! No page has anything in it that axe-core finds to be in somebody's way, by day or by night.

use super::house::{House, KINDS};
use crate::support::axe;
use crate::support::browser::{Browser, Screen, Setup};
use crate::support::database::{Backend, Database};

trials! {
    forms_have_no_barriers needs Chromium, Axe;
    other_pages_have_no_barriers needs Chromium, Axe;
}

/// Holds the page that is open against the rules and keeps a picture of it.
struct Inspector {
    browser: Browser,
    light: &'static str,
    found: Vec<String>,
}

impl Inspector {
    fn new(dark: bool, screen: Screen) -> Self {
        let browser = Browser::open(Setup { dark, screen, ..Setup::default() });
        Self { browser, light: if dark { "dark" } else { "light" }, found: Vec::new() }
    }

    fn look(&mut self, name: &str) {
        let name = format!("axe-{name}-{}", self.light);
        self.browser.screenshot(&name);
        let barriers = axe::barriers(&self.browser);
        self.found.extend(barriers.into_iter().map(|barrier| format!("{name}: {barrier}")));
    }

    fn end(self) {
        assert!(self.found.is_empty(), "\n{}", self.found.join("\n"));
    }
}

fn forms_have_no_barriers() {
    let database = Database::fresh(Backend::Sqlite);
    let house = House::open(&database);
    let addresses = KINDS.map(|kind| (kind, house.touchpoint(kind)));
    for dark in [false, true] {
        let mut inspector = Inspector::new(dark, Screen::Phone);
        for (kind, address) in &addresses {
            inspector.browser.go(address);
            inspector.browser.press("button");
            inspector.browser.text(".sum");
            inspector.look(&format!("{kind}-problem"));
            inspector.browser.press("[name=score]");
            inspector.look(&format!("{kind}-chosen"));
        }
        // What follows an answer differs by nothing but its words.
        inspector.browser.press("button");
        inspector.browser.text("form.more, [role=status] h1");
        inspector.look("more");
        inspector.browser.go(&addresses[0].1);
        inspector.browser.press("label:last-child > [name=score]");
        inspector.browser.type_into("[name=comment]", "Tốt");
        inspector.browser.press("button");
        inspector.browser.text("[role=status] h1");
        inspector.look("thanks");
        inspector.end();
    }
}

fn other_pages_have_no_barriers() {
    let database = Database::fresh(Backend::Sqlite);
    let house = House::open(&database);
    answer(&house);
    let mut first = Inspector::new(false, Screen::Phone);
    first.browser.go(house.owner_link());
    first.look("owner-link");
    first.browser.press("form button");
    first.browser.arrive("/admin/password");
    first.look("password");
    for field in ["password", "again"] {
        first.browser.type_into(&format!("[name={field}]"), "gốm sứ Thanh Hà");
    }
    first.browser.press("form button");
    first.browser.arrive("/dashboard/");
    first.end();
    for (dark, screen) in [(false, Screen::Desktop), (true, Screen::Phone)] {
        let mut inspector = Inspector::new(dark, screen);
        let pages =
            [("missing", "/s/ABCD-EFGH-JKMN"), ("code", "/s"), ("sign-in", "/admin/sign-in")];
        for (name, path) in pages {
            inspector.browser.go(&format!("{}{path}", house.base));
            inspector.look(name);
        }
        inspector.browser.go(&house.unsubscribe(2));
        inspector.look("unsubscribe");
        inspector.browser.go(&format!("{}/admin/sign-in", house.base));
        inspector.browser.type_into("[name=name]", "owner");
        inspector.browser.type_into("[name=password]", "gốm sứ Thanh Hà");
        inspector.browser.press("form button");
        inspector.browser.arrive("/dashboard/");
        inspector.look("dashboard");
        for survey in ["after-purchase", "at-nps"] {
            inspector.browser.go(&format!("{}/dashboard/{survey}/index.html", house.base));
            inspector.look(&format!("dashboard-{survey}"));
        }
        inspector.end();
    }
}

/// Gives the site something to show.
fn answer(house: &House) {
    let browser = Browser::open(Setup::default());
    for (mail, score) in [(0, 9), (1, 3)] {
        browser.go(&format!("{}?score={score}", house.form(mail)));
        browser.type_into("[name=comment]", "Gốm rất đẹp");
        browser.press("button");
    }
    house.wait_for_counts("after-purchase", &[("3", 1), ("9", 1)]);
}
