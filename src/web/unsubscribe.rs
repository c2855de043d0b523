//! `/u/{token}`: less mail, or none. GET shows a page; POST acts at once and is never redirected,
//! with or without a person: mail programs post `List-Unsubscribe=One-Click` (RFC 8058 §3.2), in
//! either encoding of forms, without a cookie.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::Web;
use super::body::{Body, Posted};
use super::client::{Query, accepted_language, pairs_of};
use super::error::{Reply, settle};
use super::form::unknown_token;
use super::page::unsubscribe::{Shown, UnsubscribePage};
use super::reply;
use crate::flow::steps::wish::Wish;
use crate::flow::unsubscribe::{Asked, Choice, choose, who};
use crate::types::{Language, Token};

/// Shows the page.
pub async fn show(web: Data<Web>, token: Path<String>, request: HttpRequest) -> HttpResponse {
    let reply = turn(&web, &token, &request, None).await;
    settle(&web, &request, reply)
}

/// Does what was chosen.
pub async fn act(
    web: Data<Web>,
    token: Path<String>,
    posted: Posted,
    request: HttpRequest,
) -> HttpResponse {
    let reply = turn(&web, &token, &request, Some(choice_of(&posted))).await;
    settle(&web, &request, reply)
}

/// Whatever is posted that is not one of the page's milder buttons means "never": a mail program,
/// or a body that did not arrive whole.
fn choice_of(posted: &Posted) -> Choice {
    let Body::Whole(body) = &posted.0 else { return Choice::Never };
    let fields = pairs_of(body);
    let chosen = fields.iter().find(|(key, _)| key == b"choice").map(|(_, value)| value.as_slice());
    match chosen {
        Some(b"less") => Choice::LessOften,
        Some(b"before") => Choice::AsBefore,
        _ => Choice::Never,
    }
}

async fn turn(web: &Web, token: &str, request: &HttpRequest, choice: Option<Choice>) -> Reply {
    let Some(token) = Token::parse(token) else { return Ok(unknown_token(web, request)) };
    let asked = match choice {
        None => who(&web.house, token).await?,
        Some(choice) => choose(&web.house, token, choice).await?,
    };
    let Some(asked) = asked else { return Ok(unknown_token(web, request)) };
    let page = UnsubscribePage {
        shop: &web.look,
        language: language_of(web, request, &asked),
        address: &asked.masked_address(),
        shown: match asked.wish {
            Wish::Usual if choice == Some(Choice::AsBefore) => Shown::AsBefore,
            Wish::Usual => Shown::Choices,
            Wish::LessOften(_) => Shown::LessOften,
            Wish::Never { own } => Shown::Never { can_return: own },
        },
    };
    Ok(reply::html(StatusCode::OK, &web.policy, page.to_html(&web.house.renderer)?))
}

fn language_of(web: &Web, request: &HttpRequest, asked: &Asked) -> Language {
    Query::of(request)
        .language
        .or(asked.language)
        .or_else(|| accepted_language(request))
        .unwrap_or(web.config().shop.language)
}
