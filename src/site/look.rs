//! Writes pages to look at, when `AFTERWORD_WRITE_PAGES` is set: below `target/site-look/`.

use std::fs;
use std::path::Path;

use super::{build, sample};
use crate::render::Renderer;
use crate::types::Kind;

#[test]
fn pages_to_look_at() {
    if std::env::var_os("AFTERWORD_WRITE_PAGES").is_none() {
        return;
    }
    // As they stand in the folder now: styles and templates can be tried without compiling.
    let renderer = Renderer::new(Some(Path::new(env!("CARGO_MANIFEST_DIR")))).unwrap();
    let talkative = || sample::talkative(sample::survey("after-purchase", Kind::Nps, 3.0));
    let mut asked = sample::parts("parts", 8, 45);
    asked.comments = talkative().comments;
    let pair = vec![asked.clone(), sample::survey("delivery", Kind::Csat, 1.0)];
    let mut four = pair.clone();
    four.extend([sample::survey("returns", Kind::Ces, 0.5), talkative()]);
    let crowd = sample::parts("parts", 45, 2_000);
    let full = vec![
        talkative(),
        sample::survey("delivery", Kind::Csat, 1.0),
        sample::survey("returns", Kind::Ces, 0.3),
        sample::survey("counter", Kind::Thumbs, 0.8),
        sample::parts("parts", 8, 45),
    ];
    let young = vec![sample::young("ten", 10), sample::young("one", 1), sample::young("none", 0)];
    let shops = [
        ("full", full),
        ("young", young),
        ("ten", vec![sample::young("ten", 10)]),
        ("empty", vec![]),
        ("single", vec![asked]),
        ("pair", pair),
        ("four", four),
        ("crowd", vec![sample::gathered(crowd)]),
    ];
    let public = |surveys| crate::site::SiteInput {
        address: "http://127.0.0.1:8791/public/".to_owned(),
        audience: crate::site::Audience::Anybody { months: true },
        ..sample::input(surveys)
    };
    let shops = shops.map(|(name, surveys)| (name, sample::input(surveys)));
    let shared = public(vec![talkative(), sample::parts("parts", 8, 45)]);
    for (name, input) in shops.into_iter().chain([("public", shared)]) {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/site-look").join(name);
        for (path, bytes) in build(&renderer, &input).unwrap().files() {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }
}
