//! `/admin/links`: whom to write to in a messenger, and with what words.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::sent::sent;
use super::{allow, frame, page_with};
use crate::error::Error;
use crate::flow::links::{self, Filter};
use crate::types::{InvitationId, Role};
use crate::web::body::Posted;
use crate::web::error::settle;
use crate::web::page::staff::Place;
use crate::web::page::staff::links::LinksPage;
use crate::web::values::{Unreadable, Values};
use crate::web::{Web, reply};

/// GET `/admin/links`: those to write to; `?who=all` with all who have a phone, `?who=copied` those
/// written to.
pub async fn show(web: Data<Web>, request: HttpRequest) -> HttpResponse {
    let reply = async {
        let user = match allow(&web, &request, Role::Staff).await? {
            Ok(user) => user,
            Err(refused) => return Ok(refused),
        };
        let filter = filter_of(&Values::of_query(&request))?;
        // What leads nowhere is not shown; the frame of the page says why.
        let found = match links::check(&web.house) {
            Ok(()) => links::list(&web.house, filter).await?,
            Err(_) => Vec::new(),
        };
        let frame = frame(&web, &request, &user, Place::Links);
        let html = LinksPage { frame, filter, links: &found, zone: &web.house.zone }.to_html()?;
        page_with(&web, &request, StatusCode::OK, html, &web.links_policy)
    };
    settle(&web, &request, reply.await)
}

/// POST `/admin/links`: the message was passed on.
pub async fn note(web: Data<Web>, posted: Posted, request: HttpRequest) -> HttpResponse {
    let reply = async {
        let (user, form) = match sent(&web, posted, &request, Role::Staff).await? {
            Ok(sent) => sent,
            Err(refused) => return Ok(refused),
        };
        let Some(id) = form.number("invitation")? else {
            return Err(Error::refused("there is no such message").into());
        };
        // One that was answered meanwhile is gone from the list: that says it.
        links::note(&web.house, &user.name, InvitationId(id)).await?;
        let all = form.line("who")? == "all";
        Ok(reply::see_other(
            &web,
            if all { "/admin/links?who=all#list" } else { "/admin/links#list" },
        ))
    };
    settle(&web, &request, reply.await)
}

fn filter_of(query: &Values) -> Result<Filter, Unreadable> {
    let who = query.line("who")?;
    Ok(Filter { all: who == "all", copied: who == "copied", since: None })
}
