//! What several stages must do alike.

pub mod ask;
pub mod bounce;
pub mod budget;
pub mod burst;
pub mod close;
pub mod count;
pub mod hashing;
pub mod hours;
pub mod invite;
pub mod letter;
pub mod parts;
pub mod reach;
pub mod record;
pub mod signing;
pub mod surveys;
pub mod wish;
