//! What is drawn on a page, in mm: the same list becomes a PDF and a picture.

use std::sync::Arc;

use super::logo::Logo;
use super::text::Line;
use crate::domain::colour::Rgb;
use crate::domain::print::{Rect, Size};

/// A line of text.
#[derive(Clone, Debug)]
pub struct TextMark {
    /// Its glyphs.
    pub line: Line,
    /// Where it begins.
    pub x: f32,
    /// Where it stands: the base line.
    pub y: f32,
    /// The font's size.
    pub size: f32,
    /// Its colour.
    pub ink: Rgb,
}

/// A QR code's dark modules.
#[derive(Clone, Debug)]
pub struct Modules {
    /// Modules along a side, without the quiet zone.
    pub width: u16,
    /// Runs of dark modules: column, row, length.
    pub runs: Vec<(u16, u16, u16)>,
}

/// A figure of straight lines and curves.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// To a point without drawing.
    Move(f32, f32),
    /// A straight line.
    Line(f32, f32),
    /// A cubic curve: two handles and the end.
    Curve(f32, f32, f32, f32, f32, f32),
    /// Back to where it began.
    Close,
}

/// One thing on the page.
#[derive(Clone, Debug)]
pub enum Mark {
    /// Text.
    Text(TextMark),
    /// A filled figure.
    Fill(Vec<Step>, Rgb),
    /// A drawn figure: its width in mm.
    Stroke(Vec<Step>, f32, Rgb),
    /// A QR code: where its modules lie (without the quiet zone).
    Qr(Rect, Arc<Modules>),
    /// The shop's logo.
    Logo(Rect, Arc<Logo>),
}

/// How far a curve's handles lie from its ends for a quarter of a circle, in parts of the radius.
const HANDLE: f32 = 0.552_28;

impl Mark {
    /// A straight line.
    pub fn rule(from: (f32, f32), to: (f32, f32), width: f32, ink: Rgb) -> Self {
        Self::Stroke(vec![Step::Move(from.0, from.1), Step::Line(to.0, to.1)], width, ink)
    }

    /// A filled rectangle.
    pub fn area(rect: Rect, ink: Rgb) -> Self {
        Self::Fill(outline(rect, 0.0), ink)
    }

    /// A filled rectangle with round corners.
    pub fn round(rect: Rect, radius: f32, ink: Rgb) -> Self {
        Self::Fill(outline(rect, radius), ink)
    }

    /// The outline of a rectangle.
    pub fn frame(rect: Rect, radius: f32, width: f32, ink: Rgb) -> Self {
        Self::Stroke(outline(rect, radius), width, ink)
    }

    /// A filled circle.
    pub fn disc(x: f32, y: f32, radius: f32, ink: Rgb) -> Self {
        let side = 2.0 * radius;
        Self::round(Rect { x: x - radius, y: y - radius, width: side, height: side }, radius, ink)
    }
}

/// A rectangle, its corners rounded by a radius.
pub fn outline(rect: Rect, radius: f32) -> Vec<Step> {
    let Rect { x, y, width, height } = rect;
    let (right, bottom) = (x + width, y + height);
    if radius <= 0.0 {
        return vec![
            Step::Move(x, y),
            Step::Line(right, y),
            Step::Line(right, bottom),
            Step::Line(x, bottom),
            Step::Close,
        ];
    }
    let r = radius.min(width / 2.0).min(height / 2.0);
    let h = r * (1.0 - HANDLE);
    vec![
        Step::Move(x + r, y),
        Step::Line(right - r, y),
        Step::Curve(right - h, y, right, y + h, right, y + r),
        Step::Line(right, bottom - r),
        Step::Curve(right, bottom - h, right - h, bottom, right - r, bottom),
        Step::Line(x + r, bottom),
        Step::Curve(x + h, bottom, x, bottom - h, x, bottom - r),
        Step::Line(x, y + r),
        Step::Curve(x, y + h, x + h, y, x + r, y),
        Step::Close,
    ]
}

/// Marks that belong together, and where on the page: `turned` by a quarter to the left, so that
/// their upper edge lies at the left of `at`; or by a half.
#[derive(Clone, Debug)]
pub struct Group {
    /// On the page.
    pub at: Rect,
    /// Quarters of a turn to the left.
    pub turns: u8,
    /// In the group's own mm, from its upper left corner.
    pub marks: Vec<Mark>,
}

impl Group {
    /// From the group's millimetres to the page's: `[a, b, c, d, e, f]` with x' = a·x + c·y + e and
    /// y' = b·x + d·y + f.
    pub fn matrix(&self) -> [f32; 6] {
        let Rect { x, y, width, height } = self.at;
        match self.turns % 4 {
            0 => [1.0, 0.0, 0.0, 1.0, x, y],
            1 => [0.0, -1.0, 1.0, 0.0, x, y + height],
            2 => [-1.0, 0.0, 0.0, -1.0, x + width, y + height],
            _ => [0.0, 1.0, -1.0, 0.0, x + width, y],
        }
    }
}

/// A page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Of the paper.
    pub size: Size,
    /// What is on it, in order.
    pub groups: Vec<Group>,
}
