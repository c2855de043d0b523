//! What customers write, made fit to be shown: masked, and counted by its words.
//!
//! A comment comes in as it was written; [`mask`] takes out what would name or reach a person, and
//! [`count_words`] says which words and pairs of words happy and unhappy customers use.

mod contact;
mod cut;
mod mask;
mod name;
mod number;
mod pairs;
mod words;

pub use mask::{HIDDEN, mask};
pub use words::{Counted, Said, Written, count_words};
