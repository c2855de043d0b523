//! `/admin/password`: one's own password, the first or another.

use actix_web::http::StatusCode;
use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse};

use super::body::Posted;
use super::error::{Failed, Reply, notice_page, settle};
use super::page::notice::Notice;
use super::page::sign_in::{Problem, Step};
use super::page::staff::home_of;
use super::sign_in::{SIGN_IN, SIGN_IN_AGAIN, page, signed_in, user};
use super::values::{Values, form_of};
use super::{Web, confirm, csrf, reply};
use crate::domain::password::is_easy;
use crate::error::Error;
use crate::flow::sign_in::{self, SHORTEST_PASSWORD, Signed};
use crate::flow::steps::hashing::Asker;

/// GET `/admin/password`.
pub async fn show(web: Data<Web>, request: HttpRequest) -> HttpResponse {
    let reply = async {
        match user(&web, &request).await? {
            Some(signed) => ask(&web, &request, &signed, None),
            None => Ok(reply::see_other(&web, SIGN_IN)),
        }
    };
    settle(&web, &request, reply.await)
}

/// POST `/admin/password`.
pub async fn set(web: Data<Web>, posted: Posted, request: HttpRequest) -> HttpResponse {
    let reply = change(&web, posted, &request).await;
    settle(&web, &request, reply)
}

async fn change(web: &Web, posted: Posted, request: &HttpRequest) -> Reply {
    let Some(signed) = user(web, request).await? else {
        return Ok(reply::see_other(web, SIGN_IN_AGAIN));
    };
    let form = form_of(web, request, posted)?;
    if let Some(problem) = problem_of(web, request, &signed, &form).await? {
        return ask(web, request, &signed, Some(problem));
    }
    let Some(place) = web.house.hashing.queue(Asker::Known) else {
        return ask(web, request, &signed, Some(Problem::Crowded));
    };
    let password = form.password("password")?;
    match sign_in::set_password(&web.house, &signed, &password, &place).await? {
        Some(opened) => signed_in(web, request, &opened, home_of(opened.user.role())),
        None => Ok(reply::see_other(web, SIGN_IN_AGAIN)),
    }
}

/// Why the password is not changed, if so. The present one is looked at last: it costs most.
async fn problem_of(
    web: &Web,
    request: &HttpRequest,
    signed: &Signed,
    form: &Values,
) -> Result<Option<Problem>, Failed> {
    let (password, again) = (&*form.password("password")?, &*form.password("again")?);
    if !csrf::is_own(web, request, &form.line(csrf::FIELD)?) {
        return Ok(Some(Problem::Stale));
    }
    if password.chars().count() < SHORTEST_PASSWORD {
        return Ok(Some(Problem::Short));
    }
    if is_easy_here(web, signed, password).await? {
        return Ok(Some(Problem::Common));
    }
    if password != again {
        return Ok(Some(Problem::Differ));
    }
    if signed.may_choose {
        return Ok(None);
    }
    confirm::check(web, request, signed, &form.password("current")?).await
}

/// Looking a password up takes some milliseconds: not on a thread that serves forms.
async fn is_easy_here(web: &Web, signed: &Signed, password: &str) -> Result<bool, Failed> {
    let (shop, name) = (web.config().shop.name.clone(), signed.user.name.clone());
    let password = password.to_owned();
    let looked = web::block(move || is_easy(&password, &[&shop, &name])).await;
    looked.map_err(|error| {
        Failed::House(Error::busy("a password was not looked at").because(error.to_string()))
    })
}

fn ask(web: &Web, request: &HttpRequest, signed: &Signed, problem: Option<Problem>) -> Reply {
    let has_one = signed.user.password_hash.is_some();
    if !has_one && !signed.may_choose {
        return Ok(notice_page(web, request, StatusCode::FORBIDDEN, Notice::NoPassword));
    }
    let step = Step::SetPassword {
        min: u16::try_from(SHORTEST_PASSWORD).unwrap_or(u16::MAX),
        present: !signed.may_choose,
        // This device is signed in already: a first password may wait until another device needs one,
        // and nobody has to change theirs. After a link that was asked for it is to be chosen.
        later: (!has_one || !signed.may_choose).then(|| home_of(signed.user.role())),
    };
    page(web, request, step, problem)
}
