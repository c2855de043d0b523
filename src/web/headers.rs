//! The headers of every reply, whatever it is: a page, a file, a redirect, a 404. Pages add their own
//! and may say otherwise.

use actix_web::http::header::{self, HeaderName};
use actix_web::middleware::DefaultHeaders;

use super::Web;
use crate::types::PublicUrl;

/// How long browsers are to come by TLS alone: a year (OWASP ASVS 5.0, 3.4.1).
const STRICT_TRANSPORT: &str = "max-age=31536000";

/// What every reply carries that does not say otherwise.
pub fn of_every_reply(web: &Web) -> DefaultHeaders {
    let headers = DefaultHeaders::new()
        .add((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .add((header::REFERRER_POLICY, "no-referrer"));
    // Browsers ignore it from an address without TLS, and complain of it on each page.
    let headers = if web.is_secure() {
        headers.add((HeaderName::from_static("cross-origin-opener-policy"), "same-origin"))
    } else {
        headers
    };
    if has_own_host(&web.config().server.public_url) {
        headers.add((header::STRICT_TRANSPORT_SECURITY, STRICT_TRANSPORT))
    } else {
        headers
    }
}

/// Whether browsers come by TLS to a host that is ours alone: the header is about a whole host, and
/// behind a path others share it. For the same reason it does not speak of the host's subdomains.
fn has_own_host(public_url: &PublicUrl) -> bool {
    public_url.is_secure() && public_url.base().is_empty()
}

#[cfg(test)]
mod tests {
    use super::has_own_host;
    use crate::types::PublicUrl;

    #[test]
    fn only_a_host_of_our_own_is_bound_to_tls() {
        let own = |url: &str| has_own_host(&PublicUrl::parse(url).unwrap());
        assert!(own("https://survey.shop.vn") && own("https://shop.vn:8443/"));
        assert!(!own("https://shop.vn/survey"), "the shop's other pages may not have TLS");
        assert!(!own("http://survey.shop.vn"));
    }
}
