//! Posters and table tents for places with a shared code.

mod draw;

use crate::domain::print::Link;
use crate::types::Language;

pub use draw::draw;

/// How large, and whether it stands on a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PosterSize {
    /// A poster, 148 × 210 mm.
    A5,
    /// A poster, 210 × 297 mm.
    A4,
    /// An A4 page folded to a tent that is read from both sides.
    Tent,
}

impl PosterSize {
    /// All of them, in the order in which they are listed to people.
    pub const ALL: [Self; 3] = [Self::A5, Self::A4, Self::Tent];

    /// Its name on the command line and in addresses: `a5`, `a4`, `tent`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::A5 => "a5",
            Self::A4 => "a4",
            Self::Tent => "tent",
        }
    }

    /// The size of a name.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.name() == name)
    }
}

/// A poster.
#[derive(Clone, Debug)]
pub struct Poster {
    /// How large.
    pub size: PosterSize,
    /// What an error calls it: `touchpoint Counter`.
    pub place: String,
    /// The language of its words; a second one may stand smaller below.
    pub language: Language,
    /// Another language in which the invitation is repeated.
    pub second: Option<Language>,
    /// Where its QR code leads.
    pub link: Link,
    /// The place as a small line, such as `Counter 2`; empty for none.
    pub name: String,
    /// The question; empty: the house's invitation to tell.
    pub question: String,
}
