//! The geometry of the charts: numbers in, coordinates as text out.
//!
//! Across, everything is in percent of the chart's width, so that text and points keep their size
//! on a phone and on a wide screen; down, in CSS pixels. Words and colours are not decided here.

mod axis;
mod bars;
mod trend;

pub use axis::Axis;
pub use bars::{Column, Row, Segment, columns, row, stack};
pub use trend::{Datum, Mark, Trend, spark, trend};

/// A coordinate as text: two decimals at most, no `-0`.
fn coordinate(value: f64) -> String {
    let text = format!("{value:.2}");
    let trimmed = text.trim_end_matches('0').trim_end_matches('.');
    if trimmed == "-0" { "0".to_owned() } else { trimmed.to_owned() }
}

/// Where a period of a trend lies, in percent of the width.
pub fn across(index: usize, periods: usize) -> String {
    coordinate(trend::across(index, periods))
}

/// A part of a whole in percent; 0 where there is no whole.
fn percent(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
}
