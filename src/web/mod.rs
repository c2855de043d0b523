//! What speaks HTTP. Handlers extract, check, make one call into a stage, and reply.

mod admin;
mod browser;
mod client;
mod code;
mod confirm;
mod cookie;
mod csrf;
mod dashboard;
mod device;
mod error;
mod form;
mod gzip_holes;
mod headers;
mod health;
mod hooks;
mod limits;
pub mod page;
mod password;
mod reply;
mod server;
mod sign_in;
mod state;
mod touchpoint;
mod unsubscribe;

pub use server::{Server, serve};
pub use state::{RenderMetrics, Web};
