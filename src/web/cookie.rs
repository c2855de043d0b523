//! The cookies of those who sign in: out of reach of scripts, never sent along from other sites' forms.

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::{HttpRequest, HttpResponse};

use super::Web;
use crate::error::{Context, Result};
use crate::flow::sign_in::{LONGEST_SESSION_DAYS, Secret};

const SESSION: &str = "afterword";

/// The cookie of a browser that has seen the page for signing in.
const BROWSER: &str = "afterword_browser";

/// How long a browser is known: the longest that browsers keep a cookie.
const BROWSER_DAYS: i64 = 400;

/// The session that a browser brings; a malformed cookie is none.
pub fn session_of(request: &HttpRequest) -> Option<String> {
    let cookie = request.cookie(SESSION)?;
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
pub fn browser_of(request: &HttpRequest) -> Option<String> {
    request.cookie(BROWSER).map(|cookie| cookie.value().to_owned())
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

fn base(web: &Web, name: &'static str, value: String) -> actix_web::cookie::CookieBuilder<'static> {
    Cookie::build(name, value)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(web.is_secure())
}
