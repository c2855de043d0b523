//! The static site: tallies in, an edition of pages and JSON out, and that put where readers find it.
//!
//! [`build`] makes an [`Edition`] in memory; [`publish`](fn@publish) writes it whole or not at all. Nothing here asks
//! the database or the clock: a page that says the same is the same to the byte.

mod address;
mod asked;
mod badge;
mod build;
mod calendar;
mod changes;
mod chart;
mod comments;
mod data;
mod digest;
pub mod disk;
mod drivers;
mod edition;
mod figures;
mod finding;
mod follow_ups;
mod frame;
mod input;
mod material;
mod method;
mod months;
mod nav;
mod overview;
mod page;
mod parallel;
mod publish;
mod segments;
mod survey;
mod target;
mod theme;
mod views;
mod words;

pub use build::build;
pub use digest::{Digest, Line, Picture, Told, digest};
pub use edition::{Edition, Manifest, Seal};
pub use input::{Audience, Comment, Shop, SiteInput, SurveyFigures, is_reserved_slug};
pub use publish::{Published, publish, publish_into, publish_on};
pub use target::{Access, Sent, Store, Target};

#[cfg(test)]
mod look;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
