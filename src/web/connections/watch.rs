//! Tells a connection what its requests are at.

use std::sync::Arc;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{ConnectionType, header};
use actix_web::middleware::Next;
use actix_web::{Error, HttpResponse};

use super::Connection;
use super::slices::InSlices;

/// How long a client that found no room should wait before it tries again.
const RETRY_SECONDS: u64 = 5;

/// Answers a request while its connection knows of it, and sends the reply in slices.
///
/// # Errors
/// Those of the request.
pub async fn watch<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<InSlices>, Error> {
    let connection = request.conn_data::<Arc<Connection>>();
    let length = request.headers().get(header::CONTENT_LENGTH);
    let has_body = length.is_some_and(|length| length != "0")
        || request.headers().contains_key(header::TRANSFER_ENCODING);
    let answering = connection.map(|connection| connection.answer(has_body));
    let is_spare = connection.is_some_and(|connection| connection.is_spare());
    let is_health =
        |pattern: Option<String>| pattern.is_some_and(|pattern| pattern.ends_with("/healthz"));
    let mut response = if is_spare && !is_health(request.match_pattern()) {
        let mut reply = HttpResponse::ServiceUnavailable();
        let mut response = request.into_response(reply.finish());
        response.headers_mut().insert(header::RETRY_AFTER, RETRY_SECONDS.into());
        response
    } else {
        next.call(request).await?.map_into_boxed_body()
    };
    if is_spare {
        // A proxy that kept it would hand it to a customer when there is room again.
        response.response_mut().head_mut().set_connection_type(ConnectionType::Close);
    }
    Ok(response.map_body(|_, body| InSlices::new(body, answering)))
}
