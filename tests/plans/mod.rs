//! How the databases find rows: every statement that a shop's day sends is explained on tables as a
//! shop has them after a while, and none may walk through a table that grows.

mod day;
mod explain;
mod fill;
mod record;
mod trials;

pub use trials::trials;
