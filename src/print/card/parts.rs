//! The texts of a card as blocks.

use super::super::fonts::Face;
use super::super::house::ShopPaper;
use super::super::job::{Card, Note};
use super::super::setter::Setter;
use super::super::text::{Align, Block, Column, Paragraph, Setting};
use super::{Inks, Plan, Spare};
use crate::domain::colour::Rgb;
use crate::domain::print::{Arrangement, Design, Rect};
use crate::error::Result;
use crate::types::Language;

/// The smallest letters that are read without effort at arm's length, in mm: 6 points, and 5 for
/// what is looked up once.
const READABLE: f32 = 2.1;
const LOOKED_UP: f32 = 1.75;

/// From line to line; Thai stacks vowels and tones, Vietnamese capitals two marks.
fn leading(language: Language) -> f32 {
    if language == Language::Th { 1.5 } else { 1.38 }
}

/// Makes the blocks of one card.
pub struct Parts<'a, 'f> {
    plan: &'a Plan,
    shop: &'a ShopPaper,
    setter: &'a mut Setter<'f>,
    card: &'a Card,
    inks: Inks,
    /// What it goes without.
    pub spare: Spare,
}

impl<'a, 'f> Parts<'a, 'f> {
    /// For a card.
    pub fn new(
        plan: &'a Plan,
        shop: &'a ShopPaper,
        setter: &'a mut Setter<'f>,
        card: &'a Card,
    ) -> Self {
        Self { plan, shop, setter, card, inks: plan.inks(shop), spare: Spare::Nothing }
    }

    fn word(&self, key: &str) -> String {
        self.shop.word(self.card.language, key)
    }

    fn setting(&self, size: f32, ink: Rgb) -> Setting {
        Setting {
            size,
            least: size.min(READABLE),
            most_lines: 3,
            one_line: 0.9,
            leading: leading(self.card.language),
            above: self.plan.frame.body * 0.25,
            ink,
        }
    }

    fn is_strip(&self) -> bool {
        self.plan.frame.arrangement == Arrangement::Strip
    }

    /// The shop, where it has no logo.
    pub fn head(&mut self) -> Result<Vec<Block>> {
        if self.shop.logo.is_some() || self.is_strip() || self.spare >= Spare::Shop {
            return Ok(Vec::new());
        }
        let name = self.shop.name.clone();
        let shop = self.setter.again(Face::Strong, &name)?;
        let size = self.plan.frame.body * 0.92;
        let setting = Setting { most_lines: 2, ..self.setting(size, self.inks.accent) };
        Ok(vec![Block::Text(shop, setting)])
    }

    /// Thanks, name, message.
    pub fn top(&mut self) -> Result<Vec<Block>> {
        let mut blocks = self.thanks(1.2)?;
        blocks.extend(self.note()?);
        Ok(blocks)
    }

    /// "Thank you," and the name.
    pub fn thanks(&mut self, above: f32) -> Result<Vec<Block>> {
        let (body, size) = (self.plan.frame.body, self.plan.frame.name);
        let ink = match self.plan.design {
            Design::Warm | Design::Tet => self.inks.accent,
            _ => self.inks.ink,
        };
        let face = if self.plan.design == Design::Large { Face::Strong } else { Face::Serif };
        let large = |above: f32| Setting {
            size,
            least: READABLE,
            most_lines: 3,
            one_line: 0.62,
            leading: 1.3,
            above,
            ink,
        };
        let Some(name) = self.card.name.as_deref().filter(|name| !name.trim().is_empty()) else {
            let thanks = self.word("press-greeting-nobody");
            let thanks = self.setter.again(face, &thanks)?;
            return Ok(vec![Block::Text(thanks, large(body * above))]);
        };
        let greeting = self.word("press-greeting");
        let named = self.shop.word_of(self.card.language, "press-name", &[("name", name)]);
        if self.is_strip() {
            // One line for both.
            let named = self.setter.name(Face::Strong, &format!("{greeting} {named}"))?;
            return Ok(vec![Block::Text(named, large(0.0))]);
        }
        let greeting = self.setter.again(Face::Text, &greeting)?;
        let named = self.setter.name(face, &named)?;
        let setting = Setting { above: body * above, ..self.setting(body, self.inks.muted) };
        // The greeting's descent and the name's ascent are room enough.
        Ok(vec![Block::Text(greeting, setting), Block::Text(named, large(-body * 0.3))])
    }

    /// The message, or lines for one.
    pub fn note(&mut self) -> Result<Vec<Block>> {
        let body = self.plan.frame.body;
        let text = match &self.card.note {
            Note::Empty => return Ok(Vec::new()),
            Note::Ruled => {
                let few = self.is_strip() || self.spare >= Spare::Shop;
                let lines = if few { 1 } else { 2 };
                return Ok(vec![Block::Ruled(lines, (body * 2.4).max(6.0), self.inks.line)]);
            }
            Note::Thanks if self.is_strip() || self.spare >= Spare::Shop => return Ok(Vec::new()),
            Note::Thanks => self.word("press-thanks"),
            Note::Printed(text) => text.clone(),
        };
        let paragraph = self.setter.again(Face::Text, &text)?;
        if paragraph.is_empty() {
            return Ok(Vec::new());
        }
        let setting =
            Setting { most_lines: 40, above: body * 0.35, ..self.setting(body, self.inks.ink) };
        Ok(vec![Block::Text(paragraph, setting)])
    }

