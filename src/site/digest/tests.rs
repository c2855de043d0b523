use super::digest;
use crate::domain::digest::{Every, Span};
use crate::render::Renderer;
use crate::site::sample;
use crate::types::{Kind, Language};
use jiff::civil::datetime;

fn span(every: Every) -> Span {
    Span::last(every, datetime(2026, 11, 21, 19, 30, 0, 0))
}

#[test]
fn a_digest_tells_of_the_last_full_period_in_each_language() {
    let surveys = vec![
        sample::survey("after-purchase", Kind::Nps, 3.0),
        sample::young("none", 0),
        sample::survey("returns", Kind::Ces, 0.3),
    ];
    let input = sample::input(surveys);
    let renderer = Renderer::new(None).unwrap();
    let mut said = String::new();
    for every in [Every::Month, Every::Week] {
        for lang in Language::ALL {
            let digest = digest(&renderer, &input, lang, span(every)).unwrap().unwrap();
            assert_eq!(digest.surveys.len(), 2, "a survey without answers has nothing to tell");
            let first = &digest.surveys[0];
            let picture = first.picture.as_ref().unwrap();
            assert!(picture.png.starts_with(b"\x89PNG") && picture.png.len() < 40_000);
            assert_eq!(first.rows.len(), super::ROWS);
            said += &format!(
                "{}\n{}\n{}\n{} {:?}\n{}\n\n",
                digest.subject,
                digest.link,
                first.summary,
                first.alt,
                first.score,
                digest.surveys[1].summary
            );
        }
    }
    insta::assert_snapshot!(said);
}

#[test]
fn before_the_first_answer_there_is_none() {
    let renderer = Renderer::new(None).unwrap();
    for surveys in [vec![], vec![sample::young("none", 0)]] {
        let input = sample::input(surveys);
        assert!(digest(&renderer, &input, Language::Vi, span(Every::Month)).unwrap().is_none());
    }
}
