//! Signing in: the owner's one-time link, a password, name and password, and out again.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::Web;
use super::body::Posted;
use super::client::{address_of, language_of};
use super::cookie;
use super::error::{Reply, settle};
use super::page::sign_in::{Problem, SignInPage, Step};
use super::page::staff::home_of;
use super::reply;
use super::values::form_of;
use crate::db::access::UserRow;
use crate::flow::sign_in::{self, SESSION_DAYS, SHORTEST_PASSWORD, Secret};
use crate::types::{Role, UserId};

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
pub async fn use_link(web: Data<Web>, secret: Path<String>, request: HttpRequest) -> HttpResponse {
    let reply = async {
        if !web.limits.count_sign_in(address_of(&web, &request)) {
            return page(&web, &request, Step::Link { days: SESSION_DAYS }, Some(Problem::Wait));
        }
        match sign_in::use_link(&web.house, &secret).await? {
            Some(session) => Ok(signed_in(&web, &session, "/admin/password")),
            None => {
                page(&web, &request, Step::Link { days: SESSION_DAYS }, Some(Problem::LinkUsed))
            }
        }
    };
    settle(&web, &request, reply.await)
}

/// GET `/admin/sign-in`.
pub async fn show(web: Data<Web>, request: HttpRequest) -> HttpResponse {
    let reply = page(&web, &request, Step::Password { name: "" }, None);
    settle(&web, &request, reply)
}

/// POST `/admin/sign-in`.
pub async fn enter(web: Data<Web>, posted: Posted, request: HttpRequest) -> HttpResponse {
    let reply = check(&web, posted, &request).await;
    settle(&web, &request, reply)
}

async fn check(web: &Web, posted: Posted, request: &HttpRequest) -> Reply {
    let form = form_of(web, request, posted)?;
    let (name, password) = (form.line("name")?, form.password("password")?);
    let refuse = |problem| page(web, request, Step::Password { name: &name }, Some(problem));
    if !cookie::is_own_form(web, request) {
        return refuse(Problem::Stale);
    }
    let of_address = web.limits.count_sign_in(address_of(web, request));
    if !(of_address && web.limits.count_sign_in_of(&name)) {
        return refuse(Problem::Wait);
    }
    match sign_in::sign_in(&web.house, &name, password).await? {
        Some(session) => {
            let user = sign_in::user_of(&web.house, &session.0).await?;
            let role = user.map_or(Role::Staff, |user| user.role());
            Ok(signed_in(web, &session, home_of(role)))
        }
        None => refuse(Problem::Wrong),
    }
}

/// GET `/admin/password`.
pub async fn show_password(web: Data<Web>, request: HttpRequest) -> HttpResponse {
    let reply = async {
        match user(&web, &request).await? {
            Some(user) => page(&web, &request, set_password_step(&user), None),
            None => Ok(reply::see_other("/admin/sign-in")),
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
        return Ok(reply::see_other("/admin/sign-in"));
    };
    let form = form_of(web, request, posted)?;
    let (password, again) = (form.password("password")?, form.password("again")?);
    let problem = if !cookie::is_own_form(web, request) {
        Some(Problem::Stale)
    } else if password.chars().count() < SHORTEST_PASSWORD {
        Some(Problem::Short)
    } else if is_common(&password, &web.config().shop.name) {
        Some(Problem::Common)
    } else {
        (password != again).then_some(Problem::Differ)
    };
    if problem.is_some() {
        return page(web, request, set_password_step(&user), problem);
    }
    let session = sign_in::set_password(&web.house, UserId(user.id), password).await?;
    Ok(signed_in(web, &session, home_of(user.role())))
}

/// POST `/admin/sign-out`: on this device or, with the field `everywhere`, on all.
pub async fn leave(web: Data<Web>, posted: Posted, request: HttpRequest) -> HttpResponse {
    let reply = async {
        if !cookie::is_own_form(&web, &request) {
            return Ok(reply::see_other("/admin/sign-in"));
        }
        let form = form_of(&web, &request, posted);
        let everywhere = form.is_ok_and(|form| form.has("everywhere"));
        if everywhere && let Some(user) = user(&web, &request).await? {
            sign_in::sign_out_everywhere(&web.house, UserId(user.id)).await?;
        }
        if let Some(session) = cookie::session_of(&request) {
            sign_in::sign_out(&web.house, &session).await?;
        }
        let mut reply = reply::see_other("/admin/sign-in");
        attach(&mut reply, &cookie::none(&web))?;
        Ok(reply)
    };
    settle(&web, &request, reply.await)
}

/// Who is signed in in this browser.
pub async fn user(web: &Web, request: &HttpRequest) -> crate::error::Result<Option<UserRow>> {
    match cookie::session_of(request) {
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

fn page(web: &Web, request: &HttpRequest, step: Step<'_>, problem: Option<Problem>) -> Reply {
    let status = match problem {
        None => StatusCode::OK,
        Some(Problem::Wait) => StatusCode::TOO_MANY_REQUESTS,
        Some(Problem::LinkUsed) => StatusCode::GONE,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let view = SignInPage {
        shop: &web.look,
        language: language_of(web, request),
        step,
        problem,
        csrf: None,
    };
    Ok(reply::html(status, &web.policy, view.to_html(&web.house.renderer)?))
}

fn signed_in(web: &Web, session: &Secret, to: &str) -> HttpResponse {
    let mut reply = reply::see_other(to);
    if let Err(error) = attach(&mut reply, &cookie::session(web, session)) {
        tracing::error!(%error, "a session's cookie could not be set");
    }
    reply
}

fn attach(
    reply: &mut HttpResponse,
    cookie: &actix_web::cookie::Cookie<'_>,
) -> crate::error::Result<()> {
    use crate::error::Context;
    reply.add_cookie(cookie).doing(|| "a cookie cannot be written".to_owned())
}
