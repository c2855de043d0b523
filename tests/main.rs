//! The one integration-test binary: every trial of the house, run by `libtest-mimic`.
//!
//! A module lists its trials with `trials!` and hands them over here. What a trial needs beside
//! the crate (PostgreSQL, Chromium, a mail server) is looked for once; without it the trial is
//! reported as ignored with the reason, or fails where `AFTERWORD_TEST_REQUIRE=all` is set.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should stop, loudly"
)]

#[macro_use]
mod support;

mod app;
mod browse;
mod crowd;
mod cut;
mod faults;
mod house;
mod inbound;
mod kill;
#[path = "../benches/load/mod.rs"]
mod load;
mod load_trials;
mod paper;
mod plans;
mod requests;
mod year;

use std::process::ExitCode;

use libtest_mimic::Arguments;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    // Stops what trials share when it goes out of scope, by return or by panic.
    let _shared = support::Shared;
    let trials = [
        app::trials(),
        browse::trials(),
        cut::trials(),
        crowd::trials(),
        faults::trials(),
        house::trials(),
        inbound::trials(),
        kill::trials(),
        load_trials::trials(),
        paper::trials(),
        plans::trials(),
        requests::trials(),
        support::trials(),
        year::trials(),
    ];
    libtest_mimic::run(&arguments, trials.into_iter().flatten().collect()).exit_code()
}
