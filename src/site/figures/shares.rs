//! The three groups over time: one column of shares for each month.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Label;
use crate::domain::report::Report;
use crate::domain::stats::Groups;
use crate::site::chart::{self, Pile};
use crate::site::words::Words;
use crate::types::Group;

/// How many months are drawn.
const MONTHS: usize = 24;
const TOP: f64 = 8.0;
const BASE: f64 = 168.0;

/// The groups in the order in which they are piled up, from the base.
const ORDER: [Group; 3] = [Group::Promoter, Group::Passive, Group::Detractor];

/// Shares over time with their words.
#[derive(Debug, Serialize)]
pub(in crate::site) struct SharesFigure {
    finding: String,
    piles: Vec<Pile>,
    groups: [&'static str; 3],
    names: [String; 3],
    months: Vec<Label>,
    /// Month, shares in the order of the groups, and n; newest first.
    rows: Vec<(String, [String; 3], String)>,
}

/// Draws the months of a report; `None` if fewer than two have enough answers.
pub(in crate::site) fn shares(words: Words, report: &Report) -> Option<SharesFigure> {
    let counted: BTreeMap<_, _> = report.groups_by_month.iter().copied().collect();
    let skipped = report.months.len().saturating_sub(MONTHS);
    let months: Vec<_> = report.months.iter().skip(skipped).map(|point| point.period).collect();
    let groups: Vec<_> = months.iter().map(|month| counted.get(month).copied()).collect();
    let (month, latest) =
        months.iter().zip(&groups).rev().find_map(|(month, groups)| Some((*month, (*groups)?)))?;
    if groups.iter().flatten().count() < 2 {
        return None;
    }
    let piles = chart::piles(
        &groups.iter().map(|groups| groups.map(|g| of_order(g).to_vec())).collect::<Vec<_>>(),
        TOP,
        BASE,
    );
    let share = |groups: Groups, group| words.share(of(groups, group), groups.total());
    let row = |(month, groups): (&_, &Option<Groups>)| {
        let groups = (*groups)?;
        let shares = ORDER.map(|group| share(groups, group));
        Some((words.month(*month), shares, words.count(groups.total())))
    };
    let step = months.len().div_ceil(4).max(1);
    let label = |index: usize| Label {
        x: chart::pile_middle(index, months.len()),
        y: "186".into(),
        side: if index < 2 { "middle first" } else { "middle" },
        text: months.get(index).map_or_else(String::new, |month| words.short_month(*month)),
    };
    let args = [
        ("month", words.month(month)),
        ("happy", share(latest, Group::Promoter)),
        ("unhappy", share(latest, Group::Detractor)),
    ];
    let args: Vec<_> = args.iter().map(|(name, text)| (*name, text.as_str())).collect();
    Some(SharesFigure {
        finding: words.text("site-shares", &args),
        piles: piles.into_iter().flatten().collect(),
        groups: ORDER.map(Group::name),
        names: ORDER.map(|group| words.text(&format!("site-group-{}", group.name()), &[])),
        months: (0..months.len()).rev().step_by(step).map(label).collect(),
        rows: months.iter().zip(&groups).rev().filter_map(row).collect(),
    })
}

fn of_order(groups: Groups) -> [u64; 3] {
    ORDER.map(|group| of(groups, group))
}

fn of(groups: Groups, group: Group) -> u64 {
    match group {
        Group::Promoter => groups.promoters,
        Group::Passive => groups.passives,
        Group::Detractor => groups.detractors,
    }
}
