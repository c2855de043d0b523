//! Blocks of text in a box: what is most to be read keeps its size longest, and nothing leaves the
//! box.

use super::super::fonts::{ASCENT, DESCENT};
use super::super::list::{Mark, TextMark};
use super::lines::{Line, Paragraph};
use crate::domain::colour::Rgb;
use crate::domain::print::Rect;

/// Where lines begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// At the left.
    Left,
    /// In the middle.
    Centre,
    /// They end at the right.
    Right,
}

/// How a block is set; lengths in mm.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// The size it would like.
    pub size: f32,
    /// The smallest at which it can be read.
    pub least: f32,
    /// The most lines; more make it smaller.
    pub most_lines: usize,
    /// Rather one smaller line than two: how small, in parts of `size`.
    pub one_line: f32,
    /// From line to line, in parts of the size.
    pub leading: f32,
    /// Room above it if something stands there, in mm.
    pub above: f32,
    /// Its colour.
    pub ink: Rgb,
}

/// A block of text, or as many ruled lines.
#[derive(Clone, Debug)]
pub enum Block {
    /// Text.
    Text(Paragraph, Setting),
    /// Lines to write on, so many, so far apart (mm), of this colour.
    Ruled(usize, f32, Rgb),
}

/// Blocks from the top and blocks from the bottom of one box.
#[derive(Clone, Debug)]
pub struct Column {
    /// The box, in mm.
    pub area: Rect,
    /// Where lines begin.
    pub align: Align,
    /// At the top, whatever else is centred.
    pub head: Vec<Block>,
    /// From the top, under the head.
    pub top: Vec<Block>,
    /// At the bottom.
    pub bottom: Vec<Block>,
    /// Whether `top` stands in the middle of what `bottom` leaves.
    pub centred: bool,
}

/// The steps in which everything becomes smaller, in parts of the wanted size.
const SCALES: [f32; 14] =
    [1.0, 0.96, 0.92, 0.88, 0.84, 0.8, 0.76, 0.72, 0.68, 0.64, 0.6, 0.55, 0.5, 0.45];

/// From this scale on, the smallest sizes give way too, before a card is refused.
const NEED: f32 = 0.56;

/// How far they do.
const GIVE: f32 = 0.84;

/// The least room that a hand needs for a line, in mm.
const RULED: f32 = 5.0;

/// What is kept free between the two groups, in parts of the height.
const BETWEEN: f32 = 0.04;

enum Set {
    Lines { lines: Vec<Line>, size: f32, step: f32, above: f32, ink: Rgb },
    Ruled { count: usize, step: f32, above: f32, ink: Rgb },
}

impl Set {
    fn height(&self) -> f32 {
        match self {
            Self::Lines { lines, size, step, .. } => {
                let more = lines.len().saturating_sub(1);
                (ASCENT + DESCENT) * size + count(more) * step
            }
            Self::Ruled { count: lines, step, .. } => count(*lines) * step,
        }
    }

    fn above(&self) -> f32 {
        match self {
            Self::Lines { above, .. } | Self::Ruled { above, .. } => *above,
        }
    }
}

impl Column {
    /// Everything in its place; `None` if it does not fit at the smallest sizes.
    #[must_use]
    pub fn lay(&self) -> Option<Vec<Mark>> {
        SCALES.iter().find_map(|scale| self.at_scale(*scale))
    }

    fn at_scale(&self, scale: f32) -> Option<Vec<Mark>> {
        let set = |blocks: &[Block]| -> Option<Vec<Set>> {
            blocks.iter().map(|block| set_block(block, scale, self.area.width)).collect()
        };
        let (head, top, bottom) = (set(&self.head)?, set(&self.top)?, set(&self.bottom)?);
        let gap = top.first().filter(|_| !head.is_empty()).map_or(0.0, Set::above);
        let pinned = height(&head) + gap;
        let (above, below) = (pinned + height(&top), height(&bottom));
        let between = if top.is_empty() || bottom.is_empty() { 0.0 } else { BETWEEN };
        let free = self.area.height * (1.0 - between) - above - below;
        if free < -0.001 {
            return None;
        }
        let mut marks = Vec::new();
        let first = self.area.y + if self.centred { free / 2.0 } else { 0.0 };
        self.place(&head, self.area.y, &mut marks);
        self.place(&top, first + pinned, &mut marks);
        self.place(&bottom, self.area.y + self.area.height - below, &mut marks);
        Some(marks)
    }

    fn place(&self, sets: &[Set], mut y: f32, marks: &mut Vec<Mark>) {
        let area = self.area;
        for (index, set) in sets.iter().enumerate() {
            y += if index > 0 { set.above() } else { 0.0 };
            match set {
                Set::Lines { lines, size, step, ink, .. } => {
                    for (number, line) in lines.iter().enumerate() {
                        let spare = area.width - line.width * size;
                        let x = area.x
                            + match self.align {
                                Align::Left => 0.0,
                                Align::Centre => spare / 2.0,
                                Align::Right => spare,
                            };
                        let y = y + ASCENT * size + count(number) * step;
                        let line = line.clone();
                        marks.push(Mark::Text(TextMark { line, x, y, size: *size, ink: *ink }));
                    }
                }
                Set::Ruled { count: lines, step, ink, .. } => {
                    for number in 1..=*lines {
                        let y = y + count(number) * step;
                        marks.push(Mark::rule((area.x, y), (area.x + area.width, y), 0.2, *ink));
                    }
                }
            }
            y += set.height();
        }
    }
}

fn height(sets: &[Set]) -> f32 {
    let gaps: f32 = sets.iter().skip(1).map(Set::above).sum();
    gaps + sets.iter().map(Set::height).sum::<f32>()
}

fn set_block(block: &Block, scale: f32, width: f32) -> Option<Set> {
    let (paragraph, setting) = match block {
        Block::Ruled(count, step, ink) => {
            let (step, above) = ((step * scale).max(RULED.min(*step)), step * 0.2 * scale);
            return Some(Set::Ruled { count: *count, step, above, ink: *ink });
        }
        Block::Text(paragraph, setting) => (paragraph, setting),
    };
    let above = setting.above * scale;
    let done = |lines: Vec<Line>, size: f32| Set::Lines {
        lines,
        size,
        step: size * setting.leading,
        above,
        ink: setting.ink,
    };
    let least = setting.least * if scale < NEED { GIVE } else { 1.0 };
    let size = (setting.size * scale).max(least);
    // One line, if it need not become much smaller for that.
    let natural = paragraph.width();
    if paragraph.0.len() == 1 && natural > 0.0 && setting.one_line < 1.0 {
        let fitting = (width / natural).min(size);
        if fitting >= (size * setting.one_line).max(least) {
            return Some(done(paragraph.lines(width / fitting, false)?, fitting));
        }
    }
    let last = SCALES.last().copied().unwrap_or(1.0);
    let mut smaller = SCALES.iter().map(|part| (size * part).max(least));
    let fits = smaller.find_map(|size| {
        let lines = paragraph.balanced(width / size)?;
        (lines.len() <= setting.most_lines).then(|| done(lines, size))
    });
    fits.or_else(|| {
        // A word as wide as that is broken.
        let size = (size * last).max(least);
        let lines = paragraph.lines(width / size, true)?;
        (lines.len() <= setting.most_lines).then(|| done(lines, size))
    })
}

/// A count of lines as a length.
fn count(lines: usize) -> f32 {
    f32::from(u16::try_from(lines).unwrap_or(u16::MAX))
}
