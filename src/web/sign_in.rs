//! Signing in: the owner's one-time link, a password, name and password, and out again.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::admin::{Form, own_fields};
use super::browser::Browser;
use super::client::{Body, address_of, language_of, pairs_of};
use super::error::{Failed, Reply, notice_page, settle};
use super::form::Posted;
use super::limits::Guesser;
use super::page::notice::Notice;
use super::page::sign_in::{Problem, SignInPage, Step};
use super::page::staff::home_of;
use super::{Web, cookie, csrf, reply};
use crate::db::access::UserRow;
use crate::flow::sign_in::{self, SESSION_DAYS, SHORTEST_PASSWORD, Secret};
use crate::flow::steps::hashing::Asker;
use crate::types::UserId;

/// How long somebody should wait who has tried too many links.
const LINK_SECONDS: u32 = 60;

/// How long somebody should wait while many sign in at once.
const CROWDED_SECONDS: u32 = 2;

/// The page for signing in.
pub const SIGN_IN: &str = "/admin/sign-in";

/// The same for somebody whose press came to nothing, since they were signed out.
pub const SIGN_IN_AGAIN: &str = "/admin/sign-in?ended=1";

/// GET `/admin/link/{secret}`: a button. Chat programs open links to preview them, so opening one
/// must not use it up.
pub async fn show_link(web: Data<Web>, secret: Path<String>, request: HttpRequest) -> HttpResponse {
    let reply = async {
        let open = sign_in::link_is_open(&web.house, &secret).await?;
        let problem = (!open).then_some(Problem::LinkUsed);
        page(&web, &request, Step::Link { days: SESSION_DAYS }, problem)
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
        let step = Step::Link { days: SESSION_DAYS };
        let Some(form) = form_of(posted)? else { return Ok(too_large(&web, &request)) };
        if !csrf::is_own(&web, &request, form.get(csrf::FIELD)) {
            return page(&web, &request, step, Some(Problem::Stale));
        }
        match sign_in::use_link(&web.house, &secret).await? {
            // One that is right works whatever was tried before.
            Some(opened) => signed_in(&web, &request, &opened, "/admin/password"),
            None if web.limits.count_unknown_link(address_of(&web, &request)) => {
                page(&web, &request, step, Some(Problem::LinkUsed))
            }
            None => page(&web, &request, step, Some(Problem::Wait(LINK_SECONDS))),
        }
    };
    settle(&web, &request, reply.await)
}

/// GET `/admin/sign-in`.
pub async fn show(web: Data<Web>, request: HttpRequest) -> HttpResponse {
    let query = pairs_of(request.query_string().as_bytes());
    let ended = query.iter().any(|(key, _)| key == b"ended").then_some(Problem::Ended);
    let reply = page(&web, &request, Step::Password { name: "" }, ended);
    settle(&web, &request, reply)
}

/// POST `/admin/sign-in`.
pub async fn enter(web: Data<Web>, posted: Posted, request: HttpRequest) -> HttpResponse {
    let reply = check(&web, posted, &request).await;
    settle(&web, &request, reply)
}

