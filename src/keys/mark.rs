//! Marks on texts: what we said once is known as ours when it comes back.

use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::{Keys, hex, unhex};

/// How much of the HMAC a mark carries.
const MARK_BYTES: usize = 16;

/// What a mark vouches for; the same text has another mark for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Purpose {
    /// That a form stood on a page that this browser was given.
    Form = 1,
    /// That a user has signed in with a browser.
    Browser = 2,
    /// Which network failed sign-ins come from.
    Source = 3,
}

impl Keys {
    /// A mark on a text, for one purpose: 128 bits in hexadecimal digits.
    #[must_use]
    pub fn mark(&self, purpose: Purpose, text: &str) -> String {
        let mac = self.access_mac(purpose, text).finalize().into_bytes();
        hex(mac.get(..MARK_BYTES).unwrap_or_default())
    }

    /// Whether a mark is ours, on this text and for this purpose. Takes as long for a wrong one.
    #[must_use]
    pub fn is_mark(&self, purpose: Purpose, text: &str, mark: &str) -> bool {
        unhex(mark)
            .filter(|mark| mark.len() == MARK_BYTES)
            .is_some_and(|mark| self.access_mac(purpose, text).verify_truncated_left(&mark).is_ok())
    }

    fn access_mac(&self, purpose: Purpose, text: &str) -> Hmac<Sha256> {
        let mut mac = self.access.clone();
        mac.update(&[purpose as u8]);
        mac.update(text.as_bytes());
        mac
    }
}

#[cfg(test)]
mod tests {
    use super::{Keys, Purpose};

    #[test]
    fn a_mark_is_for_one_text_and_one_house() {
        let keys = Keys::derive(&[1; 32]).unwrap();
        let mark = keys.mark(Purpose::Form, "abc");
        assert!(keys.is_mark(Purpose::Form, "abc", &mark));
        for (text, wrong) in
            [("abd", mark.as_str()), ("abc", &mark[..30]), ("abc", ""), ("abc", "zz")]
        {
            assert!(!keys.is_mark(Purpose::Form, text, wrong), "{text} {wrong}");
        }
        assert!(!Keys::derive(&[2; 32]).unwrap().is_mark(Purpose::Form, "abc", &mark));
    }
}
