//! One card: its texts, its QR code and its design as marks, from its upper left corner.

mod decor;
mod fold;
mod parts;

use std::sync::Arc;

use super::house::{BLACK, INK, LINE, MUTED, ShopPaper};
use super::job::{Card, Job};
use super::list::{Mark, Modules};
use super::setter::Setter;
use super::text::{Align, Column};
use crate::domain::colour::Rgb;
use crate::domain::print::{
    Arrangement, Design, Finish, Frame, Orientation, QUIET, QrSize, Rect, Sheet, Size,
};
use crate::error::{Error, Result};

pub use fold::inside;

/// What all cards of a job have in common.
#[derive(Debug)]
pub struct Plan {
    /// The design.
    pub design: Design,
    /// Where things stand.
    pub frame: Frame,
    /// What is done with the paper.
    pub finish: Finish,
    /// How many modules their codes have.
    pub code: QrSize,
    /// Whether cards are turned by a quarter on their labels.
    pub turned: bool,
    /// How far colour runs over the edges.
    pub bleed: f32,
}

/// The colours of a card.
#[derive(Clone, Copy, Debug)]
pub struct Inks {
    /// What is read.
    pub ink: Rgb,
    /// What stands back.
    pub muted: Rgb,
    /// The shop's.
    pub accent: Rgb,
    /// Fine lines.
    pub line: Rgb,
}

impl Plan {
    /// The plan of a job whose codes have this size.
    ///
    /// # Errors
    /// Refused where the code has no room.
    pub fn new(job: &Job, code: QrSize) -> Result<Self> {
        let sheet = &job.sheet;
        let card = face(sheet);
        let lies = card.width >= card.height;
        let turned = job.orientation.is_some_and(|way| (way == Orientation::Landscape) != lies);
        let read = if turned { Size { width: card.height, height: card.width } } else { card };
        if turned && sheet.finish == Finish::Folded {
            return Err(Error::refused("a folded card is read upright: take portrait"));
        }
        let frame = Frame::new(job.design, sheet.finish, read, code, sheet.dpi)?;
        let bleed = if sheet.finish == Finish::Cut { Sheet::BLEED } else { 0.0 };
        Ok(Self { design: job.design, frame, finish: sheet.finish, code, turned, bleed })
    }

    /// The colours on this paper.
    pub fn inks(&self, shop: &ShopPaper) -> Inks {
        if self.finish == Finish::Receipt {
            return Inks { ink: BLACK, muted: BLACK, accent: BLACK, line: BLACK };
        }
        let accent = if self.design == Design::Tet { decor::RED } else { shop.accent };
        Inks { ink: INK, muted: MUTED, accent, line: LINE }
    }
}

/// What one looks at: of a folded card its front.
pub fn face(sheet: &Sheet) -> Size {
    let Size { width, height } = sheet.card;
    if sheet.finish == Finish::Folded { Size { width: width / 2.0, height } } else { sheet.card }
}

/// A card's front.
///
/// # Errors
/// Refused where the texts have no room.
pub fn front(
    plan: &Plan,
    shop: &ShopPaper,
    setter: &mut Setter,
    card: &Card,
    code: Option<Arc<Modules>>,
) -> Result<Vec<Mark>> {
    if plan.finish == Finish::Folded {
        return fold::outside(plan, shop, setter, card, code);
    }
    let frame = &plan.frame;
    let mut marks = decor::ground(plan, shop);
    let mut spoken = None;
    for spare in Spare::ALL {
        let mut texts = parts::Parts::new(plan, shop, setter, card);
        texts.spare = spare;
        spoken = speak(plan, shop, &mut texts)?;
        if spoken.is_some() {
            break;
        }
    }
    marks.extend(spoken.ok_or_else(|| too_long(plan, card))?);
    if let Some(code) = code {
        marks.push(Mark::Qr(inner(frame.qr, plan.code), code));
    }
    Ok(marks)
}

/// What a small card goes without before its texts are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spare {
    /// Nothing.
    Nothing,
    /// The invitation to scan: the code speaks for itself.
    Invitation,
    /// The shop's name and logo too, and all but one line to write on.
    Shop,
    /// The question too.
    Question,
}

impl Spare {
    const ALL: [Self; 4] = [Self::Nothing, Self::Invitation, Self::Shop, Self::Question];
}

