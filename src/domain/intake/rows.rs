//! Numbers the lines, bounds the memory and starts again behind a broken line.

use std::{
    borrow::Cow,
    io::{self, Read},
};

use super::{
    Why,
    encoding::Utf8,
    record::{Cell, Row, Scan, line_breaks, scan, undouble},
    text::{clean, trim},
};

/// The longest cell.
const MAX_CELL: usize = 64 * 1024;
/// The longest record, and so the most that is kept of a file.
const MAX_RECORD: usize = 1024 * 1024;
/// U+FFFD in UTF-8.
const REPLACEMENT: &str = "\u{fffd}";

/// A record, or what is wrong with it.
pub enum Event<'a> {
    /// A record with as many cells as there are headers.
    Row(Row<'a>),
    /// A line that is no such record, with the order's id if that much can be read.
    Bad { line: u64, why: Why, id: Option<String> },
}

enum Step {
    Record { end: usize, lines: u64 },
    Broken(Why),
    End,
}

/// The records of a file.
pub struct Rows<R> {
    text: Utf8<R>,
    buffer: Vec<u8>,
    start: usize,
    ended: bool,
    line: u64,
    delimiter: u8,
    width: usize,
    id: usize,
    cells: Vec<Cell>,
}

impl<R: Read> Rows<R> {
    /// Takes in the first block, by which the dialect is chosen.
    pub fn open(mut text: Utf8<R>) -> io::Result<Self> {
        let mut buffer = Vec::new();
        let ended = !text.fill(&mut buffer)?;
        Ok(Self::go_on(text, buffer, ended))
    }

    /// Goes on with a file of which so much was taken in.
    pub fn go_on(text: Utf8<R>, buffer: Vec<u8>, ended: bool) -> Self {
        let (delimiter, width, id) = (b',', 0, 0);
        Self { text, buffer, start: 0, ended, line: 1, delimiter, width, id, cells: Vec::new() }
    }

    /// What has been taken in and not yet been read, and whether that is all.
    pub fn ahead(&self) -> (&[u8], bool) {
        (self.buffer.get(self.start..).unwrap_or_default(), self.ended)
    }

    /// Goes on behind the headers, which end so many bytes and lines from here.
    pub fn begin(&mut self, bytes: usize, lines: u64, delimiter: u8, width: usize, id: usize) {
        self.start += bytes;
        self.line += lines;
        (self.delimiter, self.width, self.id) = (delimiter, width, id);
    }

    /// The line that comes next.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The next record that is not blank.
    pub fn next(&mut self) -> io::Result<Option<Event<'_>>> {
        loop {
            let line = self.line;
            let (end, lines) = match self.step()? {
                Step::End => return Ok(None),
                Step::Broken(why) => {
                    let id = self.id_at_fault();
                    self.skip_line()?;
                    return Ok(Some(Event::Bad { line, why, id }));
                }
                Step::Record { end, lines } => (end, lines),
            };
            let record = self.start..self.start + end;
            if self.is_blank() {
                (self.start, self.line) = (record.end, line + lines);
                continue;
            }
            if self.cells.len() != self.width {
                let why = Why::Cells { found: self.cells.len(), expected: self.width };
                let id = self.id_at_fault();
                // Over several lines the quotes may be at fault: what they swallowed is read again.
                if lines > 1 {
                    self.skip_line()?;
                } else {
                    (self.start, self.line) = (record.end, line + lines);
                }
                return Ok(Some(Event::Bad { line, why, id }));
            }
            let too_long = self.cells.iter().any(|cell| cell.len() > MAX_CELL);
            let why = if too_long { Some(Why::TooLong) } else { self.undecoded(end) };
            let id = if why.is_some() { self.id_at_fault() } else { None };
            (self.start, self.line) = (record.end, line + lines);
            if let Some(why) = why {
                return Ok(Some(Event::Bad { line, why, id }));
            }
            let bytes = self.buffer.get(record).unwrap_or_default();
            let record = std::str::from_utf8(bytes).map_err(io::Error::other)?;
            return Ok(Some(Event::Row(match undouble(record, &self.cells) {
                None => {
                    Row { line, record: Cow::Borrowed(record), cells: Cow::Borrowed(&self.cells) }
                }
                Some((text, cells)) => Row { line, record: text.into(), cells: cells.into() },
            })));
        }
    }

    /// Finds the next record, taking in blocks until its end is in sight.
    fn step(&mut self) -> io::Result<Step> {
        loop {
            let ahead = self.buffer.get(self.start..).unwrap_or_default();
            if ahead.is_empty() && self.ended {
                return Ok(Step::End);
            }
            match scan(ahead, self.delimiter, self.ended, &mut self.cells) {
                Scan::Record { end, lines } => return Ok(Step::Record { end, lines }),
                Scan::Broken => return Ok(Step::Broken(Why::Quote)),
                Scan::More if ahead.len() > MAX_RECORD => {
                    let one_line = line_breaks(ahead) == 0;
                    return Ok(Step::Broken(if one_line { Why::TooLong } else { Why::Quote }));
                }
                Scan::More => self.fill()?,
            }
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        self.buffer.drain(..self.start);
        self.start = 0;
        self.ended = !self.text.fill(&mut self.buffer)?;
        Ok(())
    }

    /// Passes the rest of this physical line, however long it is.
    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let ahead = self.buffer.get(self.start..).unwrap_or_default();
            let found = ahead.iter().position(|b| *b == b'\n' || *b == b'\r');
            match found {
                Some(at)
                    if ahead.get(at) == Some(&b'\r') && at + 1 == ahead.len() && !self.ended =>
                {
                    self.start += at;
                }
                Some(at) => {
                    let crlf = ahead.get(at..at + 2) == Some(b"\r\n");
                    self.start += at + if crlf { 2 } else { 1 };
                    self.line += 1;
                    return Ok(());
                }
                None => self.start = self.buffer.len(),
            }
            if self.ended {
                return Ok(());
            }
            self.fill()?;
        }
    }

    /// Whether the record at the start holds nothing: an empty line, or a spreadsheet's `;;;;`.
    fn is_blank(&self) -> bool {
        let ahead = self.buffer.get(self.start..).unwrap_or_default();
        self.cells.iter().all(|cell| cell.bytes(ahead).iter().all(u8::is_ascii_whitespace))
    }

    /// Why the record at the start is no text, if it is none.
    fn undecoded(&self, end: usize) -> Option<Why> {
        let bytes = self.buffer.get(self.start..self.start + end).unwrap_or_default();
        match std::str::from_utf8(bytes) {
            Err(_) => Some(Why::Bytes),
            Ok(text) if self.text.marks_errors() && text.contains(REPLACEMENT) => Some(Why::Bytes),
            Ok(_) => None,
        }
    }

    /// The id in the broken record at the start, if it stands before the break and can be read.
    fn id_at_fault(&self) -> Option<String> {
        let ahead = self.buffer.get(self.start..).unwrap_or_default();
        let cell = self.cells.get(self.id)?;
        let text = std::str::from_utf8(cell.bytes(ahead)).ok()?;
        let known = !trim(text).is_empty() && !text.contains(REPLACEMENT) && cell.len() < 256;
        known.then(|| clean(&text.replace("\"\"", "\"")))
    }
}
