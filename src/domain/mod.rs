//! The rules of the house as pure functions: no IO, no clock, no chance that is not passed in.

pub mod report;
pub mod stats;
