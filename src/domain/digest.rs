//! Which digest is due: that of the last full week or month.

use std::fmt;

use jiff::civil::{Date, DateTime};

use super::report::{Month, Week};

/// The hour of the shop's day before which no digest goes out.
const HOUR: i64 = 8;

/// How often a digest goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// On Mondays, about the week before.
    Week,
    /// On the first of the month, about the month before.
    Month,
}

/// What a digest is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// A full week.
    Week(Week),
    /// A full month.
    Month(Month),
}

impl Span {
    /// The last full period, as of the shop's local time: a new one begins to be told of at eight in
    /// the morning of the day after it.
    #[must_use]
    pub fn last(every: Every, now: DateTime) -> Self {
        let day: Date = now.saturating_sub(jiff::Span::new().hours(HOUR)).date();
        match every {
            Every::Week => {
                let monday = Week::of(day).monday();
                Self::Week(Week::of(monday.saturating_sub(jiff::Span::new().days(7))))
            }
            Every::Month => Self::Month(Month::of(day).before()),
        }
    }
}

/// `2026-09` or `2026-W36`.
impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Week(week) => week.fmt(f),
            Self::Month(month) => month.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::datetime;

    use super::{Every, Span};

    #[test]
    fn a_period_is_told_of_from_eight_in_the_morning_after_it() {
        let last = |every, day, hour, minute| {
            Span::last(every, datetime(2026, 11, day, hour, minute, 0, 0)).to_string()
        };
        assert_eq!(last(Every::Month, 1, 7, 59), "2026-09");
        assert_eq!(last(Every::Month, 1, 8, 0), "2026-10");
        assert_eq!(last(Every::Month, 30, 23, 0), "2026-10");
        // 23 November 2026 is a Monday.
        assert_eq!(last(Every::Week, 23, 7, 59), "2026-W46");
        assert_eq!(last(Every::Week, 23, 8, 0), "2026-W47");
        assert_eq!(last(Every::Week, 29, 23, 0), "2026-W47");
    }
}
