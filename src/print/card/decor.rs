//! What a design draws besides text: little.

use super::super::house::ShopPaper;
use super::super::list::Mark;
use super::Plan;
use crate::domain::colour::Rgb;
use crate::domain::print::{Arrangement, Design, Finish, Rect, Size};

/// The red of the lunar new year.
pub const RED: Rgb = Rgb(178, 34, 34);
/// Its gold, printed.
const GOLD: Rgb = Rgb(214, 160, 52);

/// The whole card, and as far as colour runs over its edges.
fn whole(plan: &Plan) -> Rect {
    let Size { width, height } = plan.frame.size;
    let bleed = plan.bleed;
    Rect { x: -bleed, y: -bleed, width: width + 2.0 * bleed, height: height + 2.0 * bleed }
}

fn inset(rect: Rect, by: f32) -> Rect {
    Rect {
        x: rect.x + by,
        y: rect.y + by,
        width: rect.width - 2.0 * by,
        height: rect.height - 2.0 * by,
    }
}

/// The ground that texts stand on.
pub fn ground(plan: &Plan, shop: &ShopPaper) -> Vec<Mark> {
    if plan.finish == Finish::Receipt {
        return Vec::new();
    }
    match plan.design {
        Design::Plain | Design::Large => Vec::new(),
        Design::Warm => warm(plan, shop),
        Design::Formal => formal(plan, shop),
        Design::Tet => tet(plan),
    }
}

/// The shop's colour, thin as a wash, and the code on white.
fn warm(plan: &Plan, shop: &ShopPaper) -> Vec<Mark> {
    let frame = &plan.frame;
    let radius = frame.margin * 0.6;
    let wash = match plan.finish {
        // A label's die is never exact: the wash ends before the edge.
        Finish::Labels => Mark::round(inset(whole(plan), frame.margin * 0.36), radius, shop.tint),
        _ => Mark::area(whole(plan), shop.tint),
    };
    vec![wash, Mark::round(frame.qr, frame.qr.width * 0.06, Rgb::WHITE)]
}

/// A double frame of fine lines.
fn formal(plan: &Plan, shop: &ShopPaper) -> Vec<Mark> {
    let frame = &plan.frame;
    let Size { width, height } = frame.size;
    let card = Rect { x: 0.0, y: 0.0, width, height };
    if frame.arrangement == Arrangement::Strip {
        return Vec::new();
    }
    let outer = frame.margin * 0.42;
    vec![
        Mark::frame(inset(card, outer), 0.0, 0.3, shop.accent),
        Mark::frame(inset(card, outer + 0.9), 0.0, 0.12, shop.accent),
    ]
}

/// Apricot blossoms in a corner, and a line of red.
fn tet(plan: &Plan) -> Vec<Mark> {
    let frame = &plan.frame;
    let Size { width, height } = frame.size;
    let reach = plan.bleed;
    let mut marks = Vec::new();
    let band = if frame.arrangement == Arrangement::Strip { 0.9 } else { frame.margin * 0.3 };
    if plan.finish != Finish::Labels {
        marks.push(Mark::area(
            Rect { x: -reach, y: -reach, width: band + reach, height: height + 2.0 * reach },
            RED,
        ));
    }
    let unit = frame.margin * 0.42;
    // Where no text stands: upper right, or above the code in room kept for them.
    let (x, y) = match frame.arrangement {
        Arrangement::Side => (width - frame.margin * 1.1, frame.margin * 2.3),
        Arrangement::Tall => (width - frame.margin * 1.6, frame.qr.y - frame.margin * 1.2),
        Arrangement::Strip | Arrangement::Single => return marks,
    };
    for (dx, dy, size) in [(0.0, 0.0, 1.25), (-3.0, 1.3, 0.9), (-0.6, 3.2, 0.7)] {
        let (x, y, radius) = (x + dx * unit, y + dy * unit, unit * size);
        // What is white about the code stays white.
        if y + radius * 1.15 < frame.qr.y {
            blossom(x, y, radius, &mut marks);
        }
    }
    marks
}

/// Five petals and what is in them.
fn blossom(x: f32, y: f32, radius: f32, marks: &mut Vec<Mark>) {
    for petal in 0..5u8 {
        let angle = (f32::from(petal) * 72.0 - 90.0).to_radians();
        let (px, py) = (x + angle.cos() * radius * 0.62, y + angle.sin() * radius * 0.62);
        marks.push(Mark::disc(px, py, radius * 0.48, GOLD));
    }
    marks.push(Mark::disc(x, y, radius * 0.26, RED));
}

/// The ground of the other side.
pub fn back(plan: &Plan, shop: &ShopPaper) -> Vec<Mark> {
    match plan.design {
        _ if plan.finish == Finish::Receipt => Vec::new(),
        Design::Warm => vec![Mark::area(whole(plan), shop.tint)],
        Design::Formal => formal(plan, shop),
        _ => Vec::new(),
    }
}
