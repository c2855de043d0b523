//! The address on a card: as a QR code wants it, and as a person types it.

use crate::types::{PublicUrl, Token};

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
    /// The link of an invitation.
    #[must_use]
    pub fn to_invitation(at: &PublicUrl, token: &Token) -> Self {
        Self {
            url: at.link_in_capitals(&format!("/S/{}", token.as_str())),
            address: at.typed("/s"),
            code: token.grouped(),
        }
    }

    /// The link of a touchpoint.
    #[must_use]
    pub fn to_touchpoint(at: &PublicUrl, code: &str) -> Self {
        let code = code.to_ascii_lowercase();
        Self {
            url: at.link_in_capitals(&format!("/Q/{}", code.to_ascii_uppercase())),
            address: at.typed(&format!("/q/{code}")),
            code: String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Link;
    use crate::types::{PublicUrl, Token};

    #[test]
    fn capitals_wherever_case_means_nothing() {
        let at = |address| PublicUrl::parse(address).unwrap();
        let token = Token::parse("ABCD-EFGH-JKMN").unwrap();
        let link = Link::to_invitation(&at("https://survey.shop.vn"), &token);
        assert_eq!(link.url, "HTTPS://SURVEY.SHOP.VN/S/ABCDEFGHJKMN");
        assert_eq!(link.address, "survey.shop.vn/s");
        assert_eq!(link.code, "ABCD-EFGH-JKMN");
        let link = Link::to_invitation(&at("https://shop.vn:8443/ask"), &token);
        assert_eq!(link.url, "HTTPS://SHOP.VN:8443/ask/S/ABCDEFGHJKMN");
        assert_eq!(link.address, "shop.vn:8443/ask/s");
        let link = Link::to_touchpoint(&at("http://127.0.0.1:8080"), "ab12cd");
        assert_eq!(link.url, "HTTP://127.0.0.1:8080/Q/AB12CD");
        assert_eq!(link.address, "127.0.0.1:8080/q/ab12cd");
    }
}
