//! Where an error of the house becomes a status: the one place that knows both.

use actix_web::http::{Method, StatusCode, header};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::Web;
use super::client::language_of;
use super::page::notice::{Notice, notice, unreadable};
use super::reply;
use super::values::Unreadable;
use crate::error::{Error, Kind, Result};

/// How long a browser should wait before it tries again.
const RETRY_SECONDS: u64 = 2;

/// What a handler returns: a reply either way.
pub type Reply = std::result::Result<HttpResponse, Failed>;

/// What went wrong, on its way to the boundary, where it becomes a page.
pub enum Failed {
    /// An error of the house; it is logged there.
    House(Error),
    /// A field that cannot be read.
    Field(Unreadable),
    /// What the reply says already.
    Told(Box<HttpResponse>),
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self::House(error)
    }
}

impl From<Unreadable> for Failed {
    fn from(unreadable: Unreadable) -> Self {
        Self::Field(unreadable)
    }
}

/// A notice as a page.
pub fn notice_page(
    web: &Web,
    request: &HttpRequest,
    status: StatusCode,
    which: Notice,
) -> HttpResponse {
    let page = notice(&web.house.renderer, &web.look, language_of(web, request), which);
    let mut reply = page_or_nothing(web, status, page);
    if matches!(status, StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS) {
        reply.headers_mut().insert(header::RETRY_AFTER, RETRY_SECONDS.into());
    }
    reply
}

/// The page for an address that names nothing.
pub fn missing_page(request: &HttpRequest) -> HttpResponse {
    match request.app_data::<Data<Web>>() {
        Some(web) => notice_page(web, request, StatusCode::NOT_FOUND, Notice::Missing),
        None => HttpResponse::NotFound().finish(),
    }
}

/// Says which field cannot be read; nothing was done.
fn unreadable_page(web: &Web, request: &HttpRequest, which: &Unreadable) -> HttpResponse {
    let is_form = request.method() == Method::POST;
    let status = if is_form { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::BAD_REQUEST };
    let page = unreadable(&web.house.renderer, &web.look, language_of(web, request), which);
    page_or_nothing(web, status, page)
}

fn page_or_nothing(web: &Web, status: StatusCode, page: Result<String>) -> HttpResponse {
    match page {
        Ok(page) => reply::html(status, &web.policy, page),
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
    match reply {
        Ok(reply) => reply,
        Err(Failed::House(error)) => failed(web, request, &error),
        Err(Failed::Field(which)) => unreadable_page(web, request, &which),
        Err(Failed::Told(reply)) => *reply,
    }
}
