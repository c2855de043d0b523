//! The rules of the house: pure, without IO and without a clock of their own.

pub mod intake;