/// All texts; `None` if they do not fit.
fn speak(plan: &Plan, shop: &ShopPaper, texts: &mut parts::Parts) -> Result<Option<Vec<Mark>>> {
    let frame = &plan.frame;
    let mut marks = Vec::new();
    let (head, top, bottom) = (texts.head()?, texts.top()?, texts.bottom()?);
    let mut area = frame.text;
    if let Some(logo) = logo_at(plan, shop, area).filter(|_| texts.spare < Spare::Shop) {
        let taken = logo.0.height + frame.body * 0.5;
        area = Rect { y: area.y + taken, height: area.height - taken, ..area };
        marks.push(Mark::Logo(logo.0, logo.1));
    }
    let align = if frame.centred { Align::Centre } else { Align::Left };
    let (asked, bottom) = match frame.ask {
        Some(_) => (bottom, Vec::new()),
        None => (Vec::new(), bottom),
    };
    let centred = frame.centred && frame.arrangement != Arrangement::Strip;
    let mut columns = vec![Column { area, align, head, top, bottom, centred }];
    columns.extend(frame.ask.map(|area| Column {
        area,
        align,
        head: Vec::new(),
        top: Vec::new(),
        bottom: asked,
        centred: false,
    }));
    columns.extend(texts.under()?);
    for column in &columns {
        let Some(laid) = column.lay() else { return Ok(None) };
        marks.extend(laid);
    }
    // A number too long for its corner is not missed.
    marks.extend(texts.corner()?.and_then(|corner| corner.lay()).unwrap_or_default());
    Ok(Some(marks))
}

/// A code without its quiet zone.
pub fn inner(qr: Rect, code: QrSize) -> Rect {
    let quiet = qr.width * f32::from(QUIET) / f32::from(code.with_quiet());
    Rect {
        x: qr.x + quiet,
        y: qr.y + quiet,
        width: qr.width - 2.0 * quiet,
        height: qr.height - 2.0 * quiet,
    }
}

/// The logo at the head of the text.
fn logo_at(plan: &Plan, shop: &ShopPaper, area: Rect) -> Option<(Rect, Arc<super::logo::Logo>)> {
    let frame = &plan.frame;
    if frame.arrangement == Arrangement::Strip {
        return None;
    }
    let logo = shop.logo.clone()?;
    let mut height = frame.body * 2.6;
    let mut width = height * logo.ratio();
    let most = area.width * 0.6;
    if width > most {
        (width, height) = (most, most / logo.ratio());
    }
    let x = area.x + if frame.centred { (area.width - width) / 2.0 } else { 0.0 };
    Some((Rect { x, y: area.y, width, height }, logo))
}

/// The other side: the shop, and nothing that would show through.
pub fn back(plan: &Plan, shop: &ShopPaper, setter: &mut Setter, card: &Card) -> Result<Vec<Mark>> {
    let frame = &plan.frame;
    let mut marks = decor::back(plan, shop);
    let area = Rect {
        x: frame.margin,
        y: frame.margin,
        width: frame.size.width - 2.0 * frame.margin,
        height: frame.size.height - 2.0 * frame.margin,
    };
    if let Some(logo) = &shop.logo {
        let height = (area.height * 0.4).min(area.width * 0.6 / logo.ratio());
        let width = height * logo.ratio();
        let x = area.x + (area.width - width) / 2.0;
        let y = area.y + (area.height - height) / 2.0;
        marks.push(Mark::Logo(Rect { x, y, width, height }, logo.clone()));
        return Ok(marks);
    }
    let mut texts = parts::Parts::new(plan, shop, setter, card);
    let top = texts.shop_large()?;
    let column = Column {
        area,
        align: Align::Centre,
        head: Vec::new(),
        top,
        bottom: Vec::new(),
        centred: true,
    };
    marks.extend(column.lay().ok_or_else(|| too_long(plan, card))?);
    Ok(marks)
}

fn too_long(plan: &Plan, card: &Card) -> Error {
    let Size { width, height } = plan.frame.size;
    Error::refused(format!(
        "the texts of {} do not fit the {} design on {width} × {height} mm: shorten the message, \
         or take a larger card",
        card.place, plan.design
    ))
}
