//! Mailboxes that messages come in by: a Maildir on this machine, a mailbox on an IMAP server.
//!
//! Out go names and bytes. Nothing is removed, marked or moved but on demand.

mod imap;
mod imap_settings;
mod maildir;

pub use imap::Imap;
pub use imap_settings::ImapSettings;
pub use maildir::{Entry, Maildir};
