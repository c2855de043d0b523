//! `/u/{token}`: no more mail. GET shows a page, POST acts at once and is never redirected, with or
//! without a person (RFC 8058 §3.2: mail programs post `List-Unsubscribe=One-Click`).

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::Web;
use super::client::{Query, accepted_language};
use super::error::{Reply, settle};
use super::form::unknown_token;
use super::page::unsubscribe::unsubscribe;
use super::reply;
use crate::flow::unsubscribe::{Asked, stop, who};
use crate::types::{Language, Token};

/// Shows the page.
pub async fn show(web: Data<Web>, token: Path<String>, request: HttpRequest) -> HttpResponse {
    let reply = turn(&web, &token, &request, false).await;
    settle(&web, &request, reply)
}

/// Stops all further mail.
pub async fn act(web: Data<Web>, token: Path<String>, request: HttpRequest) -> HttpResponse {
    let reply = turn(&web, &token, &request, true).await;
    settle(&web, &request, reply)
}

async fn turn(web: &Web, token: &str, request: &HttpRequest, act: bool) -> Reply {
    let Some(token) = Token::parse(token) else { return Ok(unknown_token(web, request)) };
    let asked = if act { stop(&web.house, token).await? } else { who(&web.house, token).await? };
    let Some(asked) = asked else { return Ok(unknown_token(web, request)) };
    let language = language_of(web, request, &asked);
    let page = unsubscribe(&web.house.renderer, &web.look, language, &asked.masked_address(), act)?;
    Ok(reply::html(StatusCode::OK, &web.policy, page))
}

fn language_of(web: &Web, request: &HttpRequest, asked: &Asked) -> Language {
    Query::of(request)
        .language
        .or(asked.language)
        .or_else(|| accepted_language(request))
        .unwrap_or(web.config().shop.language)
}
