//! What goes with a high score: answers to follow-ups that everybody is asked.
//!
//! Counts by group in, a two-by-two table with its odds ratio for each answer out, strongest first.
//! A follow-up that only one group is asked says nothing here: who was not asked cannot have
//! answered.

use std::collections::BTreeMap;

use super::follow_ups::Counted;
use crate::domain::stats::{Odds, Table};
use crate::domain::survey::{FollowUp, FollowUpKind, When};
use crate::types::Group;

/// How many must stand at each edge of a table, if the shop's minimum asks for no more: half of an
/// interval's width is then about a factor of four, and with fewer it says nothing.
const FEWEST: u64 = 10;

/// From this step on a scale of five is its upper part.
pub const UPPER: u8 = 4;

/// What is said of a survey's follow-ups.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drivers {
    /// Answers that can be compared, by how far their odds ratio is from 1.
    pub found: Vec<Driver>,
    /// Follow-ups of which nothing can be said yet.
    pub refused: Vec<Refused>,
    /// How many must stand at each edge of a table.
    pub fewest: u64,
}

/// One answer against all others to the same follow-up.
#[derive(Clone, Debug, PartialEq)]
pub struct Driver {
    /// The key of the follow-up.
    pub follow_up: String,
    /// What was said.
    pub said: Said,
    /// Who said it and gave a high score.
    pub table: Table,
    /// How strongly the two go together.
    pub odds: Odds,
}

/// What was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// An option, by its key.
    Option(String),
    /// Four or five on a scale of five.
    Upper,
}

/// A follow-up with too few answers, or answers too much alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Its key.
    pub follow_up: String,
    /// How many have answered it.
    pub answered: u64,
}

/// What goes with a high score among the follow-ups that everybody is asked; `None` if there are
/// none.
#[must_use]
pub fn drivers(
    follow_ups: &[FollowUp],
    counted: &BTreeMap<String, Counted>,
    min_n: u64,
) -> Option<Drivers> {
    let asked_of_all = |ask: &&FollowUp| ask.when == When::Any && ask.kind != FollowUpKind::Text;
    let fewest = min_n.max(FEWEST);
    let mut drivers = Drivers { fewest, ..Drivers::default() };
    let mut any = false;
    for ask in follow_ups.iter().filter(asked_of_all) {
        any = true;
        let none = Counted::default();
        let counted = counted.get(&ask.key).unwrap_or(&none);
        let before = drivers.found.len();
        for (said, table) in tables(ask, counted) {
            if let Some(odds) = table.odds().filter(|_| table.least_margin() >= fewest) {
                drivers.found.push(Driver { follow_up: ask.key.clone(), said, table, odds });
            }
        }
        if drivers.found.len() == before {
            let answered = Group::ALL.map(|group| answered(ask, counted, group)).iter().sum();
            drivers.refused.push(Refused { follow_up: ask.key.clone(), answered });
        }
    }
    let strength = |driver: &Driver| driver.odds.ratio.ln();
    drivers.found.sort_by(|a, b| strength(b).total_cmp(&strength(a)));
    any.then_some(drivers)
}

fn answered(ask: &FollowUp, counted: &Counted, group: Group) -> u64 {
    counted.answered(group, ask.kind == FollowUpKind::Choices)
}

/// A table for each answer. Of a choice between two one says all, the other is its mirror.
fn tables(ask: &FollowUp, counted: &Counted) -> Vec<(Said, Table)> {
    if ask.kind == FollowUpKind::Scale {
        let steps: Vec<String> = (UPPER..=*FollowUp::SCALE.end()).map(|s| s.to_string()).collect();
        return vec![(Said::Upper, table(ask, counted, &steps))];
    }
    let chosen: Vec<&str> = counted.options().collect();
    let mirrored = ask.kind == FollowUpKind::Choice && chosen.len() == 2;
    // In the survey's order, so that the first of two is the one that speaks.
    let listed = ask.options.iter().map(String::as_str).filter(|option| chosen.contains(option));
    let dropped = chosen.iter().copied().filter(|o| !ask.options.iter().any(|own| own == o));
    let options = listed.chain(dropped).take(if mirrored { 1 } else { usize::MAX });
    let of_option =
        |option: &str| (Said::Option(option.to_owned()), table(ask, counted, &[option.to_owned()]));
    options.map(of_option).collect()
}

