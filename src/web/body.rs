//! Bodies of requests, read within their limits.

use actix_web::http::{StatusCode, header};
use actix_web::web::{Bytes, Payload};
use actix_web::{FromRequest, HttpRequest, HttpResponse, dev};

use super::Web;
use super::error::notice_page;
use super::page::notice::Notice;

/// The largest form that is read: one with the longest comment in the widest script is half of it.
pub const LARGEST_FORM: usize = 64 * 1024;

/// What came of reading a body.
pub enum Body {
    /// All of it.
    Whole(Bytes),
    /// More than is read.
    TooLarge,
    /// The line broke, or what came is no body.
    CutShort,
}

/// A posted form.
pub struct Posted(pub Body);

impl Posted {
    /// The form; else the reply that says what is wrong with it.
    pub fn whole(self, web: &Web, request: &HttpRequest) -> Result<Bytes, HttpResponse> {
        let (status, notice) = match self.0 {
            Body::Whole(body) => return Ok(body),
            Body::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, Notice::TooLarge),
            Body::CutShort => (StatusCode::BAD_REQUEST, Notice::CutShort),
        };
        Err(notice_page(web, request, status, notice))
    }
}

impl FromRequest for Posted {
    type Error = actix_web::Error;
    type Future = std::pin::Pin<Box<dyn Future<Output = Result<Self, Self::Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut dev::Payload) -> Self::Future {
        let announced = announced(request);
        let payload = Payload::from_request(request, payload);
        Box::pin(async move {
            let payload = payload.await?;
            Ok(Self(read(payload, announced, LARGEST_FORM).await))
        })
    }
}

/// How long a body is said to be.
pub fn announced(request: &HttpRequest) -> Option<usize> {
    request.headers().get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// Reads a body of at most `limit` bytes; nothing of one that says it is longer.
pub async fn read(payload: Payload, announced: Option<usize>, limit: usize) -> Body {
    if announced.is_some_and(|length| length > limit) {
        return Body::TooLarge;
    }
    match payload.to_bytes_limited(limit).await {
        Err(_too_large) => Body::TooLarge,
        Ok(Err(error)) => {
            tracing::debug!(%error, "a body was cut short");
            Body::CutShort
        }
        Ok(Ok(bytes)) => Body::Whole(bytes),
    }
}
