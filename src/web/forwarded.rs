//! The address that a request comes from, where proxies stand between.
//!
//! Each proxy notes at the end of a header whom it speaks for. What stands further left was written by
//! whoever stood further away, and anybody may write anything there. So the notes are read from the
//! right, and the first address that is none of the shop's own proxies is the visitor's. A note that
//! cannot be read ends the way: what lies behind it may be made up.

use std::net::IpAddr;

use crate::config::ForwardedHeader;

/// Where a request comes from, as far as proxies that are trusted have said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The address.
    pub address: IpAddr,
    /// Whether a note was read from the right to its end or to somebody who is no proxy of the shop's;
    /// if not, somebody further away may be asking.
    pub is_whole: bool,
}

/// Goes from the peer to the visitor by the lines of the header, in the order they came.
pub fn origin(
    peer: IpAddr,
    header: ForwardedHeader,
    lines: &[&[u8]],
    is_trusted: impl Fn(IpAddr) -> bool,
) -> Origin {
    let mut origin = Origin { address: peer.to_canonical(), is_whole: true };
    // Several lines are one list (RFC 9110 §5.3).
    let list = lines.join(&b',');
    let mut notes = elements(&list);
    while is_trusted(origin.address) {
        let Some(note) = notes.next() else { return origin };
        let node = match header {
            ForwardedHeader::XForwardedFor => std::str::from_utf8(note).ok(),
            ForwardedHeader::Forwarded => node_of(note),
        };
        match node.and_then(parse_node) {
            Some(address) => origin.address = address,
            None => return Origin { is_whole: false, ..origin },
        }
    }
    origin
}

/// The elements of a list from the right, without white space around them; empty ones are passed over
/// (RFC 9110 §5.6.1.2). A comma within quotes ends none; quotes are counted from the right, so that an
/// open one further left swallows nothing of what a proxy has added.
fn elements(list: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut is_quoted = false;
    let parts = list.rsplit(move |byte| {
        is_quoted ^= *byte == b'"';
        *byte == b',' && !is_quoted
    });
    parts.map(<[u8]>::trim_ascii).filter(|part| !part.is_empty())
}

/// The node in `for=192.0.2.60;proto=http` or `for="[2001:db8::17]:4711"` (RFC 7239 §4); none if the
/// element says nothing of it, or says it twice.
fn node_of(element: &[u8]) -> Option<&str> {
    let element = std::str::from_utf8(element).ok()?;
    let mut pairs = element.split(';').filter_map(|pair| pair.trim().split_once('='));
    let mut nodes = pairs.by_ref().filter(|(name, _)| name.trim_end().eq_ignore_ascii_case("for"));
    let (_, node) = nodes.next()?;
    if nodes.next().is_some() {
        return None;
    }
    let node = node.trim_start();
    match node.strip_prefix('"') {
        Some(quoted) => quoted.strip_suffix('"'),
        None => Some(node),
    }
}

/// An address, in brackets or not, with or without a port.
fn parse_node(node: &str) -> Option<IpAddr> {
    let is_port = |text: &str| text.parse::<u16>().is_ok() && !text.starts_with('+');
    let address = match node.strip_prefix('[') {
        Some(bracketed) => {
            let (address, rest) = bracketed.split_once(']')?;
            let good = rest.is_empty() || rest.strip_prefix(':').is_some_and(is_port);
            good.then(|| address.parse().ok().map(IpAddr::V6)).flatten()
        }
        None => node.parse().ok().or_else(|| {
            let (address, port) = node.rsplit_once(':')?;
            is_port(port).then(|| address.parse().ok().map(IpAddr::V4)).flatten()
        }),
    };
    address.map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests;
