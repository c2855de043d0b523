//! Whatever strangers write, the way to the visitor goes over the shop's own proxies alone.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::{ForwardedHeader, Origin, origin, parse_node};

const BOTH: [ForwardedHeader; 2] = [ForwardedHeader::XForwardedFor, ForwardedHeader::Forwarded];

/// The shop's proxies stand in 10.0.0.0/8 and fd00::/8.
fn is_trusted(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => v4.octets()[0] == 10,
        IpAddr::V6(v6) => v6.octets()[0] == 0xfd,
    }
}

fn walk(header: ForwardedHeader, lines: &[&str]) -> (String, bool) {
    let lines: Vec<&[u8]> = lines.iter().map(|line| line.as_bytes()).collect();
    let found = origin("10.0.0.1".parse().unwrap(), header, &lines, is_trusted);
    (found.address.to_string(), found.is_whole)
}

#[test]
fn nodes_are_read_with_and_without_ports() {
    let ip = |text: &str| Some(text.parse::<IpAddr>().unwrap());
    for text in ["192.0.2.60", "192.0.2.60:4711", "::ffff:192.0.2.60", "[::ffff:192.0.2.60]:1"] {
        assert_eq!(parse_node(text), ip("192.0.2.60"), "{text}");
    }
    for text in ["2001:db8::17", "[2001:db8::17]", "[2001:db8::17]:4711"] {
        assert_eq!(parse_node(text), ip("2001:db8::17"), "{text}");
    }
    for text in [
        "",
        "_hidden",
        "unknown",
        "192.0.2.60:x",
        "192.0.2.60:99999",
        "192.0.2",
        "[::1",
        "[::1]x",
        "[192.0.2.1]",
        "192.0.2.60:+1",
        "1.2.3.4 5",
    ] {
        assert_eq!(parse_node(text), None, "{text}");
    }
}

#[test]
fn the_way_goes_from_the_right_past_the_shop_s_own() {
    let of = |lines: &[&str]| walk(ForwardedHeader::XForwardedFor, lines);
    let whole = |address: &str| (address.to_owned(), true);
    assert_eq!(of(&[]), whole("10.0.0.1"));
    assert_eq!(of(&["", " , "]), whole("10.0.0.1"));
    assert_eq!(of(&["192.0.2.1"]), whole("192.0.2.1"));
    assert_eq!(of(&["127.0.0.1, 192.0.2.1, 10.0.0.2"]), whole("192.0.2.1"));
    assert_eq!(
        of(&["198.51.100.1", "192.0.2.1", "10.0.0.3,10.0.0.2"]),
        whole("192.0.2.1"),
        "lines are one list"
    );
    assert_eq!(of(&["10.0.0.9"]), whole("10.0.0.9"));
    assert_eq!(
        of(&["192.0.2.1, unknown, 10.0.0.2"]),
        ("10.0.0.2".to_owned(), false),
        "garbage ends it"
    );
    assert_eq!(of(&["192.0.2.1, garbage"]), ("10.0.0.1".to_owned(), false));
}

#[test]
fn forwarded_is_read_with_its_quotes() {
    let of = |lines: &[&str]| walk(ForwardedHeader::Forwarded, lines);
    let whole = |address: &str| (address.to_owned(), true);
    assert_eq!(of(&["for=192.0.2.60;proto=http;by=203.0.113.43"]), whole("192.0.2.60"));
    assert_eq!(of(&["For=\"[2001:db8:cafe::17]:4711\""]), whole("2001:db8:cafe::17"));
    assert_eq!(of(&["for=192.0.2.43, for=10.0.0.2;host=\"a,b\""]), whole("192.0.2.43"));
    assert_eq!(
        of(&["for=\"x", "for=192.0.2.1"]),
        whole("192.0.2.1"),
        "an open quote swallows nothing"
    );
    assert_eq!(of(&["for=127.0.0.1,\"", "proto=https; for=192.0.2.1"]), whole("192.0.2.1"));
    for garbage in [
        "by=10.0.0.2",
        "for=_hidden",
        "for=unknown",
        "for=192.0.2.1;for=192.0.2.2",
        "for=\"192.0.2.1",
        "192.0.2.1",
    ] {
        assert_eq!(of(&["for=198.51.100.1", garbage]), ("10.0.0.1".to_owned(), false), "{garbage}");
    }
}

