//! Chooses the delimiter and finds the row of headers.

use std::io::Read;

use super::{
    Field, Rules,
    columns::Columns,
    layout::{Unknown, recognise},
    record::{Scan, scan},
    rows::Rows,
    text::{clean, fold, trim},
};
use crate::error::{Error, Result};

/// The delimiters that occur; the first wins a tie.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How many rows of title may stand above the headers (a spreadsheet's `sep=;` is one, too).
const TITLES: usize = 9;

struct Candidate {
    delimiter: u8,
    bytes: usize,
    lines: u64,
    headers: Vec<String>,
    columns: Result<Columns, Unknown>,
}

impl Candidate {
    /// The better, the more is known about its columns, and the more columns there are.
    fn rank(&self) -> (bool, usize, usize) {
        let known = self.columns.as_ref().map_or(0, |columns| {
            columns.fields.values().filter(|at| !at.is_empty()).count() + columns.properties.len()
        });
        (self.columns.is_ok(), known, self.headers.len())
    }
}

/// Recognises the file and goes to its first row of data; else says what would help.
pub fn open<R: Read>(rows: &mut Rows<R>, rules: &Rules<'_>) -> Result<Columns> {
    let (ahead, last) = rows.ahead();
    let candidates =
        DELIMITERS.into_iter().flat_map(|delimiter| rows_of(ahead, last, delimiter, rules));
    let best = candidates.reduce(|best, next| if next.rank() > best.rank() { next } else { best });
    let Some(best) = best else { return Err(Error::refused("the file holds no rows")) };
    match best.columns {
        Ok(columns) => {
            rows.begin(best.bytes, best.lines, best.delimiter, best.headers.len(), columns.id);
            Ok(columns)
        }
        Err(unknown) => Err(Error::refused(explain(&best.headers, &unknown))),
    }
}

/// The first rows as headers under a delimiter.
fn rows_of(ahead: &[u8], last: bool, delimiter: u8, rules: &Rules<'_>) -> Vec<Candidate> {
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
        let columns = recognise(&names, &rules.map, rules.dimensions);
        candidates.push(Candidate { delimiter, bytes, lines, headers, columns });
    }
    candidates
}

/// What was found, and what `--map` would be right.
fn explain(headers: &[String], unknown: &Unknown) -> String {
    let shown: Vec<String> =
        headers.iter().take(60).map(|header| format!("“{}”", clean(header))).collect();
    let found = format!("the headers found are {}", shown.join(", "));
    if let Some((field, column)) = unknown.absent.first() {
        return format!("--map {field}={column}: there is no column “{column}”; {found}");
    }
    let mut maps = String::new();
    for field in &unknown.missing {
        let guess = guess(headers, field).map_or_else(|| "COLUMN".to_owned(), clean);
        maps.push_str(&format!(" --map {field}=\"{guess}\""));
    }
    let lacking: Vec<&str> = unknown
        .missing
        .iter()
        .map(|field| if *field == Field::Id { "the order's id" } else { "the order's date" })
        .collect();
    format!(
        "this is no order file we know: no column holds {}; {found}; say which does, as in{maps} \
         (and, where they are not found, {})",
        lacking.join(" and "),
        "--map email=… --map phone=… --map name=… --map status=… --map fulfilled=…"
    )
}

/// The header that most looks like a field.
fn guess<'h>(headers: &'h [String], field: &Field) -> Option<&'h str> {
    let hints: &[&str] = match field {
        Field::Id => &[
            "order",
            "don",
            "bestell",
            "pedido",
            "commande",
            "invoice",
            "hoadon",
            "สั่งซื้อ",
            "no",
            "nr",
            "id",
            "ma",
        ],
        _ => &["date", "ngay", "datum", "fecha", "วันที่", "created", "time", "thoigian", "at"],
    };
    let holds = |header: &&String, hint: &str| fold(header).contains(hint);
    hints
        .iter()
        .find_map(|hint| headers.iter().find(|header| holds(header, hint)))
        .map(String::as_str)
}
