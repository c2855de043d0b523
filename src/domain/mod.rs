//! The rules of the house as pure functions: no IO, no clock, no randomness of their own.

pub mod names;
