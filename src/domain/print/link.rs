//! The address on a card: as a QR code wants it, and as a person types it.

use crate::types::Token;

/// Where a card leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What the QR code holds: `HTTPS://SHOP.VN/S/ABCDEFGHJKMN`. In capitals, which a QR code packs
    /// into fewer modules (alphanumeric mode, ISO/IEC 18004 §7.4.5), but for the path the server
    /// itself lies under, where case may count.
    pub url: String,
    /// The short address that asks for a code: `shop.vn/s`; of a touchpoint the whole address.
    pub address: String,
    /// The code as a person reads it, `ABCD-EFGH-JKMN`; empty where the address says all.
    pub code: String,
}

impl Link {
    /// The link of an invitation. `public_url` is the server's, without a slash at its end.
    #[must_use]
    pub fn to_invitation(public_url: &str, token: &Token) -> Self {
        Self {
            url: format!("{}/S/{}", in_capitals(public_url), token.as_str()),
            address: format!("{}/s", without_scheme(public_url)),
            code: token.grouped(),
        }
    }

    /// The link of a touchpoint.
    #[must_use]
    pub fn to_touchpoint(public_url: &str, code: &str) -> Self {
        let code = code.to_ascii_lowercase();
        Self {
            url: format!("{}/Q/{}", in_capitals(public_url), code.to_ascii_uppercase()),
            address: format!("{}/q/{code}", without_scheme(public_url)),
            code: String::new(),
        }
    }
}

/// Scheme and host in capitals, which mean the same there (RFC 3986 §6.2.2.1); a path as it is.
fn in_capitals(url: &str) -> String {
    let host = url.find("://").map_or(0, |at| at + 3);
    let end = url.get(host..).and_then(|rest| rest.find('/')).map_or(url.len(), |at| host + at);
    let (origin, path) = url.split_at(end);
    format!("{}{}", origin.to_ascii_uppercase(), path.trim_end_matches('/'))
}

fn without_scheme(url: &str) -> &str {
    url.split_once("://").map_or(url, |(_, rest)| rest).trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::Link;
    use crate::types::Token;

    #[test]
    fn capitals_wherever_case_means_nothing() {
        let token = Token::parse("ABCD-EFGH-JKMN").unwrap();
        let link = Link::to_invitation("https://survey.shop.vn", &token);
        assert_eq!(link.url, "HTTPS://SURVEY.SHOP.VN/S/ABCDEFGHJKMN");
        assert_eq!(link.address, "survey.shop.vn/s");
        assert_eq!(link.code, "ABCD-EFGH-JKMN");
        let link = Link::to_invitation("https://shop.vn:8443/ask", &token);
        assert_eq!(link.url, "HTTPS://SHOP.VN:8443/ask/S/ABCDEFGHJKMN");
        assert_eq!(link.address, "shop.vn:8443/ask/s");
        let link = Link::to_touchpoint("http://127.0.0.1:8080", "ab12cd");
        assert_eq!(link.url, "HTTP://127.0.0.1:8080/Q/AB12CD");
        assert_eq!(link.address, "127.0.0.1:8080/q/ab12cd");
    }
}
