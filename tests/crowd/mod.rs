//! Clients that are slow or greedy, in crowds: they lock nobody out, and fill no memory.

mod line;
mod trials;

pub use trials::trials;
