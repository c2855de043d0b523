//! A shared code in a rush: a browser with a script shows work without anybody doing anything; one
//! without is asked for patience by the same page.

use ureq::Agent;

use super::house::House;
use crate::support::browser::{Browser, Screen, Setup};
use crate::support::database::{Backend, Database};

trials! {
    a_phone_works_through_a_rush_by_itself needs Chromium;
}

/// More than a new place takes within ten minutes.
const MANY: u8 = 151;

fn a_phone_works_through_a_rush_by_itself() {
    let database = Database::fresh(Backend::Sqlite);
    let house = House::open(&database);
    let address = house.touchpoint("smileys");
    let mut last = 200;
    for _ in 0..MANY {
        // Each is another device: nobody keeps a cookie.
        let agent: Agent = Agent::config_builder().http_status_as_error(false).build().into();
        let sent = agent.post(&address).content_type("application/x-www-form-urlencoded");
        last = sent.send("score=1").expect("a reply").status().as_u16();
    }
    assert_eq!(last, 429, "the last one is asked for proof");
    assert_eq!(house.answers(), u64::from(MANY) - 1);
    let setup = Setup { screen: Screen::SmallPhone, dark: true, ..Setup::default() };
    let browser = Browser::open(setup);
    browser.go(&format!("{address}?lang=th"));
    browser.press("[name=score][value='5']");
    browser.type_into("[name=comment]", "ดีมาก & <b>");
    browser.press("button");
    assert!(
        !browser.text("[role=status] h1").is_empty(),
        "thanked, and nobody pressed anything more"
    );
    assert_eq!(browser.attribute("html", "lang").as_deref(), Some("th"));
    assert_eq!(house.answers(), u64::from(MANY));
    house.wait_for_counts("at-smileys", &[("5", 1), ("1", u64::from(MANY) - 1)]);
}
