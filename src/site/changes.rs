//! What has changed and what needs a look, in words.

use serde::Serialize;

use super::words::Words;
use crate::domain::report::{Attention, MonthChange, Report};
use crate::domain::stats::Verdict;

/// The last full month against an earlier one.
#[derive(Debug, Serialize)]
pub(super) struct ChangeLine {
    /// Against what, such as "than a year ago".
    name: String,
    then: String,
    now: String,
    /// `up`, `down` or `noise`, for its class.
    verdict: &'static str,
    words: String,
}

/// The changes against the month before and the same month a year ago, as far as they are known.
pub(super) fn changes(words: Words, report: &Report) -> Vec<ChangeLine> {
    let line = |key: &str, change: MonthChange| {
        let score =
            |estimate: crate::domain::stats::Estimate| words.score(report.kind, estimate.score);
        ChangeLine {
            name: words.text(key, &[("month", &words.month(change.than))]),
            then: score(change.before),
            now: score(change.now),
            verdict: verdict_class(change.verdict),
            words: words.text(&format!("site-change-{}", verdict_class(change.verdict)), &[]),
        }
    };
    let before = report.change.map(|change| line("site-change-before", change));
    let year = report.year_change.map(|change| line("site-change-year", change));
    before.into_iter().chain(year).collect()
}

/// A verdict as a class and as the end of a text's key.
pub(super) fn verdict_class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Up => "up",
        Verdict::Down => "down",
        Verdict::WithinNoise => "noise",
    }
}

/// What needs a look, one sentence each.
pub(super) fn attention(words: Words, report: &Report) -> Vec<String> {
    report.attention.iter().map(|attention| sentence(words, report, attention)).collect()
}

fn sentence(words: Words, report: &Report, attention: &Attention) -> String {
    match attention {
        Attention::Fell(change) => fell(words, report, "site-attention-fell", *change),
        Attention::FellInAYear(change) => fell(words, report, "site-attention-fell-year", *change),
        Attention::Signal { verdict, since } => {
            let key = match verdict {
                Verdict::Up => "site-control-high-since",
                _ => "site-control-low-since",
            };
            let since = words.week(*since);
            words.text(key, &[("from", &since), ("to", &since)])
        }
        Attention::Below { dimension, member, estimate } => {
            let name = words.word(&format!("site-{dimension}"), member);
            let score = words.score(report.kind, estimate.score);
            let n = words.count(estimate.n);
            let args = [("member", name.as_str()), ("score", &score), ("n", &n)];
            words.text("site-attention-below", &args)
        }
        Attention::Burst { kind, n } => {
            words.text(&format!("site-attention-burst-{kind}"), &[("n", &words.count(*n))])
        }
        Attention::Mail { reason, n, sent } => {
            let key = format!("site-attention-{}", reason.replace('_', "-"));
            let (n, sent) = (words.count(*n), words.count(*sent));
            words.text(&key, &[("n", &n), ("sent", &sent)])
        }
    }
}

fn fell(words: Words, report: &Report, key: &str, change: MonthChange) -> String {
    let score = |score: f64| words.score(report.kind, score);
    let (before, now) = (score(change.before.score), score(change.now.score));
    let (month, than) = (words.month(change.month), words.month(change.than));
    let args = [("before", before.as_str()), ("now", &now), ("month", &month), ("than", &than)];
    words.text(key, &args)
}
