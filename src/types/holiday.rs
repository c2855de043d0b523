//! Days on which the shop rests.

use std::fmt;

use jiff::civil::Date;

use super::parse_day;

/// One day, or several in a row, of the calendar on the wall: no time zone of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holiday {
    first: Date,
    last: Date,
}

impl Holiday {
    /// Reads `2027-04-30` or `2027-02-05..2027-02-11`, both ends included; `None` if it is neither.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        let (first, last) = (parse_day(first)?, parse_day(last)?);
        (first <= last).then_some(Self { first, last })
    }

    /// Whether a day belongs to it.
    #[must_use]
    pub fn contains(&self, day: Date) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// The last of its days.
    #[must_use]
    pub fn last(&self) -> Date {
        self.last
    }
}

impl fmt::Display for Holiday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            write!(f, "{}", self.first)
        } else {
            write!(f, "{}..{}", self.first, self.last)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Holiday;

    #[test]
    fn days_are_read_and_written() {
        for text in ["2027-04-30", "2027-02-05..2027-02-11"] {
            assert_eq!(Holiday::parse(text).unwrap().to_string(), text);
        }
        for wrong in
            ["", "30/4", "2027-02-11..2027-02-05", "2027-02-30", "2027-01-01..", "9999-12-31"]
        {
            assert_eq!(Holiday::parse(wrong), None, "{wrong}");
        }
        let tet = Holiday::parse("2027-02-05..2027-02-11").unwrap();
        assert!(tet.contains("2027-02-11".parse().unwrap()));
        assert!(!tet.contains("2027-02-12".parse().unwrap()));
    }
}
