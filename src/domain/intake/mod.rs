//! Order intake: from the bytes of an order file to checked orders, one at a time.
//!
//! In goes a [`Read`](std::io::Read) and the shop's [`Rules`]; out come [`OrderDraft`]s and
//! [`Refusal`]s, each with its physical line. Memory is bounded whatever the file holds: one
//! order, one read-ahead of a megabyte. Nothing here knows the database.
//!
//! The way of a byte: `encoding` makes it UTF-8, `record` finds the cells, `rows` numbers the
//! lines and starts again after a broken one, `dialect` chooses the delimiter and finds the
//! headers, `layout` says what each column is, `order` reads one row, `reader` joins the rows of
//! an order and refuses it whole if one of them is bad.

mod aliases;
mod amounts;
pub mod answers;
mod columns;
mod country;
mod dates;
mod dialect;
mod draft;
mod encoding;
mod field;
mod headings;
mod layout;
mod mapping;
mod order;
mod people;
mod phones;
mod pieces;
mod reader;
mod record;
mod refusal;
mod rows;
mod rules;
mod status;
mod text;

pub use country::Country;
pub use draft::{CustomerDraft, Note, OrderDraft, OrderState};
pub use encoding::Encoding;
pub use field::Field;
pub use layout::Layout;
pub use mapping::parse_mapping;
pub use reader::Reader;
pub use refusal::{Refusal, Why};
pub use rules::Rules;

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]
mod tests;
