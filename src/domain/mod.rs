//! The rules of asking and answering: values in, values out. Nothing here does IO or knows the
//! time; "now", time zones and keys are parameters.

pub mod colour;
pub mod report;
pub mod stats;
pub mod survey;
