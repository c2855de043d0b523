//! What a customer, an owner and a passer-by do, each from the beginning to the end.

use fantoccini::key::Key;

use super::house::House;
use super::looks;
use crate::support::browser::{Browser, Screen, Setup};
use crate::support::database::{Backend, Database};

trials! {
    from_the_mail_to_the_site_and_back on each_database needs Chromium;
    a_small_dark_phone_without_script_answers_in_every_language needs Chromium;
    a_keyboard_is_enough needs Chromium;
    a_reloaded_touchpoint_makes_no_second_answer on each_database needs Chromium;
}

/// The sign that the server has thanked.
const THANKS: &str = "[role=status] h1";

fn from_the_mail_to_the_site_and_back(database: &Database) {
    let house = House::open(database);
    let browser = Browser::open(Setup::default());
    browser.go(&format!("file://{}", house.mails()[0].display()));
    browser.screenshot("browse-mail");
    browser.press_into_new_window("a[href*='score=3']");
    assert!(browser.address().starts_with(&house.base), "{}", browser.address());
    assert_eq!(chosen(&browser), "3");
    assert_eq!(house.answers(), 0, "opening a link answers nothing");
    assert!(looks::is_seen(&browser, "[name=wrong]"), "what unhappy customers are asked");
    assert!(!looks::is_seen(&browser, "[name=liked]"), "what happy customers are asked");
    browser.screenshot("browse-form-chosen");

    browser.press("[name=wrong][value=speed]");
    browser.type_into("[name=comment]", "Giao hàng chậm quá");
    browser.press("button");
    assert!(!browser.text(THANKS).is_empty());
    browser.screenshot("browse-thanks");
    house.wait_for_counts("after-purchase", &[("3", 1), ("9", 0)]);

    browser.press("a.act");
    assert_eq!(chosen(&browser), "3");
    assert_eq!(
        browser.evaluate("return document.querySelector('textarea#comment').value"),
        "Giao hàng chậm quá"
    );
    assert_eq!(browser.count("[name=wrong][value=speed]:checked"), 1);
    browser.press("[name=score][value='9']");
    assert!(!looks::is_seen(&browser, "[name=wrong]") && looks::is_seen(&browser, "[name=liked]"));
    browser.screenshot("browse-form-editing");
    browser.press("button");
    assert!(!browser.text(THANKS).is_empty());
    house.wait_for_counts("after-purchase", &[("3", 0), ("9", 1)]);
    assert_eq!(house.answers(), 1);

    the_owner_looks(&house);
}

fn the_owner_looks(house: &House) {
    let browser = Browser::open(Setup::default());
    for _ in 0..2 {
        // A chat's preview opens the link too: that signs nobody in and leaves it as it was.
        browser.go(house.owner_link());
        assert_eq!(browser.count("form button"), 1);
        browser.go(&format!("{}/dashboard/", house.base));
        browser.arrive("/admin/sign-in");
    }
    browser.go(house.owner_link());
    browser.screenshot("browse-owner-link");
    browser.press("form button");
    browser.press("a.act");
    browser.arrive("/dashboard/");
    assert!(browser.source().contains("Tiệm Gốm Hội An"));
    browser.screenshot("browse-dashboard");
    browser.go(&format!("{}/dashboard/{}", house.base, "after-purchase/index.html"));
    let survey = browser.source();
    assert!(survey.contains("Giao hàng chậm quá"), "the comment on the page of the survey");
    browser.screenshot("browse-dashboard-survey");
    browser.go(house.owner_link());
    assert_eq!(browser.count(".err"), 1, "the link has been used");
}

