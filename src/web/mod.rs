//! What speaks HTTP. Handlers extract, check, make one call into a stage, and reply.

mod admin;
mod body;
mod browser;
mod client;
mod code;
mod confirm;
mod connections;
mod cookie;
mod csrf;
mod dashboard;
mod device;
mod download;
mod error;
mod form;
mod forwarded;
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
mod values;

pub use connections::allow_many_files;
pub use server::{Server, serve};
pub use state::{RenderMetrics, Web};
