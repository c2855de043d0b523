use std::io::Write;

use jiff::civil::date;

use super::cut;
use crate::render::Renderer;
use crate::site::input::Comment;
use crate::site::{Edition, build, sample};
use crate::types::{Kind, Language, Random};

fn comment(text: String) -> Comment {
    Comment {
        text,
        score: 9,
        language: Language::Th,
        day: date(2026, 11, 20),
        segments: vec![("location".into(), "Hải Châu".into())],
    }
}

fn edition(comments: Vec<Comment>) -> Edition {
    let mut survey = sample::survey("nps", Kind::Nps, 0.5);
    survey.comments = Some(comments);
    build(&Renderer::new(None).unwrap(), &sample::input(vec![survey])).unwrap()
}

fn gzipped(bytes: &[u8]) -> usize {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap().len()
}

#[test]
fn long_comments_go_on_further_pages_that_stay_light() {
    let random = Random::from_seed(3);
    let letter = || char::from_u32(0xe01 + (random.unit() * 45.0) as u32).unwrap();
    let long = |_| comment((0..1_300).map(|_| letter()).collect());
    let edition = edition((0..400).map(long).collect());
    let pages: Vec<_> =
        edition.files().keys().filter(|path| path.starts_with("nps/comments")).collect();
    assert!(pages.len() > 8, "{pages:?}");
    let mut shown = 0;
    for page in pages {
        let bytes = &edition.files()[page];
        assert!(gzipped(bytes) < 60_000, "{page}: {}", gzipped(bytes));
        shown += std::str::from_utf8(bytes).unwrap().matches("<blockquote>").count();
    }
    assert_eq!(shown, super::SHOWN);
    assert!(edition.files().contains_key("comments.js"));
}

#[test]
fn short_comments_fit_on_one_page() {
    let comments: Vec<_> = (0..300).map(|n| comment(format!("ส่งเร็วมาก {n}"))).collect();
    assert_eq!(cut(&comments).len(), 1);
    assert!(cut(&[]).is_empty());
    let heavy = [comment("x".repeat(500_000)), comment("y".into())];
    assert_eq!(cut(&heavy).iter().map(|sheet| sheet.len()).collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn without_comments_there_is_no_page_and_no_script() {
    for comments in [None, Some(vec![])] {
        let mut survey = sample::survey("nps", Kind::Nps, 0.5);
        survey.comments = comments;
        let edition = build(&Renderer::new(None).unwrap(), &sample::input(vec![survey])).unwrap();
        assert!(edition.files().keys().all(|path| !path.contains("comments")));
    }
}

#[test]
fn a_place_with_few_answers_is_not_named() {
    let mut rare = comment("ดีมาก".into());
    rare.segments = vec![("location".into(), "Phú Lộc".into())];
    let edition = edition(vec![rare, comment("ดี".into())]);
    let page = std::str::from_utf8(&edition.files()["nps/comments.html"]).unwrap();
    assert!(page.contains("Hải Châu") && !page.contains("Phú Lộc"));
}
