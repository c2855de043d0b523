//! The answers to follow-ups by the group of the score: a section of the survey's page.

use std::collections::BTreeMap;

use serde::Serialize;

use super::asked::text_of;
use super::input::Shop;
use super::material::Surveyed;
use super::words::Words;
use crate::domain::report::Counted;
use crate::domain::survey::{FollowUp, FollowUpKind, When};
use crate::types::Group;

/// A follow-up with its answers.
#[derive(Debug, Serialize)]
pub(super) struct FollowUpFigure {
    finding: String,
    question: String,
    /// The groups that were asked and have answered often enough.
    groups: Vec<Column>,
    rows: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Column {
    group: &'static str,
    name: String,
    n: String,
}

#[derive(Debug, Serialize)]
struct Line {
    name: String,
    /// One for each of the groups.
    bars: Vec<Bar>,
}

#[derive(Debug, Serialize)]
struct Bar {
    group: &'static str,
    /// In percent of the widest bar.
    width: String,
    share: String,
    n: String,
}

/// A figure for each follow-up that is not in the customer's own words and has answers enough, of
/// all time or of one month: as `counted` says.
pub(super) fn figures(
    words: Words,
    shop: &Shop,
    (survey, counted): (&Surveyed, &BTreeMap<String, Counted>),
    min_n: u64,
) -> Vec<FollowUpFigure> {
    let asks = survey.figures.follow_ups.iter().filter(|ask| ask.kind != FollowUpKind::Text);
    let figure = |ask: &FollowUp| {
        let counted = counted.get(&ask.key)?;
        draw(words, shop, (ask, counted), min_n.max(1))
    };
    asks.filter_map(figure).collect()
}

fn draw(
    words: Words,
    shop: &Shop,
    (ask, counted): (&FollowUp, &Counted),
    min_n: u64,
) -> Option<FollowUpFigure> {
    let base = |group| base_of(ask, counted, group);
    let groups: Vec<Group> = groups_of(ask, counted, min_n).collect();
    let options = options_of(ask, counted);
    let share = |option: &str, group| counted.chose(option, group) as f64 / base(group) as f64;
    let all = options.iter().flat_map(|o| groups.iter().map(move |group| share(o, *group)));
    let widest = all.fold(0.0, f64::max);
    if groups.is_empty() || widest <= 0.0 {
        return None;
    }
    let bar = |option: &str, group: Group| Bar {
        group: group.name(),
        width: format!("{:.1}", 100.0 * share(option, group) / widest),
        share: words.share(counted.chose(option, group), base(group)),
        n: words.count(counted.chose(option, group)),
    };
    let line = |option: &String| Line {
        name: name_of(words, shop, ask, option),
        bars: groups.iter().map(|group| bar(option, *group)).collect(),
    };
    let column = |group: &Group| Column {
        group: group.name(),
        name: words.text(&format!("site-group-{}", group.name()), &[]),
        n: words.count(base(*group)),
    };
    Some(FollowUpFigure {
        finding: finding(words, shop, (ask, counted), (&options, &groups)),
        question: text_of(words, shop, ask, "label"),
        groups: groups.iter().map(column).collect(),
        rows: options.iter().map(line).collect(),
    })
}

/// The groups that were asked and have answered often enough, the happy first.
pub(super) fn groups_of(
    ask: &FollowUp,
    counted: &Counted,
    min_n: u64,
) -> impl Iterator<Item = Group> {
    let asked =
        move |group: &Group| ask.when.includes(*group) && base_of(ask, counted, *group) >= min_n;
    Group::ALL.into_iter().rev().filter(asked)
}

/// Those who answered it; of several choices those who made any.
pub(super) fn base_of(ask: &FollowUp, counted: &Counted, group: Group) -> u64 {
    let several = ask.kind == FollowUpKind::Choices;
    let most = counted.options().map(|option| counted.chose(option, group)).max().unwrap_or(0);
    // Answers older than the count of those who made any choice are in the options alone.
    counted.answered(group, several).max(most)
}

/// The options in the survey's order, then those it has no more; the steps of a scale from the top.
pub(super) fn options_of(ask: &FollowUp, counted: &Counted) -> Vec<String> {
    if ask.kind == FollowUpKind::Scale {
        return FollowUp::SCALE.rev().map(|step| step.to_string()).collect();
    }
    let dropped = counted.options().filter(|option| !ask.options.iter().any(|own| own == option));
    ask.options.iter().cloned().chain(dropped.map(str::to_owned)).collect()
}

fn name_of(words: Words, shop: &Shop, ask: &FollowUp, option: &str) -> String {
    let end = match (ask.kind, option) {
        (FollowUpKind::Scale, "1") => text_of(words, shop, ask, "low"),
        (FollowUpKind::Scale, "5") => text_of(words, shop, ask, "high"),
        (FollowUpKind::Scale, step) => return step.to_owned(),
        _ => return text_of(words, shop, ask, option),
    };
    format!("{option} · {end}")
}

/// What a group names most often: the one asked, or of all the unhappy.
fn finding(
    words: Words,
    shop: &Shop,
    (ask, counted): (&FollowUp, &Counted),
    (options, groups): (&[String], &[Group]),
) -> String {
    let group = match ask.when {
        When::Only(group) => group,
        When::Any => groups.last().copied().unwrap_or(Group::Detractor),
    };
    let most = options.iter().max_by_key(|option| counted.chose(option, group));
    let option = most.map(|option| name_of(words, shop, ask, option)).unwrap_or_default();
    let chose = most.map_or(0, |option| counted.chose(option, group));
    let share = words.share(chose, base_of(ask, counted, group));
    let key = format!("site-follow-up-{}", group.name());
    words.text(&key, &[("answer", &option), ("share", &share)])
}
