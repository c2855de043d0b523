//! What somebody sent by a form of the staff's pages: who it is, whether they may, and whether it
//! came from a page of ours. Asked in one place, so that each refusal says what happened.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};

use super::allow;
use crate::db::access::UserRow;
use crate::domain::answer::Fields;
use crate::types::Role;
use crate::web::client::{Body, pairs_of};
use crate::web::error::{Failed, notice_page};
use crate::web::form::Posted;
use crate::web::page::notice::Notice;
use crate::web::{Web, csrf};

/// Who sent which fields; else the reply that says why nothing was done.
///
/// # Errors
/// A body that was cut short; what the database says.
pub async fn sent(
    web: &Web,
    posted: Posted,
    request: &HttpRequest,
    need: Role,
) -> Result<Result<(UserRow, Fields), HttpResponse>, Failed> {
    match allow(web, request, need).await? {
        Err(refused) => Ok(Err(refused)),
        Ok(user) => Ok(own_fields(web, posted, request)?.map(|fields| (user, fields))),
    }
}

/// The fields of a form of ours, whoever sent it; else the reply that says why nothing was done.
///
/// # Errors
/// A body that was cut short.
pub fn own_fields(
    web: &Web,
    posted: Posted,
    request: &HttpRequest,
) -> Result<Result<Fields, HttpResponse>, Failed> {
    let refuse = |status, notice| Ok(Err(notice_page(web, request, status, notice)));
    let Body::Whole(body) = posted.0? else {
        return refuse(StatusCode::PAYLOAD_TOO_LARGE, Notice::TooLarge);
    };
    let fields = pairs_of(&body);
    if !csrf::is_own(web, request, &csrf::sent_with(&fields)) {
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, Notice::Stale);
    }
    // What is sent may be kept in addresses and further forms; the mark may not.
    Ok(Ok(fields.into_iter().filter(|(key, _)| key != csrf::FIELD.as_bytes()).collect()))
}
