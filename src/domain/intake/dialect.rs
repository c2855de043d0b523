//! Chooses the delimiter and finds the row of headers.

use std::io::Read;

use super::{
    record::{Scan, scan},
    rows::Rows,
    text::{clean, fold, trim},
};
use crate::error::{Error, Result};

/// The delimiters that occur; the first wins a tie.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How many rows of title may stand above the headers (a spreadsheet's `sep=;` is one, too).
const TITLES: usize = 9;

/// What a row of cells means as headers.
pub struct Judged<C, U> {
    /// How many columns are known.
    pub known: usize,
    /// The columns, or why they are not enough.
    pub columns: std::result::Result<C, U>,
}

/// Headers of one kind of file.
pub trait Headings {
    /// Columns that are enough.
    type Columns;
    /// Why headers are not enough.
    type Unknown;

    /// Says which column holds what.
    fn judge(&self, headers: &[&str]) -> Judged<Self::Columns, Self::Unknown>;

    /// The column that tells records apart, if there is one.
    fn id(&self, columns: &Self::Columns) -> Option<usize>;

    /// Why a file is refused, and what would help.
    fn explain(&self, headers: &[String], unknown: &Self::Unknown) -> String;
}

struct Candidate<C, U> {
    delimiter: u8,
    bytes: usize,
    lines: u64,
    headers: Vec<String>,
    judged: Judged<C, U>,
}

impl<C, U> Candidate<C, U> {
    /// The better, the more is known about its columns, and the more columns there are.
    fn rank(&self) -> (bool, usize, usize) {
        (self.judged.columns.is_ok(), self.judged.known, self.headers.len())
    }
}

/// Recognises the file and goes to its first row of data; else says what would help.
pub fn open<R: Read, H: Headings>(rows: &mut Rows<R>, headings: &H) -> Result<H::Columns> {
    let (ahead, last) = rows.ahead();
    let candidates =
        DELIMITERS.into_iter().flat_map(|delimiter| rows_of(ahead, last, delimiter, headings));
    let best = candidates.reduce(|best, next| if next.rank() > best.rank() { next } else { best });
    let Some(best) = best else { return Err(Error::refused("the file holds no rows")) };
    match best.judged.columns {
        Ok(columns) => {
            let id = headings.id(&columns).unwrap_or(usize::MAX);
            rows.begin(best.bytes, best.lines, best.delimiter, best.headers.len(), id);
            Ok(columns)
        }
        Err(unknown) => Err(Error::refused(headings.explain(&best.headers, &unknown))),
    }
}

/// The first rows as headers under a delimiter.
fn rows_of<H: Headings>(
    ahead: &[u8],
    last: bool,
    delimiter: u8,
    headings: &H,
) -> Vec<Candidate<H::Columns, H::Unknown>> {
    let mut candidates = Vec::new();
    let (mut bytes, mut lines, mut cells) = (0, 0, Vec::new());
    while candidates.len() <= TITLES {
        let rest = ahead.get(bytes..).unwrap_or_default();
        let Scan::Record { end, lines: more } = scan(rest, delimiter, last, &mut cells) else {
            break;
        };
        if end == 0 {
            break;
        }
        (bytes, lines) = (bytes + end, lines + more);
        let text = |at: usize| cells.get(at).map(|cell| cell.bytes(rest)).unwrap_or_default();
        let texts = (0..cells.len()).map(|at| String::from_utf8_lossy(text(at)));
        let headers: Vec<String> = texts.map(|text| trim(&text).replace("\"\"", "\"")).collect();
        if headers.iter().all(String::is_empty) {
            continue;
        }
        let names: Vec<&str> = headers.iter().map(String::as_str).collect();
        let judged = headings.judge(&names);
        candidates.push(Candidate { delimiter, bytes, lines, headers, judged });
    }
    candidates
}

/// The headers as they are shown to people.
pub fn shown(headers: &[String]) -> String {
    let shown: Vec<String> =
        headers.iter().take(60).map(|header| format!("“{}”", clean(header))).collect();
    format!("the headers found are {}", shown.join(", "))
}

/// The header that holds the first of these hints (folded).
pub fn guess<'h>(headers: &'h [String], hints: &[&str]) -> Option<&'h str> {
    let holds = |header: &&String, hint: &str| fold(header).contains(hint);
    hints
        .iter()
        .find_map(|hint| headers.iter().find(|header| holds(header, hint)))
        .map(String::as_str)
}
