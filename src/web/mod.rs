//! What speaks HTTP, and the pages it speaks in.

pub mod page;
