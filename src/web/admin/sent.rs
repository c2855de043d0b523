//! What somebody sent by a form of the staff's pages: who it is, whether they may, whether it came
//! from a page of ours, and whether they were away for long. Asked in one place, so that each refusal
//! says what happened.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};

use super::who;
use crate::db::access::UserRow;
use crate::domain::answer::Fields;
use crate::flow::sign_in;
use crate::types::Role;
use crate::web::client::{Body, pairs_of};
use crate::web::error::{Failed, notice_page};
use crate::web::form::Posted;
use crate::web::page::notice::Notice;
use crate::web::{Web, confirm, csrf};

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
    let signed = match who(web, request, need).await? {
        Ok(signed) => signed,
        Err(refused) => return Ok(Err(refused)),
    };
    let fields = match own_fields(web, posted, request)? {
        Ok(fields) => fields,
        Err(refused) => return Ok(Err(refused)),
    };
    if signed.is_fresh {
        sign_in::note_seen(&web.house, &signed, true);
        return Ok(Ok((signed.user, fields)));
    }
    let let_in = confirm::before_doing(web, request, &signed, fields).await?;
    Ok(let_in.map(|fields| (signed.user, fields)))
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
