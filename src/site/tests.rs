use std::collections::BTreeSet;
use std::path::{Component, Path};

use super::{Edition, build, sample};
use crate::render::Renderer;
use crate::types::Kind;

fn renderer() -> Renderer {
    Renderer::new(None).unwrap()
}

fn full() -> Edition {
    let surveys = vec![
        sample::survey("after-purchase", Kind::Nps, 0.5),
        sample::survey("delivery", Kind::Ces, 0.3),
        sample::survey("counter", Kind::Thumbs, 0.3),
        sample::young("young", 3),
        sample::young("none", 0),
    ];
    build(&renderer(), &sample::input(surveys)).unwrap()
}

fn text<'a>(edition: &'a Edition, path: &str) -> &'a str {
    std::str::from_utf8(&edition.files()[path]).unwrap()
}

#[test]
fn pages_of_each_language() {
    let edition = full();
    for (lang, path) in [("vi", ""), ("en", "en/"), ("th", "th/")] {
        insta::assert_snapshot!(
            format!("survey_{lang}"),
            text(&edition, &format!("{path}after-purchase/index.html"))
        );
    }
    insta::assert_snapshot!("overview_vi", text(&edition, "index.html"));
}

#[test]
fn json_for_machines() {
    let edition = full();
    insta::assert_snapshot!("index_json", text(&edition, "data/index.json"));
    insta::assert_snapshot!("survey_json", text(&edition, "data/after-purchase.json"));
    insta::assert_snapshot!("young_json", text(&edition, "data/young.json"));
}

/// All values of an attribute in a page.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.split(&start).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn every_link_leads_to_a_file_of_the_edition() {
    let edition = full();
    let pages = edition.files().keys().filter(|path| path.ends_with(".html"));
    for page in pages {
        for href in
            values(text(&edition, page), "href").into_iter().filter(|href| !href.starts_with('#'))
        {
            let mut target = Vec::new();
            let joined = Path::new(page).parent().unwrap().join(href);
            for part in joined.components() {
                match part {
                    Component::ParentDir => assert!(target.pop().is_some(), "{page}: {href}"),
                    Component::Normal(name) => target.push(name.to_str().unwrap().to_owned()),
                    _ => panic!("{page}: {href}"),
                }
            }
            assert!(edition.files().contains_key(&target.join("/")), "{page}: {href}");
        }
    }
}

#[test]
fn pages_need_no_script_no_style_and_no_other_host() {
    for (path, bytes) in full().files().iter().filter(|(path, _)| path.ends_with(".html")) {
        // One script, of our own, on the pages of comments.
        let html = std::str::from_utf8(bytes).unwrap();
        let html = html.replacen("comments.js\" defer></script>", "", 1);
        let html =
            if path.contains("/comments") { html.replacen("<script src=", "", 1) } else { html };
        for forbidden in ["<script", " style=", "http:", "https:", "NaN", "inf\"", " on"] {
            let found =
                html.find(forbidden).filter(|_| forbidden != " on" || html.contains(" onclick"));
            assert!(found.is_none(), "{path}: {forbidden}");
        }
        let ids = values(&html, "id");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{path}: an id twice");
        assert!(html.len() < 150_000, "{path} has {} bytes", html.len());
    }
}

#[test]
fn what_customers_write_is_text() {
    let edition = full();
    let page = text(&edition, "after-purchase/index.html");
    assert!(page.contains("&lt;b&gt;Not great.&lt;"), "the comment is shown as it was written");
    assert!(!page.contains("<b>Not"));
    assert!(page.contains(r#"lang="th">ส่งช้า"#));
}

#[test]
fn few_answers_are_said_to_be_few() {
    let edition = full();
    assert!(text(&edition, "young/index.html").contains("Chưa đủ phản hồi"));
    assert!(text(&edition, "none/index.html").contains("Chưa có phản hồi nào"));
    assert!(!text(&edition, "data/young.json").contains("\"low\""));
    let empty = build(&renderer(), &sample::input(vec![])).unwrap();
    assert!(text(&empty, "index.html").contains("Chưa có khảo sát nào"));
}

#[test]
fn only_overview_method_and_index_tell_the_time() {
    let surveys = || vec![sample::young("ten", 10)];
    let mut later = sample::input(surveys());
    later.built_at = later.built_at.plus_seconds(600);
    let (one, two) = (
        build(&renderer(), &sample::input(surveys())).unwrap(),
        build(&renderer(), &later).unwrap(),
    );
    let changed: Vec<_> = one
        .files()
        .iter()
        .filter(|(path, bytes)| two.files()[*path] != **bytes)
        .map(|(path, _)| path)
        .collect();
    let of_each = |page: &str| ["", "en/", "th/"].map(|folder| format!("{folder}{page}"));
    let mut wanted: Vec<_> =
        of_each("index.html").into_iter().chain(of_each("method.html")).collect();
    wanted.push("data/index.json".to_owned());
    wanted.sort();
    assert_eq!(changed, wanted.iter().collect::<Vec<_>>());
}

#[test]
fn a_slug_the_site_needs_itself_is_refused() {
    for slug in ["en", "data", "index", "../x", ""] {
        let error = build(&renderer(), &sample::input(vec![sample::young(slug, 1)])).unwrap_err();
        assert_eq!(error.kind(), crate::error::Kind::Refused, "{slug}");
    }
}
