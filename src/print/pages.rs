//! From cards to pages: which label each card goes on, crop marks, backs; on all cores.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::thread;

use super::card::{Plan, back, front, inside};
use super::fonts::Fonts;
use super::house::{BLACK, ShopPaper};
use super::job::{Card, Job};
use super::list::{Group, Mark, Page};
use super::qr::modules;
use super::setter::Setter;
use crate::domain::print::{Finish, Rect, Sheet, Size};
use crate::error::{Error, Result};

/// Pages that are made and not yet written: enough that nobody waits.
const WAITING: usize = 8;

/// The cards of one file, on their pages.
pub struct Imposition<'a> {
    /// How they are printed.
    pub job: &'a Job,
    /// How they look.
    pub plan: &'a Plan,
    /// The shop.
    pub shop: &'a ShopPaper,
    /// The fonts.
    pub fonts: &'a Fonts,
    /// The cards.
    pub cards: &'a [Card],
    /// The label of the first page that the first one goes on, from 0.
    pub first: usize,
}

impl Imposition<'_> {
    /// How many labels a page has.
    fn per_page(&self) -> usize {
        usize::try_from(self.job.sheet.per_page()).unwrap_or(1).max(1)
    }

    /// How many sheets of paper it takes.
    pub fn sheets(&self) -> usize {
        (self.first + self.cards.len()).div_ceil(self.per_page())
    }

    /// A sheet of paper: its front and, if wanted, its back.
    ///
    /// # Errors
    /// Refused if a card's texts do not fit.
    pub fn sheet(&self, setter: &mut Setter, number: usize) -> Result<Vec<Page>> {
        let size = self.job.sheet.page;
        let mut fronts = Page { size, groups: self.crop_marks() };
        let mut backs = Page { size, groups: Vec::new() };
        for (place, card) in self.on_sheet(number) {
            let code = modules(&card.link.url, self.plan.code).map(Arc::new)?;
            let marks = front(self.plan, self.shop, setter, card, Some(code))?;
            fronts.groups.push(self.group(place, false, marks));
            if self.job.backs {
                let marks = match self.plan.finish {
                    Finish::Folded => inside(self.plan, self.shop, setter, card)?,
                    _ => back(self.plan, self.shop, setter, card)?,
                };
                backs.groups.push(self.group(place, true, marks));
            }
        }
        Ok(if self.job.backs { vec![fronts, backs] } else { vec![fronts] })
    }

    /// The cards of a sheet with their labels.
    fn on_sheet(&self, number: usize) -> impl Iterator<Item = (u32, &Card)> {
        let per_page = self.per_page();
        let from = (number * per_page).saturating_sub(self.first);
        let to = ((number + 1) * per_page).saturating_sub(self.first).min(self.cards.len());
        let cards = self.cards.get(from..to).unwrap_or_default();
        cards.iter().enumerate().map(move |(index, card)| {
            let place = (from + index + self.first) % per_page;
            (u32::try_from(place).unwrap_or(0), card)
        })
    }

    fn group(&self, place: u32, is_back: bool, marks: Vec<Mark>) -> Group {
        let at = nudged(self.job, self.job.sheet.place(place, is_back));
        Group { at, turns: u8::from(self.plan.turned), marks }
    }

    /// Where to cut: in the margins, clear of the bleed.
    fn crop_marks(&self) -> Vec<Group> {
        let sheet = &self.job.sheet;
        if sheet.finish != Finish::Cut {
            return Vec::new();
        }
        let Size { width, height } = sheet.page;
        let at = nudged(self.job, Rect { x: 0.0, y: 0.0, width, height });
        vec![Group { at, turns: 0, marks: crop_marks(sheet) }]
    }
}

/// Moved as far as the printer is off.
pub fn nudged(job: &Job, rect: Rect) -> Rect {
    Rect { x: rect.x + job.nudge.right, y: rect.y + job.nudge.down, ..rect }
}

/// The length of a crop mark, and how far it stays from the bleed.
const MARK: f32 = 3.5;
const CLEAR: f32 = 1.0;

fn crop_marks(sheet: &Sheet) -> Vec<Mark> {
    let (mut across, mut down) = (Vec::new(), Vec::new());
    for place in 0..sheet.per_page() {
        let card = sheet.place(place, false);
        if place < sheet.columns {
            across.extend([card.x, card.x + card.width]);
        }
        if place % sheet.columns == 0 {
            down.extend([card.y, card.y + card.height]);
        }
    }
    let start = Sheet::BLEED + CLEAR;
    let edges = |cuts: &[f32]| {
        let first = cuts.iter().copied().fold(f32::MAX, f32::min) - start;
        (first, cuts.iter().copied().fold(f32::MIN, f32::max) + start)
    };
    let ((left, right), (top, bottom)) = (edges(&across), edges(&down));
    let mut marks = Vec::new();
    for x in across {
        marks.push(Mark::rule((x, top - MARK), (x, top), 0.1, BLACK));
        marks.push(Mark::rule((x, bottom), (x, bottom + MARK), 0.1, BLACK));
    }
    for y in down {
        marks.push(Mark::rule((left - MARK, y), (left, y), 0.1, BLACK));
        marks.push(Mark::rule((right, y), (right + MARK, y), 0.1, BLACK));
    }
    marks
}

/// Makes all sheets on all cores and hands them over in order.
///
/// # Errors
/// The first that making or taking a sheet had.
pub fn each_sheet(
    imposition: &Imposition,
    mut take: impl FnMut(Vec<Page>) -> Result<()>,
) -> Result<()> {
    let sheets = imposition.sheets();
    let cores = thread::available_parallelism().map_or(1, |cores| cores.get().min(8));
    if sheets < 4 || cores == 1 {
        let mut setter = Setter::new(imposition.fonts);
        return (0..sheets).try_for_each(|number| take(imposition.sheet(&mut setter, number)?));
    }
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        let (send, receive) = sync_channel(WAITING);
        for _ in 0..cores {
            let (send, next) = (send.clone(), &next);
            scope.spawn(move || {
                let mut setter = Setter::new(imposition.fonts);
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let wanted = number < sheets;
                    // Nobody listens any more: an earlier sheet had an error.
                    if !wanted
                        || send.send((number, imposition.sheet(&mut setter, number))).is_err()
                    {
                        return;
                    }
                }
            });
        }
        drop(send);
        let mut waiting = BTreeMap::new();
        for wanted in 0..sheets {
            let pages = loop {
                if let Some(pages) = waiting.remove(&wanted) {
                    break pages;
                }
                let gone = |_| Error::broken("a thread that makes cards is gone");
                let (number, pages) = receive.recv().map_err(gone)?;
                waiting.insert(number, pages);
            };
            take(pages?)?;
        }
        Ok(())
    })
}
