//! Sheets of the shop's own.

use serde::{Deserialize, Serialize};

/// What cards are printed on, besides the sheets that are known by name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Print {
    /// Sheets of the shop's own.
    pub sheets: Vec<OwnSheet>,
}

/// `f32` has no total equality; a configuration never holds what is not a number.
impl Eq for Print {}

/// A sheet in millimetres: a page and equal cards in columns and rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OwnSheet {
    /// What it is called on the command line and the staff's page.
    pub name: String,
    /// Width and height of the page.
    pub page: [f32; 2],
    /// Width and height of a card.
    pub card: [f32; 2],
    /// Where the first card begins: from the left and from the top.
    pub first: [f32; 2],
    /// From the beginning of a card to the beginning of the next: to the right and down. `[0, 0]`
    /// means that cards touch.
    pub pitch: [f32; 2],
    /// How many cards lie beside each other.
    pub columns: u32,
    /// How many lie below each other.
    pub rows: u32,
    /// The dots to the inch of its printer.
    pub dpi: u32,
}

impl Default for OwnSheet {
    fn default() -> Self {
        Self {
            name: String::new(),
            page: [210.0, 297.0],
            card: [0.0, 0.0],
            first: [0.0, 0.0],
            pitch: [0.0, 0.0],
            columns: 1,
            rows: 1,
            dpi: 300,
        }
    }
}

impl OwnSheet {
    /// The pitch, with what `[0, 0]` stands for.
    #[must_use]
    pub fn steps(&self) -> [f32; 2] {
        let or = |own: f32, size: f32| if own == 0.0 { size } else { own };
        let ([across, down], [width, height]) = (self.pitch, self.card);
        [or(across, width), or(down, height)]
    }
}
