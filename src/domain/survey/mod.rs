//! What a shop asks, and when: a TOML file comes in, a [`Definition`] or every [`Problem`] with
//! its place goes out. A definition is kept as an immutable revision in JSON by serde, and a new
//! one is checked against its forerunners before it may follow them.

mod definition;
mod duration;
mod follow_up;
mod parse;
mod phrase;
mod problem;
mod reminder;
mod revision;
#[cfg(test)]
pub(crate) mod samples;
mod texts;
mod write;

pub use crate::types::{Weekday, Window};
pub use definition::{Definition, Texts};
pub use duration::{format_duration, parse_duration};
pub use follow_up::{FollowUp, FollowUpKind, When};
pub use parse::LARGEST_FILE;
pub use phrase::{Phrase, Unreadable, Values, Variable};
pub use problem::Problem;
pub use reminder::Reminder;
pub use texts::{REMINDER_TEXT_KEYS, TEXT_KEYS};
