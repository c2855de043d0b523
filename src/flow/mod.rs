//! The stages: import, plan, deliver, collect, fold, publish, and what people ask for by hand. Each hands over to the next through
//! rows, can be killed at any instruction and run again, and never calls another stage.

pub mod audit;
pub mod bursts;
pub mod collect;
pub mod deliver;
pub mod fold;
mod health;
mod heartbeat;
mod house;
pub mod import;
pub mod links;
pub mod plan;
pub mod preview;
pub mod print;
pub mod publish;
pub mod receive;
pub mod release;
pub mod resend;
pub mod retally;
pub mod sample;
pub mod sign_in;
pub mod steps;
pub mod survey;
pub mod touchpoint;
pub mod unsubscribe;
pub mod users;
pub mod verify;

pub use health::Health;
pub use heartbeat::Heartbeat;
pub use house::{House, Pace};
