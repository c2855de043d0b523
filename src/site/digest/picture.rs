//! A trend as a PNG: grid, band, line, points. No words, so no font is needed: the mail has them in
//! its text, where they can be read aloud and copied.

use std::sync::Arc;

use serde::{Serialize, Serializer};
use tiny_skia::{Color, FillRule, Paint, PathBuilder, Pixmap, Rect, Stroke, Transform};

use crate::domain::colour::{Rgb, TEXT_CONTRAST};
use crate::domain::report::{Point, span};
use crate::domain::stats::Estimate;
use crate::error::{Context, Error, Result};
use crate::site::chart::Axis;
use crate::types::Kind;

/// The size in points; it is drawn twice as fine.
const WIDTH: u32 = 536;
const HEIGHT: u32 = 160;
const FINE: f32 = 2.0;

/// Room at the edges.
const EDGE: f32 = 10.0;

/// The ground of the mail, the lines of the grid, and the ink where the shop has no colour.
const PAPER: Rgb = Rgb(0xff, 0xfe, 0xfc);
const GRID: Rgb = Rgb(0xdf, 0xdc, 0xd6);
const INK: Rgb = Rgb(0x1f, 0x6f, 0x78);

/// A picture for a mail; cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The file.
    pub png: Arc<[u8]>,
    /// Its size in points.
    pub width: u32,
    /// See `width`.
    pub height: u32,
}

/// Templates are told the size alone.
impl Serialize for Picture {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        (self.width, self.height).serialize(to)
    }
}

/// Draws a series; `None` if fewer than two periods have a score.
pub(super) fn draw<P>(
    kind: Kind,
    points: &[Point<P>],
    accent: Option<&str>,
) -> Result<Option<Picture>> {
    let scored = || points.iter().filter_map(|point| point.estimate);
    let ends = scored().map(|estimate| (estimate.low, estimate.high));
    let Some((low, high)) = ends.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))) else {
        return Ok(None);
    };
    if scored().count() < 2 {
        return Ok(None);
    }
    let accent = accent.and_then(Rgb::parse).unwrap_or(INK).readable_on(PAPER, TEXT_CONTRAST);
    let plot = Plot { axis: Axis::around(low, high, span(kind), 4.0), periods: points.len() };
    let wide = (WIDTH as f32 * FINE) as u32;
    let high = (HEIGHT as f32 * FINE) as u32;
    let mut map = Pixmap::new(wide, high).ok_or_else(|| Error::broken("a picture has no size"))?;
    map.fill(solid(PAPER, 255));
    plot.grid(&mut map);
    let series: Vec<Option<Estimate>> = points.iter().map(|point| point.estimate).collect();
    plot.series(&mut map, &series, accent);
    let png = map.encode_png().doing(|| "writing a picture".to_owned())?;
    Ok(Some(Picture { png: png.into(), width: WIDTH, height: HEIGHT }))
}

struct Plot {
    axis: Axis,
    periods: usize,
}

impl Plot {
    fn x(&self, index: usize) -> f32 {
        let share = index as f32 / (self.periods.max(2) - 1) as f32;
        EDGE + share * (WIDTH as f32 - 2.0 * EDGE)
    }

    fn y(&self, value: f64) -> f32 {
        EDGE + (1.0 - self.axis.share(value) as f32) * (HEIGHT as f32 - 2.0 * EDGE)
    }

    fn grid(&self, map: &mut Pixmap) {
        for tick in self.axis.ticks() {
            let y = self.y(tick).round();
            if let Some(line) = Rect::from_xywh(0.0, y - 0.5, WIDTH as f32, 1.0) {
                map.fill_rect(line, &paint(GRID, 255), fine(), None);
            }
        }
    }

    fn series(&self, map: &mut Pixmap, series: &[Option<Estimate>], accent: Rgb) {
        let numbered: Vec<_> = series.iter().copied().enumerate().collect();
        let runs = numbered.split(|(_, estimate)| estimate.is_none());
        for run in runs {
            let run: Vec<_> = run.iter().filter_map(|(at, e)| Some((*at, (*e)?))).collect();
            let upper = run.iter().map(|(at, e)| (*at, e.high));
            let lower = run.iter().rev().map(|(at, e)| (*at, e.low));
            if let Some(band) = self.path(upper.chain(lower), true) {
                map.fill_path(&band, &paint(accent, 40), FillRule::Winding, fine(), None);
            }
            if let Some(line) = self.path(run.iter().map(|(at, e)| (*at, e.score)), false) {
                let stroke = Stroke { width: 2.0, ..Stroke::default() };
                map.stroke_path(&line, &paint(accent, 255), &stroke, fine(), None);
            }
            for (at, estimate) in &run {
                let (x, y) = (self.x(*at), self.y(estimate.score));
                for (colour, radius) in [(PAPER, 5.5), (accent, 4.0)] {
                    if let Some(dot) = PathBuilder::from_circle(x, y, radius) {
                        map.fill_path(&dot, &paint(colour, 255), FillRule::Winding, fine(), None);
                    }
                }
            }
        }
    }

    fn path(
        &self,
        values: impl Iterator<Item = (usize, f64)>,
        close: bool,
    ) -> Option<tiny_skia::Path> {
        let mut path = PathBuilder::new();
        for (index, value) in values {
            let (x, y) = (self.x(index), self.y(value));
            if path.is_empty() { path.move_to(x, y) } else { path.line_to(x, y) }
        }
        if close && !path.is_empty() {
            path.close();
        }
        path.finish()
    }
}

fn fine() -> Transform {
    Transform::from_scale(FINE, FINE)
}

fn solid(Rgb(r, g, b): Rgb, alpha: u8) -> Color {
    Color::from_rgba8(r, g, b, alpha)
}

fn paint(colour: Rgb, alpha: u8) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color(solid(colour, alpha));
    paint
}
