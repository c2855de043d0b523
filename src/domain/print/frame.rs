//! Where things stand on a card: text in one column, the QR code at the lower right (or under the
//! text, where that is the design), its code under it. All in mm, inside a margin.

use super::qr::{QUIET, QrSize, least_module};
use super::{Design, Finish, Rect, Size};
use crate::error::{Error, Result};

/// How a card is arranged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// A low label: text at the left, the QR code at the right, the code in the text.
    Strip,
    /// Wider than high: text at the left, the QR code at the lower right.
    Side,
    /// Higher than wide and wide enough for words beside the QR code.
    Tall,
    /// Higher than wide, or centred: all in one row downwards.
    Single,
}

/// The places on a card.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// How it is arranged.
    pub arrangement: Arrangement,
    /// The card, as it is read.
    pub size: Size,
    /// What is kept free at the edges.
    pub margin: f32,
    /// Shop, name and message from the top; question and invitation at the bottom, unless `ask`.
    pub text: Rect,
    /// Question and invitation.
    pub ask: Option<Rect>,
    /// The QR code with its quiet zone.
    pub qr: Rect,
    /// The code and the short address, under the QR code; on a strip they end the text.
    pub under: Option<Rect>,
    /// Whether lines stand in the middle.
    pub centred: bool,
    /// The size of what is read.
    pub body: f32,
    /// The size of the name.
    pub name: f32,
}

/// The narrowest card that is read upright.
const NARROWEST: f32 = 36.0;

/// What the label's die or the knife may be off: nothing readable is nearer to the edge.
const SAFE: f32 = 1.5;

impl Frame {
    /// The places of a design on a card of a size, with a QR code of a size.
    ///
    /// # Errors
    /// Refused, with what would be right, where a code that any phone reads has no room.
    pub fn new(design: Design, finish: Finish, size: Size, code: QrSize, dpi: u32) -> Result<Self> {
        let Size { width, height } = size;
        let short = width.min(height);
        let arrangement = match finish {
            Finish::Receipt if width < height => Arrangement::Single,
            _ if width >= height && height < 30.0 => Arrangement::Strip,
            _ if width >= height => Arrangement::Side,
            _ if width < NARROWEST => return Err(too_narrow(width)),
            _ if design == Design::Formal || width < 80.0 => Arrangement::Single,
            _ => Arrangement::Tall,
        };
        let mut margin = (short * 0.09).clamp(2.2, 10.0);
        if design == Design::Formal && arrangement != Arrangement::Strip {
            margin = (short * 0.105).clamp(4.2, 13.0);
        }
        let grown = if design == Design::Large { 1.3 } else { 1.0 };
        let body = (short * 0.05).clamp(2.3, 3.9) * grown;
        let name = body * if arrangement == Arrangement::Strip { 1.3 } else { 2.15 };
        let side = side(design, arrangement, size, margin, code, dpi)?;
        let new = Self {
            arrangement,
            size,
            margin,
            text: Rect::default(),
            ask: None,
            qr: Rect { x: 0.0, y: 0.0, width: side, height: side },
            under: None,
            centred: design == Design::Formal || finish == Finish::Receipt,
            body,
            name,
        };
        Ok(new.arranged(design, code))
    }

    fn arranged(mut self, design: Design, code: QrSize) -> Self {
        let Size { width, height } = self.size;
        let (margin, side) = (self.margin, self.qr.width);
        let inner = width - 2.0 * margin;
        // The quiet zone is white anyway: it may reach into a white margin.
        let quiet = side * f32::from(QUIET) / f32::from(code.with_quiet());
        let framed = matches!(design, Design::Warm | Design::Formal);
        let reach = if framed { 0.0 } else { quiet.min(margin - SAFE).max(0.0) };
        let under = self.under_height();
        self.qr.x = width - margin - side + reach;
        self.qr.y = height - margin - under - side;
        match self.arrangement {
            Arrangement::Strip => {
                self.qr.y = (height - side) / 2.0;
                self.text = Rect {
                    x: margin,
                    y: margin * 0.8,
                    width: self.qr.x - margin - 0.6,
                    height: height - margin * 1.6,
                };
                return self;
            }
            Arrangement::Side => {
                let gap = if design == Design::Warm {
                    margin * 0.6
                } else {
                    (margin * 0.7 - quiet).max(0.8)
                };
                self.text = Rect {
                    x: margin,
                    y: margin,
                    width: self.qr.x - margin - gap,
                    height: height - 2.0 * margin,
                };
            }
            Arrangement::Tall => {
                let ask = Rect {
                    x: margin,
                    y: self.qr.y,
                    width: self.qr.x - margin - 0.6,
                    height: side + under,
                };
                self.ask = Some(ask);
                let kept = if design == Design::Tet { margin * 1.8 } else { 2.0 };
                self.text =
                    Rect { x: margin, y: margin, width: inner, height: self.qr.y - margin - kept };
            }
            Arrangement::Single => {
                if self.centred || design == Design::Large {
                    self.qr.x = (width - side) / 2.0;
                }
                self.text =
                    Rect { x: margin, y: margin, width: inner, height: self.qr.y - margin - 0.6 };
            }
        }
        // Centred lines may be wider than the code; others end with it.
        let wide = if self.centred && self.arrangement == Arrangement::Single {
            Rect { x: margin, width: inner, ..self.qr }
        } else {
            self.qr
        };
        self.under =
            Some(Rect { x: wide.x, y: self.qr.y + side, width: wide.width, height: under });
        self
    }

    /// The height of code and address.
    fn under_height(&self) -> f32 {
        if self.arrangement == Arrangement::Strip { 0.0 } else { self.code_size() * 3.3 }
    }

    /// The size of the code under the QR code: 14 characters of 0.6 em across its side.
    #[must_use]
    pub fn code_size(&self) -> f32 {
        (self.qr.width / 8.7).min(self.body * 1.2)
    }
}

/// The side of the QR code with its quiet zone: as large as becomes the card, never too small.
fn side(
    design: Design,
    arrangement: Arrangement,
    Size { width, height }: Size,
    margin: f32,
    code: QrSize,
    dpi: u32,
) -> Result<f32> {
    let short = width.min(height);
    let grown = if design == Design::Large { 1.12 } else { 1.0 };
    let (wanted, room) = match arrangement {
        Arrangement::Strip => (height * 0.8, height - 2.0 * SAFE),
        Arrangement::Side => (
            (short * 0.42).clamp(19.5, 32.0) * grown,
            (height - 2.0 * margin - 7.0).min(width * 0.45),
        ),
        Arrangement::Tall => (short * 0.33 * grown, width * 0.45),
        Arrangement::Single => {
            ((short * 0.42).clamp(20.0, 34.0) * grown, (width - 2.0 * margin).min(height * 0.4))
        }
    };
    let least = code.least_side(dpi);
    if least > room + 0.01 {
        return Err(Error::refused(format!(
            "the QR code of this address has {} modules a side with its quiet zone; at {:.2} mm \
             each it is {least:.1} mm wide, and the {design} design has {room:.1} mm for it on a \
             card of {width} × {height} mm: take a larger sheet or a shorter server.public_url",
            code.with_quiet(),
            least_module(dpi),
        )));
    }
    Ok(wanted.max(least).min(room))
}

fn too_narrow(width: f32) -> Error {
    Error::refused(format!(
        "a card of {width} mm is too narrow to be read upright: take landscape, or a card of \
         {NARROWEST} mm or more"
    ))
}

#[cfg(test)]
mod tests;