fn table(ask: &FollowUp, counted: &Counted, said: &[String]) -> Table {
    let with = |group| said.iter().map(|option| counted.chose(option, group)).sum::<u64>();
    let without = |group| answered(ask, counted, group).saturating_sub(with(group));
    let rest = [Group::Detractor, Group::Passive];
    Table {
        with_high: with(Group::Promoter),
        with_other: rest.map(with).iter().sum(),
        without_high: without(Group::Promoter),
        without_other: rest.map(without).iter().sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::stats::Verdict;

    fn ask(key: &str, kind: FollowUpKind, when: When, options: &[&str]) -> FollowUp {
        FollowUp {
            key: key.to_owned(),
            kind,
            when,
            options: options.iter().map(|option| (*option).to_owned()).collect(),
            texts: Default::default(),
        }
    }

    fn counted(counts: &[(&str, Group, u64)], ticked: [u64; 3]) -> Counted {
        let mut counted = Counted::default();
        for (option, group, n) in counts {
            counted.add(option, *group, *n);
        }
        for (group, n) in Group::ALL.into_iter().zip(ticked) {
            counted.add_ticked(group, n);
        }
        counted
    }

    use Group::{Detractor as D, Passive as P, Promoter as O};

    #[test]
    fn a_choice_a_scale_and_several_choices_become_tables() {
        let follow_ups = [
            ask("best", FollowUpKind::Choice, When::Any, &["fast", "kind", "cheap"]),
            ask("ease", FollowUpKind::Scale, When::Any, &[]),
            ask("liked", FollowUpKind::Choices, When::Any, &["taste"]),
        ];
        let all = BTreeMap::from([
            (
                "best".to_owned(),
                counted(
                    &[
                        ("fast", O, 58),
                        ("fast", D, 12),
                        ("fast", P, 10),
                        ("kind", O, 139),
                        ("kind", P, 168),
                    ],
                    [0; 3],
                ),
            ),
            (
                "ease".to_owned(),
                counted(
                    &[("5", O, 30), ("4", O, 20), ("3", D, 40), ("1", O, 10), ("5", D, 5)],
                    [0; 3],
                ),
            ),
            ("liked".to_owned(), counted(&[("taste", O, 20), ("taste", D, 10)], [15, 10, 60])),
        ]);
        let drivers = drivers(&follow_ups, &all, 5).unwrap();
        let of = |key: &str| {
            let found = drivers.found.iter().find(|driver| driver.follow_up == key).unwrap();
            let Table { with_high, with_other, without_high, without_other } = found.table;
            (found.said.clone(), [with_high, with_other, without_high, without_other])
        };
        assert_eq!(of("best"), (Said::Option("fast".into()), [58, 22, 139, 168]));
        assert_eq!(of("ease"), (Said::Upper, [50, 5, 10, 40]));
        assert_eq!(of("liked"), (Said::Option("taste".into()), [20, 10, 40, 15]));
        assert_eq!(drivers.found.len(), 3, "of two options one speaks");
        assert_eq!(drivers.found[0].follow_up, "ease");
        assert_eq!(drivers.found[0].odds.verdict, Verdict::Up);
        assert!(drivers.refused.is_empty());
    }

    #[test]
    fn too_few_answers_are_refused() {
        let follow_ups = [ask("best", FollowUpKind::Choice, When::Any, &["fast", "kind"])];
        let few = |n| {
            BTreeMap::from([(
                "best".to_owned(),
                counted(&[("fast", O, n), ("kind", D, 10)], [0; 3]),
            )])
        };
        let refused = drivers(&follow_ups, &few(9), 5).unwrap();
        assert_eq!(refused.refused, [Refused { follow_up: "best".into(), answered: 19 }]);
        assert!(refused.found.is_empty());
        assert_eq!(
            drivers(&follow_ups, &few(10), 5).unwrap().found.len(),
            1,
            "even with empty cells"
        );
        assert!(drivers(&follow_ups, &few(10), 11).unwrap().found.is_empty());
        assert_eq!(drivers(&follow_ups, &BTreeMap::new(), 5).unwrap().refused[0].answered, 0);
    }

    #[test]
    fn what_only_some_are_asked_drives_nothing() {
        let some = [
            ask("why", FollowUpKind::Choice, When::Only(D), &["slow"]),
            ask("words", FollowUpKind::Text, When::Any, &[]),
        ];
        assert_eq!(drivers(&some, &BTreeMap::new(), 5), None);
    }

    #[test]
    fn several_choices_without_their_base_are_refused() {
        let follow_ups = [ask("liked", FollowUpKind::Choices, When::Any, &["taste"])];
        let old = BTreeMap::from([(
            "liked".to_owned(),
            counted(&[("taste", O, 50), ("taste", D, 50)], [0; 3]),
        )]);
        assert!(drivers(&follow_ups, &old, 5).unwrap().found.is_empty());
    }
}
