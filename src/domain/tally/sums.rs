//! Adding up many entries: rows of the queue in, the cells they change out, in the order in which
//! they are stored.
//!
//! An entry changes a score of cells, and a queue may hold a million: names are kept once and
//! counted by number, and nothing is copied that is known already.

use std::borrow::Cow;
use std::collections::HashMap;

use jiff::civil::{Date, Weekday};
use rustc_hash::FxBuildHasher;
use serde::Deserialize;

use super::{ALL, CellKey, Grain, grains};
use crate::types::SurveyId;

/// An [`Entry`](super::Entry) as it stands in a row, borrowed from it where it can be.
#[derive(Deserialize)]
struct Lent<'a> {
    survey: SurveyId,
    n: i64,
    day: Date,
    #[serde(borrow)]
    members: Vec<(Text<'a>, Text<'a>)>,
    #[serde(borrow)]
    marks: Vec<(Text<'a>, Text<'a>)>,
}

#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// The sum of some entries.
pub struct Sums {
    marks: Names,
    parts: Names,
    cells: HashMap<Spot, i64, FxBuildHasher>,
}

/// A cell by numbers.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Spot {
    survey: i64,
    grain: Grain,
    /// The first day of its period.
    day: Date,
    mark: u32,
    part: u32,
}

impl Default for Sums {
    fn default() -> Self {
        let mut parts = Names::default();
        parts.number(ALL, "");
        Self { marks: Names::default(), parts, cells: HashMap::default() }
    }
}

impl Sums {
    /// Adds all entries of a row of the queue.
    ///
    /// # Errors
    /// What is wrong with its JSON.
    pub fn add(&mut self, row: &str) -> Result<(), serde_json::Error> {
        for entry in serde_json::from_str::<Vec<Lent<'_>>>(row)? {
            let starts = Starts::of(entry.day);
            let parts: Vec<(u32, &str)> = entry
                .members
                .iter()
                .map(|(dimension, member)| {
                    (self.parts.number(&dimension.0, &member.0), dimension.0.as_ref())
                })
                .collect();
            for (measure, value) in &entry.marks {
                let mark = self.marks.number(&measure.0, &value.0);
                for (part, dimension) in [(0, ALL)].iter().chain(&parts) {
                    for grain in grains(&measure.0, dimension) {
                        let day = starts.start(*grain);
                        let spot =
                            Spot { survey: entry.survey.0, grain: *grain, day, mark, part: *part };
                        *self.cells.entry(spot).or_default() += entry.n;
                    }
                }
            }
        }
        Ok(())
    }

    /// How many cells they change so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether nothing was added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The cells that change, in key order; those whose changes cancel out are left out.
    #[must_use]
    pub fn cells(self) -> Vec<(CellKey, i64)> {
        let (marks, parts) = (self.marks.list, self.parts.list);
        let key = |spot: Spot| {
            let (measure, value) = marks.get(spot.mark as usize)?;
            let (dimension, member) = parts.get(spot.part as usize)?;
            Some(CellKey {
                survey: SurveyId(spot.survey),
                grain: spot.grain,
                measure: measure.clone(),
                dimension: dimension.clone(),
                member: member.clone(),
                period: spot.grain.period(spot.day),
                value: value.clone(),
            })
        };
        let changed = self.cells.into_iter().filter(|(_, n)| *n != 0);
        let mut cells: Vec<_> = changed.filter_map(|(spot, n)| Some((key(spot)?, n))).collect();
        cells.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        cells
    }
}

/// Pairs of names by number, in the order in which they came.
#[derive(Default)]
struct Names {
    numbers: HashMap<String, HashMap<String, u32, FxBuildHasher>, FxBuildHasher>,
    list: Vec<(String, String)>,
}

impl Names {
    fn number(&mut self, first: &str, second: &str) -> u32 {
        if let Some(number) = self.numbers.get(first).and_then(|inner| inner.get(second)) {
            return *number;
        }
        // Four thousand million names do not fit into memory.
        let number = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.list.push((first.to_owned(), second.to_owned()));
        self.numbers.entry(first.to_owned()).or_default().insert(second.to_owned(), number);
        number
    }
}

/// The first days of the periods that a day lies in.
struct Starts {
    day: Date,
    month: Date,
    week: Date,
}

impl Starts {
    fn of(day: Date) -> Self {
        let week = day.iso_week_date();
        let monday = jiff::civil::ISOWeekDate::new(week.year(), week.week(), Weekday::Monday);
        Self { day, month: day.first_of_month(), week: monday.map_or(day, |monday| monday.date()) }
    }

    fn start(&self, grain: Grain) -> Date {
        match grain {
            Grain::Day => self.day,
            Grain::Month | Grain::PartMonth => self.month,
            Grain::Week => self.week,
            Grain::Part => Date::ZERO,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::tally::{Entry, mark};

    fn entry(days: i32, n: i64, members: &[(u8, u8)], marks: &[(u8, u8)]) -> Entry {
        let dimensions = ["location", "product", "staff\"\u{1}"];
        let measures = ["score", "answer.why", "hour", "funnel", "ticked.why"];
        let pair = |names: &[&str], (name, value): &(u8, u8)| {
            (names[*name as usize % names.len()].to_owned(), format!("Huế \"{value}"))
        };
        Entry {
            survey: SurveyId(1 + i64::from(days % 2)),
            n,
            day: date(2024, 12, 28).saturating_add(days.days()),
            members: members.iter().map(|member| pair(&dimensions, member)).collect(),
            marks: marks.iter().map(|mark| pair(&measures, mark)).collect(),
        }
    }

    proptest! {
        #[test]
        fn a_sum_is_what_its_entries_change(
            rows in prop::collection::vec(
                (0i32..400, -2i64..3, prop::collection::vec((0u8..3, 0u8..3), 0..4), prop::collection::vec((0u8..5, 0u8..3), 0..4)),
                0..30,
            )
        ) {
            let entries: Vec<Entry> = rows.iter().map(|(day, n, members, marks)| entry(*day, *n, members, marks)).collect();
            let mut sums = Sums::default();
            for pair in entries.chunks(2) {
                sums.add(&serde_json::to_string(pair).unwrap()).unwrap();
            }
            let mut wanted = BTreeMap::<CellKey, i64>::new();
            for entry in &entries {
                for key in entry.cells() {
                    *wanted.entry(key).or_default() += entry.n;
                }
            }
            let wanted: Vec<_> = wanted.into_iter().filter(|(_, n)| *n != 0).collect();
            prop_assert_eq!(sums.cells(), wanted);
        }
    }

    #[test]
    fn what_is_no_row_is_refused() {
        let mut sums = Sums::default();
        assert!(sums.add("[{\"survey\":1}]").is_err());
        assert!(sums.is_empty());
        sums.add("[]").unwrap();
        assert_eq!(sums.len(), 0);
        let there = Entry { marks: vec![mark("score", "9")], ..entry(0, 1, &[], &[]) };
        let row = serde_json::to_string(&[there.clone(), there.taken_back()]).unwrap();
        sums.add(&row).unwrap();
        assert_eq!(sums.cells(), []);
    }
}
