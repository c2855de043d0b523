//! What guards a shared code: how many answers are too many at once, and what somebody shows who
//! wants to answer then. Nobody honest is turned away; what is limited is what counts.

mod proof;
mod rush;

pub use proof::{
    Challenge, LARGEST, Proof, Solution, WAIT_SECONDS, challenge, check, is_open, solve,
};
pub use rush::{DAY_SECONDS, FEW, Limits, MANY, Rush, SLOT_SECONDS, Verdict, slot_of};

/// From how many answers of one device at one place, or to cards, the owner is told: a family may
/// share a phone and a driver bring three parcels.
pub const BURST: i64 = 5;
