//! The mails of every kind and language as a browser shows them, by day and by night, on a phone
//! and on a screen: nothing is cut off, every score is large enough for a finger, nothing is
//! fetched. The pictures in `target/screens` are for people to look at.

use std::path::PathBuf;

use super::house::KINDS;
use super::looks;
use crate::support::browser::{Browser, Screen, Setup};
use crate::support::database::{Backend, Database};
use crate::support::shop::Shop;

trials! {
    mails_fit_phones_and_screens needs Chromium;
}

/// A shop with a long name, as many have.
const SETTINGS: &str = "data_dir = \"data\"\n[shop]\n\
    name = \"Tiệm Gốm Thanh Hà và Những Người Bạn – Hội An\"\n\
    address = \"12 Trần Phú, phường Minh An, Hội An, Quảng Nam\"\n\
    [server]\npublic_url = \"https://survey.gom-thanh-ha.example\"\n";

/// The mail of a kind, in a language, as its file.
struct Mail {
    name: String,
    path: PathBuf,
    scores: usize,
    /// Whether it is one of those that are looked at on every screen.
    shown: bool,
}

fn mails_fit_phones_and_screens() {
    let database = Database::fresh(Backend::Sqlite);
    let shop = Shop::new(&database, SETTINGS);
    let mut mails = Vec::new();
    for kind in KINDS {
        let survey = format!(
            "slug = \"{kind}\"\nkind = \"{kind}\"\n[[reminder]]\ndelay = \"5 days\"\n\
             [reminder.texts.vi]\nheading = \"Gốm đã về đến nhà chưa, {{{{ name }}}}?\"\n"
        );
        shop.write(&format!("{kind}.toml"), &survey);
        mails.extend(written(&shop, kind, "first", &[]));
        mails.extend(written(&shop, kind, "reminder", &["--reminder", "1"]));
    }
    for (screen, dark) in [
        (Screen::Mail, false),
        (Screen::Mail, true),
        (Screen::Tablet, false),
        (Screen::Tablet, true),
    ] {
        let browser = Browser::open(Setup { screen, dark, ..Setup::default() });
        let phone_by_day = matches!(screen, Screen::Mail) && !dark;
        // The other kinds differ by their scale alone, which is narrowest here.
        for Mail { name, path, scores, .. } in mails.iter().filter(|m| phone_by_day || m.shown) {
            let light = if dark { "dark" } else { "light" };
            let name = format!("mail-{name}-{screen:?}-{light}").to_lowercase();
            browser.go(&format!("file://{}", path.display()));
            assert_eq!(browser.count("a[href*='&score=']"), *scores, "{name}");
            looks::fits(&browser, &name);
            let fetched = "return performance.getEntriesByType('resource').length";
            assert_eq!(browser.evaluate(fetched), 0, "{name}");
            browser.screenshot(&name);
        }
    }
}

fn written(shop: &Shop, kind: &str, which: &str, more: &[&str]) -> Vec<Mail> {
    let (file, out) = (format!("{kind}.toml"), format!("{which}-{kind}"));
    let report = shop.run(&[&["mail", "preview", &file, "--out", &out], more].concat());
    let languages = report.as_array().expect("a list");
    assert_eq!(languages.len(), 3);
    let mail = |language: &serde_json::Value| Mail {
        name: format!("{kind}-{which}-{}", language["language"].as_str().expect("a tag")),
        path: shop.path(language["html"].as_str().expect("a path")),
        shown: ["nps", "stars"].contains(&kind),
        scores: match kind {
            "nps" => 11,
            "ces" => 7,
            "thumbs" => 2,
            _ => 5,
        },
    };
    languages.iter().map(mail).collect()
}