    /// Voucher, question, invitation; on a strip also the code.
    pub fn bottom(&mut self) -> Result<Vec<Block>> {
        let body = self.plan.frame.body;
        let mut blocks = Vec::new();
        if let Some(voucher) = self.card.voucher.clone().filter(|text| !text.trim().is_empty()) {
            let voucher = self.setter.again(Face::Strong, &voucher)?;
            blocks.push(Block::Text(voucher, self.setting(body * 0.92, self.inks.accent)));
        }
        if self.spare < Spare::Question {
            blocks.extend(self.question(0.96)?);
        }
        if !self.is_strip() {
            if self.spare >= Spare::Invitation {
                return Ok(blocks);
            }
            let scan = self.word("press-scan");
            let scan = self.setter.again(Face::Text, &scan)?;
            let setting = self.setting((body * 0.84).max(READABLE), self.inks.muted);
            blocks.push(Block::Text(scan, Setting { above: 0.0, ..setting }));
            return Ok(blocks);
        }
        blocks.extend(self.typed((body * 0.92).max(READABLE), true)?);
        Ok(blocks)
    }

    /// The question, of a size in parts of the body's.
    pub fn question(&mut self, part: f32) -> Result<Vec<Block>> {
        let question = match self.card.question.trim() {
            "" => self.word("press-question"),
            question => question.to_owned(),
        };
        let question = self.setter.again(Face::Strong, &question)?;
        let setting = self.setting(self.plan.frame.body * part, self.inks.ink);
        Ok(vec![Block::Text(question, Setting { most_lines: 5, ..setting })])
    }

    /// Code and short address; `in_text` sets them as part of a column.
    fn typed(&mut self, size: f32, in_text: bool) -> Result<Vec<Block>> {
        let link = &self.card.link;
        let mut blocks = Vec::new();
        let above = if in_text { self.plan.frame.body * 0.3 } else { 0.0 };
        if !link.code.is_empty() {
            let code = self.setter.once(Face::Mono, &link.code)?;
            let setting = Setting {
                size,
                least: LOOKED_UP,
                most_lines: 1,
                one_line: 0.5,
                leading: 1.3,
                above,
                ink: self.inks.ink,
            };
            blocks.push(Block::Text(code, setting));
        }
        let address = self.setter.again(Face::Text, &link.address)?;
        let setting = Setting {
            size: (size * 0.92).max(LOOKED_UP),
            least: LOOKED_UP * 0.9,
            most_lines: 2,
            one_line: 0.7,
            leading: 1.15,
            above: -size * 0.35,
            ink: self.inks.muted,
        };
        blocks.push(Block::Text(address, setting));
        Ok(blocks)
    }

    /// What stands under the QR code.
    pub fn under(&mut self) -> Result<Option<Column>> {
        let Some(area) = self.plan.frame.under else { return Ok(None) };
        self.under_in(area).map(Some)
    }

    /// The same in a box of one's own.
    pub fn under_in(&mut self, area: Rect) -> Result<Column> {
        let top = self.typed(self.plan.frame.code_size(), false)?;
        Ok(Column {
            area,
            align: Align::Centre,
            head: Vec::new(),
            top,
            bottom: Vec::new(),
            centred: false,
        })
    }

    /// The order's number, in the upper right corner, or wherever nothing else is.
    pub fn corner(&mut self) -> Result<Option<Column>> {
        let frame = &self.plan.frame;
        let number = self.card.number.as_deref().filter(|number| !number.trim().is_empty());
        let (Some(number), false) = (number, self.is_strip()) else { return Ok(None) };
        let height = frame.body * 1.6;
        let (area, align) = match frame.arrangement {
            Arrangement::Side => (Rect { y: frame.margin, height, ..frame.qr }, Align::Right),
            _ if frame.centred => {
                let y = frame.size.height - frame.margin * 0.95;
                let height = frame.margin * 0.62;
                (Rect { y, height, ..frame.text }, Align::Centre)
            }
            _ => {
                let x = frame.text.x + frame.text.width * 0.5;
                let width = frame.text.width * 0.5;
                (Rect { x, y: frame.margin, width, height }, Align::Right)
            }
        };
        // The code ends where its modules do, not with its quiet zone.
        let edge = frame.size.width - frame.margin;
        let area = if align == Align::Right { Rect { width: edge - area.x, ..area } } else { area };
        let text = self.shop.word_of(self.card.language, "press-number", &[("number", number)]);
        let text = self.setter.once(Face::Text, &text)?;
        let mut setting = self.setting((frame.body * 0.78).max(LOOKED_UP), self.inks.muted);
        setting = Setting { least: 1.5, most_lines: 1, one_line: 0.5, ..setting };
        let top = vec![Block::Text(text, setting)];
        Ok(Some(Column { area, align, head: Vec::new(), top, bottom: Vec::new(), centred: false }))
    }

    /// The shop's name alone.
    pub fn shop_large(&mut self) -> Result<Vec<Block>> {
        let name = self.shop.name.clone();
        let shop: Paragraph = self.setter.again(Face::Serif, &name)?;
        let setting = self.setting(self.plan.frame.name * 0.9, self.inks.accent);
        Ok(vec![Block::Text(shop, setting)])
    }

    /// The shop's name as it stands on a card's front.
    pub fn shop_small(&mut self) -> Result<Vec<Block>> {
        let name = self.shop.name.clone();
        let shop = self.setter.again(Face::Strong, &name)?;
        Ok(vec![Block::Text(shop, self.setting(self.plan.frame.body, self.inks.accent))])
    }

    /// Signed by the shop.
    pub fn signed(&mut self) -> Result<Vec<Block>> {
        let text = self.word("press-sign");
        let text = self.setter.again(Face::Text, &text)?;
        Ok(vec![Block::Text(text, self.setting(self.plan.frame.body, self.inks.muted))])
    }
}
