//! Cards as a printer, a phone and a reader see them.

mod cards;
mod trials;

pub use trials::trials;
