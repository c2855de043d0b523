//! When answers come: weekday by hour.

use serde::Serialize;

use super::Label;
use crate::domain::report::Report;
use crate::site::words::Words;

/// Fewer answers are dots without a pattern.
const FEWEST: u64 = 20;

/// How tall a weekday is, and where the hours begin and end, in percent.
const ROW: usize = 24;
const LEFT: f64 = 12.0;
const HOUR: f64 = (100.0 - LEFT) / 24.0;

/// A heat map with its words.
#[derive(Debug, Serialize)]
pub(in crate::site) struct HeatFigure {
    finding: String,
    height: usize,
    days: Vec<Label>,
    hours: Vec<Label>,
    /// The cells as SVG.
    cells: String,
    /// Head and rows of the value table.
    columns: Vec<usize>,
    rows: Vec<(String, Vec<String>)>,
}

/// Draws the hours of the week; `None` for too few answers.
pub(in crate::site) fn heat(words: Words, report: &Report, min_n: u64) -> Option<HeatFigure> {
    let hours = &report.hours;
    let (day, hour, most) = hours.busiest().filter(|_| hours.total() >= min_n.max(FEWEST))?;
    let weekday = |day: usize| words.text(&format!("site-weekday-{}", day + 1), &[]);
    let short = |day: usize| words.text(&format!("site-day-{}", day + 1), &[]);
    let (from, to) = (hour.to_string(), (hour + 1).to_string());
    let label = |x: String, y: usize, side, text| Label { x, y: y.to_string(), side, text };
    let cell = |(day, row): (usize, &[u64; 24])| {
        let at = |(hour, n): (usize, &u64)| {
            // Five steps; nothing at all is the ground.
            let step = (n * 5).div_ceil(most.max(1));
            let (x, y) = (LEFT + HOUR * hour as f64, ROW * day + 1);
            format!(
                r#"<rect class="heat-{step}" x="{x:.2}%" y="{y}" width="{:.2}%" height="{}" rx="2"/>"#,
                HOUR * 0.92,
                ROW - 2
            )
        };
        row.iter().enumerate().map(at).collect::<String>()
    };
    let days = hours.days();
    Some(HeatFigure {
        finding: words.text("site-heat", &[("day", &weekday(day)), ("from", &from), ("to", &to)]),
        height: ROW * 7 + 22,
        days: (0..7).map(|day| label("0".into(), ROW * day + 17, "start", short(day))).collect(),
        hours: [0, 6, 12, 18]
            .map(|hour| {
                let x = format!("{:.2}", LEFT + HOUR * f64::from(hour));
                label(
                    x,
                    ROW * 7 + 16,
                    "start",
                    words.text("site-hour", &[("hour", &hour.to_string())]),
                )
            })
            .into(),
        cells: days.iter().enumerate().map(cell).collect(),
        columns: (0..24).collect(),
        rows: days
            .iter()
            .enumerate()
            .map(|(day, row)| (weekday(day), row.iter().map(|n| words.count(*n)).collect()))
            .collect(),
    })
}
