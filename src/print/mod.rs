//! Cards, posters and table tents on paper: in come values, out go the bytes of PDF and PNG files.
//!
//! There is no database here and no clock. Everything that cannot be printed (a sheet too small for
//! the QR code, a letter that no font has) is refused before a byte is made, in words that say
//! which order it is and what would be right.

mod calibration;
mod card;
mod check;
mod fonts;
mod house;
mod job;
mod list;
mod logo;
mod pages;
mod paint;
mod poster;
mod qr;
mod setter;
mod text;

use std::sync::Arc;

use crate::config::Config;
use crate::error::{Error, Result};
use crate::render::Renderer;
use crate::types::Language;
use card::Plan;
use fonts::Fonts;
use house::ShopPaper;
use pages::{Imposition, each_sheet};
use paint::{About, Pdf, picture};
use setter::Setter;

pub use job::{Card, Job, Note};
pub use poster::{Poster, PosterSize};

#[cfg(test)]
mod tests;

/// The most cards of one file; more make several.
pub const CARDS_A_FILE: usize = 10_000;

/// The dots to the millimetre of a picture: 150 to the inch.
const DOTS: f32 = 150.0 / 25.4;

/// Prints: the shop's name, colour and logo, the fonts and the texts. Made once, shared by threads,
/// cheap to clone.
#[derive(Clone)]
pub struct Press {
    shop: ShopPaper,
    fonts: Arc<Fonts>,
}

impl Press {
    /// Reads the logo and the fonts.
    ///
    /// # Errors
    /// A logo that is neither SVG nor PNG is refused.
    pub fn new(renderer: &Renderer, config: &Config) -> Result<Self> {
        Ok(Self { shop: ShopPaper::new(renderer, config)?, fonts: Arc::new(Fonts::load()?) })
    }

    /// Whether these cards can be printed so; takes a fraction of the time of printing.
    ///
    /// # Errors
    /// Refused with what is wrong and what would be right: a place that the sheet does not have, a
    /// QR code too small to scan, letters that no font has (naming the orders, at most ten), a
    /// message that does not fit.
    pub fn check(&self, job: &Job, cards: &[Card]) -> Result<()> {
        let plan = self.plan(job, cards)?;
        let mut setter = Setter::new(&self.fonts);
        for card in cards {
            card::front(&plan, &self.shop, &mut setter, card, None)?;
            if job.backs && plan.finish == crate::domain::print::Finish::Folded {
                card::inside(&plan, &self.shop, &mut setter, card)?;
            }
        }
        Ok(())
    }

    /// The cards as PDF files: one, or for each 10,000 cards one. Refuses what [`Press::check`]
    /// does, before it returns a byte.
    ///
    /// # Errors
    /// Those of [`Press::check`].
    pub fn pdf(&self, job: &Job, cards: &[Card]) -> Result<Vec<Vec<u8>>> {
        let plan = self.plan(job, cards)?;
        let mut files = Vec::new();
        for (number, cards) in cards.chunks(CARDS_A_FILE).enumerate() {
            let mut pdf = self.file(job.language, "press-title", &[]);
            // Each file begins a new sheet; the first goes on where the last batch ended.
            let first = if number == 0 { job.start_at.saturating_sub(1) } else { 0 };
            let imposition = self.imposition(job, &plan, cards, first);
            each_sheet(&imposition, |pages| pages.iter().try_for_each(|page| pdf.add(page)))?;
            files.push(pdf.finish()?);
        }
        Ok(files)
    }

    /// The first page as a PNG picture, to look at it before printing. Refuses what [`Press::check`]
    /// does.
    ///
    /// # Errors
    /// Those of [`Press::check`].
    pub fn png(&self, job: &Job, cards: &[Card]) -> Result<Vec<u8>> {
        let plan = self.plan(job, cards)?;
        let imposition = self.imposition(job, &plan, cards, job.start_at.saturating_sub(1));
        let pages = imposition.sheet(&mut Setter::new(&self.fonts), 0)?;
        let first = pages.first().ok_or_else(|| Error::broken("there is no page"))?;
        picture(&self.fonts, first, DOTS)
    }

    /// A PDF page with the sheet's outlines, rulers and crosses, to find the nudge with.
    ///
    /// # Errors
    /// A nudge that is too far is refused.
    pub fn calibration(&self, job: &Job) -> Result<Vec<u8>> {
        check::check_job(job)?;
        let values = [("sheet", job.sheet.title.as_str())];
        let mut pdf = self.file(job.language, "press-title-sheet", &values);
        pdf.add(&calibration::calibration(&self.fonts, &self.shop, job)?)?;
        pdf.finish()
    }

    /// A poster or a table tent as PDF.
    ///
    /// # Errors
    /// Letters that no font has, an address too long for a QR code.
    pub fn poster(&self, poster: &Poster) -> Result<Vec<u8>> {
        let page = self.poster_page(poster)?;
        let mut pdf = self.file(poster.language, "press-title-poster", &[]);
        pdf.add(&page)?;
        pdf.finish()
    }

    /// The same as a PNG picture.
    ///
    /// # Errors
    /// As [`Press::poster`].
    pub fn poster_png(&self, poster: &Poster) -> Result<Vec<u8>> {
        picture(&self.fonts, &self.poster_page(poster)?, DOTS)
    }

    fn poster_page(&self, poster: &Poster) -> Result<list::Page> {
        check::check_poster(&self.fonts, &self.shop, poster)?;
        poster::draw(&self.fonts, &self.shop, poster)
    }

    /// What all cards have in common, once everything but the lengths of texts was looked at.
    fn plan(&self, job: &Job, cards: &[Card]) -> Result<Plan> {
        check::check_job(job)?;
        let plan = Plan::new(job, check::code_size(cards)?)?;
        check::check_letters(&self.fonts, job.design, &self.shop, cards)?;
        Ok(plan)
    }

    fn imposition<'a>(
        &'a self,
        job: &'a Job,
        plan: &'a Plan,
        cards: &'a [Card],
        first: u32,
    ) -> Imposition<'a> {
        let first = usize::try_from(first).unwrap_or(0);
        Imposition { job, plan, shop: &self.shop, fonts: &self.fonts, cards, first }
    }

    fn file(&self, language: Language, title: &str, values: &[(&str, &str)]) -> Pdf<'_> {
        let title = self.shop.word_of(language, title, values);
        let about = About { title, language, author: self.shop.name.clone() };
        Pdf::new(&self.fonts, &about, self.shop.logo.as_deref())
    }
}

impl std::fmt::Debug for Press {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Press({:?})", self.shop.name)
    }
}
