//! How a poster looks: one question, one code, much paper.

use std::sync::Arc;

use super::{Poster, PosterSize};
use crate::domain::print::{QrSize, Rect, Size};
use crate::error::{Error, Result};
use crate::print::card::inner;
use crate::print::fonts::{Face, Fonts};
use crate::print::house::{INK, LINE, MUTED, ShopPaper};
use crate::print::list::{Group, Mark, Page};
use crate::print::qr::modules;
use crate::print::setter::Setter;
use crate::print::text::{Align, Block, Column, Setting};
use crate::types::Language;

const A4: Size = Size { width: 210.0, height: 297.0 };
const A5: Size = Size { width: 148.0, height: 210.0 };

/// A face of the tent; what is left of the page is its foot.
const FACE: Size = Size { width: 210.0, height: 118.0 };

/// Makes the page.
///
/// # Errors
/// Refused where the words or the address do not fit.
pub fn draw(fonts: &Fonts, shop: &ShopPaper, poster: &Poster) -> Result<Page> {
    let code = QrSize::of(&poster.link.url)?;
    let mut artist = Artist { shop, poster, code, setter: Setter::new(fonts) };
    let whole = |size: Size| Rect { x: 0.0, y: 0.0, width: size.width, height: size.height };
    let page = match poster.size {
        PosterSize::A4 | PosterSize::A5 => {
            let size = if poster.size == PosterSize::A4 { A4 } else { A5 };
            let marks = artist.upright(size)?;
            Page { size, groups: vec![Group { at: whole(size), turns: 0, marks }] }
        }
        PosterSize::Tent => {
            let marks = artist.lying(FACE)?;
            let lower = Rect { y: FACE.height, ..whole(FACE) };
            let folds = [FACE.height, 2.0 * FACE.height]
                .map(|y| Mark::rule((0.0, y), (A4.width, y), 0.1, LINE));
            Page {
                size: A4,
                groups: vec![
                    Group { at: whole(FACE), turns: 2, marks: marks.clone() },
                    Group { at: lower, turns: 0, marks },
                    Group { at: whole(A4), turns: 0, marks: folds.into() },
                ],
            }
        }
    };
    Ok(page)
}

struct Artist<'a> {
    shop: &'a ShopPaper,
    poster: &'a Poster,
    code: QrSize,
    setter: Setter<'a>,
}

