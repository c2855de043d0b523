//! Who asks: from which address, in which language, with what in the query.

use std::net::IpAddr;

use actix_web::HttpRequest;
use actix_web::http::header::{self, HeaderValue};
use percent_encoding::percent_decode;

use super::Web;
use super::forwarded::{Origin, origin};
use crate::domain::answer::Fields;
use crate::types::Language;

/// The address a request comes from: the peer, or whom the shop's own proxies speak for.
pub fn address_of(web: &Web, request: &HttpRequest) -> Option<IpAddr> {
    origin_of(web, request).map(|origin| origin.address)
}

/// The same, and whether it is certain.
pub fn origin_of(web: &Web, request: &HttpRequest) -> Option<Origin> {
    let peer = request.peer_addr()?.ip();
    let header = web.config().server.forwarded_header;
    let lines = request.headers().get_all(header.name()).map(HeaderValue::as_bytes);
    Some(origin(peer, header, &lines.collect::<Vec<_>>(), |address| web.is_trusted(address)))
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
}
