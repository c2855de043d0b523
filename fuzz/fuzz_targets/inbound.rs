//! Any bytes as a message that came back: the parser ends, does not panic, takes little memory, and
//! calls nothing hard but a bounce.
//!
//! `cargo +nightly fuzz run inbound fuzz/corpus/inbound tests/inbound`

#![no_main]

#[allow(dead_code, reason = "the house uses more of it")]
#[path = "../../src/domain/inbound/mod.rs"]
mod inbound;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let verdict = inbound::read(bytes);
    assert!(!verdict.hard || verdict.kind == inbound::Kind::Bounce);
    assert!(verdict.tags().count() <= 2);
    let cause = inbound::read_reply(&String::from_utf8_lossy(bytes));
    assert!(!cause.word().is_empty());
});
