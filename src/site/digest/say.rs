//! A week in a sentence.

use crate::domain::report::{Point, Week};
use crate::domain::stats::{Verdict, compare};
use crate::render::format;
use crate::site::words::Words;
use crate::types::{Kind, Language};

/// The day a week begins.
pub(super) fn day_of(lang: Language, week: Week) -> String {
    format::date(lang, week.monday())
}

/// The week beside the one before.
pub(super) fn week(
    words: Words,
    kind: Kind,
    points: &[Point<Week>],
    week: Week,
    min_n: u64,
) -> String {
    let when = words.text("site-told-week", &[("day", &day_of(words.lang, week))]);
    let mut latest = points.iter().rev();
    let own = latest.next().filter(|point| point.period == week && point.n > 0);
    let Some(own) = own else {
        return words.text("site-told-nothing", &[("month", &when)]);
    };
    let n = words.count(own.n);
    let Some(now) = own.estimate else {
        let min = words.count(min_n);
        return words.text("site-told-few", &[("month", &when), ("n", &n), ("min", &min)]);
    };
    let name = words.text(&format!("site-name-{}", kind.name()), &[]);
    let (score, interval) = (words.score(kind, now.score), words.interval(kind, now));
    let mut args = vec![
        ("name", name.as_str()),
        ("score", &score),
        ("interval", &interval),
        ("n", &n),
        ("month", &when),
    ];
    let before = latest.next().and_then(|before| {
        let verdict = compare(before.sample?, own.sample?).verdict;
        Some((before.estimate?, verdict))
    });
    let Some((before, verdict)) = before else { return words.text("site-told-score", &args) };
    let before = words.score(kind, before.score);
    args.push(("before", &before));
    words.text(
        match verdict {
            Verdict::Up => "site-told-week-up",
            Verdict::Down => "site-told-week-down",
            Verdict::WithinNoise => "site-told-week-noise",
        },
        &args,
    )
}
