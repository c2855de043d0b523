//! `/hooks/mail`: a message that came back, posted by a mail service or a program of the shop's,
//! signed by Standard Webhooks. The body is the message as it is.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::{Data, Payload};

use super::Web;
use super::body::{self, Body};
use crate::domain::inbound::LARGEST;
use crate::domain::webhook::{Signed, is_signed};
use crate::error::{Error, Kind};
use crate::flow::receive::receive;

/// How much memory messages may take that are being read.
pub const ROOM: usize = 4 * LARGEST;

/// How long the sender should wait before it tries again.
const RETRY_SECONDS: u64 = 30;

/// Takes a message. 200 once what follows from it is committed, with what it says.
pub async fn mail(web: Data<Web>, payload: Payload, request: HttpRequest) -> HttpResponse {
    let Some(secret) = &web.config().returns.hook_secret else {
        return HttpResponse::NotFound().finish();
    };
    let text = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let signed = Signed {
        id: text("webhook-id").unwrap_or_default(),
        timestamp: text("webhook-timestamp").unwrap_or_default(),
        signatures: text("webhook-signature").unwrap_or_default(),
    };
    // Nothing is read of what cannot be signed.
    if !signed.is_plausible(web.house.now()) {
        return HttpResponse::Unauthorized().finish();
    }
    let body = match body::read(&web, &request, payload, (LARGEST, &web.hooks)).await {
        Body::Whole(body) => body,
        Body::CutShort => return HttpResponse::BadRequest().finish(),
        Body::TooLarge => return HttpResponse::PayloadTooLarge().finish(),
        Body::TooSlow => return HttpResponse::RequestTimeout().finish(),
        Body::NoRoom => return later(),
    };
    if !is_signed(secret.expose(), signed, &body, web.house.now()) {
        return HttpResponse::Unauthorized().finish();
    }
    match receive(&web.house, &body).await {
        Ok(received) => HttpResponse::Ok().json(&received.verdict),
        Err(error) => failed(&error),
    }
}

/// Senders try again on any 5xx.
fn failed(error: &Error) -> HttpResponse {
    match error.kind() {
        Kind::Busy => tracing::warn!(%error, "a message could not be taken now"),
        Kind::Refused | Kind::Broken => tracing::error!(%error, "a message could not be taken"),
    }
    later()
}

fn later() -> HttpResponse {
    HttpResponse::ServiceUnavailable().insert_header((header::RETRY_AFTER, RETRY_SECONDS)).finish()
}
