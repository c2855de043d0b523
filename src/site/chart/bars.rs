//! Bars: one stacked bar of shares, columns of counts, rows of intervals.

use serde::Serialize;

use super::{Axis, coordinate, percent};
use crate::domain::stats::Estimate;

/// A part of a stacked bar.
#[derive(Clone, Debug, Serialize)]
pub struct Segment {
    /// Left edge in percent.
    pub x: String,
    /// Width in percent.
    pub width: String,
    /// Its middle, for the label.
    pub middle: String,
    /// Whether a label fits in.
    pub wide: bool,
}

/// Parts side by side; together they fill the width.
#[must_use]
pub fn stack(parts: &[u64]) -> Vec<Segment> {
    let whole = parts.iter().sum();
    let mut left = 0.0;
    let mut place = |part: &u64| {
        let width = percent(*part, whole);
        let segment = Segment {
            x: coordinate(left),
            width: coordinate(width),
            middle: coordinate(left + width / 2.0),
            wide: width >= 11.0,
        };
        left += width;
        segment
    };
    parts.iter().map(&mut place).collect()
}

/// Columns of shares over time, each filling the height between `top` and `base`.
#[derive(Clone, Debug, Serialize)]
pub struct Pile {
    /// Left edge in percent.
    pub x: String,
    /// Width in percent.
    pub width: String,
    /// Upper edge and height of each part, from the base up.
    pub parts: Vec<(String, String)>,
}

/// One pile for each period; `None` leaves its place empty. Right of them stand the ticks.
#[must_use]
pub fn piles(periods: &[Option<Vec<u64>>], top: f64, base: f64) -> Vec<Option<Pile>> {
    let slot = PILES_END / periods.len().max(1) as f64;
    let pile = |(index, parts): (usize, &Option<Vec<u64>>)| {
        let parts = parts.as_ref()?;
        let whole = parts.iter().sum();
        let mut below = base;
        let mut part = |n: &u64| {
            let height = percent(*n, whole) / 100.0 * (base - top);
            below -= height;
            (coordinate(below), coordinate(height))
        };
        Some(Pile {
            x: coordinate(slot * (index as f64 + 0.08)),
            width: coordinate(slot * 0.84),
            parts: parts.iter().map(&mut part).collect(),
        })
    };
    periods.iter().enumerate().map(pile).collect()
}

/// Where the last pile ends, in percent.
const PILES_END: f64 = 92.0;

/// The middle of a pile, in percent.
#[must_use]
pub fn pile_middle(index: usize, periods: usize) -> String {
    coordinate(PILES_END * (index as f64 + 0.5) / periods.max(1) as f64)
}

/// One column of a bar chart.
#[derive(Clone, Debug, Serialize)]
pub struct Column {
    /// Left edge in percent.
    pub x: String,
    /// Width in percent.
    pub width: String,
    /// Its middle.
    pub middle: String,
    /// Upper edge.
    pub y: String,
    /// Height.
    pub height: String,
    /// Where the label above it stands.
    pub label_y: String,
}

/// Columns on a common base at `base` pixels, the tallest reaching up to `top`.
#[must_use]
pub fn columns(counts: &[u64], top: f64, base: f64) -> Vec<Column> {
    let most = counts.iter().copied().max().unwrap_or(0);
    let slot = 100.0 / counts.len().max(1) as f64;
    let column = |(index, count): (usize, &u64)| {
        let height = percent(*count, most) / 100.0 * (base - top);
        let left = slot * index as f64;
        Column {
            x: coordinate(left + slot * 0.1),
            width: coordinate(slot * 0.8),
            middle: coordinate(left + slot / 2.0),
            y: coordinate(base - height),
            height: coordinate(height),
            label_y: coordinate(base - height - 6.0),
        }
    };
    counts.iter().enumerate().map(column).collect()
}

/// An interval with its score on a horizontal axis.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// Left end of the interval in percent.
    pub low: String,
    /// Width of the interval in percent.
    pub width: String,
    /// The score.
    pub x: String,
}

/// Lays an estimate on an axis that runs from 2 to 98 percent, so that no point is cut.
#[must_use]
pub fn row(estimate: Estimate, axis: Axis) -> Row {
    let x = |value| 2.0 + 96.0 * axis.share(value);
    let (low, high) = (x(estimate.low), x(estimate.high));
    Row {
        low: coordinate(low),
        width: coordinate((high - low).max(0.5)),
        x: coordinate(x(estimate.score)),
    }
}

#[cfg(test)]
mod tests {
    use super::{columns, stack};

    #[test]
    fn a_stack_fills_the_width() {
        let parts = stack(&[1, 0, 3]);
        let edges: Vec<_> =
            parts.iter().map(|part| (part.x.as_str(), part.width.as_str())).collect();
        assert_eq!(edges, [("0", "25"), ("25", "0"), ("25", "75")]);
        assert_eq!(stack(&[0, 0]).iter().filter(|part| part.width == "0").count(), 2);
    }

    #[test]
    fn columns_stand_on_the_base() {
        let columns = columns(&[0, 5, 10], 20.0, 100.0);
        let heights: Vec<_> = columns.iter().map(|column| column.height.as_str()).collect();
        assert_eq!(heights, ["0", "40", "80"]);
    }
}
