//! A year in a minute: a shop's year, simulated from one seed, through the real stages and the
//! real database.
//!
//! The clock, the receiving mail servers, the customers and the crashes are simulated; orders,
//! letters, answers and wishes to stop pass through `flow` on two nodes with one database. What
//! may happen is known here a second time, from plain rules (`truth`), and each letter and each
//! row that changed is held against it. A seed repeats its year exactly: nothing in here asks the
//! computer's clock, and only one thread runs at a time (`reins`).
//!
//! `AFTERWORD_YEAR_SEEDS=5` runs five fresh seeds, `AFTERWORD_YEAR_SEEDS=7,42` these two, and
//! `AFTERWORD_YEAR_ORDERS` sets the size of the shop.

mod acts;
mod budget;
mod calendar;
mod dice;
mod doing;
mod ledger;
mod letters;
mod node;
mod orders;
mod people;
mod recount;
mod reins;
mod rules;
mod shop;
mod trials;
mod truth;
mod world;

pub use trials::trials;
