//! What speaks HTTP. Handlers extract, check, make one call into a stage, and reply.

mod admin;
mod body;
mod client;
mod code;
mod connections;
mod cookie;
mod dashboard;
mod device;
mod download;
mod error;
mod form;
mod forwarded;
mod gzip_holes;
mod health;
mod hooks;
mod limits;
pub mod page;
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
