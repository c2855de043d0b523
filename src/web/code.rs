//! `/s`: for those who cannot scan the code of a card and type it.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::Web;
use super::body::Posted;
use super::client::{address_of, language_of, pairs_of};
use super::error::{Reply, notice_page, settle};
use super::page::code::code;
use super::page::notice::Notice;
use super::reply;
use crate::flow::collect::Shown;
use crate::types::Token;

/// Asks for a code.
pub async fn show(web: Data<Web>, request: HttpRequest) -> HttpResponse {
    let reply = ask(&web, &request, None, StatusCode::OK);
    settle(&web, &request, reply)
}

/// Leads from a typed code to its form.
pub async fn find(web: Data<Web>, posted: Posted, request: HttpRequest) -> HttpResponse {
    let reply = lead(&web, posted, &request).await;
    settle(&web, &request, reply)
}

async fn lead(web: &Web, posted: Posted, request: &HttpRequest) -> Reply {
    let body = posted.whole(web, request)?;
    let fields = pairs_of(&body);
    let typed = fields.iter().find(|(key, _)| key == b"code").map(|(_, value)| value.as_slice());
    let typed = String::from_utf8_lossy(typed.unwrap_or_default()).into_owned();
    if let Some(token) = Token::parse(&typed)
        && !matches!(web.collector.show(token.clone()).await?, Shown::Unknown)
    {
        return Ok(reply::see_other(web, &format!("/s/{}", token.as_str())));
    }
    if !web.limits.count_unknown_token(address_of(web, request)) {
        let status = StatusCode::TOO_MANY_REQUESTS;
        return Ok(notice_page(web, request, status, Notice::TooManyTries));
    }
    ask(web, request, Some(&typed), StatusCode::UNPROCESSABLE_ENTITY)
}

fn ask(web: &Web, request: &HttpRequest, refused: Option<&str>, status: StatusCode) -> Reply {
    let page = code(&web.house.renderer, &web.look, language_of(web, request), refused)?;
    Ok(reply::html(status, &web.policy, page))
}
