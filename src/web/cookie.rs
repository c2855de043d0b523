//! The cookie of a session: out of reach of scripts, never sent along from other sites' forms.

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header;

use super::Web;
use crate::flow::sign_in::{SESSION_DAYS, Secret};

const NAME: &str = "afterword";

/// The session that a browser brings; a malformed cookie is none.
pub fn session_of(request: &HttpRequest) -> Option<String> {
    let cookie = request.cookie(NAME)?;
    let value = cookie.value();
    let ours = value.len() == 64 && value.bytes().all(|byte| byte.is_ascii_hexdigit());
    ours.then(|| value.to_owned())
}

/// The cookie that keeps a session.
pub fn session(web: &Web, secret: &Secret) -> Cookie<'static> {
    base(web, secret.0.clone()).max_age(Duration::days(i64::from(SESSION_DAYS))).finish()
}

/// The cookie that ends one.
pub fn none(web: &Web) -> Cookie<'static> {
    base(web, String::new()).max_age(Duration::ZERO).finish()
}

fn base(web: &Web, value: String) -> actix_web::cookie::CookieBuilder<'static> {
    Cookie::build(NAME, value)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(web.is_secure())
}

/// Whether a form was sent from a page of this house: browsers say so in `Sec-Fetch-Site`, older
/// ones in `Origin`. A program that sends neither brings no cookie of somebody else's either.
pub fn is_own_form(web: &Web, request: &HttpRequest) -> bool {
    let text = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text(header::ORIGIN.as_str()) else { return true };
    let host = text(header::HOST.as_str()).unwrap_or_default();
    let of_host = origin.split_once("://").is_some_and(|(_, origin)| origin == host);
    of_host || origin == web.config().server.public_url.origin()
}
