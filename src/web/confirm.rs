//! Pages that show a person ask for the password again after some idle hours: a shop's tablet lies
//! about. What was sent meanwhile is kept on the page that asks, and done once the password is right.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::admin::own_fields;
use super::body::Posted;
use super::error::{Failed, Reply, notice_page, settle};
use super::limits::Guesser;
use super::page::notice::Notice;
use super::page::sign_in::{Problem, Step};
use super::page::staff::home_of;
use super::sign_in::{SIGN_IN_AGAIN, page, source_of, user};
use super::{Web, cookie, reply};
use crate::domain::answer::Fields;
use crate::flow::sign_in::{self, Signed};
use crate::flow::steps::hashing::Asker;

/// Where the password is sent to that a page asked for before it was shown.
const HERE: &str = "/admin/confirm";

/// The field of the password.
const PASSWORD: &str = "confirm";

/// The field that says where to go on.
const TO: &str = "to";

/// Asks for the password before a page is shown.
pub fn before_showing(web: &Web, request: &HttpRequest, signed: &Signed) -> Reply {
    let to = request.uri().path_and_query().map_or("/admin", |to| to.as_str());
    // The house's own path: a proxy may have passed on the one that the house lies under.
    let to = to.strip_prefix(web.config().server.public_url.base()).unwrap_or(to);
    ask(web, request, signed, (&here(web), &[(TO.to_owned(), to.to_owned())], None))
}

/// Lets somebody do what they sent if their password came along; else asks for it, keeping what they
/// sent.
///
/// # Errors
/// What the database says.
pub async fn before_doing(
    web: &Web,
    request: &HttpRequest,
    signed: &Signed,
    fields: Fields,
) -> Result<Result<Fields, HttpResponse>, Failed> {
    let is_password = |key: &[u8]| key == PASSWORD.as_bytes();
    let password = fields.iter().find(|(key, _)| is_password(key));
    let problem = match password {
        None => None,
        Some((_, password)) => {
            let password = String::from_utf8_lossy(password);
            match check(web, request, signed, &password).await? {
                None => {
                    let rest = fields.into_iter().filter(|(key, _)| !is_password(key));
                    return Ok(Ok(rest.collect()));
                }
                problem => problem,
            }
        }
    };
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let rest = fields.iter().filter(|(key, _)| !is_password(key));
    let kept: Vec<_> = rest.map(|(key, value)| (text(key), text(value))).collect();
    ask(web, request, signed, ("", &kept, problem)).map(Err)
}

/// POST `/admin/confirm`: leads to the page that was asked for.
pub async fn enter(web: Data<Web>, posted: Posted, request: HttpRequest) -> HttpResponse {
    let reply = async {
        let form = match own_fields(&web, posted, &request)? {
            Ok(form) => form,
            Err(refused) => return Ok(refused),
        };
        let Some(signed) = user(&web, &request).await? else {
            return Ok(reply::see_other(&web, SIGN_IN_AGAIN));
        };
        let to = form.address(TO);
        match check(&web, &request, &signed, &form.password(PASSWORD)?).await? {
            None if is_local(to) => Ok(reply::see_other(&web, to)),
            None => Ok(reply::see_other(&web, home_of(signed.user.role()))),
            problem => {
                let kept = [(TO.to_owned(), to.to_owned())];
                ask(&web, &request, &signed, (&here(&web), &kept, problem))
            }
        }
    };
    settle(&web, &request, reply.await)
}

/// GET `/admin/confirm`: there is nothing to confirm without a page.
pub async fn show(web: Data<Web>) -> HttpResponse {
    reply::see_other(&web, "/admin")
}

fn here(web: &Web) -> String {
    web.config().server.public_url.path(HERE)
}

/// What is wrong with a password that somebody who is signed in gave; nothing if it is theirs.
///
/// # Errors
/// What the database says.
pub async fn check(
    web: &Web,
    request: &HttpRequest,
    signed: &Signed,
    password: &str,
) -> Result<Option<Problem>, Failed> {
    let session = cookie::session_of(web, request).unwrap_or_default();
    let Some(place) = web.house.hashing.queue(Asker::Known) else {
        return Ok(Some(Problem::Crowded));
    };
    let guess = match web.limits.guess(Guesser::Known(&session), &signed.user.name) {
        Ok(guess) => guess,
        Err(seconds) => return Ok(Some(Problem::Wait(seconds))),
    };
    let given = (password, &*source_of(web, request));
    if sign_in::confirm(&web.house, signed, given, &place).await? {
        guess.was_right();
        return Ok(None);
    }
    Ok(Some(Problem::NotPresent))
}

fn ask(
    web: &Web,
    request: &HttpRequest,
    signed: &Signed,
    (action, kept, problem): (&str, &[(String, String)], Option<Problem>),
) -> Reply {
    if signed.user.password_hash.is_none() {
        return Ok(notice_page(web, request, StatusCode::FORBIDDEN, Notice::NoPassword));
    }
    let step = Step::Confirm { name: &signed.user.name, action, kept };
    page(web, request, step, problem)
}

/// Whether an address leads to a page of the staff's, and nowhere else.
fn is_local(to: &str) -> bool {
    let rest = to.strip_prefix("/admin");
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
        && to.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn a_password_leads_to_pages_of_the_staff_s_alone() {
        for to in ["/admin", "/admin/cards?days=dates&from=2026-01-01", "/admin?x=1"] {
            assert!(is_local(to), "{to}");
        }
        for to in
            ["", "//evil.example", "/admin.evil.example", "https://x", "/admin\\x", "/admin/\n"]
        {
            assert!(!is_local(to), "{to}");
        }
    }
}
