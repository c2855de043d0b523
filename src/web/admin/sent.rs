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
use crate::web::body::Posted;
use crate::web::client::pairs_of;
use crate::web::error::{Failed, notice_page};
use crate::web::page::notice::Notice;
use crate::web::values::Values;
use crate::web::{Web, confirm, csrf};

/// Who sent which fields; else the reply that says why nothing was done.
///
/// # Errors
/// A body that did not come whole; what the database says.
pub async fn sent(
    web: &Web,
    posted: Posted,
    request: &HttpRequest,
    need: Role,
) -> Result<Result<(UserRow, Values), HttpResponse>, Failed> {
    let signed = match who(web, request, need).await? {
        Ok(signed) => signed,
        Err(refused) => return Ok(Err(refused)),
    };
    let fields = match own_pairs(web, posted, request)? {
        Ok(fields) => fields,
        Err(refused) => return Ok(Err(refused)),
    };
    if signed.is_fresh {
        sign_in::note_seen(&web.house, &signed, true);
        return Ok(Ok((signed.user, Values::of(fields))));
    }
    let let_in = confirm::before_doing(web, request, &signed, fields).await?;
    Ok(let_in.map(|fields| (signed.user, Values::of(fields))))
}

/// The values of a form of ours, whoever sent it; else the reply that says why nothing was done.
///
/// # Errors
/// A body that did not come whole.
pub fn own_fields(
    web: &Web,
    posted: Posted,
    request: &HttpRequest,
) -> Result<Result<Values, HttpResponse>, Failed> {
    Ok(own_pairs(web, posted, request)?.map(Values::of))
}

fn own_pairs(
    web: &Web,
    posted: Posted,
    request: &HttpRequest,
) -> Result<Result<Fields, HttpResponse>, Failed> {
    let fields = pairs_of(&posted.whole(web, request)?);
    if !csrf::is_own(web, request, &csrf::sent_with(&fields)) {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(Err(notice_page(web, request, status, Notice::Stale)));
    }
    // What is sent may be kept in addresses and further forms; the mark may not.
    Ok(Ok(fields.into_iter().filter(|(key, _)| key != csrf::FIELD.as_bytes()).collect()))
}
