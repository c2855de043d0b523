//! `/admin/users`: who may sign in and what was done, for the owner.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::sent::sent;
use super::{allow, frame, page};
use crate::db::access::UserRow;
use crate::error::{Error, Kind};
use crate::flow::{audit, users};
use crate::types::Role;
use crate::web::body::Posted;
use crate::web::error::{Reply, settle};
use crate::web::page::staff::users::UsersPage;
use crate::web::page::staff::{Place, Problem};
use crate::web::sign_in::SIGN_IN;
use crate::web::{Web, reply};

/// How much of the log is shown.
const SHOWN: i64 = 100;

/// What the page says besides.
enum Told<'a> {
    /// Who was signed out.
    SignedOut(&'a str),
    /// Why nothing was done.
    Refused(Error),
}

/// GET `/admin/users`.
pub async fn show(web: Data<Web>, request: HttpRequest) -> HttpResponse {
    let reply = async {
        match allow(&web, &request, Role::Owner).await? {
            Ok(user) => look(&web, &request, &user, None).await,
            Err(refused) => Ok(refused),
        }
    };
    settle(&web, &request, reply.await)
}

/// GET `/admin/users/sign-out`: its page links to itself in other languages.
pub async fn to_list(web: Data<Web>, request: HttpRequest) -> HttpResponse {
    reply::see_other(&web, &format!("/admin/users?{}", request.query_string()))
}

/// POST `/admin/users/sign-out`: ends every session of somebody.
pub async fn sign_out(web: Data<Web>, posted: Posted, request: HttpRequest) -> HttpResponse {
    let reply = async {
        let (user, form) = match sent(&web, posted, &request, Role::Owner).await? {
            Ok(sent) => sent,
            Err(refused) => return Ok(refused),
        };
        let name = form.line("name")?;
        match users::sign_out(&web.house, &user.name, &name).await {
            // Whoever signs themselves out is out.
            Ok(_) if name == user.name => Ok(reply::see_other(&web, SIGN_IN)),
            Ok(_) => look(&web, &request, &user, Some(Told::SignedOut(&name))).await,
            Err(error) if error.kind() == Kind::Refused => {
                look(&web, &request, &user, Some(Told::Refused(error))).await
            }
            Err(error) => Err(error.into()),
        }
    };
    settle(&web, &request, reply.await)
}

async fn look(web: &Web, request: &HttpRequest, user: &UserRow, told: Option<Told<'_>>) -> Reply {
    let users = users::list(&web.house).await?;
    let log = audit::latest(&web.house, SHOWN).await?;
    let frame = frame(web, request, user, Place::Users);
    let (signed_out, problem) = match told {
        Some(Told::SignedOut(name)) => (Some(name), None),
        Some(Told::Refused(error)) => {
            let text = frame.text("users-problem");
            (None, Some(Problem { text, detail: error.message().to_owned() }))
        }
        None => (None, None),
    };
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let html = UsersPage { frame, users: &users, log: &log, signed_out, problem }.to_html()?;
    page(web, request, status, html)
}
