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
    /// The score is missing.
    NoScore,
    /// No score of the survey's scale.
    Score {
        /// What is written.
        value: String,
        /// The scale's lower end.
        least: u8,
        /// The scale's upper end.
        most: u8,
    },
    /// A comment that is longer than the form takes.
    CommentTooLong {
        /// How many characters it takes.
        limit: usize,
    },
    /// A date that is still to come.
    Future {
        /// The header.
        column: String,
        /// What is written.
        value: String,
    },
    /// No survey is named, in the row or for the file.
    NoSurvey,
    /// There is no survey of that slug.
    UnknownSurvey {
        /// What is written.
        value: String,
    },
    /// An answer of Delighted's to another kind of question.
    OtherKind {
        /// Delighted's word for it.
        found: String,
        /// The kind of survey that it belongs to.
        kind: &'static str,
        /// The survey it was to be brought into.
        survey: String,
        /// That survey's kind.
        own: &'static str,
    },
    /// An answer on a scale of Delighted's that no kind of survey has.
    NoKind {
        /// Delighted's word for it.
        found: String,
        /// The scale's lower end.
        least: u8,
        /// The scale's upper end.
        most: u8,
    },
    /// The same id stands in another row, with another answer.
    Repeated {
        /// The line of that row.
        row: u64,
    },
    /// Text that is not JSON.
    Json,
    /// JSON that is no object.
    NoObject,
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
            Self::NoScore => "import-refused-no-score",
            Self::Score { .. } => "import-refused-score",
            Self::CommentTooLong { .. } => "import-refused-comment",
            Self::Future { .. } => "import-refused-future",
            Self::NoSurvey => "import-refused-no-survey",
            Self::UnknownSurvey { .. } => "import-refused-unknown-survey",
            Self::OtherKind { .. } => "import-refused-other-kind",
            Self::NoKind { .. } => "import-refused-no-kind",
            Self::Repeated { .. } => "import-refused-repeated",
            Self::Json => "import-refused-json",
            Self::NoObject => "import-refused-no-object",
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
            Self::MangledId { value } | Self::UnknownSurvey { value } => {
                vec![("value", value.as_str().into())]
            }
            // Line numbers are names, not amounts: they take no thousands marks.
            Self::Incomplete { row } | Self::Repeated { row } => {
                vec![("row", row.to_string().into())]
            }
            Self::Score { value, least, most } => {
                vec![
                    ("value", value.as_str().into()),
                    ("least", (*least).into()),
                    ("most", (*most).into()),
                ]
            }
            Self::NoKind { found, least, most } => {
                vec![
                    ("found", found.as_str().into()),
                    ("least", (*least).into()),
                    ("most", (*most).into()),
                ]
            }
            Self::OtherKind { found, kind, survey, own } => vec![
                ("found", found.as_str().into()),
                ("kind", (*kind).into()),
                ("survey", survey.as_str().into()),
                ("own", (*own).into()),
            ],
            Self::CommentTooLong { limit } => vec![("limit", (*limit).into())],
            Self::TooLarge { rows } => vec![("rows", (*rows).into())],
            Self::NoDate { column } => vec![("column", column.as_str().into())],
            Self::ImpossibleDate { column, value }
            | Self::UnreadDate { column, value }
            | Self::Future { column, value } => {
                vec![("column", column.as_str().into()), ("value", value.as_str().into())]
            }
            Self::Unreadable { message } => vec![("message", message.as_str().into())],
            Self::EmptyId
            | Self::Quote
            | Self::Bytes
            | Self::TooLong
            | Self::NoScore
            | Self::NoSurvey
            | Self::Json
            | Self::NoObject => Vec::new(),
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
                "a spreadsheet shortened the id to “{value}”; export the file again and \
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
            Self::NoScore => f.write_str("the score is missing"),
            Self::Score { value, least, most } => write!(
                f,
                "“{value}” is no score of this survey, whose scale goes from {least} to {most}"
            ),
            Self::CommentTooLong { limit } => {
                write!(f, "the comment is longer than {limit} characters")
            }
            Self::Future { column, value } => {
                write!(f, "“{value}” (column “{column}”) is still to come")
            }
            Self::NoSurvey => {
                f.write_str("the row does not say which survey it answers; name one with --survey")
            }
            Self::UnknownSurvey { value } => write!(
                f,
                "there is no survey “{value}”; `afterword survey list` shows those that there are"
            ),
            Self::OtherKind { found, kind, survey, own } => write!(
                f,
                "this answers Delighted's “{found}”, which is a survey of kind {kind} here; \
                 “{survey}” is of kind {own}: name another with --survey"
            ),
            Self::NoKind { found, least, most } => write!(
                f,
                "this answers Delighted's “{found}”, whose scale from {least} to {most} no kind of \
                 survey here has"
            ),
            Self::Repeated { row } => {
                write!(f, "row {row} has the same id and says something else")
            }
            Self::Json => f.write_str("this cannot be read as JSON"),
            Self::NoObject => f.write_str("this is no answer but a single value"),
            Self::Unreadable { message } => {
                write!(f, "the file cannot be read further: {message}")
            }
        }
    }
}
