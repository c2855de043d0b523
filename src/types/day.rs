//! Days as people and programs write them.

use std::ops::RangeInclusive;

use jiff::civil::Date;

/// The years that anything of a shop's happens in. jiff ends with the year 9999: on its last day
/// there is no tomorrow, and hours cannot be added to it.
const YEARS: RangeInclusive<i16> = 1900..=2200;

/// Reads `2026-11-20`; `None` if it is no day, or none that a shop can mean.
#[must_use]
pub fn parse_day(text: &str) -> Option<Date> {
    text.trim().parse().ok().filter(|day: &Date| YEARS.contains(&day.year()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::parse_day;

    #[test]
    fn a_day_is_one_that_a_shop_can_mean() {
        assert_eq!(parse_day(" 2026-11-20 "), Some(date(2026, 11, 20)));
        for day in ["1900-01-01", "2200-12-31"] {
            assert_eq!(parse_day(day).unwrap().to_string(), day);
        }
        for wrong in ["", "today", "2026-13-01", "1899-12-31", "2201-01-01", "9999-12-31"] {
            assert_eq!(parse_day(wrong), None, "{wrong}");
        }
    }
}
