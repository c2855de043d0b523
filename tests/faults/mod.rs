//! Mails through a mail server that fails in every way, sent by processes that are killed.
//!
//! The server keeps its own book of what it took, so that nobody has to believe the sender.
//! `AFTERWORD_FAULT_SEED` takes a printed seed again; `AFTERWORD_FAULT_MAILS` says how many mails.

mod book;
mod ledger;
mod line;
mod mischief;
mod server;
mod talk;
mod trials;

pub use trials::trials;
