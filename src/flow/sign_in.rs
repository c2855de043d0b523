//! Signing in: one-time links, passwords, sessions. Secrets are random and stored as hashes; what
//! happens is noted in the audit log.

mod links;
mod password;
mod session;

pub use links::{first_link, link_is_open, make_link, owner_waits, reset, use_link};
pub use password::{confirm, set_password, sign_in};
pub use session::{Signed, note_seen, sign_out, sign_out_everywhere, user_of};

use crate::db::access::UserRow;
use crate::keys::hex;
use crate::types::Random;

/// How long a session lasts at most, however much it is used: browsers keep no cookie much longer.
pub const LONGEST_SESSION_DAYS: u16 = 365;

/// The fewest characters of a password (NIST SP 800-63B asks for 8, OWASP ASVS 5.0 likes 15 where
/// there is no second factor; shops type it once in half a year).
pub const SHORTEST_PASSWORD: usize = 10;

/// The owner's name until somebody changes it.
pub const OWNER: &str = "owner";

/// A secret in clear, for the one who asked for it.
#[derive(Clone)]
pub struct Secret(pub String);

impl Secret {
    fn new<const N: usize>(random: &Random) -> Self {
        Self(hex(&random.bytes::<N>()))
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A session that was opened just now.
#[derive(Clone, Debug)]
pub struct Opened {
    /// What its browser keeps.
    pub session: Secret,
    /// Whose it is.
    pub user: UserRow,
}
