//! A shop whose tablets reach the server by plain HTTP, under a name in its own network: browsers
//! send no `Sec-Fetch-Site` there. Every form of the staff's pages must do what it says.

use std::time::Duration;

use serde_json::Value;

use super::staff::{Counter, PASSWORD, TABLET};
use crate::support::browser::{Browser, LAN_HOST};
use crate::support::database::{Backend, Database};
use crate::support::process;

trials! {
    forms_of_staff_work_in_a_network_without_tls needs Chromium;
    forms_of_the_owner_work_in_a_network_without_tls needs Chromium;
}

const PATIENCE: Duration = Duration::from_secs(60);

/// Presses, and is not told that the press came from nowhere.
fn press(browser: &Browser, css: &str) {
    browser.press(css);
    let title = browser.text("h1");
    assert_ne!(title, "Vui lòng bấm lại", "{css} at {}", browser.address());
}

/// What was done by hand, the oldest first.
fn log(counter: &Counter) -> Vec<String> {
    let lines = counter.shop.run(&["audit", "list"]);
    let lines = lines.as_array().expect("a list").iter().rev();
    lines.map(|line| line["action"].as_str().expect("an action").to_owned()).collect()
}

fn forms_of_staff_work_in_a_network_without_tls() {
    let database = Database::fresh(Backend::Sqlite);
    let orders = [("DH1", "Nguyễn Thị Hồng Ánh", "Hải Châu")];
    let counter = Counter::open_at(&database, LAN_HOST, &orders);
    let staff = counter.sign_in(TABLET, &counter.staff_link);
    staff.arrive("/admin/cards");
    assert_eq!(staff.evaluate("return isSecureContext"), Value::Bool(false));

    press(&staff, "form[action='/admin/cards'] .buttons button");
    staff.arrive("/admin/cards/batches/1");
    // A file is kept, so that the page stays.
    staff.press("form[method=post] .buttons button");
    let written = || log(&counter).contains(&"cards.file".to_owned());
    assert!(process::wait_until(PATIENCE, written), "{:?}", log(&counter));

    staff.go(&format!("{}/admin/cards/blank", counter.base));
    press(&staff, "form[action='/admin/cards/blank'] .buttons button");
    staff.arrive("/admin/cards/batches/2");
    staff.go(&format!("{}/admin/cards/blank", counter.base));
    staff.type_into("#code", "ABCD-EFGH-JKMN");
    staff.type_into("#order", "DH1");
    press(&staff, "form[action='/admin/cards/attach'] button");
    assert!(staff.text(".sum").contains("Chưa gắn được thẻ"), "{}", staff.text(".sum"));

    bring_a_phone(&counter);
    staff.go(&format!("{}/admin/links", counter.base));
    press(&staff, "form[action='/admin/links'] button");
    let copied = || log(&counter).contains(&"links.copy".to_owned());
    assert!(process::wait_until(PATIENCE, copied), "{:?}", log(&counter));

    staff.go(&format!("{}/admin/cards", counter.base));
    press(&staff, "form.out button");
    staff.arrive("/admin/sign-in");
    staff.type_into("[name=name]", "Lan");
    staff.type_into("[name=password]", "guess");
    staff.press("form button");
    assert_eq!(staff.text("#problem"), "Tên và mật khẩu không khớp. Bạn vui lòng thử lại.");
    staff.type_into("[name=password]", PASSWORD);
    staff.press("form button");
    staff.arrive("/admin/cards");
}

fn forms_of_the_owner_work_in_a_network_without_tls() {
    let database = Database::fresh(Backend::Sqlite);
    let counter = Counter::open_at(&database, LAN_HOST, &[("DH1", "Nguyễn Thị Lan", "Hải Châu")]);
    let link = counter.serving.owner_link.clone().expect("the server printed it");
    let owner = counter.sign_in(TABLET, &link);
    owner.arrive("/dashboard/");
    let points = format!("{}/admin/touchpoints", counter.base);
    owner.go(&points);
    owner.type_into("#name", "Quầy");
    press(&owner, "form button[value=add]");
    assert_eq!(owner.text(".places h3"), "Quầy");
    owner.press(".places summary");
    owner.type_into(".places [name=name]", " 2");
    press(&owner, "button[value=rename]");
    assert_eq!(owner.text(".places h3"), "Quầy 2");
    owner.press(".places summary");
    press(&owner, "button[value=close]");
    press(&owner, "button[value=open]");
    let did = ["add", "rename", "close", "open"].map(|what| format!("touchpoint.{what}"));
    assert!(process::wait_until(PATIENCE, || log(&counter).ends_with(&did)), "{:?}", log(&counter));

    counter.sign_in(TABLET, &counter.staff_link).arrive("/admin/cards");
    owner.go(&format!("{}/admin/users", counter.base));
    press(&owner, "tr:nth-of-type(2) form button");
    assert!(!owner.text("[role=status]").is_empty());
    press(&owner, "form.out [name=everywhere]");
    owner.arrive("/admin/sign-in");
}

fn bring_a_phone(counter: &Counter) {
    let then = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(5 * 24);
    let then = then.strftime("%Y-%m-%dT%H:%M:%SZ");
    let file = format!(
        "Order ID,Order date,Fulfilled at,Customer,Email,Phone\n\
         DH7,{then},{then},Nguyễn Thị Lan,,0905111222\n"
    );
    let orders = counter.shop.write("phones.csv", &file);
    counter.shop.run(&["import", "orders", orders.to_str().expect("a plain path")]);
    counter.shop.run(&["run", "plan"]);
}