impl Artist<'_> {
    /// All in the middle, one under the other.
    fn upright(&mut self, Size { width, height }: Size) -> Result<Vec<Mark>> {
        let unit = width / 148.0;
        let margin = 14.0 * unit;
        let side = (74.0 * unit).max(self.code.least_side(300));
        let qr = Rect { x: (width - side) / 2.0, y: height * 0.41, width: side, height: side };
        let inner_width = width - 2.0 * margin;
        let above =
            Rect { x: margin, y: margin, width: inner_width, height: qr.y - margin - 5.0 * unit };
        let below = Rect {
            x: margin,
            y: qr.y + side + 4.0 * unit,
            width: inner_width,
            height: height - qr.y - side - margin - 4.0 * unit,
        };
        let (head, mut top) = (self.head(above, unit, Align::Centre), Vec::new());
        top.extend(self.questions(unit)?);
        let above = shorten(above, head.1);
        let mut marks = head.0;
        marks.extend(self.column(above, Align::Centre, true, top, Vec::new())?);
        let words = self.words(unit)?;
        let small = self.small(unit)?;
        marks.extend(self.column(below, Align::Centre, false, words, small)?);
        marks.extend(self.code_at(qr)?);
        Ok(marks)
    }

    /// Words at the left, the code at the right.
    fn lying(&mut self, Size { width, height }: Size) -> Result<Vec<Mark>> {
        let (unit, margin) = (1.0, 13.0);
        let side = 74.0f32.max(self.code.least_side(300));
        let qr =
            Rect { x: width - margin - side, y: (height - side) / 2.0, width: side, height: side };
        let area = Rect {
            x: margin,
            y: margin,
            width: qr.x - margin - 6.0,
            height: height - 2.0 * margin,
        };
        let head = self.head(area, unit, Align::Left);
        let mut marks = head.0;
        let mut top = self.questions(unit)?;
        top.extend(self.words(unit)?);
        let small = self.small(unit)?;
        let area = shorten(area, head.1);
        marks.extend(self.column(area, Align::Left, true, top, small)?);
        marks.extend(self.code_at(qr)?);
        Ok(marks)
    }

    fn code_at(&self, qr: Rect) -> Result<Vec<Mark>> {
        let code = modules(&self.poster.link.url, self.code).map(Arc::new)?;
        let line = Mark::frame(qr, 3.0, 0.35, self.shop.accent);
        Ok(vec![line, Mark::Qr(inner(qr, self.code), code)])
    }

    /// The logo, and the height it takes; without one the name stands with the words.
    fn head(&self, area: Rect, unit: f32, align: Align) -> (Vec<Mark>, f32) {
        let Some(logo) = &self.shop.logo else { return (Vec::new(), 0.0) };
        let mut height = 15.0 * unit;
        let mut width = height * logo.ratio();
        if width > area.width * 0.6 {
            (width, height) = (area.width * 0.6, area.width * 0.6 / logo.ratio());
        }
        let spare = if align == Align::Centre { (area.width - width) / 2.0 } else { 0.0 };
        let at = Rect { x: area.x + spare, y: area.y, width, height };
        (vec![Mark::Logo(at, logo.clone())], height + 4.0 * unit)
    }

    fn languages(&self) -> impl Iterator<Item = Language> + use<> {
        let second = self.poster.second.filter(|second| *second != self.poster.language);
        [Some(self.poster.language), second].into_iter().flatten()
    }

    fn questions(&mut self, unit: f32) -> Result<Vec<Block>> {
        let mut blocks = Vec::new();
        if self.shop.logo.is_none() {
            let name = self.setter.once(Face::Strong, &self.shop.name)?;
            blocks.push(Block::Text(name, setting(4.6 * unit, 0.0, self.shop.accent)));
        }
        for (index, language) in self.languages().enumerate() {
            // The shop's own question is in the first language only.
            let own = self.poster.question.trim();
            let question = if index == 0 && !own.is_empty() {
                own.to_owned()
            } else {
                self.shop.word(language, "press-poster-question")
            };
            let question = self.setter.once(Face::Serif, &question)?;
            let (size, ink) = if index == 0 { (11.0, INK) } else { (6.6, MUTED) };
            blocks.push(Block::Text(question, setting(size * unit, 2.0 * unit, ink)));
        }
        Ok(blocks)
    }

    fn words(&mut self, unit: f32) -> Result<Vec<Block>> {
        let mut blocks = Vec::new();
        for (index, language) in self.languages().enumerate() {
            let words = self.shop.word(language, "press-poster-scan");
            let words = self.setter.once(Face::Text, &words)?;
            let (size, ink) = if index == 0 { (4.6, INK) } else { (3.7, MUTED) };
            blocks.push(Block::Text(words, setting(size * unit, 1.2 * unit, ink)));
        }
        Ok(blocks)
    }

    fn small(&mut self, unit: f32) -> Result<Vec<Block>> {
        let address = self.setter.once(Face::Strong, &self.poster.link.address)?;
        let mut blocks = vec![Block::Text(address, setting(4.0 * unit, unit, INK))];
        if !self.poster.name.trim().is_empty() {
            let name = self.setter.once(Face::Text, &self.poster.name)?;
            blocks.push(Block::Text(name, setting(3.0 * unit, 0.4, MUTED)));
        }
        Ok(blocks)
    }

    fn column(
        &self,
        area: Rect,
        align: Align,
        centred: bool,
        top: Vec<Block>,
        bottom: Vec<Block>,
    ) -> Result<Vec<Mark>> {
        Column { area, align, head: Vec::new(), top, bottom, centred }.lay().ok_or_else(|| {
            let place = &self.poster.place;
            Error::refused(format!("the words of {place} do not fit: shorten the question"))
        })
    }
}

fn shorten(area: Rect, by: f32) -> Rect {
    Rect { y: area.y + by, height: area.height - by, ..area }
}

fn setting(size: f32, above: f32, ink: crate::domain::colour::Rgb) -> Setting {
    Setting { size, least: size * 0.45, most_lines: 5, one_line: 0.8, leading: 1.36, above, ink }
}
