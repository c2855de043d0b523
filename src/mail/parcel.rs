//! A letter in its envelope: composed, signed, ready to be handed over any number of times.

use lettre::address::Envelope;

use super::Letter;
use crate::error::Result;

/// A letter with the bytes that travel and the envelope they travel in.
#[derive(Clone, Debug)]
pub struct Parcel {
    pub(super) letter: Letter,
    pub(super) envelope: Envelope,
    pub(super) bytes: Vec<u8>,
}

impl Letter {
    /// Puts the letter into its envelope and signs it.
    ///
    /// # Errors
    /// Refused, when an address or the unsubscribe link cannot stand in a header.
    pub fn pack(self) -> Result<Parcel> {
        let (envelope, bytes) = self.packed()?;
        Ok(Parcel { letter: self, envelope, bytes })
    }
}
