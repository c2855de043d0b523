//! Why a row or an order is not taken, in words for people.

use std::fmt;

use fluent_bundle::FluentValue;

/// A row, or the order it belongs to, that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The physical line of the row at fault, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub reason: Why,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

/// What is wrong with a row. `Display` is English; other languages through [`Why::key`] and
/// [`Why::args`], whose messages stand in `import.ftl`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// More or fewer cells than headers.
    Cells {
        /// How many the row has.
        found: usize,
        /// How many headers there are.
        expected: usize,
    },
    /// The order's id is empty.
    EmptyId,
    /// A spreadsheet cut the id to `1.23E+12`.
    MangledId {
        /// What is left of it.
        value: String,
    },
    /// A quote that is never closed, or text behind a closed one.
    Quote,
    /// Bytes that are no text in the file's encoding.
    Bytes,
    /// A cell or a row that is longer than anything sound.
    TooLong,
    /// More rows or text than an order can have.
    TooLarge {
        /// The most rows an order may have.
        rows: usize,
    },
    /// The date of the order is missing.
    NoDate {
        /// The header.
        column: String,
    },
    /// A date that no calendar has.
    ImpossibleDate {
        /// The header.
        column: String,
        /// What is written.
        value: String,
    },
    /// Something that is no date, or leaves open which.
    UnreadDate {
        /// The header.
        column: String,
        /// What is written.
        value: String,
    },
    /// Another row of the order could not be read; that row has its own refusal.
    Incomplete {
        /// The line of that row.
        row: u64,
    },
    /// The file could not be read further; nothing follows.
    Unreadable {
        /// What the system says.
        message: String,
    },
}

impl Why {
    /// Whether reading ended here, short of the file's end.
    #[must_use]
    pub fn is_fatal(&self) -> bool {
        matches!(self, Self::Unreadable { .. })
    }

    /// The Fluent message.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Cells { .. } => "import-refused-cells",
            Self::EmptyId => "import-refused-empty-id",
            Self::MangledId { .. } => "import-refused-mangled-id",
            Self::Quote => "import-refused-quote",
            Self::Bytes => "import-refused-bytes",
            Self::TooLong => "import-refused-too-long",
            Self::TooLarge { .. } => "import-refused-too-large",
            Self::NoDate { .. } => "import-refused-no-date",
            Self::ImpossibleDate { .. } => "import-refused-impossible-date",
            Self::UnreadDate { .. } => "import-refused-unread-date",
            Self::Incomplete { .. } => "import-refused-incomplete",
            Self::Unreadable { .. } => "import-refused-unreadable",
        }
    }

    /// The message's arguments.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, FluentValue<'_>)> {
        match self {
            Self::Cells { found, expected } => {
                vec![("found", (*found).into()), ("expected", (*expected).into())]
            }
            Self::MangledId { value } => vec![("value", value.as_str().into())],
            // Line numbers are names, not amounts: they take no thousands marks.
            Self::Incomplete { row } => vec![("row", row.to_string().into())],
            Self::TooLarge { rows } => vec![("rows", (*rows).into())],
            Self::NoDate { column } => vec![("column", column.as_str().into())],
            Self::ImpossibleDate { column, value } | Self::UnreadDate { column, value } => {
                vec![("column", column.as_str().into()), ("value", value.as_str().into())]
            }
            Self::Unreadable { message } => vec![("message", message.as_str().into())],
            Self::EmptyId | Self::Quote | Self::Bytes | Self::TooLong => Vec::new(),
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cells { found, expected } => {
                write!(f, "the row has {found} cells, the header has {expected}")
            }
            Self::EmptyId => f.write_str("the order has no id"),
            Self::MangledId { value } => write!(
                f,
                "a spreadsheet shortened the order's id to “{value}”; export the file again and \
                 do not save it from the spreadsheet"
            ),
            Self::Quote => {
                f.write_str("a quotation mark is not closed, or text follows a closed one")
            }
            Self::Bytes => f.write_str("the row holds bytes that are not text"),
            Self::TooLong => f.write_str("a cell is longer than 64 KB"),
            Self::TooLarge { rows } => {
                write!(f, "the order has more than {rows} rows, or more than 1 MB of products")
            }
            Self::NoDate { column } => write!(f, "the date is missing in column “{column}”"),
            Self::ImpossibleDate { column, value } => {
                write!(f, "there is no such date as “{value}” (column “{column}”)")
            }
            Self::UnreadDate { column, value } => write!(
                f,
                "“{value}” cannot be read as a date (column “{column}”); write day/month/year or \
                 year-month-day, the year in full"
            ),
            Self::Incomplete { row } => write!(
                f,
                "row {row} stands among this order's rows and was refused, so the whole order is"
            ),
            Self::Unreadable { message } => {
                write!(f, "the file cannot be read further: {message}")
            }
        }
    }
}
