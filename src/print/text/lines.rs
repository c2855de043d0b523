//! Lines: as many words as a width holds, evenly filled where there is room to choose.

use std::ops::Range;
use std::sync::Arc;

use super::shape::Shaped;

/// A line of a paragraph.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it is a part of.
    pub shaped: Arc<Shaped>,
    /// Its glyphs, without blanks at the end.
    pub glyphs: Range<usize>,
    /// In parts of the size.
    pub width: f32,
}

/// Text that was shaped, one part for each line feed in it.
#[derive(Clone, Debug, Default)]
pub struct Paragraph(pub Vec<Arc<Shaped>>);

impl Paragraph {
    /// The lines of a width, in parts of the size. `may_split`: a word that is wider than the line is
    /// broken between letters; without it, `None` says that there is one.
    pub fn lines(&self, width: f32, may_split: bool) -> Option<Vec<Line>> {
        let mut lines = Vec::new();
        for shaped in &self.0 {
            fill(shaped, width, may_split, &mut lines)?;
        }
        Some(lines)
    }

    /// The same number of lines, as narrow as they can be: no line is left with one short word.
    pub fn balanced(&self, width: f32) -> Option<Vec<Line>> {
        let mut best = self.lines(width, false)?;
        if best.len() < 2 {
            return Some(best);
        }
        let count = best.len();
        let (mut low, mut high) = (width * 0.5, width);
        for _ in 0..6 {
            let middle = f32::midpoint(low, high);
            match self.lines(middle, false) {
                Some(lines) if lines.len() <= count => {
                    best = lines;
                    high = middle;
                }
                _ => low = middle,
            }
        }
        Some(best)
    }

    /// The width of the longest line if nothing is broken.
    pub fn width(&self) -> f32 {
        self.0.iter().map(|shaped| shaped.width()).fold(0.0, f32::max)
    }

    /// Whether there is nothing to see.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|shaped| shaped.glyphs.is_empty())
    }
}

/// What is tolerated of arithmetic.
const SLACK: f32 = 1e-4;

fn fill(shaped: &Arc<Shaped>, width: f32, may_split: bool, lines: &mut Vec<Line>) -> Option<()> {
    let glyphs = &shaped.glyphs;
    if glyphs.is_empty() {
        lines.push(Line { shaped: shaped.clone(), glyphs: 0..0, width: 0.0 });
        return Some(());
    }
    let mut start = 0;
    while start < glyphs.len() {
        let (end, next) = match longest(shaped, start, width, &shaped.breaks) {
            Some(found) => found,
            None if may_split => longest(shaped, start, width, &shaped.clusters)
                .or_else(|| first(shaped, start, &shaped.clusters))?,
            None => return None,
        };
        lines.push(Line {
            shaped: shaped.clone(),
            glyphs: start..end,
            width: glyphs.get(start..end)?.iter().map(|glyph| glyph.advance).sum(),
        });
        start = next;
    }
    Some(())
}

/// The longest line from a glyph on that is no wider: where it ends and where the next begins.
fn longest(shaped: &Shaped, start: usize, width: f32, breaks: &[usize]) -> Option<(usize, usize)> {
    let mut so_far = 0.0;
    let mut visible = (start, 0.0);
    let mut found = None;
    for (index, glyph) in shaped.glyphs.iter().enumerate().skip(start) {
        let begins_line = index > start && breaks.binary_search(&glyph.from).is_ok();
        let new_cluster = index
            .checked_sub(1)
            .and_then(|at| shaped.glyphs.get(at))
            .is_none_or(|previous| previous.from != glyph.from);
        if begins_line && new_cluster && visible.1 <= width + SLACK {
            found = Some((visible.0, index));
        }
        so_far += glyph.advance;
        let blank = shaped.text.get(glyph.from..glyph.to).is_some_and(|text| text == " ");
        if !blank {
            visible = (index + 1, so_far);
        }
        if visible.1 > width + SLACK {
            return found;
        }
    }
    Some((visible.0.max(start + 1), shaped.glyphs.len()))
}

/// One cluster, however narrow the line is.
fn first(shaped: &Shaped, start: usize, breaks: &[usize]) -> Option<(usize, usize)> {
    let mut rest = shaped.glyphs.iter().enumerate().skip(start + 1);
    let end = rest.find(|(_, glyph)| breaks.binary_search(&glyph.from).is_ok());
    let end = end.map_or(shaped.glyphs.len(), |(index, _)| index);
    Some((end, end))
}
