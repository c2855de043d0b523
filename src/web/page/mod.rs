//! The pages of customers, and those for signing in: typed views in, HTML out.
//!
//! Nothing here knows HTTP. What differs between two invitations stands in a page as a single
//! private-use character, so that the web layer can keep the rest and fill the holes.

pub mod ask;
pub mod code;
mod frame;
pub mod moment;
pub mod notice;
mod shop;
pub mod sign_in;
pub mod staff;
pub mod thanks;
pub mod unsubscribe;

#[cfg(test)]
mod tests;

pub use frame::{escape, greeting};
pub use shop::{ShopLook, styles};

/// Where the greeting line goes, already escaped for HTML.
pub const GREETING_HOLE: char = '\u{E000}';
/// Where a touchpoint's `submission_id` goes, only on touchpoints' pages.
pub const SUBMISSION_HOLE: char = '\u{E001}';
/// Where the customer's name goes when the shop's own text speaks of `{name}`; escaped.
pub const NAME_HOLE: char = '\u{E002}';
/// Where the order's number goes when the shop's own text speaks of `{order}`; escaped.
pub const ORDER_HOLE: char = '\u{E003}';
