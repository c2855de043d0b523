//! Requests as nobody would write them down: any path, query, headers and body.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::pages::Offered;
use super::request::{Request, Who};
use super::routes;
use super::words::{FIELDS, HEADERS, PIECES, STRANGE, TAKEN};
use crate::app::client::encode;

type Bytes = BoxedStrategy<Vec<u8>>;

/// Any request to a house whose pages offer these values.
pub fn any_request(offered: &Offered) -> BoxedStrategy<Request> {
    let who = select(vec![Who::Stranger, Who::Staff, Who::Owner, Who::Owner]);
    let method = prop_oneof![
        6 => Just("GET"),
        6 => Just("POST"),
        1 => select(vec!["HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "BREW"]),
    ];
    let body = prop_oneof![
        8 => pairs(offered, 0..9),
        1 => vec(any::<u8>(), 0..300),
        1 => Just(vec![b'x'; 70_000]),
        1 => Just(b"comment=".iter().copied().chain([b'%'; 60_000]).collect()),
    ];
    let surplus = prop_oneof![30 => Just(0), 1 => select(vec![-3, 5, 70_000, i64::from(u32::MAX)])];
    let parts = (who, method, target(offered), headers(), body, surplus);
    parts
        .prop_map(|(who, method, target, headers, body, surplus)| {
            let body = (method != "GET" && method != "HEAD").then_some(body);
            let surplus = body
                .as_ref()
                .map_or(0, |body| surplus.max(-i64::try_from(body.len()).expect("a small body")));
            Request { who, method, target, headers, body, surplus }
        })
        .boxed()
}

fn target(offered: &Offered) -> Bytes {
    let paths: Vec<Bytes> = routes::all().iter().map(|route| path(route, offered)).collect();
    let known = proptest::strategy::Union::new(paths);
    let beside = vec(piece(), 0..4).prop_map(|pieces| [b"/".to_vec(), pieces.join(&b'/')].concat());
    let path = prop_oneof![
        12 => known.clone(),
        1 => (known, piece()).prop_map(|(path, piece)| [path, b"/".to_vec(), piece].concat()),
        1 => beside,
    ];
    let query = prop_oneof![
        2 => Just(Vec::new()),
        3 => pairs(offered, 1..7).prop_map(|pairs| [b"?".to_vec(), pairs].concat()),
        1 => vec(plain_byte(), 0..80).prop_map(|bytes| [b"?".to_vec(), bytes].concat()),
    ];
    (path, query).prop_map(|(path, query)| [path, query].concat()).boxed()
}

/// A route with something in the place of each of its parts: mostly what belongs there.
fn path(route: &str, offered: &Offered) -> Bytes {
    let mut whole = Just(Vec::new()).boxed();
    for part in route.split('/').skip(1) {
        let filled = match part.split_once('{').zip(part.split_once('}')) {
            Some(((before, rest), (_, after))) => {
                let name = rest.split('}').next().expect("its name");
                let (before, after) = (before.to_owned(), after.to_owned());
                let known = offered.of(name).to_vec();
                let belongs = if known.is_empty() {
                    piece()
                } else {
                    select(known).prop_map(String::into_bytes).boxed()
                };
                prop_oneof![3 => belongs, 2 => piece()]
                    .prop_map(move |part| [before.as_bytes(), &part, after.as_bytes()].concat())
                    .boxed()
            }
            None => Just(part.as_bytes().to_vec()).boxed(),
        };
        whole =
            (whole, filled).prop_map(|(path, part)| [path, b"/".to_vec(), part].concat()).boxed();
    }
    whole
}

/// A piece of a path that may be anything.
fn piece() -> Bytes {
    prop_oneof![
        6 => select(PIECES.to_vec()).prop_map(|piece| piece.as_bytes().to_vec()),
        2 => value().prop_map(|value| encoded(&value)),
        1 => (1_usize..9_000).prop_map(|length| vec![b'a'; length]),
        1 => vec(plain_byte(), 0..40).prop_map(|bytes| {
            bytes.into_iter().filter(|byte| !matches!(byte, b'?' | b'#')).collect()
        }),
    ]
    .boxed()
}

/// Encoded pairs of fields, mostly of such as some page has.
fn pairs(offered: &Offered, many: std::ops::Range<usize>) -> Bytes {
    let mut names: Vec<String> = routes::fields().into_iter().collect();
    names.extend(FIELDS.iter().map(|name| (*name).to_owned()));
    names.extend(offered.names().cloned());
    names.sort();
    names.dedup();
    let known = offered.clone();
    let pair = select(names).prop_flat_map(move |name| {
        let own = known.of(&name).to_vec();
        let fitting =
            if own.is_empty() { value() } else { select(own).prop_map(String::into_bytes).boxed() };
        (Just(name), prop_oneof![3 => fitting, 3 => value()], any::<bool>())
    });
    vec(pair, many)
        .prop_map(|pairs| {
            let pairs = pairs.into_iter().map(|(name, value, is_raw)| {
                let raw = || value.iter().copied().filter(|byte| is_plain(*byte)).collect();
                let value: Vec<u8> = if is_raw { raw() } else { encoded(&value) };
                [encode(&name).into_bytes(), b"=".to_vec(), value].concat()
            });
            pairs.collect::<Vec<_>>().join(&b'&')
        })
        .boxed()
}

/// A value that means something somewhere, or nothing anywhere.
fn value() -> Bytes {
    let word =
        |words: &[&'static str]| select(words.to_vec()).prop_map(|word| word.as_bytes().to_vec());
    prop_oneof![
        4 => word(&TAKEN),
        6 => word(&STRANGE),
        2 => vec(any::<char>(), 0..30).prop_map(|text| text.into_iter().collect::<String>().into_bytes()),
        1 => vec(any::<u8>(), 0..30),
        1 => any::<i64>().prop_map(|number| number.to_string().into_bytes()),
        1 => (1_usize..6_000).prop_map(|length| "ế".repeat(length).into_bytes()),
    ]
    .boxed()
}

fn headers() -> BoxedStrategy<Vec<(&'static str, Vec<u8>)>> {
    let header = select(HEADERS.to_vec()).prop_flat_map(|(name, values)| {
        let known = select(values.to_vec()).prop_map(|value| value.as_bytes().to_vec());
        let other = vec(
            any::<u8>().prop_filter("ends a header", |byte| !matches!(byte, b'\r' | b'\n' | 0)),
            0..60,
        );
        let long = (1_usize..3_000).prop_map(|length| vec![b'a'; length]);
        (Just(name), prop_oneof![8 => known, 1 => other, 1 => long])
    });
    vec(header, 0..4).boxed()
}

/// A byte that may stand in a target without ending it.
fn plain_byte() -> impl Strategy<Value = u8> {
    any::<u8>().prop_filter("ends a target", |byte| is_plain(*byte))
}

fn is_plain(byte: u8) -> bool {
    byte > b' ' && byte != 0x7f
}

fn encoded(value: &[u8]) -> Vec<u8> {
    value.iter().flat_map(|byte| format!("%{byte:02X}").into_bytes()).collect()
}
