//! Calendar quarters, added up from months.

use std::collections::BTreeMap;
use std::fmt;

use super::period::{Month, Period};
use crate::domain::stats::Histogram;

/// A calendar quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    /// Quarters since the year 0.
    index: i32,
}

impl Quarter {
    /// The quarter of a month.
    #[must_use]
    pub fn of(month: Month) -> Self {
        let (year, number) = month.parts();
        Self { index: year * 4 + (number - 1) / 3 }
    }

    /// Year and quarter, counted from 1.
    #[must_use]
    pub fn parts(self) -> (i32, i32) {
        (self.index.div_euclid(4), self.index.rem_euclid(4) + 1)
    }
}

impl Period for Quarter {
    fn parse(text: &str) -> Option<Self> {
        let (year, quarter) = text.split_once("-Q")?;
        let (year, quarter): (i32, i32) = (year.parse().ok()?, quarter.parse().ok()?);
        ((1..=9999).contains(&year) && (1..=4).contains(&quarter))
            .then_some(Self { index: year * 4 + quarter - 1 })
    }

    fn next(self) -> Self {
        Self { index: self.index + 1 }
    }
}

/// `2026-Q3`.
impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, quarter) = self.parts();
        write!(f, "{year:04}-Q{quarter}")
    }
}

/// The months of each quarter in one histogram.
pub(super) fn gather(months: &BTreeMap<Month, Histogram>) -> BTreeMap<Quarter, Histogram> {
    let mut quarters = BTreeMap::<Quarter, Histogram>::new();
    for (month, counts) in months {
        quarters.entry(Quarter::of(*month)).or_default().merge(counts);
    }
    quarters
}

#[cfg(test)]
mod tests {
    use super::{Month, Period, Quarter};

    #[test]
    fn months_fall_into_their_quarters() {
        let of = |month| Quarter::of(Month::parse(month).unwrap()).to_string();
        assert_eq!(
            ["2026-01", "2026-03", "2026-04", "2026-12"].map(of),
            ["2026-Q1", "2026-Q1", "2026-Q2", "2026-Q4"]
        );
        let last = Quarter::parse("2025-Q4").unwrap();
        assert_eq!(last.next().to_string(), "2026-Q1");
        assert!(["2025-Q5", "2025", "x-Q1"].iter().all(|wrong| Quarter::parse(wrong).is_none()));
    }
}
