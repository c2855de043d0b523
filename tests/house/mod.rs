//! The rules of the house that the compiler does not hold: read from the sources, not run.
//!
//! Each rule is a function from sources to complaints (`path:line: what`), tried on a small house
//! that breaks it before it is held against the real one.

mod files;
mod imports;
mod layers;
mod pairs;
mod trials;

pub use trials::trials;
