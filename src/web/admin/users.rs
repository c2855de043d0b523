//! `/admin/users`: who may sign in and what was done, for the owner.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::{allow, frame, page};
use crate::db::access::UserRow;
use crate::error::Kind;
use crate::flow::{audit, users};
use crate::types::Role;
use crate::web::body::Posted;
use crate::web::error::{Reply, settle};
use crate::web::page::staff::Place;
use crate::web::page::staff::users::UsersPage;
use crate::web::values::form_of;
use crate::web::{Web, cookie, reply};

/// How much of the log is shown.
const SHOWN: i64 = 100;

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

/// POST `/admin/users/sign-out`: ends every session of somebody.
pub async fn sign_out(web: Data<Web>, posted: Posted, request: HttpRequest) -> HttpResponse {
    let reply = async {
        let user = match allow(&web, &request, Role::Owner).await? {
            Ok(user) => user,
            Err(refused) => return Ok(refused),
        };
        let form = form_of(&web, &request, posted)?;
        if !cookie::is_own_form(&web, &request) {
            return Ok(reply::see_other("/admin/users"));
        }
        let name = form.line("name")?;
        match users::sign_out(&web.house, &user.name, &name).await {
            // Whoever signs themselves out is out.
            Ok(_) if name == user.name => Ok(reply::see_other("/admin/sign-in")),
            Ok(_) => look(&web, &request, &user, Some(&name)).await,
            Err(error) if error.kind() == Kind::Refused => Ok(reply::see_other("/admin/users")),
            Err(error) => Err(error.into()),
        }
    };
    settle(&web, &request, reply.await)
}

async fn look(web: &Web, request: &HttpRequest, user: &UserRow, signed_out: Option<&str>) -> Reply {
    let users = users::list(&web.house).await?;
    let log = audit::latest(&web.house, SHOWN).await?;
    let frame = frame(web, request, user, Place::Users);
    let html = UsersPage { frame, users: &users, log: &log, signed_out }.to_html()?;
    page(web, request, StatusCode::OK, html)
}