fn any_address() -> impl Strategy<Value = IpAddr> {
    prop_oneof![
        any::<u32>().prop_map(|bits| IpAddr::V4(Ipv4Addr::from_bits(bits))),
        any::<u128>().prop_map(|bits| IpAddr::V6(Ipv6Addr::from_bits(bits))),
        any::<u32>().prop_map(|bits| IpAddr::V4(Ipv4Addr::from_bits(0x0a00_0000 | bits >> 8))),
    ]
    .prop_map(|address| address.to_canonical())
}

/// A note as a proxy writes it.
fn written(header: ForwardedHeader, address: IpAddr, port: Option<u16>, style: u8) -> String {
    let bare = match (address, port) {
        (IpAddr::V4(v4), Some(port)) => format!("{v4}:{port}"),
        (IpAddr::V6(v6), Some(port)) => format!("[{v6}]:{port}"),
        (IpAddr::V6(v6), None) if style & 1 == 1 || header == ForwardedHeader::Forwarded => {
            format!("[{v6}]")
        }
        (address, None) => address.to_string(),
    };
    if header == ForwardedHeader::XForwardedFor {
        return bare;
    }
    let name = if style & 2 == 2 { "For" } else { "for" };
    let quoted = style & 4 == 4 || bare.contains(['[', ':']);
    let node = if quoted { format!("\"{bare}\"") } else { bare };
    match style >> 3 & 3 {
        0 => format!("{name}={node}"),
        1 => format!("{name}={node};proto=https"),
        2 => format!("by=_x; host=\"a,b\"; {name}={node}"),
        _ => format!("proto=http;{name}={node} "),
    }
}

/// Anything that fits into a header's line.
fn anything() -> impl Strategy<Value = Vec<u8>> {
    let words = select(vec![
        "for=",
        "\"",
        ",",
        ";",
        "127.0.0.1",
        "10.0.0.1",
        "[::1]",
        "unknown",
        " ",
        "\\\"",
        "=",
    ]);
    prop_oneof![
        vec(any::<u8>().prop_filter("ends a line", |b| *b != b'\r' && *b != b'\n'), 0..60),
        vec(words, 0..12).prop_map(|words| words.concat().into_bytes()),
    ]
}

proptest! {
    #[test]
    fn strangers_cannot_choose_their_address(
        header in select(BOTH.to_vec()),
        made_up in vec(anything(), 0..4),
        visitor in any_address().prop_filter("a stranger", |address| !is_trusted(*address)),
        hops in vec((any_address().prop_filter("a proxy", |a| is_trusted(*a)), any::<bool>()), 0..4),
        port in any::<Option<u16>>(),
        style in any::<u8>(),
    ) {
        let mut lines = made_up;
        lines.push(written(header, visitor, port, style).into_bytes());
        for (hop, own_line) in hops {
            let note = written(header, hop, None, style).into_bytes();
            match lines.last_mut().filter(|_| !own_line) {
                Some(line) => line.extend([b", ".to_vec(), note].concat()),
                None => lines.push(note),
            }
        }
        let lines: Vec<&[u8]> = lines.iter().map(Vec::as_slice).collect();
        let found = origin("10.0.0.1".parse().unwrap(), header, &lines, is_trusted);
        prop_assert_eq!(found, Origin { address: visitor, is_whole: true });
    }

    #[test]
    fn who_is_no_proxy_says_nothing(
        header in select(BOTH.to_vec()),
        peer in any_address().prop_filter("a stranger", |address| !is_trusted(*address)),
        lines in vec(anything(), 0..5),
    ) {
        let lines: Vec<&[u8]> = lines.iter().map(Vec::as_slice).collect();
        let found = origin(peer, header, &lines, is_trusted);
        prop_assert_eq!(found, Origin { address: peer, is_whole: true });
    }

    #[test]
    fn garbage_leads_no_further(
        header in select(BOTH.to_vec()),
        made_up in vec(anything(), 0..4),
        garbage in "[g-z ]{1,20}",
    ) {
        let mut lines: Vec<&[u8]> = made_up.iter().map(Vec::as_slice).collect();
        lines.push(garbage.as_bytes());
        let peer: IpAddr = "10.0.0.1".parse().unwrap();
        let found = origin(peer, header, &lines, is_trusted);
        if !garbage.trim().is_empty() {
            prop_assert_eq!(found, Origin { address: peer, is_whole: false });
        }
    }
}
