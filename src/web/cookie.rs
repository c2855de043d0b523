//! Cookies of ours: out of reach of scripts, never sent along from other sites' forms, and under names
//! that browsers take from nobody but this host. And the one that keeps a session.

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, CookieBuilder, SameSite};
use actix_web::{HttpRequest, HttpResponse};

use super::Web;
use crate::error::{Context, Result};
use crate::flow::sign_in::{LONGEST_SESSION_DAYS, Secret};
use crate::types::PublicUrl;

const SESSION: &str = "afterword";

/// The cookie of a browser that has seen the page for signing in.
const BROWSER: &str = "afterword_browser";

/// How long a browser is known: the longest that browsers keep a cookie.
const BROWSER_DAYS: i64 = 400;

/// A cookie that goes with every page of the house.
pub const EVERYWHERE: &str = "";

/// Begins a cookie for the pages of the house below `below`: all for an empty text.
pub fn build(web: &Web, name: &str, below: &str, value: String) -> CookieBuilder<'static> {
    let (name, path) = name_and_path(&web.config().server.public_url, name, below);
    Cookie::build(name, value)
        .path(path)
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(web.is_secure())
}

/// The cookie of that name that a browser brings.
pub fn find(web: &Web, request: &HttpRequest, name: &str, below: &str) -> Option<Cookie<'static>> {
    let (name, _) = name_and_path(&web.config().server.public_url, name, below);
    request.cookie(&name)
}

/// The name of a cookie as browsers know it, and the pages it is sent with. Without TLS they would
/// refuse the prefixes; `__Host-` is for cookies of a whole host (RFC 6265bis §4.1.3).
fn name_and_path(at: &PublicUrl, name: &str, below: &str) -> (String, String) {
    let path = Some(at.path(below)).filter(|path| !path.is_empty());
    let path = path.unwrap_or_else(|| "/".to_owned());
    let prefix = match (at.is_secure(), path.as_str()) {
        (false, _) => "",
        (true, "/") => "__Host-",
        (true, _) => "__Secure-",
    };
    (format!("{prefix}{name}"), path)
}

/// The session that a browser brings; a malformed cookie is none.
pub fn session_of(web: &Web, request: &HttpRequest) -> Option<String> {
    let cookie = find(web, request, SESSION, EVERYWHERE)?;
    let value = cookie.value();
    let ours = value.len() == 64 && value.bytes().all(|byte| byte.is_ascii_hexdigit());
    ours.then(|| value.to_owned())
}

/// The cookie that keeps a session.
pub fn session(web: &Web, secret: &Secret) -> Cookie<'static> {
    let days = i64::from(LONGEST_SESSION_DAYS);
    base(web, SESSION, secret.0.clone()).max_age(Duration::days(days)).finish()
}

/// The cookie that ends one.
pub fn none(web: &Web) -> Cookie<'static> {
    base(web, SESSION, String::new()).max_age(Duration::ZERO).finish()
}

/// What a browser brings of what [`browser`] gave it.
pub fn browser_of(web: &Web, request: &HttpRequest) -> Option<String> {
    find(web, request, BROWSER, EVERYWHERE).map(|cookie| cookie.value().to_owned())
}

/// The cookie by which a browser is known.
pub fn browser(web: &Web, value: String) -> Cookie<'static> {
    base(web, BROWSER, value).max_age(Duration::days(BROWSER_DAYS)).finish()
}

/// Sends a cookie along with a reply.
///
/// # Errors
/// It cannot be written.
pub fn attach(reply: &mut HttpResponse, cookie: &Cookie<'_>) -> Result<()> {
    reply.add_cookie(cookie).doing(|| "a cookie cannot be written".to_owned())
}

fn base(web: &Web, name: &str, value: String) -> CookieBuilder<'static> {
    build(web, name, EVERYWHERE, value)
}

#[cfg(test)]
mod tests {
    use super::name_and_path;
    use crate::types::PublicUrl;

    #[test]
    fn a_cookie_is_bound_to_host_and_path_as_far_as_browsers_do_that() {
        for (at, below, name, path) in [
            ("https://shop.vn", "", "__Host-a", "/"),
            ("https://shop.vn", "/admin", "__Secure-a", "/admin"),
            ("https://shop.vn/survey", "", "__Secure-a", "/survey"),
            ("https://shop.vn/survey", "/admin", "__Secure-a", "/survey/admin"),
            ("http://127.0.0.1:8080", "", "a", "/"),
            ("http://shop.vn/survey", "", "a", "/survey"),
        ] {
            let found = name_and_path(&PublicUrl::parse(at).unwrap(), "a", below);
            assert_eq!(found, (name.to_owned(), path.to_owned()), "{at} {below}");
        }
    }
}
