//! How often each score was given.

use serde::Serialize;

use crate::domain::report::Report;
use crate::domain::stats::Histogram;
use crate::site::chart::{self, Column, Segment};
use crate::site::words::Words;
use crate::types::{Group, Kind};

/// The three groups as one bar, and each score as a column.
#[derive(Debug, Serialize)]
pub(in crate::site) struct DistributionFigure {
    finding: String,
    parts: Vec<Part>,
    columns: Vec<CountColumn>,
}

#[derive(Debug, Serialize)]
struct Part {
    group: &'static str,
    name: String,
    scores: String,
    n: String,
    share: String,
    shape: Segment,
}

#[derive(Debug, Serialize)]
struct CountColumn {
    group: &'static str,
    score: String,
    n: String,
    share: String,
    shape: Column,
}

/// Draws the distribution of all answers; `None` if there are none.
pub(in crate::site) fn distribution(words: Words, report: &Report) -> Option<DistributionFigure> {
    distribution_of(words, report.kind, &report.counts)
}

/// Draws the distribution of these answers; `None` if there are none.
pub(in crate::site) fn distribution_of(
    words: Words,
    kind: Kind,
    counts: &Histogram,
) -> Option<DistributionFigure> {
    let total = counts.total();
    if total == 0 {
        return None;
    }
    let scores: Vec<u8> = kind.scale().collect();
    let count = |group: Group| {
        let of_group = scores.iter().filter(|score| kind.group(**score) == group);
        of_group.map(|score| counts.count(*score)).sum::<u64>()
    };
    let groups: Vec<_> = Group::ALL
        .into_iter()
        .filter_map(|group| Some((group, range(&scores, kind, group)?, count(group))))
        .collect();
    let shapes = chart::stack(&groups.iter().map(|(_, _, n)| *n).collect::<Vec<_>>());
    let part = |((group, scores, n), shape): ((Group, String, u64), Segment)| Part {
        group: group.name(),
        name: words.text(&format!("site-group-{}", group.name()), &[]),
        scores,
        n: words.count(n),
        share: words.share(n, total),
        shape,
    };
    let share = |group| words.share(count(group), total);
    let (happy, unhappy) = (share(Group::Promoter), share(Group::Detractor));
    let counts: Vec<_> = scores.iter().map(|score| counts.count(*score)).collect();
    let columns = chart::columns(&counts, 24.0, 132.0);
    let column = |((score, n), shape): ((&u8, &u64), Column)| CountColumn {
        group: kind.group(*score).name(),
        score: words.word(&format!("site-score-{}", kind.name()), &score.to_string()),
        n: words.count(*n),
        share: words.share(*n, total),
        shape,
    };
    Some(DistributionFigure {
        finding: words.text("site-distribution", &[("happy", &happy), ("unhappy", &unhappy)]),
        parts: groups.into_iter().zip(shapes).map(part).collect(),
        columns: scores.iter().zip(&counts).zip(columns).map(column).collect(),
    })
}

/// `0–6`, or `4` where a group is one score; `None` if no score is in that group.
fn range(scores: &[u8], kind: Kind, group: Group) -> Option<String> {
    let mut of_group = scores.iter().filter(|score| kind.group(**score) == group);
    let first = of_group.next()?;
    Some(of_group.next_back().map_or_else(|| first.to_string(), |last| format!("{first}–{last}")))
}
