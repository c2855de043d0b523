//! A folded card: outside the front at the right and the back at the left, inside the message.

use std::sync::Arc;

use super::super::house::ShopPaper;
use super::super::job::{Card, Note};
use super::super::list::{Mark, Modules};
use super::super::setter::Setter;
use super::super::text::{Align, Column};
use super::parts::Parts;
use super::{Plan, inner, too_long};
use crate::domain::colour::Rgb;
use crate::domain::print::{Design, Rect, Size};
use crate::error::Result;

/// Half of the folded paper, inside a margin.
fn half(plan: &Plan, right: bool) -> Rect {
    let Size { width, height } = plan.frame.size;
    let margin = plan.frame.margin;
    let x = if right { width } else { 0.0 };
    Rect { x: x + margin, y: margin, width: width - 2.0 * margin, height: height - 2.0 * margin }
}

/// The ground of a half.
fn ground(plan: &Plan, shop: &ShopPaper) -> Vec<Mark> {
    let Size { width, height } = plan.frame.size;
    match plan.design {
        Design::Warm => {
            vec![Mark::area(Rect { x: 0.0, y: 0.0, width: width * 2.0, height }, shop.tint)]
        }
        Design::Formal => {
            let inset = plan.frame.margin * 0.42;
            let frame = |by: f32, line: f32| {
                let size = (width - 2.0 * by, height - 2.0 * by);
                let at = Rect { x: width + by, y: by, width: size.0, height: size.1 };
                Mark::frame(at, 0.0, line, shop.accent)
            };
            vec![frame(inset, 0.3), frame(inset + 0.9, 0.12)]
        }
        _ => Vec::new(),
    }
}

/// The outside: the name in front; question, code and address behind.
pub fn outside(
    plan: &Plan,
    shop: &ShopPaper,
    setter: &mut Setter,
    card: &Card,
    code: Option<Arc<Modules>>,
) -> Result<Vec<Mark>> {
    let mut marks = ground(plan, shop);
    let front = half(plan, true);
    let mut parts = Parts::new(plan, shop, setter, card);
    let cover = Column {
        area: front,
        align: Align::Centre,
        head: Vec::new(),
        top: parts.thanks(0.0)?,
        bottom: if shop.logo.is_none() { parts.shop_small()? } else { Vec::new() },
        centred: true,
    };
    let fits = || too_long(plan, card);
    marks.extend(cover.lay().ok_or_else(fits)?);
    if let Some(logo) = &shop.logo {
        let height = (plan.frame.body * 2.6).min(front.width * 0.6 / logo.ratio());
        let width = height * logo.ratio();
        let (x, y) = (front.x + (front.width - width) / 2.0, front.y + front.height - height);
        marks.push(Mark::Logo(Rect { x, y, width, height }, logo.clone()));
    }
    let back = half(plan, false);
    let side = plan.frame.qr.width;
    let under = side * 0.34;
    let qr = Rect {
        x: back.x + (back.width - side) / 2.0,
        y: back.y + back.height - under - side,
        width: side,
        height: side,
    };
    if plan.design == Design::Warm {
        marks.push(Mark::round(qr, side * 0.06, Rgb::WHITE));
    }
    let ask = Rect { height: qr.y - back.y - 1.0, ..back };
    let asked = Column {
        area: ask,
        align: Align::Centre,
        head: Vec::new(),
        top: Vec::new(),
        bottom: parts.bottom()?,
        centred: false,
    };
    marks.extend(asked.lay().ok_or_else(fits)?);
    let below = Rect { y: qr.y + side, height: under, ..back };
    marks.extend(parts.under_in(below)?.lay().ok_or_else(fits)?);
    if let Some(code) = code {
        marks.push(Mark::Qr(inner(qr, plan.code), code));
    }
    Ok(marks)
}

/// The inside: the left half is free, the right one has the message, or lines for one.
pub fn inside(
    plan: &Plan,
    shop: &ShopPaper,
    setter: &mut Setter,
    card: &Card,
) -> Result<Vec<Mark>> {
    let mut area = half(plan, true);
    let inset = plan.frame.margin * 0.6;
    area = Rect { x: area.x + inset, width: area.width - 2.0 * inset, ..area };
    let ruled = card.note == Note::Ruled;
    let mut parts = Parts::new(plan, shop, setter, card);
    let mut top = parts.note()?;
    top.extend(parts.signed()?);
    let align = if plan.frame.centred && !ruled { Align::Centre } else { Align::Left };
    let column = Column { area, align, head: Vec::new(), top, bottom: Vec::new(), centred: true };
    column.lay().ok_or_else(|| too_long(plan, card))
}
