//! The intake against the real systems' files and against every quirk we know of.

mod dates;
mod encodings;
mod files;
mod layouts;
mod phones;
mod properties;
mod refusals;
mod rows;
mod small;

use std::{collections::BTreeMap, sync::LazyLock};

use jiff::tz::TimeZone;

use super::{Country, OrderDraft, Reader, Refusal, Rules};
use crate::types::Language;

static HANOI: LazyLock<TimeZone> = LazyLock::new(|| TimeZone::get("Asia/Ho_Chi_Minh").unwrap());

/// A shop in Vietnam.
fn shop() -> Rules<'static> {
    Rules {
        zone: &HANOI,
        country: Country::VIETNAM,
        language: Language::Vi,
        map: BTreeMap::new(),
        source: None,
        dimensions: &[],
    }
}

/// What a file holds, in the order in which it is given.
fn read_with(file: &[u8], rules: &Rules<'_>) -> (Vec<OrderDraft>, Vec<Refusal>) {
    let (mut orders, mut refusals) = (Vec::new(), Vec::new());
    for item in Reader::open(file, rules).unwrap() {
        match item {
            Ok(order) => orders.push(order),
            Err(refusal) => refusals.push(refusal),
        }
    }
    (orders, refusals)
}

fn read(file: impl AsRef<[u8]>) -> (Vec<OrderDraft>, Vec<Refusal>) {
    read_with(file.as_ref(), &shop())
}

/// The only order of a file.
fn only(file: impl AsRef<[u8]>) -> OrderDraft {
    let (mut orders, refusals) = read(file);
    assert_eq!((orders.len(), &refusals), (1, &vec![]));
    orders.remove(0)
}

fn ids(orders: &[OrderDraft]) -> Vec<&str> {
    orders.iter().map(|order| order.external_id.as_str()).collect()
}

/// Line and Fluent key of each refusal.
fn faults(refusals: &[Refusal]) -> Vec<(u64, &'static str)> {
    refusals.iter().map(|refusal| (refusal.line, refusal.reason.key())).collect()
}
