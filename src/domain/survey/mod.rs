//! What a shop asks, and when: read from a TOML file by `parse`, kept as an immutable revision
//! in JSON by serde, checked against its forerunners by `revision`.

mod definition;
mod follow_up;
mod window;

pub use definition::{Definition, Texts};
pub use follow_up::{FollowUp, FollowUpKind, When};
pub use window::{Weekday, Window};
