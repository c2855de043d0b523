//! The rules of asking and answering: values in, values out. Nothing here does IO or knows the
//! time; "now", time zones and keys are parameters.

pub mod answer;
pub mod backoff;
pub mod budget;
pub mod colour;
pub mod comments;
pub mod digest;
pub mod guessing;
pub mod inbound;
pub mod intake;
pub mod members;
pub mod names;
pub mod password;
pub mod print;
pub mod report;
pub mod sampling;
pub mod schedule;
pub mod spreadsheet;
pub mod stats;
pub mod survey;
pub mod tally;
pub mod touchpoint;
pub mod webhook;
pub mod zones;
