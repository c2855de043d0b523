//! Where an error of the house becomes a status: the one place that knows both.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse};

use super::Web;
use super::client::language_of;
use super::page::notice::{Notice, notice};
use super::reply;
use crate::error::{Error, Kind};

/// How long a browser should wait before it tries again.
const RETRY_SECONDS: u64 = 2;

/// What a handler returns: a reply either way.
pub type Reply = std::result::Result<HttpResponse, Failed>;

/// An error on its way to the boundary, where it becomes a page and is logged.
pub struct Failed(pub Error);

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

/// A notice as a page.
pub fn notice_page(
    web: &Web,
    request: &HttpRequest,
    status: StatusCode,
    which: Notice,
) -> HttpResponse {
    let language = language_of(web, request);
    match notice(&web.house.renderer, &web.look, language, which) {
        Ok(page) => {
            let mut reply = reply::html(status, &web.policy, page);
            if matches!(status, StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS) {
                reply.headers_mut().insert(header::RETRY_AFTER, RETRY_SECONDS.into());
            }
            reply
        }
        Err(error) => {
            tracing::error!(%error, "a notice could not be rendered");
            HttpResponse::build(status).finish()
        }
    }
}

/// Turns an error into a page. A person is told what they can do; the cause goes to the log, once.
pub fn failed(web: &Web, request: &HttpRequest, error: &Error) -> HttpResponse {
    let (status, which) = match error.kind() {
        Kind::Refused => (StatusCode::BAD_REQUEST, Notice::Missing),
        Kind::Busy => (StatusCode::SERVICE_UNAVAILABLE, Notice::Busy),
        Kind::Broken => (StatusCode::INTERNAL_SERVER_ERROR, Notice::Broken),
    };
    match error.kind() {
        Kind::Refused => tracing::debug!(%error, "a request was refused"),
        Kind::Busy => tracing::warn!(%error, "a request could not be served now"),
        Kind::Broken => tracing::error!(%error, "a request failed"),
    }
    notice_page(web, request, status, which)
}

/// Gives a handler's reply, its error as a page.
pub fn settle(web: &Web, request: &HttpRequest, reply: Reply) -> HttpResponse {
    reply.unwrap_or_else(|Failed(error)| failed(web, request, &error))
}
