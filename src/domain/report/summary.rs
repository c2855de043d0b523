//! A month in a few statements, each of which becomes a sentence: which ones is decided here, by
//! rules from the numbers alone.

use super::{Against, MonthReport, Segment};
use crate::domain::stats::{Estimate, Verdict};

/// Something worth a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Statement {
    /// Nobody answered.
    Nothing,
    /// Fewer answered than a score needs.
    Few {
        /// How many.
        n: u64,
    },
    /// The score, and whether it changed since the month before.
    Score {
        /// It.
        now: Estimate,
        /// The month before; `None` if there is nothing to compare with.
        before: Option<Against>,
    },
    /// Beside the same month a year ago.
    YearAgo(Against),
    /// How many of the answers are happy and unhappy.
    Shares {
        /// Promoters.
        happy: u64,
        /// Detractors.
        unhappy: u64,
        /// All answers.
        all: u64,
    },
    /// The segment furthest below all others by more than noise.
    Below(Segment),
    /// The segment furthest above.
    Above(Segment),
    /// Why most of what was not sent was not sent.
    NotSent {
        /// The reason.
        reason: String,
        /// How often.
        n: u64,
        /// Out of how many.
        all: u64,
    },
}

/// A reason is worth a sentence if so many of a month's orders were lost to something.
const LOST_SHARE: f64 = 0.1;

/// Reasons that are as the shop wants it.
const INTENDED: [&str; 4] = ["quiet_period", "sampled_out", "answered", "too_old"];

/// What there is to say about a month, the most important first.
#[must_use]
pub fn summarise(month: &MonthReport) -> Vec<Statement> {
    let mut said = Vec::new();
    match month.score {
        None if month.answers == 0 => said.push(Statement::Nothing),
        None => said.push(Statement::Few { n: month.answers }),
        Some(now) => {
            said.push(Statement::Score { now, before: month.before });
            // Noise in both directions would be the same sentence twice.
            let other =
                |year: &Against| year.verdict != Verdict::WithinNoise || month.before.is_none();
            said.extend(month.year_ago.filter(other).map(Statement::YearAgo));
            let groups = month.groups;
            let (happy, unhappy) = (groups.promoters, groups.detractors);
            said.push(Statement::Shares { happy, unhappy, all: month.answers });
            said.extend(month.worst.first().cloned().map(Statement::Below));
            said.extend(month.best.first().cloned().map(Statement::Above));
        }
    }
    let lost = month.reasons.iter().filter(|(reason, _)| !INTENDED.contains(&reason.as_str()));
    let all: u64 = lost.clone().map(|(_, n)| n).sum();
    if let Some((reason, n)) = lost.clone().next()
        && all as f64 >= LOST_SHARE * month.funnel.orders.max(1) as f64
    {
        said.push(Statement::NotSent { reason: reason.clone(), n: *n, all });
    }
    said
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Statement, summarise};
    use crate::domain::report::{Cell, months};
    use crate::domain::stats::Verdict;
    use crate::types::Kind;

    fn said(rows: &[(&str, &str, &str, &str, &str, i64)]) -> Vec<Statement> {
        let cell = |(measure, period, dimension, member, value, n): &(
            &str,
            &str,
            &str,
            &str,
            &str,
            i64,
        )| Cell {
            measure: (*measure).into(),
            grain: "month".into(),
            period: (*period).into(),
            dimension: (*dimension).into(),
            member: (*member).into(),
            value: (*value).into(),
            n: *n,
        };
        let cells: Vec<_> = rows.iter().map(cell).collect();
        let months = months(Kind::Nps, &cells, date(2026, 11, 3), 5).unwrap();
        summarise(months.last().unwrap())
    }

    #[test]
    fn a_fall_its_place_and_what_was_lost_are_said() {
        let said = said(&[
            ("score", "2026-09", "all", "", "9", 90),
            ("score", "2026-10", "all", "", "9", 60),
            ("score", "2026-10", "all", "", "3", 40),
            ("score", "2026-10", "location", "Huế", "3", 38),
            ("score", "2026-10", "location", "Hội An", "9", 60),
            ("funnel", "2026-10", "all", "", "orders", 300),
            ("reason", "2026-10", "all", "", "no_address", 40),
            ("reason", "2026-10", "all", "", "quiet_period", 90),
        ]);
        let [
            Statement::Score { before: Some(before), .. },
            Statement::Shares { .. },
            Statement::Below(below),
            Statement::Above(_),
            Statement::NotSent { reason, n: 40, all: 40 },
        ] = said.as_slice()
        else {
            panic!("{said:?}")
        };
        assert_eq!((before.verdict, below.member.as_str()), (Verdict::Down, "Huế"));
        assert_eq!(reason, "no_address");
    }

    #[test]
    fn little_says_little() {
        assert_eq!(said(&[("score", "2026-10", "all", "", "9", 3)]), [Statement::Few { n: 3 }]);
        let gap = said(&[("score", "2026-09", "all", "", "9", 9)]);
        assert_eq!(gap, [Statement::Nothing]);
        let first = said(&[("score", "2026-10", "all", "", "9", 30)]);
        assert!(matches!(
            first[..],
            [Statement::Score { before: None, .. }, Statement::Shares { .. }]
        ));
    }
}
