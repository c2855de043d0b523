//! What a card is on paper, in millimetres: sheets, designs, and what a scanner needs of a QR code.
//!
//! Nothing here draws; `print` does. Lengths are millimetres from the upper left corner, to the
//! right and down.

mod design;
mod link;
mod sheet;

pub use design::{Design, Orientation};
pub use link::Link;
pub use sheet::{Finish, Nudge, Rect, Sheet, Size};
