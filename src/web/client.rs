//! Who asks: from which address, in which language, with what in the query.

use std::net::IpAddr;

use actix_web::HttpRequest;
use actix_web::http::header;
use percent_encoding::percent_decode;

use super::Web;
use crate::domain::answer::Fields;
use crate::types::Language;

/// The address a request comes from: the peer, unless that is one of the shop's own proxies; then
/// the last address in `X-Forwarded-For` or `Forwarded` that is not.
pub fn address_of(web: &Web, request: &HttpRequest) -> Option<IpAddr> {
    let peer = request.peer_addr()?.ip();
    if !web.is_trusted(peer) {
        return Some(peer);
    }
    let forwarded = forwarded_for(request);
    let first_foreign = forwarded.into_iter().rev().find(|address| !web.is_trusted(*address));
    Some(first_foreign.unwrap_or(peer))
}

/// The addresses that proxies noted, nearest last. Obscured or broken ones are passed over.
fn forwarded_for(request: &HttpRequest) -> Vec<IpAddr> {
    let values = |name: &header::HeaderName| -> Vec<String> {
        let all = request.headers().get_all(name);
        all.filter_map(|value| value.to_str().ok().map(str::to_owned)).collect()
    };
    let listed = values(&header::X_FORWARDED_FOR);
    if !listed.is_empty() {
        let parts = listed.iter().flat_map(|value| value.split(','));
        return parts.filter_map(|part| parse_node(part.trim())).collect();
    }
    // RFC 7239: `for=192.0.2.60;proto=http, for="[2001:db8::17]:4711"`
    let listed = values(&header::FORWARDED);
    let pairs = listed.iter().flat_map(|value| value.split([',', ';']));
    pairs
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(name, _)| name.eq_ignore_ascii_case("for"))
        .filter_map(|(_, node)| parse_node(node.trim_matches('"')))
        .collect()
}

fn parse_node(node: &str) -> Option<IpAddr> {
    let bracketed = node.strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(ip, _)| ip);
    let candidates = [Some(node), bracketed, node.rsplit_once(':').map(|(ip, _)| ip)];
    candidates.into_iter().flatten().find_map(|text| text.parse().ok())
}

/// The values of the query that the house knows.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// `lang`
    pub language: Option<Language>,
    /// `via`
    pub via: Option<String>,
    /// `score`
    pub score: Option<u8>,
}

impl Query {
    /// Reads a query; what cannot be read counts as absent, since links get mangled on their way.
    pub fn of(request: &HttpRequest) -> Self {
        let mut query = Self::default();
        for (key, value) in pairs_of(request.query_string().as_bytes()) {
            let Ok(value) = String::from_utf8(value) else { continue };
            match key.as_slice() {
                b"lang" => query.language = Language::parse(&value),
                b"via" => query.via = Some(value),
                b"score" => query.score = value.parse().ok(),
                _ => {}
            }
        }
        query
    }
}

/// The language that a browser asks for, if we speak it.
pub fn accepted_language(request: &HttpRequest) -> Option<Language> {
    let header = request.headers().get(header::ACCEPT_LANGUAGE)?;
    Language::from_accept_language(header.to_str().ok()?)
}

/// The language for somebody of whom nothing is known: the link's, the browser's, the shop's.
pub fn language_of(web: &Web, request: &HttpRequest) -> Language {
    let asked = Query::of(request).language.or_else(|| accepted_language(request));
    asked.unwrap_or(web.config().shop.language)
}

/// The fields of a form as they came (`application/x-www-form-urlencoded`). The crates for this
/// replace broken UTF-8, which must come back to the person as broken; so pairs are cut here and
/// `percent-encoding` does the rest.
pub fn pairs_of(encoded: &[u8]) -> Fields {
    let decode = |part: &[u8]| -> Vec<u8> {
        let spaced: Vec<u8> = part.iter().map(|b| if *b == b'+' { b' ' } else { *b }).collect();
        percent_decode(&spaced).collect()
    };
    encoded
        .split(|byte| *byte == b'&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let mut parts = pair.splitn(2, |byte| *byte == b'=');
            let key = parts.next().map(decode).unwrap_or_default();
            (key, parts.next().map(decode).unwrap_or_default())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_keep_their_order_and_their_broken_bytes() {
        let fields = pairs_of(b"score=9&comment=t%E1%BB%91t+l%C3%A0nh&x&=y&bad=%FF%zz");
        let text = |index: usize| String::from_utf8_lossy(&fields[index].1).into_owned();
        assert_eq!(fields[0], (b"score".to_vec(), b"9".to_vec()));
        assert_eq!(text(1), "tốt lành");
        assert_eq!(fields[2], (b"x".to_vec(), Vec::new()));
        assert_eq!(fields[3], (Vec::new(), b"y".to_vec()));
        assert_eq!(fields[4].1, [0xff, b'%', b'z', b'z']);
    }

    #[test]
    fn nodes_are_read_with_and_without_ports() {
        let ip = |text: &str| Some(text.parse::<IpAddr>().unwrap());
        assert_eq!(parse_node("192.0.2.60"), ip("192.0.2.60"));
        assert_eq!(parse_node("192.0.2.60:4711"), ip("192.0.2.60"));
        assert_eq!(parse_node("[2001:db8::17]:4711"), ip("2001:db8::17"));
        assert_eq!(parse_node("2001:db8::17"), ip("2001:db8::17"));
        assert_eq!(parse_node("_hidden"), None);
    }
}
