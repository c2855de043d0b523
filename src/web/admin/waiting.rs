//! `/admin/deliveries`: mails that were written to files while there was no mail server, for the owner to
//! look at and to send.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::sent::sent;
use super::{allow, frame, page};
use crate::db::access::UserRow;
use crate::flow::release::{self, Which};
use crate::types::Role;
use crate::web::Web;
use crate::web::body::Posted;
use crate::web::error::{Reply, settle};
use crate::web::page::staff::Place;
use crate::web::page::staff::waiting::{Released, WaitingPage};

/// GET `/admin/deliveries`.
pub async fn show(web: Data<Web>, request: HttpRequest) -> HttpResponse {
    let reply = async {
        match allow(&web, &request, Role::Owner).await? {
            Ok(user) => look(&web, &request, &user, None).await,
            Err(refused) => Ok(refused),
        }
    };
    settle(&web, &request, reply.await)
}

/// POST `/admin/deliveries`: sends those that may still go.
pub async fn send(web: Data<Web>, posted: Posted, request: HttpRequest) -> HttpResponse {
    let reply = async {
        let user = match sent(&web, posted, &request, Role::Owner).await? {
            Ok((user, _)) => user,
            Err(refused) => return Ok(refused),
        };
        if release::check_transport(&web.house).is_err() {
            return look(&web, &request, &user, None).await;
        }
        let found = release::look(&web.house, &Which::All).await?;
        let (sent, skipped) = release::release(&web.house, &user.name, &found).await?;
        web.house.health.set_filed(release::count(&web.house).await?);
        look(&web, &request, &user, Some(Released { sent, skipped })).await
    };
    settle(&web, &request, reply.await)
}

async fn look(
    web: &Web,
    request: &HttpRequest,
    user: &UserRow,
    released: Option<Released>,
) -> Reply {
    let mails = release::look(&web.house, &Which::All).await?;
    let frame = frame(web, request, user, Place::Waiting);
    let has_server = release::check_transport(&web.house).is_ok();
    let zone = &web.house.zone;
    let html = WaitingPage { frame, mails: &mails, zone, has_server, released }.to_html()?;
    page(web, request, StatusCode::OK, html)
}
