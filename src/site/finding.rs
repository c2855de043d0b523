//! The sentences that say what the numbers mean.

use super::input::{Shop, SurveyFigures};
use super::words::Words;
use crate::domain::report::{Point, Report, Swing};
use crate::domain::stats::Verdict;
use crate::domain::survey::{Phrase, Values};

/// The question as the shop words it, else the default.
pub(super) fn question(shop: &Shop, words: Words, survey: &SurveyFigures) -> String {
    let own = survey.questions.get(&words.lang);
    // Nobody in particular is asked here.
    let nobody = Values { name: "…", shop: &shop.name, order: "…" };
    let own = own.map(|text| Phrase::of(text).fill(&nobody));
    own.unwrap_or_else(|| {
        let key = format!("survey-question-{}", survey.kind.name());
        words.text(&key, &[("shop", &shop.name)])
    })
}

/// The sentence that says it.
pub(super) fn finding(words: Words, report: &Report, min_n: u64) -> String {
    let kind = report.kind;
    let name = words.text(&format!("site-name-{}", kind.name()), &[]);
    if report.answers == 0 {
        return words.text("site-finding-none", &[]);
    }
    let Some(all) = report.score else {
        let (n, min) = (words.count(report.answers), words.count(min_n));
        return words.text("site-finding-few", &[("n", &n), ("min", &min)]);
    };
    let (key, estimate, month) = match report.change {
        Some(change) => (verdict_key(change.verdict), change.now, words.month(change.month)),
        None => ("site-finding-all", all, String::new()),
    };
    let score = words.score(kind, estimate.score);
    // A line must not end inside an interval.
    let interval = words.interval(kind, estimate).replace('–', "–\u{2060}");
    let n = words.count(estimate.n);
    words.text(
        key,
        &[
            ("name", &name),
            ("score", &score),
            ("interval", &interval),
            ("n", &n),
            ("month", &month),
        ],
    )
}

fn verdict_key(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Up => "site-finding-up",
        Verdict::Down => "site-finding-down",
        Verdict::WithinNoise => "site-finding-noise",
    }
}

/// What one sees in a trend.
pub(super) fn swing_finding<P: Copy>(
    words: Words,
    report: &Report,
    swing: Option<Swing<P>>,
    period: &dyn Fn(P) -> String,
) -> String {
    let Some(swing) = swing else { return words.text("site-swing-none", &[]) };
    let key = match swing.verdict {
        Verdict::Up => "site-swing-up",
        Verdict::Down => "site-swing-down",
        Verdict::WithinNoise => "site-swing-noise",
    };
    let score = |point: &Point<P>| {
        point.estimate.map_or_else(String::new, |estimate| words.score(report.kind, estimate.score))
    };
    let (from, to) = (score(&swing.from), score(&swing.to));
    let (since, until) = (period(swing.from.period), period(swing.to.period));
    words.text(key, &[("from", &from), ("to", &to), ("since", &since), ("until", &until)])
}
