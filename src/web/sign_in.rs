//! Signing in: the owner's one-time link, name and password, and out again.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::admin::{language_of, own_fields};
use super::body::Posted;
use super::browser::Browser;
use super::client::address_of;
use super::error::{Reply, settle};
use super::limits::{Guesser, NETWORK_BITS, network_of};
use super::page::sign_in::{Problem, SignInPage, Step};
use super::page::staff::home_of;
use super::values::{Values, form_of};
use super::{Web, cookie, csrf, reply};
use crate::flow::sign_in::{self, Opened, Signed};
use crate::flow::steps::hashing::Asker;
use crate::keys::Purpose;

/// How long somebody should wait who has tried too many links.
const LINK_SECONDS: u32 = 60;

/// How long somebody should wait while many sign in at once.
const CROWDED_SECONDS: u32 = 2;

/// How much of the hash of a network tells sources apart in the log.
const SOURCE_LENGTH: usize = 8;

/// The page for signing in.
pub const SIGN_IN: &str = "/admin/sign-in";

/// The same for somebody whose press came to nothing, since they were signed out.
pub const SIGN_IN_AGAIN: &str = "/admin/sign-in?ended=1";

/// GET `/admin/link/{secret}`: a button. Chat programs open links to preview them, so opening one
/// must not use it up.
pub async fn show_link(web: Data<Web>, secret: Path<String>, request: HttpRequest) -> HttpResponse {
    let reply = async {
        if sign_in::link_is_open(&web.house, &secret).await? {
            page(&web, &request, link_step(&web), None)
        } else {
            link_is_used(&web, &request)
        }
    };
    settle(&web, &request, reply.await)
}

/// POST `/admin/link/{secret}`: signs this browser in.
pub async fn use_link(
    web: Data<Web>,
    secret: Path<String>,
    posted: Posted,
    request: HttpRequest,
) -> HttpResponse {
    let reply = async {
        let refuse = |problem| page(&web, &request, link_step(&web), Some(problem));
        let form = form_of(&web, &request, posted)?;
        if !csrf::is_own(&web, &request, &form.line(csrf::FIELD)?) {
            return refuse(Problem::Stale);
        }
        let replaced = cookie::session_of(&web, &request);
        match sign_in::use_link(&web.house, &secret, replaced.as_deref()).await? {
            // One that is right works whatever was tried before.
            Some(opened) => signed_in(&web, &request, &opened, "/admin/password"),
            None if web.limits.count_unknown_link(address_of(&web, &request)) => {
                link_is_used(&web, &request)
            }
            None => refuse(Problem::Wait(LINK_SECONDS)),
        }
    };
    settle(&web, &request, reply.await)
}

/// What a link leads to that signs nobody in any more: the page that does.
fn link_is_used(web: &Web, request: &HttpRequest) -> Reply {
    page(web, request, Step::Password { name: "" }, Some(Problem::LinkUsed))
}

fn link_step(web: &Web) -> Step<'static> {
    Step::Link { days: web.config().access.idle_days }
}

/// GET `/admin/sign-in`.
pub async fn show(web: Data<Web>, request: HttpRequest) -> HttpResponse {
    let ended = Values::of_query(&request).has("ended").then_some(Problem::Ended);
    let reply = page(&web, &request, Step::Password { name: "" }, ended);
    settle(&web, &request, reply)
}

/// POST `/admin/sign-in`.
pub async fn enter(web: Data<Web>, posted: Posted, request: HttpRequest) -> HttpResponse {
    let reply = check(&web, posted, &request).await;
    settle(&web, &request, reply)
}

