//! Makes up the answers given at the counters.

use super::draw::Draw;
use super::history::Span;
use super::people::BRANCHES;
use super::reply::{Pen, Reply};
use super::{rhythm, story};
use crate::types::{Instant, Language};

/// The counters: what staff call them, and their branch's place among the branches.
pub(super) const COUNTERS: [(&str, usize); 2] = [("Quầy Hải Châu", 0), ("เคาน์เตอร์นิมมาน", 2)];

/// One answer at a counter.
#[derive(Clone)]
pub(super) struct Scan {
    /// Which counter.
    pub counter: usize,
    pub at: Instant,
    pub language: Language,
    pub reply: Reply,
    /// The page's random id.
    pub submission: i64,
}

/// The answers since the codes were put up, in the second quarter of the span.
pub(super) fn make_up(span: &Span, seed: u64) -> Vec<Scan> {
    let (draw, mut pen, mut scans) = (Draw::from_seed(seed), Pen::default(), Vec::new());
    for (day, progress) in span.days().filter(|(_, progress)| *progress > 0.35) {
        for _ in 0..rhythm::scans_on(day, &draw) {
            let counter = draw.weighted(&[0.6, 0.4]);
            let place = COUNTERS.get(counter).map_or(0, |(_, place)| *place);
            let languages = BRANCHES.get(place).map(|branch| branch.languages).unwrap_or_default();
            let language = match draw.weighted(&languages) {
                0 => Language::Vi,
                1 => Language::Th,
                _ => Language::En,
            };
            let at = rhythm::visiting(day, &span.zone, &draw).filter(|at| *at < span.now);
            let stars = story::stars((progress - 0.35) / 0.65, &draw);
            let reply = pen.stars(stars, language, &draw);
            let submission = draw.public_id();
            scans.extend(at.map(|at| Scan { counter, at, language, reply, submission }));
        }
    }
    scans
}