async fn check(web: &Web, posted: Posted, request: &HttpRequest) -> Reply {
    let Some(form) = form_of(posted)? else { return Ok(too_large(web, request)) };
    let name = form.get("name");
    let refuse = |problem| page(web, request, Step::Password { name }, Some(problem));
    if !csrf::is_own(web, request, form.get(csrf::FIELD)) {
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
    match sign_in::sign_in(&web.house, name, form.get("password"), &place).await? {
        Some(opened) => {
            guess.was_right();
            signed_in(web, request, &opened, home_of(opened.1.role()))
        }
        None => refuse(Problem::Wrong),
    }
}

/// GET `/admin/password`.
pub async fn show_password(web: Data<Web>, request: HttpRequest) -> HttpResponse {
    let reply = async {
        match user(&web, &request).await? {
            Some(user) => page(&web, &request, set_password_step(&user), None),
            None => Ok(reply::see_other(&web, SIGN_IN)),
        }
    };
    settle(&web, &request, reply.await)
}

/// POST `/admin/password`.
pub async fn set_password(web: Data<Web>, posted: Posted, request: HttpRequest) -> HttpResponse {
    let reply = change(&web, posted, &request).await;
    settle(&web, &request, reply)
}

async fn change(web: &Web, posted: Posted, request: &HttpRequest) -> Reply {
    let Some(user) = user(web, request).await? else {
        return Ok(reply::see_other(web, SIGN_IN_AGAIN));
    };
    let Some(form) = form_of(posted)? else { return Ok(too_large(web, request)) };
    let (password, again) = (form.get("password"), form.get("again"));
    let problem = if !csrf::is_own(web, request, form.get(csrf::FIELD)) {
        Some(Problem::Stale)
    } else if password.chars().count() < SHORTEST_PASSWORD {
        Some(Problem::Short)
    } else if is_common(password, &web.config().shop.name) {
        Some(Problem::Common)
    } else {
        (password != again).then_some(Problem::Differ)
    };
    if problem.is_some() {
        return page(web, request, set_password_step(&user), problem);
    }
    let Some(place) = web.house.hashing.queue(Asker::Known) else {
        return page(web, request, set_password_step(&user), Some(Problem::Crowded));
    };
    let session = sign_in::set_password(&web.house, UserId(user.id), password, &place).await?;
    let home = home_of(user.role());
    signed_in(web, request, &(session, user), home)
}

/// POST `/admin/sign-out`: on this device or, with the field `everywhere`, on all.
pub async fn leave(web: Data<Web>, posted: Posted, request: HttpRequest) -> HttpResponse {
    let reply = async {
        let form = match own_fields(&web, posted, &request)? {
            Ok(fields) => Form::of(fields),
            Err(refused) => return Ok(refused),
        };
        let everywhere = !form.get("everywhere").is_empty();
        if everywhere && let Some(user) = user(&web, &request).await? {
            sign_in::sign_out_everywhere(&web.house, UserId(user.id)).await?;
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
pub async fn user(web: &Web, request: &HttpRequest) -> crate::error::Result<Option<UserRow>> {
    match cookie::session_of(web, request) {
        Some(session) => sign_in::user_of(&web.house, &session).await,
        None => Ok(None),
    }
}

fn set_password_step(user: &UserRow) -> Step<'static> {
    let min = u16::try_from(SHORTEST_PASSWORD).unwrap_or(u16::MAX);
    // This phone is signed in already: a password may wait until another device needs one.
    Step::SetPassword { min, later: user.password_hash.is_none().then(|| home_of(user.role())) }
}

/// A password that a guesser tries first: one repeated character, a run of digits, the shop.
fn is_common(password: &str, shop: &str) -> bool {
    let lower = password.to_lowercase();
    let one_character = lower.chars().all(|c| lower.starts_with(c));
    let run = "01234567890123456789".contains(&lower) || "98765432109876543210".contains(&lower);
    let known = ["password", "afterword", "qwertyuiop", "matkhau", "iloveyou", "123456"];
    let stem: String = lower.chars().filter(|c| c.is_alphabetic()).collect();
    one_character || run || known.contains(&stem.as_str()) || lower == shop.to_lowercase()
}

/// The fields of a form; none if it was too large.
fn form_of(posted: Posted) -> Result<Option<Form>, Failed> {
    let Body::Whole(body) = posted.0? else { return Ok(None) };
    Ok(Some(Form::of(pairs_of(&body))))
}

fn too_large(web: &Web, request: &HttpRequest) -> HttpResponse {
    notice_page(web, request, StatusCode::PAYLOAD_TOO_LARGE, Notice::TooLarge)
}

fn page(web: &Web, request: &HttpRequest, step: Step<'_>, problem: Option<Problem>) -> Reply {
    let status = match problem {
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

/// Leads on with a session, in a browser that is known from now on.
fn signed_in(
    web: &Web,
    request: &HttpRequest,
    (session, user): &(Secret, UserRow),
    to: &str,
) -> Reply {
    let mut reply = reply::see_other(web, to);
    cookie::attach(&mut reply, &cookie::session(web, session))?;
    Browser::of(web, request).remember(web, &user.name, &mut reply)?;
    Ok(reply)
}
