//! Counting: an entry says once what an answer, an order or a refusal counts for; its cells are
//! the counts it changes.
//!
//! An entry is stored with what it describes and never computed anew, so that taking it back
//! takes back exactly what was added.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::types::{Instant, SurveyId};

/// The dimension of the whole, whose one member is empty.
pub const ALL: &str = "all";

/// A signed change of counts: `n` more (or fewer) for each mark, on one shop-local day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The survey it counts for.
    pub survey: SurveyId,
    /// How many; negative takes back.
    pub n: i64,
    /// The shop-local day.
    pub day: Date,
    /// Dimension and member; a dimension may have several members.
    pub members: Vec<(String, String)>,
    /// Measure and value.
    pub marks: Vec<(String, String)>,
}

impl Entry {
    /// The entry that takes this one back.
    #[must_use]
    pub fn taken_back(&self) -> Self {
        Self { n: -self.n, ..self.clone() }
    }

    /// The cells that this entry changes by `n`.
    pub fn cells(&self) -> impl Iterator<Item = CellKey> {
        self.marks.iter().flat_map(move |(measure, value)| {
            let rule = Rule::of(measure);
            let members = self.members.iter().filter(move |_| rule.split);
            std::iter::once((ALL, ""))
                .chain(members.map(|(dimension, member)| (dimension.as_str(), member.as_str())))
                .flat_map(move |(dimension, member)| {
                    rule.grains.iter().map(move |grain| CellKey {
                        survey: self.survey,
                        grain: *grain,
                        measure: measure.clone(),
                        dimension: dimension.to_owned(),
                        member: member.to_owned(),
                        period: grain.period(self.day),
                        value: value.clone(),
                    })
                })
        })
    }
}

/// Whether a measure is counted along dimensions, or only for the whole.
#[must_use]
pub fn is_split(measure: &str) -> bool {
    Rule::of(measure).split
}

/// How finely a measure is kept: each cell more is a row more for every day of the shop's life.
#[derive(Clone, Copy)]
struct Rule {
    grains: &'static [Grain],
    split: bool,
}

impl Rule {
    fn of(measure: &str) -> Self {
        match measure {
            "score" => Self { grains: &[Grain::Day, Grain::Week, Grain::Month], split: true },
            "hour" | "wait" => Self { grains: &[Grain::Month], split: false },
            _ => Self { grains: &[Grain::Day, Grain::Month], split: true },
        }
    }
}

/// A cell's place, ordered as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellKey {
    /// The survey.
    pub survey: SurveyId,
    /// How long its period is.
    pub grain: Grain,
    /// What is counted.
    pub measure: String,
    /// Along what it is split.
    pub dimension: String,
    /// Which part of the split.
    pub member: String,
    /// Which day, week or month.
    pub period: String,
    /// Which value.
    pub value: String,
}

/// How long a period is. The words sort as the variants do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// A day, `2026-09-01`.
    Day,
    /// A calendar month, `2026-09`.
    Month,
    /// A week of ISO 8601, `2026-W36`.
    Week,
}

impl Grain {
    /// The word as it is stored.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Week => "week",
        }
    }

    /// The period of this length that a day lies in.
    #[must_use]
    pub fn period(self, day: Date) -> String {
        match self {
            Self::Day => day.to_string(),
            Self::Month => format!("{:04}-{:02}", day.year(), day.month()),
            Self::Week => {
                let week = day.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
        }
    }
}

/// The mark of the hour of the week in which somebody answered, `1-0` (Monday, midnight) to `7-23`.
#[must_use]
pub fn hour_mark(at: Instant, zone: &TimeZone) -> (String, String) {
    let local = at.to_timestamp().to_zoned(zone.clone());
    let weekday = Weekday::to_monday_one_offset(local.weekday());
    ("hour".to_owned(), format!("{weekday}-{}", local.hour()))
}

/// The upper ends of the time-to-answer buckets, in seconds.
const WAITS: [(i64, &str); 7] = [
    (300, "5m"),
    (3_600, "1h"),
    (21_600, "6h"),
    (86_400, "1d"),
    (259_200, "3d"),
    (604_800, "1w"),
    (1_209_600, "2w"),
];

/// The mark of how long somebody took to answer.
#[must_use]
pub fn wait_mark(seconds: i64) -> (String, String) {
    let bucket = WAITS.iter().find(|(end, _)| seconds <= *end).map_or("more", |(_, name)| name);
    ("wait".to_owned(), bucket.to_owned())
}

/// A mark of a plain measure.
#[must_use]
pub fn mark(measure: &str, value: impl Into<String>) -> (String, String) {
    (measure.to_owned(), value.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn entry() -> Entry {
        Entry {
            survey: SurveyId(1),
            n: 1,
            day: date(2026, 12, 31),
            members: vec![("location".to_owned(), "Huế".to_owned())],
            marks: vec![mark("score", "9"), mark("hour", "4-20")],
        }
    }

    #[test]
    fn a_score_counts_for_the_whole_and_each_member_at_every_grain() {
        let keys: Vec<String> = entry()
            .cells()
            .map(|key| format!("{} {} {}/{}", key.measure, key.period, key.dimension, key.member))
            .collect();
        assert_eq!(
            keys,
            [
                "score 2026-12-31 all/",
                "score 2026-W53 all/",
                "score 2026-12 all/",
                "score 2026-12-31 location/Huế",
                "score 2026-W53 location/Huế",
                "score 2026-12 location/Huế",
                "hour 2026-12 all/",
            ]
        );
    }

    #[test]
    fn what_is_taken_back_is_what_was_added() {
        let (there, back) = (entry(), entry().taken_back());
        assert_eq!(there.n + back.n, 0);
        assert!(there.cells().eq(back.cells()));
    }

    #[test]
    fn the_words_of_grains_sort_as_the_grains_do() {
        let grains = [Grain::Day, Grain::Month, Grain::Week];
        assert!(grains.is_sorted());
        assert!(grains.map(Grain::word).is_sorted());
    }

    #[test]
    fn time_to_answer_falls_into_buckets() {
        assert_eq!(wait_mark(0).1, "5m");
        assert_eq!(wait_mark(86_400).1, "1d");
        assert_eq!(wait_mark(86_401).1, "3d");
        assert_eq!(wait_mark(i64::MAX).1, "more");
    }
}
