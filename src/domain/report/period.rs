//! Calendar months and ISO weeks as steps on a line.

use std::fmt;

use jiff::civil::{Date, ISOWeekDate, Weekday};

/// A period that can be counted on from.
pub trait Period: Copy + Ord + fmt::Display {
    /// Reads the text of a tally's period.
    fn parse(text: &str) -> Option<Self>;
    /// The period after this one.
    fn next(self) -> Self;
}

/// A calendar month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// Months since the year 0.
    index: i32,
}

impl Month {
    /// The month of a day.
    #[must_use]
    pub fn of(day: Date) -> Self {
        Self { index: i32::from(day.year()) * 12 + i32::from(day.month()) - 1 }
    }

    /// The month before this one.
    #[must_use]
    pub fn before(self) -> Self {
        Self { index: self.index - 1 }
    }

    /// The month after this one.
    #[must_use]
    pub fn after(self) -> Self {
        Self { index: self.index + 1 }
    }

    /// The same month a year before.
    #[must_use]
    pub fn year_before(self) -> Self {
        Self { index: self.index - 12 }
    }

    /// Year and month, counted from 1.
    #[must_use]
    pub fn parts(self) -> (i32, i32) {
        (self.index.div_euclid(12), self.index.rem_euclid(12) + 1)
    }
}

impl Period for Month {
    fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let (year, month): (i32, i32) = (year.parse().ok()?, month.parse().ok()?);
        ((1..=9999).contains(&year) && (1..=12).contains(&month))
            .then_some(Self { index: year * 12 + month - 1 })
    }

    fn next(self) -> Self {
        Self { index: self.index + 1 }
    }
}

/// `2026-09`.
impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = self.parts();
        write!(f, "{year:04}-{month:02}")
    }
}

/// An ISO 8601 week, held as its Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week {
    monday: Date,
}

impl Week {
    /// The week of a day.
    #[must_use]
    pub fn of(day: Date) -> Self {
        let back = i64::from(day.weekday().to_monday_zero_offset());
        Self { monday: day.saturating_sub(jiff::Span::new().days(back)) }
    }

    /// The first day of the week.
    #[must_use]
    pub fn monday(self) -> Date {
        self.monday
    }
}

impl Period for Week {
    fn parse(text: &str) -> Option<Self> {
        let (year, week) = text.split_once("-W")?;
        let date =
            ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, Weekday::Monday).ok()?;
        Some(Self { monday: date.date() })
    }

    fn next(self) -> Self {
        Self { monday: self.monday.saturating_add(jiff::Span::new().days(7)) }
    }
}

/// A day, `2026-09-01`.
impl Period for Date {
    fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn next(self) -> Self {
        self.tomorrow().unwrap_or(self)
    }
}

/// `2026-W36`.
impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let week = self.monday.iso_week_date();
        write!(f, "{:04}-W{:02}", week.year(), week.week())
    }
}

#[cfg(test)]
mod tests {
    use super::{Month, Period, Week};

    #[test]
    fn months_roll_over_the_year() {
        let december = Month::parse("2025-12").unwrap();
        assert_eq!(december.next().to_string(), "2026-01");
        assert_eq!(december.next().before(), december);
        for wrong in ["2025-13", "2025", "2025-00", "x-01", ""] {
            assert!(Month::parse(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn weeks_are_iso_weeks() {
        let last = Week::parse("2026-W53").unwrap();
        assert_eq!(last.monday().to_string(), "2026-12-28");
        assert_eq!(last.next().to_string(), "2027-W01");
        assert_eq!(Week::of(jiff::civil::date(2027, 1, 3)), last);
        assert!(Week::parse("2025-W53").is_none());
    }
}
