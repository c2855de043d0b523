//! A page to find out how far a printer is off: the sheet's outlines, crosses and a ruler.

use super::fonts::{Face, Fonts};
use super::house::{INK, LINE, MUTED, ShopPaper};
use super::job::Job;
use super::list::{Group, Mark, Page};
use super::pages::nudged;
use super::setter::Setter;
use super::text::{Align, Block, Column, Setting};
use crate::domain::print::{Rect, Size};
use crate::error::{Error, Result};

/// The ruler's length.
const RULER: f32 = 100.0;

/// Makes the page.
///
/// # Errors
/// None that a sheet of the list could cause.
pub fn calibration(fonts: &Fonts, shop: &ShopPaper, job: &Job) -> Result<Page> {
    let sheet = &job.sheet;
    let mut setter = Setter::new(fonts);
    let mut marks = Vec::new();
    for place in 0..sheet.per_page() {
        let card = sheet.place(place, false);
        marks.push(Mark::frame(card, 0.0, 0.15, INK));
        marks.extend(cross(card));
        let corner = Rect { x: card.x + 1.5, y: card.y + 1.0, width: 12.0, height: 6.0 };
        marks.extend(lay(&mut setter, &[(place + 1).to_string()], corner, 3.0)?);
    }
    let first = sheet.place(0, false);
    marks.extend(ruler(sheet.page, first));
    let keys = ["press-sheet-print", "press-sheet-move", "press-sheet-ruler"];
    let texts: Vec<String> = keys.iter().map(|key| shop.word(job.language, key)).collect();
    let beside = (first.width.min(first.height) * 0.5).min(12.0);
    let area = Rect {
        x: first.x + 4.0,
        y: first.y + first.height * 0.5 + 1.5,
        width: (first.width - 8.0).max(20.0),
        height: (first.height * 0.5 - 2.0).max(beside),
    };
    marks.extend(lay(&mut setter, &texts, area, 2.6)?);
    let Size { width, height } = sheet.page;
    let at = nudged(job, Rect { x: 0.0, y: 0.0, width, height });
    Ok(Page { size: sheet.page, groups: vec![Group { at, turns: 0, marks }] })
}

/// A cross in the middle.
fn cross(card: Rect) -> [Mark; 2] {
    let (x, y) = (card.x + card.width / 2.0, card.y + card.height / 2.0);
    [
        Mark::rule((x - 3.0, y), (x + 3.0, y), 0.1, LINE),
        Mark::rule((x, y - 3.0), (x, y + 3.0), 0.1, LINE),
    ]
}

/// A line with a stroke each millimetre, a long one each centimetre; as long as the page allows.
fn ruler(page: Size, first: Rect) -> Vec<Mark> {
    let length = RULER.min(page.width - 10.0);
    let x = (page.width - length) / 2.0;
    let y = first.y + first.height * 0.3;
    let mut marks = vec![Mark::rule((x, y), (x + length, y), 0.15, MUTED)];
    for step in 0u8..=100 {
        let at = f32::from(step);
        if at > length {
            break;
        }
        let long = match step % 10 {
            0 => 3.0,
            5 => 2.0,
            _ => 1.2,
        };
        marks.push(Mark::rule((x + at, y - long), (x + at, y), 0.1, MUTED));
    }
    marks
}

fn lay(setter: &mut Setter, texts: &[String], area: Rect, size: f32) -> Result<Vec<Mark>> {
    let mut top = Vec::new();
    for text in texts {
        let setting = Setting {
            size,
            least: 1.2,
            most_lines: 9,
            one_line: 1.0,
            leading: 1.45,
            above: 0.4,
            ink: INK,
        };
        top.push(Block::Text(setter.again(Face::Text, text)?, setting));
    }
    let column = Column {
        area,
        align: Align::Left,
        head: Vec::new(),
        top,
        bottom: Vec::new(),
        centred: false,
    };
    column
        .lay()
        .ok_or_else(|| Error::refused("the cards of this sheet are too small for a test page"))
}
