//! Signatures of web hooks by Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`.
//! <https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md>

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::types::Instant;

/// How far the sender's clock may be from ours, in seconds.
const TOLERANCE: i64 = 300;

/// The longest id that a message has.
const LONGEST_ID: usize = 256;

/// How many bytes a signature has.
const MAC_LENGTH: usize = 32;

/// What stands in the headers of a signed request.
#[derive(Clone, Copy, Debug)]
pub struct Signed<'a> {
    /// `webhook-id`.
    pub id: &'a str,
    /// `webhook-timestamp`, in seconds since 1970.
    pub timestamp: &'a str,
    /// `webhook-signature`: one or more `v1,…`, separated by spaces.
    pub signatures: &'a str,
}

impl Signed<'_> {
    /// Whether this can be the head of a signed request at all: by its shape, and not long ago. Before
    /// the body is read nothing more can be said.
    #[must_use]
    pub fn is_plausible(&self, now: Instant) -> bool {
        let is_signature = |text: &str| decoded(text).is_some_and(|mac| mac.len() == MAC_LENGTH);
        (1..=LONGEST_ID).contains(&self.id.len())
            && self.is_fresh(now)
            && self.signatures.split_ascii_whitespace().any(is_signature)
    }

    fn is_fresh(&self, now: Instant) -> bool {
        let seconds = self.timestamp.parse::<i64>().ok();
        seconds.is_some_and(|at| now.as_seconds().abs_diff(at) <= TOLERANCE.unsigned_abs())
    }
}

/// The bytes of a signature that we know how to check.
fn decoded(signature: &str) -> Option<Vec<u8>> {
    signature.strip_prefix("v1,").and_then(|text| BASE64.decode(text).ok())
}

/// Whether the body was signed with `secret` (`whsec_` and base64) not long ago. Compares in
/// constant time.
#[must_use]
pub fn is_signed(secret: &str, signed: Signed<'_>, body: &[u8], now: Instant) -> bool {
    if !signed.is_fresh(now) {
        return false;
    }
    let key = secret.strip_prefix("whsec_").and_then(|key| BASE64.decode(key).ok());
    let Some(mac) = key.and_then(|key| Hmac::<Sha256>::new_from_slice(&key).ok()) else {
        return false;
    };
    let mac = [signed.id.as_bytes(), b".", signed.timestamp.as_bytes(), b".", body]
        .into_iter()
        .fold(mac, Mac::chain_update);
    signed.signatures.split_ascii_whitespace().any(|signature| {
        decoded(signature).is_some_and(|given| mac.clone().verify_slice(&given).is_ok())
    })
}

#[cfg(test)]
mod tests {
    use super::{Signed, is_signed};
    use crate::types::Instant;

    const SECRET: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    const BODY: &[u8] = br#"{"email":"test@example.com","username":"test_user"}"#;
    const SIGNED: Signed<'_> = Signed {
        id: "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk",
        timestamp: "1649367553",
        signatures: "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=",
    };

    fn holds(secret: &str, signed: Signed<'_>, body: &[u8], late: i64) -> bool {
        is_signed(secret, signed, body, Instant::from_seconds(1_649_367_553 + late))
    }

    #[test]
    fn the_published_vector_holds() {
        assert!(holds(SECRET, SIGNED, BODY, 0));
        let several = format!("v1,AAAA v2,x {}", SIGNED.signatures);
        assert!(holds(SECRET, Signed { signatures: &several, ..SIGNED }, BODY, 300));
    }

    #[test]
    fn what_cannot_be_signed_is_known_by_its_head() {
        let now = Instant::from_seconds(1_649_367_553);
        assert!(SIGNED.is_plausible(now));
        assert!(
            Signed { signatures: &format!("v2,x v1,{}=", "A".repeat(43)), ..SIGNED }
                .is_plausible(now)
        );
        for signatures in ["", "v1,", "v1,AAAA", "v2,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw="]
        {
            assert!(!Signed { signatures, ..SIGNED }.is_plausible(now), "{signatures}");
        }
        for timestamp in ["", "x", "1649367252", "1649367854", "-9223372036854775808"] {
            assert!(!Signed { timestamp, ..SIGNED }.is_plausible(now), "{timestamp}");
        }
        let long = "x".repeat(257);
        assert!(!Signed { id: "", ..SIGNED }.is_plausible(now));
        assert!(!Signed { id: &long, ..SIGNED }.is_plausible(now));
    }

    #[test]
    fn anything_else_does_not() {
        assert!(!holds(SECRET, SIGNED, BODY, 301) && !holds(SECRET, SIGNED, BODY, -301));
        assert!(!holds(SECRET, SIGNED, b"{}", 0));
        assert!(!holds(SECRET, Signed { id: "msg_2", ..SIGNED }, BODY, 0));
        assert!(!holds(SECRET, Signed { timestamp: "1649367554", ..SIGNED }, BODY, 0));
        for signatures in ["", "v1,", "v1,tZ1I4", "tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw="] {
            assert!(!holds(SECRET, Signed { signatures, ..SIGNED }, BODY, 0), "{signatures}");
        }
        assert!(!holds("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", SIGNED, BODY, 0));
        assert!(!holds("C2FVsBQIhrscChlQIMV+b5sSYspob7oD", SIGNED, BODY, 0));
    }
}
