//! A control chart: the smoothed score between its limits, around its usual level.

use serde::Serialize;

use super::{Axis, coordinate, trend::Plot};
use crate::domain::stats::{ControlPoint, Verdict};

/// The shapes of a control chart.
#[derive(Clone, Debug, Serialize)]
pub struct Control {
    /// Height of the chart.
    pub height: f64,
    /// Ticks: height and value.
    pub ticks: Vec<(String, f64)>,
    /// Where the usual level lies.
    pub centre: String,
    /// Path between the limits.
    pub band: String,
    /// Path of the smoothed score.
    pub line: String,
    /// The points as SVG; those outside the limits are diamonds.
    pub points: String,
    /// Where the last point lies.
    pub last: (String, String),
}

/// Draws a chart; `None` without points.
#[must_use]
pub fn control(points: &[ControlPoint], centre: f64, axis: Axis, height: f64) -> Option<Control> {
    let plot = Plot::new(axis, height, points.len());
    let numbered = || points.iter().enumerate();
    let mut band = plot.path(numbered().map(|(index, point)| (index, point.high)), 'M');
    band.push_str(&plot.path(numbered().rev().map(|(index, point)| (index, point.low)), 'L'));
    band.push('Z');
    let last = points.len().checked_sub(1)?;
    let mark = |(index, point): (usize, &ControlPoint)| {
        let (x, y) = (plot.x(index), plot.y(point.smoothed));
        match point.verdict {
            Verdict::WithinNoise if index < last => String::new(),
            Verdict::WithinNoise => format!(r#"<circle class="mark" cx="{x}%" cy="{y}" r="4"/>"#),
            _ => {
                format!(r#"<svg x="{x}%" y="{y}"><path class="out" d="M0-6l6 6-6 6-6-6z"/></svg>"#)
            }
        }
    };
    Some(Control {
        height,
        ticks: axis.ticks().map(|tick| (plot.y(tick), tick)).collect(),
        centre: plot.y(centre),
        line: plot.path(numbered().map(|(index, point)| (index, point.smoothed)), 'M'),
        points: numbered().map(mark).collect(),
        last: (plot.x(last), points.last().map_or_else(|| coordinate(0.0), |p| plot.y(p.smoothed))),
        band,
    })
}

#[cfg(test)]
mod tests {
    use super::control;
    use crate::domain::stats::{Observation, control_chart};
    use crate::site::chart::Axis;

    #[test]
    fn what_lies_outside_is_a_diamond() {
        let seen = [0.0, 0.0, 90.0, 90.0].map(|score| Observation { score, error: 5.0 });
        let points = control_chart(0.0, &seen);
        let shapes = control(&points, 0.0, Axis::whole((-100.0, 100.0)), 260.0).unwrap();
        assert_eq!(shapes.points.matches("class=\"out\"").count(), 2);
        assert_eq!((shapes.line.matches('L').count(), shapes.band.matches('L').count()), (3, 7));
        assert!(control(&[], 0.0, Axis::whole((0.0, 1.0)), 200.0).is_none());
    }
}
