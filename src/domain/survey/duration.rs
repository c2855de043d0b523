//! Spans of time as people write them: `3 days`, `90 minutes`, `2 weeks`, `0 days`.

use jiff::{SpanRelativeTo, fmt::friendly::SpanParser};

/// The longest span a survey may name: ten years.
const LONGEST: i64 = 3_650 * 86_400;

/// Units from large to small, with their seconds. A day is always 24 hours.
const UNITS: [(&str, i64); 4] = [("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1)];

/// Reads a span of time as whole seconds; a day is 24 hours.
///
/// # Errors
/// Says what was found and what is allowed. Months and years have no fixed length and are refused.
pub fn parse_duration(written: &str) -> Result<i64, String> {
    let problem = || {
        format!(
            "found \"{written}\"; allowed is a number and a unit (seconds, minutes, hours, days, \
             weeks) of ten years at most, such as \"3 days\""
        )
    };
    let span = SpanParser::new().parse_span(written.trim()).map_err(|_| problem())?;
    let duration = span.to_duration(SpanRelativeTo::days_are_24_hours()).map_err(|_| problem())?;
    let whole = duration.subsec_nanos() == 0 && (0..=LONGEST).contains(&duration.as_secs());
    if whole { Ok(duration.as_secs()) } else { Err(problem()) }
}

/// Writes seconds in the largest unit that fits without a rest: 259,200 is `3 days`.
#[must_use]
pub fn format_duration(seconds: i64) -> String {
    let (unit, length) =
        UNITS.into_iter().find(|(_, length)| seconds % length == 0).unwrap_or(("second", 1));
    let number = seconds / length;
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {unit}{plural}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{LONGEST, format_duration, parse_duration};

    #[test]
    fn people_write_spans() {
        let examples = [
            ("3 days", 259_200),
            ("90 minutes", 5_400),
            ("2 weeks", 1_209_600),
            ("0 days", 0),
            ("1 day", 86_400),
            (" 1 day, 12 hours ", 129_600),
            ("1h 30m", 5_400),
        ];
        for (written, seconds) in examples {
            assert_eq!(parse_duration(written), Ok(seconds), "{written}");
        }
        let wrong = [
            "",
            "3",
            "days",
            "-3 days",
            "3 days ago",
            "1 month",
            "1 year",
            "0.5 seconds",
            "P3D",
            "4000 days",
        ];
        for written in wrong {
            let problem = parse_duration(written).unwrap_err();
            assert!(problem.contains("allowed"), "{written}: {problem}");
        }
    }

    #[test]
    fn the_largest_unit_without_a_rest_is_written() {
        assert_eq!(format_duration(0), "0 days");
        assert_eq!(format_duration(86_400), "1 day");
        assert_eq!(format_duration(5_400), "90 minutes");
        assert_eq!(format_duration(61), "61 seconds");
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(seconds in 0..=LONGEST) {
            prop_assert_eq!(parse_duration(&format_duration(seconds)), Ok(seconds));
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".*") {
            if let Ok(seconds) = parse_duration(&text) {
                prop_assert!((0..=LONGEST).contains(&seconds));
            }
        }
    }
}
