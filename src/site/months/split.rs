//! The three groups of a month as one bar.

use serde::Serialize;

use crate::domain::report::MonthReport;
use crate::site::chart::{self, Segment};
use crate::site::words::Words;
use crate::types::{Group, Kind};

/// The bar and its words.
#[derive(Serialize)]
pub(super) struct Split {
    finding: String,
    parts: Vec<Part>,
}

#[derive(Serialize)]
struct Part {
    group: &'static str,
    name: String,
    n: String,
    share: String,
    shape: Segment,
}

/// Draws it; `None` if nobody answered.
pub(super) fn split(words: Words, kind: Kind, month: &MonthReport) -> Option<Split> {
    let all = month.answers;
    if all == 0 {
        return None;
    }
    let groups = month.groups;
    let counts = [
        (Group::Detractor, groups.detractors),
        (Group::Passive, groups.passives),
        (Group::Promoter, groups.promoters),
    ];
    // A scale of two has nothing in between.
    let possible = |group| kind.scale().any(|score| kind.group(score) == group);
    let counts: Vec<_> = counts.into_iter().filter(|(group, _)| possible(*group)).collect();
    let shapes = chart::stack(&counts.iter().map(|(_, n)| *n).collect::<Vec<_>>());
    let part = |((group, n), shape): ((Group, u64), Segment)| Part {
        group: group.name(),
        name: words.text(&format!("site-group-{}", group.name()), &[]),
        n: words.count(n),
        share: words.share(n, all),
        shape,
    };
    let (happy, unhappy) =
        (words.share(groups.promoters, all), words.share(groups.detractors, all));
    Some(Split {
        finding: words.text("site-distribution", &[("happy", &happy), ("unhappy", &unhappy)]),
        parts: counts.into_iter().zip(shapes).map(part).collect(),
    })
}
