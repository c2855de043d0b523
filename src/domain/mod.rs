//! The rules of asking and answering: values in, values out. Nothing here does IO or knows the
//! time; "now", time zones and keys are parameters.

pub mod sampling;
pub mod schedule;
pub mod survey;
