//! GET `/s/{token}`: shows the form. It writes nothing: link scanners open every link, run what
//! runs and press what can be pressed without a person.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::problems::given_of_stored;
use super::{Look, Words, language_of, unknown_token};
use crate::flow::collect::Shown;
use crate::types::Token;
use crate::web::Web;
use crate::web::client::Query;
use crate::web::error::{Reply, notice_page, settle};
use crate::web::page::ask::{AskPage, Stage};
use crate::web::page::notice::Notice;
use crate::web::reply;

/// Shows the form of an invitation.
pub async fn show(web: Data<Web>, token: Path<String>, request: HttpRequest) -> HttpResponse {
    let reply = show_form(&web, &token, &request).await;
    settle(&web, &request, reply)
}

async fn show_form(web: &Web, token: &str, request: &HttpRequest) -> Reply {
    let Some(token) = Token::parse(token) else { return Ok(unknown_token(web, request)) };
    let query = Query::of(request);
    match web.collector.show(token).await? {
        Shown::Unknown => Ok(unknown_token(web, request)),
        Shown::Closed(invited, _) => {
            let sealed = invited.answered_at.is_some();
            let notice = if sealed { Notice::Sealed } else { Notice::Closed };
            Ok(notice_page(web, request, StatusCode::GONE, notice))
        }
        Shown::Asking(invited, revision) => {
            let language = language_of(web, request, &query, &invited);
            let chosen =
                query.score.filter(|score| revision.definition.kind.scale().contains(score));
            let look = Look { language, chosen, follow_ups: false, touchpoint: false, held: false };
            let words = Words::of(
                &web.house.renderer,
                language,
                (invited.name.as_deref(), invited.number.as_deref()),
            );
            metrics::counter!("afterword_forms_shown_total").increment(1);
            Ok(web.pages.reply((request, &web.policy), (&revision, look), &words)?)
        }
        Shown::Editing(invited, revision, stored) => {
            let language = language_of(web, request, &query, &invited);
            let words = Words::of(
                &web.house.renderer,
                language,
                (invited.name.as_deref(), invited.number.as_deref()),
            );
            let page = AskPage {
                shop: &web.look,
                definition: &revision.definition,
                language,
                chosen: Some(stored.score),
                given: given_of_stored(&stored),
                problems: Vec::new(),
                stage: Stage::Editing,
                touchpoint: false,
                held: false,
                wait_seconds: None,
            };
            let html = web.pages.render_once(&page, &words)?;
            Ok(reply::html(StatusCode::OK, &web.policy, html))
        }
    }
}
