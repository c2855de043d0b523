//! The geometry of the charts: numbers in, coordinates as text out.
//!
//! Across, everything is in percent of the chart's width, so that text and points keep their size
//! on a phone and on a wide screen; down, in CSS pixels. Words and colours are not decided here.

mod axis;
mod bars;
mod control;
mod trend;

pub use axis::Axis;
pub use bars::{Column, Pile, Row, Segment, columns, pile_middle, piles, row, stack};
pub use control::{Control, control};
pub use trend::{Datum, Mark, Trend, spark, spark_level, trend};

/// A coordinate as text: two decimals at most, no `-0`. Whole hundredths, because a site has a
/// million of these and printing a float is slow.
fn coordinate(value: f64) -> String {
    let mut text = String::with_capacity(8);
    push_coordinate(&mut text, value);
    text
}

/// [`coordinate`] at the end of a text.
fn push_coordinate(text: &mut String, value: f64) {
    let hundredths = (value * 100.0).round() as i64;
    if hundredths < 0 {
        text.push('-');
    }
    let digit = |number: u64| char::from(b'0' + (number % 10) as u8);
    let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    let mut place = 1;
    while whole / place >= 10 {
        place *= 10;
    }
    while place > 0 {
        text.push(digit(whole / place));
        place /= 10;
    }
    if rest > 0 {
        text.push('.');
        text.push(digit(rest / 10));
    }
    if rest % 10 > 0 {
        text.push(digit(rest));
    }
}

/// Where a period of a trend lies, in percent of the width.
pub fn across(index: usize, periods: usize) -> String {
    coordinate(trend::across(index, periods))
}

/// A part of a whole in percent; 0 where there is no whole.
fn percent(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::coordinate;

    #[test]
    fn coordinates_are_short() {
        let values = [0.0, -0.001, 2.0, 16.333_3, 7.5, 0.05, -12.25, 99.999];
        let wanted = ["0", "0", "2", "16.33", "7.5", "0.05", "-12.25", "100"];
        assert_eq!(values.map(coordinate), wanted);
    }
}
