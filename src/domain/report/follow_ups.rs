//! What was answered to the follow-ups, by the group of the score.

use std::collections::BTreeMap;

use crate::domain::tally::{ANSWER, TICKED};
use crate::types::Group;

/// Counts by group, in the order of [`Group::ALL`].
type ByGroup = [u64; 3];

/// The answers to one follow-up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    options: BTreeMap<String, ByGroup>,
    ticked: ByGroup,
}

impl Counted {
    /// The options that were chosen at least once, by key.
    pub fn options(&self) -> impl Iterator<Item = &str> {
        self.options.iter().filter(|(_, n)| n.iter().any(|n| *n > 0)).map(|(key, _)| key.as_str())
    }

    /// How many of a group chose an option.
    #[must_use]
    pub fn chose(&self, option: &str, group: Group) -> u64 {
        self.options.get(option).and_then(|n| n.get(place(group))).copied().unwrap_or(0)
    }

    /// How many of a group answered at all. Of one choice or a step of a scale everybody gave one;
    /// of `several` it is counted by itself.
    #[must_use]
    pub fn answered(&self, group: Group, several: bool) -> u64 {
        if several {
            return self.ticked.get(place(group)).copied().unwrap_or(0);
        }
        self.options.values().filter_map(|n| n.get(place(group))).sum()
    }

    /// Counts `n` more of a group for an option.
    pub fn add(&mut self, option: &str, group: Group, n: u64) {
        let counts = self.options.entry(option.to_owned()).or_default();
        if let Some(slot) = counts.get_mut(place(group)) {
            *slot += n;
        }
    }

    /// Counts `n` more of a group who chose anything of several.
    pub fn add_ticked(&mut self, group: Group, n: u64) {
        if let Some(slot) = self.ticked.get_mut(place(group)) {
            *slot += n;
        }
    }
}

fn place(group: Group) -> usize {
    Group::ALL.iter().position(|known| *known == group).unwrap_or(0)
}

fn group_of(word: &str) -> Option<Group> {
    Group::ALL.into_iter().find(|group| group.name() == word)
}

/// The cells of all follow-ups, sorted.
#[derive(Clone, Default)]
pub(super) struct FollowUpCounts<'a>(BTreeMap<&'a str, Counted>);

impl<'a> FollowUpCounts<'a> {
    /// Takes a cell; those of other measures, and values of later versions, are passed over.
    pub(super) fn add(&mut self, measure: &'a str, value: &str, n: u64) {
        if let Some(key) = measure.strip_prefix(ANSWER) {
            let found = value.split_once(':');
            let found = found.and_then(|(group, option)| Some((group_of(group)?, option)));
            if let Some((group, option)) = found {
                self.0.entry(key).or_default().add(option, group, n);
            }
        } else if let Some(key) = measure.strip_prefix(TICKED)
            && let Some(group) = group_of(value)
        {
            self.0.entry(key).or_default().add_ticked(group, n);
        }
    }

    /// What was counted, by the follow-up's key.
    pub(super) fn counted(self) -> BTreeMap<String, Counted> {
        self.0.into_iter().map(|(key, counted)| (key.to_owned(), counted)).collect()
    }
}
