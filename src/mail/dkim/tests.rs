//! Signatures against the published vectors; `tests/app/dkim.rs` has them verified by dkimpy.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use openssl::hash::MessageDigest;
use openssl::pkey::{Id, PKey};
use openssl::sign::Verifier;
use sha2::{Digest, Sha256};

use super::{Algorithm, Key, KeyRing, Parts, Signer, hashed, relaxed_body};
use crate::mail::letter::tests::sample;
use crate::types::Instant;

/// The message of RFC 8463 §A.3.
const MESSAGE: &[u8] = b"From: Joe SixPack <joe@football.example.com>\r\n\
To: Suzie Q <suzie@shopping.example.net>\r\n\
Subject: Is dinner ready?\r\n\
Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\r\n\
Message-ID: <20030712040037.46341.5F8J@football.example.com>\r\n\
\r\n\
Hi.\r\n\
\r\n\
We lost the game.  Are you hungry yet?\r\n\
\r\n\
Joe.\r\n\
\r\n";

#[test]
fn the_vector_of_rfc_8463() {
    let parts = Parts::of(MESSAGE);
    let body = STANDARD.encode(Sha256::digest(relaxed_body(parts.body)));
    assert_eq!(body, "2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=");
    let own = b" v=1; a=ed25519-sha256; c=relaxed/relaxed;\r\n d=football.example.com; \
        i=@football.example.com;\r\n q=dns/txt; s=brisbane; t=1528637909; h=from : to :\r\n \
        subject : date : message-id : from : subject : date;\r\n \
        bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n b=";
    let names = ["from", "to", "subject", "date", "message-id", "from", "subject", "date"];
    let seed = STANDARD.decode("nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=").unwrap();
    let key = Key {
        algorithm: Algorithm::Ed25519,
        selector: "brisbane".into(),
        private: PKey::private_key_from_raw_bytes(&seed, Id::ED25519).unwrap(),
    };
    let public = STANDARD.encode(key.private.raw_public_key().unwrap());
    assert_eq!(public, "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
    assert_eq!(
        STANDARD.encode(key.sign(&hashed(&parts, &names, own)).unwrap()),
        "/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11BusFa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw=="
    );
}

fn signer(kinds: &[Algorithm]) -> (KeyRing, Signer) {
    let ring = KeyRing::make().unwrap();
    let signer = Signer::new(&ring.signing, kinds, ("afterword", "shop.example")).unwrap();
    (ring, signer)
}

#[test]
fn a_letter_is_signed_twice_and_always_alike() {
    let (ring, signer) = signer(&[Algorithm::Rsa, Algorithm::Ed25519]);
    let plain = sample().to_bytes().unwrap();
    let at = Instant::from_seconds(1_795_225_708);
    let bytes = signer.sign(&plain, at).unwrap();
    assert_eq!(bytes, signer.sign(&plain, at).unwrap());
    assert!(bytes.ends_with(&plain));
    let parts = Parts::of(&bytes);
    let (_, top) = parts.field("dkim-signature", 1).unwrap();
    let top = String::from_utf8(top.to_vec()).unwrap();
    assert!(top.contains("a=rsa-sha256") && top.contains("s=afterword1-rsa;"), "{top}");
    assert!(top.contains("d=shop.example;") && top.contains("t=1795225708;"), "{top}");
    for line in top.split("\r\n") {
        assert!(line.len() <= 78, "{line}");
    }
    let squeezed: String = top.split_whitespace().collect();
    let names = squeezed.split("h=").nth(1).unwrap().split(';').next().unwrap().to_owned();
    let count = |name: &str| names.split(':').filter(|other| *other == name).count();
    assert_eq!(
        (count("From"), count("List-Unsubscribe"), count("List-Unsubscribe-Post")),
        (2, 2, 2)
    );
    assert_eq!((count("Content-Transfer-Encoding"), count("Auto-Submitted")), (1, 1));

    // What stands in `b=` is the signature over the rest.
    let (own, signature) = top.rsplit_once("b=").unwrap();
    let signature: String = signature.split_whitespace().collect();
    let names: Vec<&str> = names.split(':').collect();
    let text = hashed(&parts, &names, format!("{own}b=").as_bytes());
    let key = ring.signing.private(Algorithm::Rsa).unwrap();
    let mut verifier = Verifier::new(MessageDigest::sha256(), &key).unwrap();
    assert!(verifier.verify_oneshot(&STANDARD.decode(signature).unwrap(), &text).unwrap());
}

#[test]
fn one_kind_is_enough() {
    let (_, signer) = signer(&[Algorithm::Ed25519]);
    let bytes = signer.sign(&sample().to_bytes().unwrap(), Instant::from_seconds(0)).unwrap();
    let parts = Parts::of(&bytes);
    assert!(parts.field("dkim-signature", 0).is_some());
    assert!(parts.field("dkim-signature", 1).is_none());
    assert!(!format!("{signer:?}").contains("private"));
}