fn a_small_dark_phone_without_script_answers_in_every_language() {
    let database = Database::fresh(Backend::Sqlite);
    let house = House::open(&database);
    let setup = Setup { screen: Screen::SmallPhone, script: true, dark: true, languages: "de" };
    // The driver cannot press where script is off, so this browser has it, and no page may use it.
    let browser = Browser::open(setup);
    let without = Browser::open(Setup { script: false, ..setup });
    for (mail, language) in ["vi", "th", "en"].into_iter().enumerate() {
        let address = format!("{}?via=mail&lang={language}", house.form(mail));
        without.go(&address);
        assert!(without.text("h1").contains("Tiệm Gốm Hội An"));
        browser.go(&address);
        assert_eq!(browser.attribute("html", "lang").as_deref(), Some(language));
        assert!(!looks::has_script(&browser));
        // The name comes with its คุณ, which the greeting once said a second time.
        assert!(!browser.text(".greet").contains("คุณคุณ"));
        browser.press("[name=score][value='2']");
        browser.press("[name=wrong][value=courtesy]");
        looks::fits(&browser, language);
        browser.screenshot(&format!("browse-small-{language}"));
        browser.type_into("[name=comment]", "ขอบคุณ – cảm ơn – thanks");
        browser.press("button");
        assert!(!browser.text(THANKS).is_empty() && !looks::has_script(&browser));
        looks::fits(&browser, language);
        browser.screenshot(&format!("browse-small-{language}-thanks"));
    }
    assert_eq!(house.answers(), 3);
    for kind in ["csat", "ces", "stars", "smileys", "thumbs"] {
        browser.go(&format!("{}?lang=th", house.touchpoint(kind)));
        browser.press("[name=score]");
        looks::fits(&browser, kind);
        browser.screenshot(&format!("browse-small-{kind}"));
    }
}

fn a_keyboard_is_enough() {
    let database = Database::fresh(Backend::Sqlite);
    let house = House::open(&database);
    let browser = Browser::open(Setup { screen: Screen::Desktop, ..Setup::default() });
    browser.go(&house.form(0));
    let tab = String::from(char::from(Key::Tab));
    browser.keys(&tab);
    browser.keys(&char::from(Key::Right).to_string().repeat(10));
    assert_eq!(chosen(&browser), "10");
    assert!(looks::has_ring(&browser), "one sees where one is");
    browser.screenshot("browse-keyboard");
    browser.keys(&tab);
    assert_eq!(focused(&browser), "liked", "the next question of this group");
    browser.keys(" ");
    browser.keys(&tab);
    assert_eq!(focused(&browser), "ease");
    browser.keys(&char::from(Key::Left).to_string());
    browser.keys(&tab);
    assert_eq!(focused(&browser), "wish");
    browser.keys(&tab);
    assert_eq!(focused(&browser), "comment");
    browser.keys("Tuyệt vời");
    browser.keys(&tab);
    assert!(looks::has_ring(&browser));
    browser.keys(&char::from(Key::Enter).to_string());
    assert!(!browser.text(THANKS).is_empty());
    house.wait_for_counts("after-purchase", &[("10", 1)]);
}

fn a_reloaded_touchpoint_makes_no_second_answer(database: &Database) {
    let house = House::open(database);
    let browser = Browser::open(Setup::default());
    let address = house.touchpoint("smileys");
    browser.go(&address);
    browser.press("[name=score][value='4']");
    browser.press("button");
    assert!(!browser.text(THANKS).is_empty());
    browser.screenshot("browse-touchpoint-thanks");
    browser.reload();
    assert!(!browser.text(THANKS).is_empty(), "the reply once more");
    house.wait_for_counts("at-smileys", &[("4", 1)]);
    assert_eq!(house.answers(), 1);
    // The same phone once more: kept, and not counted.
    browser.go(&address);
    browser.press("[name=score][value='3']");
    browser.press("button");
    assert!(!browser.text(THANKS).is_empty());
    assert_eq!(house.answers(), 2);
    let next = Browser::open(Setup::default());
    next.go(&address);
    next.press("[name=score][value='5']");
    next.press("button");
    house.wait_for_counts("at-smileys", &[("3", 0), ("4", 1), ("5", 1)]);
}

/// The score that is chosen in the form.
fn chosen(browser: &Browser) -> String {
    browser.attribute("[name=score]:checked", "value").expect("a value")
}

/// The field that has the focus.
fn focused(browser: &Browser) -> String {
    browser
        .evaluate("return document.activeElement.name || ''")
        .as_str()
        .expect("a name")
        .to_owned()
}
