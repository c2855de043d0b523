//! Mails through a mail server that fails in every way, sent by processes that are killed.
//!
//! The server keeps its own book of what it took, so that nobody has to believe the sender.
//! `AFTERWORD_FAULT_SEED` takes a printed seed again; `AFTERWORD_FAULT_MAILS` says how many mails.

mod book;
mod gate;
mod ledger;
mod line;
mod mischief;
mod server;
mod slow;
mod talk;
mod trials;

/// All trials with a mail server that fails.
pub fn trials() -> Vec<libtest_mimic::Trial> {
    trials::trials().into_iter().chain(slow::trials()).collect()
}
