//! A month in one paragraph.

use crate::domain::report::{Against, MonthReport, Segment, Statement, summarise};
use crate::domain::stats::Verdict;
use crate::site::words::Words;
use crate::types::Kind;

/// The statements about a month as sentences, one after the other.
pub(in crate::site) fn paragraph(
    words: Words,
    kind: Kind,
    month: &MonthReport,
    min_n: u64,
) -> String {
    let sentence = |statement: &Statement| say(words, kind, month, min_n, statement);
    summarise(month).iter().map(sentence).collect::<Vec<_>>().join(" ")
}

fn say(words: Words, kind: Kind, month: &MonthReport, min_n: u64, statement: &Statement) -> String {
    let name = words.text(&format!("site-name-{}", kind.name()), &[]);
    let when = words.month(month.month);
    let segment = |key: &str, segment: &Segment| {
        let member = words.word(&format!("site-{}", segment.dimension), &segment.member);
        let score = words.score(kind, segment.score.score);
        let n = words.count(segment.score.n);
        words.text(key, &[("member", &member), ("score", &score), ("n", &n)])
    };
    match statement {
        Statement::Nothing => words.text("site-told-nothing", &[("month", &when)]),
        Statement::Few { n } => {
            let (n, min) = (words.count(*n), words.count(min_n));
            words.text("site-told-few", &[("month", &when), ("n", &n), ("min", &min)])
        }
        Statement::Score { now, before } => {
            let score = words.score(kind, now.score);
            let interval = words.interval(kind, *now).replace('–', "–\u{2060}");
            let n = words.count(now.n);
            let mut args = vec![
                ("name", name.as_str()),
                ("score", &score),
                ("interval", &interval),
                ("n", &n),
                ("month", &when),
            ];
            let Some(before) = before else { return words.text("site-told-score", &args) };
            let earlier = words.score(kind, before.score.score);
            args.push(("before", &earlier));
            words.text(&format!("site-told-score-{}", word(before)), &args)
        }
        Statement::YearAgo(year) => {
            let (score, when) = (words.score(kind, year.score.score), words.month(year.month));
            let key = format!("site-told-year-{}", word(year));
            words.text(&key, &[("score", &score), ("month", &when)])
        }
        Statement::Shares { happy, unhappy, all } => {
            let (happy, unhappy) = (words.share(*happy, *all), words.share(*unhappy, *all));
            words.text("site-told-shares", &[("happy", &happy), ("unhappy", &unhappy)])
        }
        Statement::Below(below) => segment("site-told-below", below),
        Statement::Above(above) => segment("site-told-above", above),
        Statement::NotSent { reason, n, all } => {
            let (n, all) = (words.count(*n), words.count(*all));
            let reason = words.word("site-reason", reason);
            words.text("site-told-not-sent", &[("reason", &reason), ("n", &n), ("all", &all)])
        }
    }
}

/// How a comparison is named in keys.
pub(super) fn word(against: &Against) -> &'static str {
    match against.verdict {
        Verdict::Up => "up",
        Verdict::Down => "down",
        Verdict::WithinNoise => "noise",
    }
}
