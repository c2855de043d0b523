//! Text on paper: shaped once, broken into lines, made to fit its box.

mod column;
mod lines;
mod shape;

pub use column::{Align, Block, Column, Setting};
pub use lines::{Line, Paragraph};
pub use shape::{clean, missing, shape};

#[cfg(test)]
mod tests;
