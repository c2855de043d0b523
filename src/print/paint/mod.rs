//! A list of marks as a PDF, and as a picture.

mod pdf;
mod png;

pub use pdf::{About, Pdf};
pub use png::picture;
