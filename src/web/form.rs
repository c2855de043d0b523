//! `/s/{token}`: the form of an invitation. GET shows and never writes, POST answers.

mod answer;
mod pages;
mod problems;
mod replies;
mod show;

pub use answer::answer;
pub use pages::{Look, Pages, Words};
pub use replies::{Kept, Returned, Taken, ask_again, ask_to_wait, thank};
pub use show::show;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};

use super::Web;
use super::client::{Query, accepted_language, address_of};
use super::error::notice_page;
use super::page::notice::Notice;
use crate::db::invitations::Invited;
use crate::types::{Channel, Language};

/// The reply to a token nobody has: 404, or 429 once an address has guessed too often.
pub fn unknown_token(web: &Web, request: &HttpRequest) -> HttpResponse {
    if web.limits.count_unknown_token(address_of(web, request)) {
        notice_page(web, request, StatusCode::NOT_FOUND, Notice::Missing)
    } else {
        notice_page(web, request, StatusCode::TOO_MANY_REQUESTS, Notice::TooManyTries)
    }
}

/// The channel that a link says it was opened from; a bare link is the card's.
fn channel_of(query: &Query) -> Channel {
    let via = query.via.as_deref().and_then(Channel::parse);
    via.filter(|channel| *channel != Channel::Touchpoint).unwrap_or(Channel::Card)
}

/// The language of somebody invited: the link's, their own, the browser's, the shop's.
fn language_of(web: &Web, request: &HttpRequest, query: &Query, invited: &Invited) -> Language {
    query
        .language
        .or_else(|| invited.language.as_deref().and_then(Language::parse))
        .or_else(|| accepted_language(request))
        .unwrap_or(web.config().shop.language)
}
