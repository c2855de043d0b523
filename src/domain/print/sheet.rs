//! Sheets: a page, and where cards lie on it.

mod known;

use crate::config::OwnSheet;
use crate::error::{Error, Result};

pub use known::known;

/// A width and a height, in mm.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// To the right.
    pub width: f32,
    /// Down.
    pub height: f32,
}

/// A place on a page or card, in mm.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// From the left edge.
    pub x: f32,
    /// From the upper edge.
    pub y: f32,
    /// To the right.
    pub width: f32,
    /// Down.
    pub height: f32,
}

/// How far a printer is off: everything is moved by so much, in mm.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Nudge {
    /// To the right; negative to the left.
    pub right: f32,
    /// Down; negative up.
    pub down: f32,
}

impl Nudge {
    /// The furthest that makes sense.
    pub const MOST: f32 = 10.0;
}

/// What a sheet is, besides cards in columns and rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Finish {
    /// Cut or perforated labels: colour stays inside.
    Labels,
    /// Paper that is cut after printing: crop marks, and colour runs 3 mm over the edge.
    Cut,
    /// The page is the card.
    Page,
    /// The page is folded in the middle, from left to right: the right half is the front, the left
    /// half the back, and the other side the inside.
    Folded,
    /// A roll of thermal paper: black only.
    Receipt,
}

/// A sheet that cards are printed on, in mm.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// `a4-8`, `avery-5371`: on the command line and in batches.
    pub name: String,
    /// What it is called in a shop, in any language: `Avery 5371`.
    pub title: String,
    /// The page.
    pub page: Size,
    /// A card.
    pub card: Size,
    /// How many cards lie beside each other.
    pub columns: u32,
    /// How many lie below each other.
    pub rows: u32,
    /// Where the first card begins.
    pub first: (f32, f32),
    /// From one card to the next, to the right and down.
    pub pitch: (f32, f32),
    /// What is done with it.
    pub finish: Finish,
    /// The dots to the inch of the printers it is made for.
    pub dpi: u32,
}

impl Sheet {
    /// How far colour runs over the edge of a card that is cut.
    pub const BLEED: f32 = 3.0;

    /// All sheets: those that are known, then the shop's own.
    #[must_use]
    pub fn all(own: &[OwnSheet]) -> Vec<Self> {
        let mut all = known();
        all.extend(own.iter().map(Self::own));
        all
    }

    /// The sheet of a name; the shop's own may replace a known one.
    ///
    /// # Errors
    /// Refused, with all names, if there is none.
    pub fn by_name(name: &str, own: &[OwnSheet]) -> Result<Self> {
        let all = Self::all(own);
        // `l7160` is what people call `avery-l7160`.
        let is_meant =
            |sheet: &&Self| sheet.name == name || sheet.name.strip_prefix("avery-") == Some(name);
        all.iter().rfind(is_meant).cloned().ok_or_else(|| {
            let names: Vec<&str> = all.iter().map(|sheet| sheet.name.as_str()).collect();
            Error::refused(format!("there is no sheet “{name}”; there are {}", names.join(", ")))
        })
    }

    /// How many cards a page holds.
    #[must_use]
    pub fn per_page(&self) -> u32 {
        self.columns * self.rows
    }

    /// Where the card of a place lies, counted from 0, row by row; of a back, as it lies on the
    /// other side of a page that is turned over its long edge.
    #[must_use]
    pub fn place(&self, at: u32, back: bool) -> Rect {
        let (column, row) = (at % self.columns.max(1), at / self.columns.max(1));
        let steps = |count: u32| f32::from(u16::try_from(count).unwrap_or(u16::MAX));
        let x = self.first.0 + steps(column) * self.pitch.0;
        let y = self.first.1 + steps(row) * self.pitch.1;
        let Size { width, height } = self.card;
        let x = if back { self.page.width - x - width } else { x };
        Rect { x, y, width, height }
    }

    fn own(own: &OwnSheet) -> Self {
        let [across, down] = own.steps();
        Self {
            name: own.name.clone(),
            title: own.name.clone(),
            page: Size { width: own.page[0], height: own.page[1] },
            card: Size { width: own.card[0], height: own.card[1] },
            columns: own.columns,
            rows: own.rows,
            first: own.first.into(),
            pitch: (across, down),
            finish: if own.page == own.card { Finish::Page } else { Finish::Labels },
            dpi: own.dpi,
        }
    }
}

#[cfg(test)]
mod tests;
