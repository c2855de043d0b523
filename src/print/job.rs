//! What is printed, and how.

use crate::domain::print::{Design, Link, Nudge, Orientation, Sheet};
use crate::types::Language;

/// One card.
#[derive(Clone, Debug)]
pub struct Card {
    /// What an error calls it: `order 1042`.
    pub place: String,
    /// The customer's language: of the printed texts, and for the shaping of the name.
    pub language: Language,
    /// Where its QR code leads.
    pub link: Link,
    /// The customer's name as it is to be read: `Nguyễn Thị Hồng Ánh`. Without one, the card greets
    /// nobody by name.
    pub name: Option<String>,
    /// The order's number as the customer knows it.
    pub number: Option<String>,
    /// What stands under the name.
    pub note: Note,
    /// The survey's question in the card's language; empty: the house's invitation to tell.
    pub question: String,
    /// A line about a voucher.
    pub voucher: Option<String>,
}

/// What stands under the name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Note {
    /// The house's two lines of thanks, in the card's language.
    #[default]
    Thanks,
    /// The shop's own words; a line feed begins a new line.
    Printed(String),
    /// Ruled lines to write on by hand.
    Ruled,
    /// Nothing.
    Empty,
}

/// How cards are printed.
#[derive(Clone, Debug)]
pub struct Job {
    /// On what.
    pub sheet: Sheet,
    /// How they look.
    pub design: Design,
    /// Which way up they are read; `None` is the way of the sheet's cards. The other way turns the
    /// card by a quarter on its label.
    pub orientation: Option<Orientation>,
    /// The label of the first page that the first card goes on, counted from 1, row by row: a sheet
    /// that was begun is used up.
    pub start_at: u32,
    /// How far the printer is off.
    pub nudge: Nudge,
    /// Whether each page is followed by one with the backs of its cards, in the order in which they
    /// come to lie behind their fronts when the paper is turned over its long edge. Of a folded card
    /// it is the inside.
    pub backs: bool,
    /// The language of the file's title.
    pub language: Language,
}

impl Job {
    /// A job with everything as usual: from the first label, no nudge, fronts only.
    #[must_use]
    pub fn new(sheet: Sheet, design: Design, language: Language) -> Self {
        Self {
            sheet,
            design,
            orientation: None,
            start_at: 1,
            nudge: Nudge::default(),
            backs: false,
            language,
        }
    }
}