async fn check(web: &Web, posted: Posted, request: &HttpRequest) -> Reply {
    let form = form_of(web, request, posted)?;
    let (name, password) = (&*form.line("name")?, &*form.password("password")?);
    let refuse = |problem| page(web, request, Step::Password { name }, Some(problem));
    if !csrf::is_own(web, request, &form.line(csrf::FIELD)?) {
        return refuse(Problem::Stale);
    }
    let browser = Browser::of(web, request);
    let (asker, guesser) = if browser.knows(web, name) {
        (Asker::Known, Guesser::Known(browser.number()))
    } else {
        (Asker::Stranger, Guesser::Stranger(address_of(web, request)))
    };
    let Some(place) = web.house.hashing.queue(asker) else { return refuse(Problem::Crowded) };
    let guess = match web.limits.guess(guesser, name) {
        Ok(guess) => guess,
        Err(seconds) => return refuse(Problem::Wait(seconds)),
    };
    let (replaced, source) = (cookie::session_of(web, request), source_of(web, request));
    let from = (replaced.as_deref(), &*source);
    match sign_in::sign_in(&web.house, (name, password), from, &place).await? {
        Some(opened) => {
            guess.was_right();
            signed_in(web, request, &opened, home_of(opened.user.role()))
        }
        None => refuse(Problem::Wrong),
    }
}

/// POST `/admin/sign-out`: on this device or, with the field `everywhere`, on all.
pub async fn leave(web: Data<Web>, posted: Posted, request: HttpRequest) -> HttpResponse {
    let reply = async {
        let form = match own_fields(&web, posted, &request)? {
            Ok(form) => form,
            Err(refused) => return Ok(refused),
        };
        let everywhere = form.has("everywhere");
        if everywhere && let Some(signed) = user(&web, &request).await? {
            sign_in::sign_out_everywhere(&web.house, &signed.user).await?;
        }
        if let Some(session) = cookie::session_of(&web, &request) {
            sign_in::sign_out(&web.house, &session).await?;
        }
        let mut reply = reply::see_other(&web, SIGN_IN);
        cookie::attach(&mut reply, &cookie::none(&web))?;
        Ok(reply)
    };
    settle(&web, &request, reply.await)
}

/// Who is signed in in this browser.
pub async fn user(web: &Web, request: &HttpRequest) -> crate::error::Result<Option<Signed>> {
    match cookie::session_of(web, request) {
        Some(session) => sign_in::user_of(&web.house, &session).await,
        None => Ok(None),
    }
}

/// Where a request comes from, as the log keeps it: no address can be read from it.
pub fn source_of(web: &Web, request: &HttpRequest) -> String {
    let Some(address) = address_of(web, request) else { return String::new() };
    let mark = web.house.keys.mark(Purpose::Source, &network_of(address, NETWORK_BITS).to_string());
    mark.chars().take(SOURCE_LENGTH).collect()
}

/// Leads on with a session, in a browser that is known from now on.
pub fn signed_in(web: &Web, request: &HttpRequest, opened: &Opened, to: &str) -> Reply {
    let mut reply = reply::see_other(web, to);
    cookie::attach(&mut reply, &cookie::session(web, &opened.session))?;
    Browser::of(web, request).remember(web, &opened.user.name, &mut reply)?;
    Ok(reply)
}

/// A page on which a password or a link is given.
pub fn page(web: &Web, request: &HttpRequest, step: Step<'_>, problem: Option<Problem>) -> Reply {
    let status = match problem {
        None if matches!(step, Step::Confirm { .. }) => StatusCode::FORBIDDEN,
        None | Some(Problem::Ended) => StatusCode::OK,
        Some(Problem::Wait(_) | Problem::Crowded) => StatusCode::TOO_MANY_REQUESTS,
        Some(Problem::LinkUsed) => StatusCode::GONE,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let browser = Browser::of(web, request);
    let mark = match cookie::session_of(web, request) {
        Some(_) => csrf::of_session(web, request),
        None => csrf::of_browser(web, &browser),
    };
    let view = SignInPage {
        shop: &web.look,
        language: language_of(web, request),
        step,
        problem,
        csrf: Some(&mark),
    };
    let mut reply = reply::html(status, &web.sign_in_policy, view.to_html(&web.house.renderer)?);
    browser.tell(web, &mut reply)?;
    let wait = match problem {
        Some(Problem::Wait(seconds)) => Some(seconds),
        Some(Problem::Crowded) => Some(CROWDED_SECONDS),
        _ => None,
    };
    if let Some(seconds) = wait {
        reply.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    Ok(reply)
}
