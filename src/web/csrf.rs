//! Whether a form was sent from a page of this house, and not by another site in somebody's name.
//!
//! Browsers say so in `Sec-Fetch-Site`, but to hosts with TLS alone; older ones in `Origin`. Where
//! neither says it, the page does: each of our forms carries a mark on something that only this
//! browser sends, its session or, before there is one, its number. The mark does not age, so a
//! page may stay open for days.

use actix_web::HttpRequest;
use actix_web::http::header;

use super::browser::Browser;
use super::{Web, cookie};
use crate::domain::answer::Fields;
use crate::keys::Purpose;

/// The field that carries the mark.
pub const FIELD: &str = "csrf";

/// The mark for the forms of a page of somebody who is signed in; empty for nobody.
pub fn of_session(web: &Web, request: &HttpRequest) -> String {
    let session = cookie::session_of(web, request);
    session.map(|session| web.house.keys.mark(Purpose::Form, &session)).unwrap_or_default()
}

/// The mark for the forms of a page of somebody who is not signed in.
pub fn of_browser(web: &Web, browser: &Browser) -> String {
    web.house.keys.mark(Purpose::Form, browser.number())
}

/// The mark that came with a form.
pub fn sent_with(fields: &Fields) -> String {
    let found = fields.iter().find(|(key, _)| key == FIELD.as_bytes());
    found.map(|(_, value)| String::from_utf8_lossy(value).into_owned()).unwrap_or_default()
}

/// Whether a form that came with this mark was sent from a page of ours.
pub fn is_own(web: &Web, request: &HttpRequest, mark: &str) -> bool {
    let text = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let origin = text(header::ORIGIN.as_str()).filter(|origin| *origin != "null");
    let is_ours = origin.map(|origin| is_our_origin(web, text(header::HOST.as_str()), origin));
    if is_ours == Some(false) {
        return false;
    }
    let is_marked = |secret: &str| web.house.keys.is_mark(Purpose::Form, secret, mark);
    // Whoever is signed in has had a page with the session's mark. Another site in the network can plant
    // a browser's number of its own, and know the mark of that.
    let marked = match cookie::session_of(web, request) {
        Some(session) => is_marked(&session),
        None => is_marked(Browser::of(web, request).number()),
    };
    marked || is_ours == Some(true)
}

fn is_our_origin(web: &Web, host: Option<&str>, origin: &str) -> bool {
    let scheme = if web.is_secure() { "https" } else { "http" };
    let public = web.config().server.public_url.origin();
    origin == public || host.is_some_and(|host| origin == format!("{scheme}://{host}"))
}
