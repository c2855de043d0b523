//! `/admin/users`: who may sign in and what was done, for the owner.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::{allow, frame, page};
use crate::db::access::UserRow;
use crate::error::Kind;
use crate::flow::{audit, users};
use crate::types::Role;
use crate::web::client::{Body, pairs_of};
use crate::web::error::{Reply, notice_page, settle};
use crate::web::form::Posted;
use crate::web::page::notice::Notice;
use crate::web::page::staff::Place;
use crate::web::page::staff::users::UsersPage;
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

/// GET `/admin/users/sign-out`: its page links to itself in other languages.
pub async fn to_list(web: Data<Web>, request: HttpRequest) -> HttpResponse {
    reply::see_other(&web, &format!("/admin/users?{}", request.query_string()))
}

/// POST `/admin/users/sign-out`: ends every session of somebody.
pub async fn sign_out(web: Data<Web>, posted: Posted, request: HttpRequest) -> HttpResponse {
    let reply = async {
        let user = match allow(&web, &request, Role::Owner).await? {
            Ok(user) => user,
            Err(refused) => return Ok(refused),
        };
        let Body::Whole(body) = posted.0? else {
            let status = StatusCode::PAYLOAD_TOO_LARGE;
            return Ok(notice_page(&web, &request, status, Notice::TooLarge));
        };
        if !cookie::is_own_form(&web, &request) {
            return Ok(reply::see_other(&web, "/admin/users"));
        }
        let fields = pairs_of(&body);
        let name = fields.iter().find(|(key, _)| key == b"name").map(|(_, value)| value.as_slice());
        let name = String::from_utf8_lossy(name.unwrap_or_default()).into_owned();
        match users::sign_out(&web.house, &user.name, &name).await {
            // Whoever signs themselves out is out.
            Ok(_) if name == user.name => Ok(reply::see_other(&web, "/admin/sign-in")),
            Ok(_) => look(&web, &request, &user, Some(&name)).await,
            Err(error) if error.kind() == Kind::Refused => {
                Ok(reply::see_other(&web, "/admin/users"))
            }
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
