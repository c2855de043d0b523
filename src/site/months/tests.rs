use std::collections::BTreeSet;

use crate::render::Renderer;
use crate::site::{Edition, build, sample};
use crate::types::Kind;

fn edition() -> Edition {
    let surveys = vec![
        sample::talkative(sample::survey("after-purchase", Kind::Nps, 2.0)),
        sample::survey("delivery", Kind::Csat, 0.4),
    ];
    build(&Renderer::new(None).unwrap(), &sample::input(surveys)).unwrap()
}

fn text<'a>(edition: &'a Edition, path: &str) -> &'a str {
    std::str::from_utf8(&edition.files()[path]).unwrap()
}

/// What stands between two tags of a name, each time.
fn contents<'a>(xml: &'a str, name: &str) -> Vec<&'a str> {
    let (start, end) = (format!("<{name}>"), format!("</{name}>"));
    xml.split(start.as_str()).skip(1).map(|rest| rest.split(end.as_str()).next().unwrap()).collect()
}

#[test]
fn months_tell_the_same_in_each_language() {
    let edition = edition();
    let said = |folder: &str| {
        let page = text(&edition, &format!("{folder}month-2026-03.html"));
        let after = page.split("<p class=\"summary\">").nth(1).unwrap();
        after.split("</p>").next().unwrap().to_owned()
    };
    insta::assert_snapshot!(["en/", "", "th/"].map(said).join("\n"));
}

#[test]
fn a_feed_holds_the_full_months() {
    let edition = edition();
    for folder in ["", "en/", "th/"] {
        let xml = text(&edition, &format!("{folder}months.xml"));
        let mut reader = quick_xml::Reader::from_str(xml);
        loop {
            if matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {
                break;
            }
        }
        let ids = contents(xml, "id");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "an id twice");
        assert!(ids.iter().all(|id| id.starts_with("tag:survey.shop.example,2026:afterword/")));
        assert!(xml.contains("months/2026-10<") && !xml.contains("2026-11<"), "full months only");
        for updated in contents(xml, "updated") {
            updated.parse::<jiff::Timestamp>().unwrap();
        }
        assert_eq!(contents(xml, "updated")[0], "2026-10-31T17:00:00Z", "midnight in Da Nang");
        let link =
            format!("href=\"https://survey.shop.example/dashboard/{folder}month-2026-10.html\"");
        assert!(xml.contains(&link), "{link}");
        assert_eq!(contents(xml, "entry").len(), contents(xml, "summary").len());
    }
}

#[test]
fn a_shop_without_answers_has_no_months() {
    let none = sample::input(vec![sample::young("none", 0)]);
    let edition = build(&Renderer::new(None).unwrap(), &none).unwrap();
    assert!(edition.files().keys().all(|path| !path.starts_with("month")));
}
