//! What every page must be, in every language.

mod samples;

use std::io::Write as _;

use samples::{definition, page, pages, renderer, shop};

use super::{ask::Stage, *};
use crate::types::{Kind, Language};

/// The page without the style sheet, which is the same everywhere.
fn without_css(html: &str) -> String {
    let css = styles(&renderer(), &shop()).unwrap().remove(1);
    html.replace(&css, "…")
}

#[test]
fn pages_are_small() {
    for (name, html) in pages(&renderer()) {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(html.as_bytes()).unwrap();
        let size = encoder.finish().unwrap().len();
        assert!(size <= 5 * 1024, "{name}: {size} bytes");
    }
}

#[test]
fn pages_need_nothing_from_elsewhere() {
    let texts = styles(&renderer(), &shop()).unwrap();
    for (name, html) in pages(&renderer()) {
        for word in ["<script", "http://", "https://", "@import", "url(", " style="] {
            let found = without_css(&html).contains(word);
            assert!(!found, "{name}: {word}");
        }
        for text in &texts {
            assert!(html.contains(&format!("<style>{text}</style>")), "{name}");
        }
        assert!(html.contains("content=\"noindex\""), "{name}");
        assert!(
            html.contains("<meta property=\"og:title\" content=\"Trà Hoa &amp; Bạn\">"),
            "{name}"
        );
    }
}

#[test]
fn every_field_has_a_label_and_every_link_a_target() {
    for (name, html) in pages(&renderer()) {
        for part in html.split("href=\"#").skip(1) {
            let id = part.split('"').next().unwrap();
            assert!(html.contains(&format!("id=\"{id}\"")), "{name}: #{id}");
        }
        for tag in html.split('<').filter(|tag| tag.starts_with("textarea")) {
            let id = tag.split("id=\"").nth(1).unwrap().split('"').next().unwrap();
            assert!(html.contains(&format!("for=\"{id}\"")), "{name}: {id}");
        }
        assert_eq!(html.matches("<h1>").count(), 1, "{name}");
    }
}

#[test]
fn the_holes_are_where_they_are_said_to_be() {
    let definition = definition(Kind::Nps);
    let mut asked = page(&definition, Language::Vi);
    let html = asked.to_html(&renderer()).unwrap();
    assert_eq!(html.matches(GREETING_HOLE).count(), 1);
    assert_eq!(html.matches(SUBMISSION_HOLE).count(), 0);
    asked.touchpoint = true;
    let html = asked.to_html(&renderer()).unwrap();
    assert!(html.contains("name=\"submission_id\" value=\"\u{E001}\""));
}

#[test]
fn what_people_type_is_escaped() {
    let definition = definition(Kind::Nps);
    let mut asked = page(&definition, Language::En);
    asked.given.comment = "</textarea><b>\"\u{E000}".to_owned();
    asked.problems = vec![("comment".to_owned(), "<i>".to_owned())];
    let html = asked.to_html(&renderer()).unwrap();
    assert!(html.contains("&lt;/textarea&gt;&lt;b&gt;&quot;</textarea>"));
    assert!(!html.contains("<i>"), "{html}");
    assert_eq!(
        greeting(&renderer(), Language::Vi, Some("<Lan>"), Some("#1001")),
        "Cảm ơn &lt;Lan&gt; — đơn hàng #1001"
    );
}

#[test]
fn a_form_reads_as_it_did() {
    let definition = definition(Kind::Nps);
    let mut asked = page(&definition, Language::Vi);
    asked.chosen = Some(9);
    insta::assert_snapshot!("asking", without_css(&asked.to_html(&renderer()).unwrap()));
    asked.stage = Stage::FollowUps;
    insta::assert_snapshot!("follow_ups", without_css(&asked.to_html(&renderer()).unwrap()));
}

/// Writes every page to `target/pages/` for a look at them, from the files as they are on disk.
#[test]
fn pages_can_be_looked_at() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("AFTERWORD_WRITE_PAGES").is_none() {
        return;
    }
    let folder = root.join("target/pages");
    std::fs::create_dir_all(&folder).unwrap();
    for (name, html) in pages(&crate::render::Renderer::new(Some(root)).unwrap()) {
        let html = html.replace(GREETING_HOLE, "Cảm ơn Lan — đơn hàng #1001");
        std::fs::write(folder.join(name).with_extension("html"), html).unwrap();
    }
}
