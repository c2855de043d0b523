//! The score by location, channel, language: who is above, who is below the rest.

use super::{enough, estimate, sample, totals::Totals};
use crate::domain::stats::{Estimate, Histogram, Verdict, compare_picked};
use crate::types::Kind;

/// A dimension with its members, best score first.
#[derive(Clone, Debug, PartialEq)]
pub struct Dimension {
    /// `location`, `channel`, `language`.
    pub name: String,
    /// Those with enough answers.
    pub members: Vec<Member>,
    /// How many had too few and are not listed.
    pub hidden: usize,
}

/// One member of a dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Its name as counted.
    pub name: String,
    /// Its score.
    pub estimate: Estimate,
    /// Whether it differs from all the others together by more than noise, by the stricter measure
    /// for what is picked out of many.
    pub verdict: Verdict,
}

/// The dimensions every shop has, in the order in which they are shown.
const FIRST: [&str; 3] = ["location", "channel", "language"];

/// All dimensions that have a member to show.
pub(super) fn rank(kind: Kind, totals: &Totals, min_n: u64) -> Vec<Dimension> {
    let dimension = |(name, members): (&&str, &std::collections::BTreeMap<&str, Histogram>)| {
        let answered = members.iter().filter(|(_, counts)| counts.total() > 0);
        let mut shown: Vec<_> = answered
            .clone()
            .filter_map(|(name, counts)| member(kind, name, counts, &totals.all, min_n))
            .collect();
        shown.sort_by(|a, b| b.estimate.score.total_cmp(&a.estimate.score));
        let hidden = answered.count() - shown.len();
        Dimension { name: (*name).to_owned(), members: shown, hidden }
    };
    let dimensions = totals.members.iter().map(dimension);
    let mut shown: Vec<_> = dimensions.filter(|dimension| !dimension.members.is_empty()).collect();
    // Where it happened comes first, then how it came in, then the rest by name.
    let place = |dimension: &Dimension| FIRST.iter().position(|name| *name == dimension.name);
    shown.sort_by_key(|dimension| place(dimension).unwrap_or(FIRST.len()));
    shown
}

fn member(
    kind: Kind,
    name: &str,
    counts: &Histogram,
    all: &Histogram,
    min_n: u64,
) -> Option<Member> {
    let estimate = enough(estimate(kind, counts), min_n)?;
    let others = sample(kind, &all.without(counts));
    let verdict = match (others, sample(kind, counts)) {
        (Some(others), Some(own)) => compare_picked(others, own).verdict,
        _ => Verdict::WithinNoise,
    };
    Some(Member { name: name.to_owned(), estimate, verdict })
}
