//! Replies with what every page must carry: a strict policy, no caching, no leaks to other sites. What
//! every reply carries, page or not, is in `headers`.
//! The address of a customer's page is a secret, so no referrer tells it; see [`Policy::with_referrer`].

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::Web;
use super::page::{ShopLook, styles};
use crate::error::{Context, Result};
use crate::render::Renderer;

/// What the pages of a kind may load, and what they tell where they lead.
#[derive(Clone, Debug)]
pub struct Policy {
    content: HeaderValue,
    referrer: HeaderValue,
}

impl Policy {
    /// A policy that allows exactly the styles of the house's pages, and nothing else.
    ///
    /// # Errors
    /// Broken if the style sheet cannot be read.
    pub fn new(renderer: &Renderer, look: &ShopLook) -> Result<Self> {
        Self::of(&styles(renderer, look)?, None)
    }

    /// A policy that allows exactly these styles, this script if there is one, and nothing else.
    ///
    /// # Errors
    /// Broken if it cannot be a header, which would be a bug.
    pub fn of(styles: &[String], script: Option<&str>) -> Result<Self> {
        let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
        let hashes: Vec<String> = styles.iter().map(|style| hash(style)).collect();
        let script = script.map(|script| format!("script-src {}; ", hash(script)));
        let policy = format!(
            "default-src 'none'; style-src {}; {}img-src 'self' data:; form-action 'self'; \
             base-uri 'none'; frame-ancestors 'none'",
            hashes.join(" "),
            script.unwrap_or_default()
        );
        let value =
            HeaderValue::from_str(&policy).doing(|| "the policy is no header".to_owned())?;
        Ok(Self { content: value, referrer: NO_REFERRER })
    }

    /// The same for pages whose address holds nothing secret and whose forms must be known as ours:
    /// without a referrer browsers would say of no form where it comes from.
    #[must_use]
    pub fn with_referrer(self) -> Self {
        Self { referrer: SAME_ORIGIN, ..self }
    }
}

/// Static files load nothing but what lies beside them.
pub const SITE_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The same for what anybody may see. Auditors ask for `robots.txt` out of the
/// page, and report what they may not fetch as broken.
pub const PUBLIC_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
     connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");
const SAME_ORIGIN: HeaderValue = HeaderValue::from_static("same-origin");
const NO_REFERRER: HeaderValue = HeaderValue::from_static("no-referrer");
const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");
const GZIP: HeaderValue = HeaderValue::from_static("gzip");
const VARY: HeaderValue = HeaderValue::from_static("accept-encoding, accept-language");

/// Begins a page of the house. No page may be kept by a cache: a shared phone must not show the
/// form of the customer before.
pub fn page(status: StatusCode, policy: &Policy) -> HttpResponseBuilder {
    let mut reply = HttpResponse::build(status);
    reply
        .insert_header((header::CONTENT_TYPE, HTML))
        .insert_header((header::CONTENT_SECURITY_POLICY, policy.content.clone()))
        .insert_header((header::REFERRER_POLICY, policy.referrer.clone()))
        .insert_header((header::CACHE_CONTROL, NO_STORE));
    reply
}

/// Replies with HTML as it is.
pub fn html(status: StatusCode, policy: &Policy, html: String) -> HttpResponse {
    page(status, policy).body(html)
}

/// Replies with HTML that is compressed already.
pub fn gzipped(status: StatusCode, policy: &Policy, body: Vec<u8>) -> HttpResponse {
    page(status, policy)
        .insert_header((header::CONTENT_ENCODING, GZIP))
        .insert_header((header::VARY, VARY))
        .body(body)
}

/// Sends the browser to another page of the house with a GET; `to` is its own path (`/admin`),
/// whatever the house lies under.
pub fn see_other(web: &Web, to: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, web.config().server.public_url.path(to)))
        .insert_header((header::CACHE_CONTROL, NO_STORE))
        .finish()
}

/// Whether a browser takes gzip (RFC 9110 §12.5.3).
pub fn takes_gzip(request: &HttpRequest) -> bool {
    let Some(value) = request.headers().get(header::ACCEPT_ENCODING) else { return false };
    value.to_str().is_ok_and(|codings| {
        codings.split(',').any(|coding| {
            let mut parts = coding.split(';').map(str::trim);
            let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("gzip"));
            named && !parts.any(|weight| matches!(weight, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
        })
    })
}
