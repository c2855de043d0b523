//! Any bytes as an order file: the reader ends, does not panic, and names only lines there are.
//!
//! `cargo +nightly fuzz run --features orders orders`

#![no_main]

use std::collections::BTreeMap;

use afterword::{
    domain::intake::{Country, Reader, Rules},
    types::Language,
};
use jiff::tz::TimeZone;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let zone = TimeZone::UTC;
    let rules = Rules {
        zone: &zone,
        country: Country::VIETNAM,
        language: Language::Vi,
        map: BTreeMap::new(),
        source: None,
        dimensions: &[],
    };
    // A file without headers ends at once, so that every input also comes with some.
    for head in ["", "id,date,phone,email,status\n", "Name;Created at;Lineitem name\n"] {
        let file = [head.as_bytes(), bytes].concat();
        let Ok(reader) = Reader::open(file.as_slice(), &rules) else { continue };
        for item in reader {
            let line = item.map_or_else(|refusal| refusal.line, |order| order.line);
            assert!(line >= 1 && line <= file.len() as u64 + 1);
        }
    }
});
