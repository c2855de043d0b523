//! Intake of old answers: from the bytes of a file to checked answers, one at a time.
//!
//! In goes a [`Read`](std::io::Read), a table or the JSON that Delighted's API gave, and the
//! shop's [`AnswerRules`]; out come [`AnswerDraft`]s and refusals, each with its physical line.
//! The encoding, the rows and the dates are read as those of order files are.
//!
//! `json` finds the objects of a list, of several lists one behind the other, or of lines;
//! `columns` says what each column is; `form` reads one row; `seen` gives it a name that stays
//! the same when the file is imported again; `dimensions` decides by the first thousands of rows
//! which of the columns that nobody knows are worth counting apart; `reader` joins all that.
//!
//! Names, addresses and phone numbers are left where they are: an old answer is nobody's.

mod aliases;
mod columns;
mod delighted;
mod desk;
mod dimensions;
mod draft;
mod field;
mod follow_ups;
mod form;
mod headings;
mod json;
mod reader;
mod rules;
mod score;
mod seen;

pub use desk::Kept;
pub use draft::AnswerDraft;
pub use field::{AnswerField, parse_mapping};
pub use reader::AnswerReader;
pub use rules::AnswerRules;

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]
mod tests;
