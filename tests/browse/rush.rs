//! Shared codes and links in a browser: a rush that a phone works through by itself, and the pages from
//! which staff pass messages on and look after touchpoints.

use ureq::Agent;

use super::house::House;
use crate::support::axe;
use crate::support::browser::{Browser, Screen, Setup};
use crate::support::database::{Backend, Database};

trials! {
    a_phone_works_through_a_rush_by_itself needs Chromium;
    a_message_is_copied_and_noted_with_one_press needs Chromium, Axe;
}

const PASSWORD: &str = "gốm sứ Thanh Hà";

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
    // What came in the rush waits until somebody has decided.
    house.wait_for_counts("at-smileys", &[("1", u64::from(MANY) - 1)]);
}

fn a_message_is_copied_and_noted_with_one_press() {
    let database = Database::fresh(Backend::Sqlite);
    let house = House::open(&database);
    house.bring_phones();
    house.touchpoint("nps");
    let owner = Browser::open(Setup { screen: Screen::SmallPhone, ..Setup::default() });
    owner.go(house.owner_link());
    owner.press("form button");
    owner.arrive("/admin/password");
    for field in ["password", "again"] {
        owner.type_into(&format!("[name={field}]"), PASSWORD);
    }
    owner.press("form button");
    owner.arrive("/dashboard/");
    let mut found = Vec::new();
    for (dark, screen) in [(true, Screen::SmallPhone), (false, Screen::Desktop)] {
        let eyes = Browser::open(Setup { dark, screen, ..Setup::default() });
        eyes.go(&format!("{}/admin/sign-in", house.base));
        eyes.type_into("[name=name]", "owner");
        eyes.type_into("[name=password]", PASSWORD);
        eyes.press("form button");
        eyes.arrive("/dashboard/");
        for page in ["links", "touchpoints"] {
            for language in ["vi", "en", "th"] {
                eyes.go(&format!("{}/admin/{page}?lang={language}", house.base));
                eyes.screenshot(&format!("staff-{page}-{language}-{dark}"));
                let barriers = axe::barriers(&eyes).into_iter();
                found.extend(barriers.map(|barrier| format!("{page} {language}: {barrier}")));
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
    owner.go(&format!("{}/admin/links?lang=en", house.base));
    assert_eq!(owner.count(".messages > li"), 2);
    assert_eq!(owner.text(".messages button"), "Copy message");
    assert_eq!(house.links(), 0, "looking notes nothing");
    let message = owner.evaluate("return document.querySelector('.messages textarea').value");
    assert!(message.as_str().is_some_and(|text| text.contains("?via=link")), "{message}");
    owner.press(".messages button");
    owner.arrive("/admin/links#list");
    assert_eq!(owner.count(".messages > li"), 1);
    assert_eq!(house.links(), 1);
}
