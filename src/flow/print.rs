//! The stage `print`: orders in, cards out. A batch is recorded in one transaction before its file
//! is made, and its file can be made again from what was recorded, with the same codes: so a crash
//! between the two neither loses a card nor prints one twice without saying so
//! (docs/decisions/14-batches.md).

mod attach;
mod batch;
mod blank;
mod file;
mod look;
mod record;
mod select;
mod shared;
mod wording;

pub use attach::{Attached, attach};
pub use batch::{Batch, BatchCard, batch, batches, unfinished};
pub use blank::{MOST_BLANKS, print_blanks as blanks};
pub use file::{Rendered, Wanted, picture, render, settle};
pub use look::{Look, NoteKind};
pub use record::{LeftOut, Printed, Which, print};
pub use select::{
    Candidate, Candidates, Days, Selection, asked_surveys, candidates, find, preview,
};
pub use shared::{poster, shared_cards};
