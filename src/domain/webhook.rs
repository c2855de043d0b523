//! Signatures of web hooks by Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`.
//! <https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md>

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::types::Instant;

/// How far the sender's clock may be from ours, in seconds.
const TOLERANCE: i64 = 300;

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

/// Whether the body was signed with `secret` (`whsec_` and base64) not long ago. Compares in
/// constant time.
#[must_use]
pub fn is_signed(secret: &str, signed: Signed<'_>, body: &[u8], now: Instant) -> bool {
    let Ok(seconds) = signed.timestamp.parse::<i64>() else { return false };
    if now.as_seconds().abs_diff(seconds) > TOLERANCE.unsigned_abs() {
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
        let given = signature.strip_prefix("v1,").and_then(|text| BASE64.decode(text).ok());
        given.is_some_and(|given| mac.clone().verify_slice(&given).is_ok())
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
