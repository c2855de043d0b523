//! Finds the cells of one record (RFC 4180) in bytes, and notices when it is broken.
//!
//! The `csv` crate reads an unclosed quote to the end of the file and takes text behind a closed
//! one as part of the cell. Here both are errors, so that `rows` can refuse that line alone and
//! memory stays bounded; the tests hold this scanner against that crate.

use std::borrow::Cow;

/// Where a cell lies in its record.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    start: usize,
    end: usize,
    doubled: bool,
}

impl Cell {
    /// How many bytes it has as written.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Its bytes, doubled quotes still doubled.
    pub fn bytes(self, record: &[u8]) -> &[u8] {
        record.get(self.start..self.end).unwrap_or_default()
    }
}

/// One sound record.
#[derive(Debug)]
pub struct Row<'a> {
    /// Its physical line, from 1.
    pub line: u64,
    pub(super) record: Cow<'a, str>,
    pub(super) cells: Cow<'a, [Cell]>,
}

impl Row<'_> {
    /// A cell as it stands in the file; empty if there is none.
    pub fn cell(&self, column: usize) -> &str {
        let range = self.cells.get(column).map(|cell| cell.start..cell.end);
        range.and_then(|range| self.record.get(range)).unwrap_or_default()
    }
}

/// What lies at the start of the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scan {
    /// A record of so many bytes, its end of line included, over so many line breaks.
    Record { end: usize, lines: u64 },
    /// Its end is not in sight.
    More,
    /// A quote that is not closed, or text behind a closed one.
    Broken,
}

/// Finds the first record; `last` says that nothing follows these bytes.
pub fn scan(bytes: &[u8], delimiter: u8, last: bool, cells: &mut Vec<Cell>) -> Scan {
    cells.clear();
    let (mut at, mut lines) = (0, 0);
    loop {
        let cell = if bytes.get(at) == Some(&b'"') {
            quoted(bytes, at + 1, delimiter, &mut lines)
        } else {
            Some(bare(bytes, at, delimiter))
        };
        let Some((cell, next)) = cell else { return if last { Scan::Broken } else { Scan::More } };
        cells.push(cell);
        let after = bytes.get(next + 1);
        match bytes.get(next) {
            None if last => return Scan::Record { end: next, lines },
            None => return Scan::More,
            Some(byte) if *byte == delimiter => at = next + 1,
            Some(b'\n') => return Scan::Record { end: next + 1, lines: lines + 1 },
            Some(b'\r') if after.is_none() && !last => return Scan::More,
            Some(b'\r') => {
                let end = if after == Some(&b'\n') { next + 2 } else { next + 1 };
                return Scan::Record { end, lines: lines + 1 };
            }
            Some(_) => return Scan::Broken,
        }
    }
}

fn bare(bytes: &[u8], start: usize, delimiter: u8) -> (Cell, usize) {
    let rest = bytes.get(start..).unwrap_or_default();
    let length = rest.iter().position(|b| *b == delimiter || *b == b'\n' || *b == b'\r');
    let end = length.map_or(bytes.len(), |length| start + length);
    (Cell { start, end, doubled: false }, end)
}

/// A quoted cell and where the text goes on behind it; `None` if it is not closed in these bytes.
fn quoted(bytes: &[u8], start: usize, delimiter: u8, lines: &mut u64) -> Option<(Cell, usize)> {
    let (mut at, mut doubled) = (start, false);
    let end = loop {
        let quote = at + bytes.get(at..)?.iter().position(|b| *b == b'"')?;
        if bytes.get(quote + 1) != Some(&b'"') {
            break quote;
        }
        doubled = true;
        at = quote + 2;
    };
    let cell = Cell { start, end, doubled };
    *lines += line_breaks(cell.bytes(bytes));
    let mut next = end + 1;
    while delimiter != b' ' && bytes.get(next) == Some(&b' ') {
        next += 1;
    }
    Some((cell, next))
}

/// How many lines end in these bytes, be it with LF, CRLF or CR.
pub fn line_breaks(bytes: &[u8]) -> u64 {
    let mut previous = 0;
    let mut lines = 0;
    for byte in bytes {
        lines += u64::from(*byte == b'\r' || (*byte == b'\n' && previous != b'\r'));
        previous = *byte;
    }
    lines
}

/// Writes doubled quotes once; `None` if there are none, as in nearly every record.
pub fn undouble(record: &str, cells: &[Cell]) -> Option<(String, Vec<Cell>)> {
    if !cells.iter().any(|cell| cell.doubled) {
        return None;
    }
    let mut text = String::with_capacity(record.len());
    let mut placed = Vec::with_capacity(cells.len());
    for cell in cells {
        let start = text.len();
        let written = record.get(cell.start..cell.end).unwrap_or_default();
        if cell.doubled {
            text.push_str(&written.replace("\"\"", "\""));
        } else {
            text.push_str(written);
        }
        placed.push(Cell { start, end: text.len(), doubled: false });
    }
    Some((text, placed))
}
