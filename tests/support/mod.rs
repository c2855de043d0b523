//! What trials stand on: real servers started for them, and the reasons to leave a trial out.

#[macro_use]
pub mod require;

pub mod axe;
pub mod browser;
pub mod cable;
pub mod certificate;
pub mod database;
pub mod dice;
pub mod dkimpy;
pub mod dns;
pub mod dovecot;
pub mod gauge;
pub mod lighthouse;
pub mod mount;
pub mod paper;
pub mod pg_server;
pub mod postgres;
pub mod process;
pub mod rows;
pub mod s3;
pub mod shop;
pub mod smtp;
mod smtp_files;
mod trials;
pub mod vnu;

#[allow(unused_imports, reason = "the benches have no trials")]
pub use trials::trials;

/// Stops, when dropped, what all trials share.
pub struct Shared;

impl Drop for Shared {
    fn drop(&mut self) {
        postgres::stop();
    }
}
