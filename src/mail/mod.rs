//! Mail: an invitation becomes subject, text and HTML, a letter becomes bytes, a line hands them over.
//!
//! In comes an [`Invitation`] with its texts chosen; out goes an [`Outcome`] that says whether the
//! receiving side has the letter, may be asked again, does not want it, or may or may not have it.
//! Nothing here knows the outbox or the budget: who is mailed, and when, is decided above.

mod address;
pub mod advice;
mod compose;
mod digest;
pub mod dkim;
mod file;
pub mod inbox;
mod letter;
mod logo;
mod outbox;
mod parcel;
mod scale;
mod smtp;
mod template;
mod texts;
mod transport;

pub use address::{Sender, ascii_domain};
pub use compose::{Composed, Composer, Invitation};
pub use digest::compose_digest;
pub use dkim::Signer;
pub use letter::{LOGO_LINK, Letter, Picture};
pub use logo::Logo;
pub use outbox::{Outbox, Receiver};
pub use parcel::Parcel;
pub use smtp::{Login, Security, SmtpSettings, Timeouts};
pub use texts::Texts;
pub use transport::{Line, Outcome, Transport};
