//! A load generator for HTTP/1.1 over kept connections, and what a measurement needs beside it.
//!
//! Closed loop: each connection sends its next request when the answer to the last is in. One
//! thread and one poll serve all connections, so that the generator costs little beside the
//! server that shares the machine with it. In: an address and a function that writes the next
//! request. Out: a [`Report`].

pub mod bare;
mod client;
mod histogram;
pub mod memory;
mod report;
pub mod request;
mod response;

pub use client::drive;
pub use histogram::Histogram;
pub use report::{Report, heading};
pub use response::{Response, parse};
