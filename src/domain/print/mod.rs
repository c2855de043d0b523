//! What a card is on paper, in millimetres: sheets, designs, and what a scanner needs of a QR code.
//!
//! Nothing here draws; `print` does. Lengths are millimetres from the upper left corner, to the
//! right and down.

mod design;
mod frame;
mod link;
mod qr;
mod sheet;

pub use design::{Design, Orientation};
pub use frame::{Arrangement, Frame};
pub use link::Link;
pub use qr::{LEVEL, QUIET, QrSize, least_module};
pub use sheet::{Finish, Nudge, Rect, Sheet, Size};
