//! The way of `object_store` to a server: over `ureq`, which we have for other things, instead of
//! the second HTTP client and TLS stack that the crate would bring along.

use std::time::Duration;

use bytes::Bytes;
use object_store::ClientOptions;
use object_store::client::{
    HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpResponseBody, HttpService,
};
use ureq::Agent;
use ureq::http::{Request, Response};

/// What a server says.
type Reply = Response<HttpResponseBody>;

/// The most of a reply that is read; manifests are the longest.
const LONGEST: u64 = 64 * 1024 * 1024;

/// Makes clients whose requests may take so long.
#[derive(Debug)]
pub(super) struct Connector(pub Duration);

impl HttpConnector for Connector {
    fn connect(&self, _options: &ClientOptions) -> object_store::Result<HttpClient> {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(self.0))
            .build()
            .new_agent();
        Ok(HttpClient::new(Service(agent)))
    }
}

#[derive(Debug)]
struct Service(Agent);

#[async_trait::async_trait]
impl HttpService for Service {
    async fn call(&self, request: HttpRequest) -> Result<Reply, HttpError> {
        let agent = self.0.clone();
        let unknown = |error| HttpError::new(HttpErrorKind::Unknown, error);
        tokio::task::spawn_blocking(move || call(&agent, request)).await.map_err(unknown)?
    }
}

fn call(agent: &Agent, request: HttpRequest) -> Result<Reply, HttpError> {
    let (parts, body) = request.into_parts();
    let mut bytes = Vec::with_capacity(body.content_length());
    for chunk in chunks_of(body) {
        bytes.extend_from_slice(&chunk?);
    }
    let has_body = matches!(parts.method.as_str(), "PUT" | "POST" | "PATCH");
    let reply = if has_body {
        agent.run(Request::from_parts(parts, bytes))
    } else {
        agent.run(Request::from_parts(parts, ()))
    };
    let (parts, body) = reply.map_err(failed)?.into_parts();
    let bytes = body.into_with_config().limit(LONGEST).read_to_vec().map_err(failed)?;
    let body = HttpResponseBody::from(Bytes::from(bytes));
    Ok(Reply::from_parts(parts, body))
}

/// The chunks of a body that lies in memory whole, so that none is ever waited for.
fn chunks_of(
    body: object_store::client::HttpRequestBody,
) -> impl Iterator<Item = Result<Bytes, HttpError>> {
    use futures_util::FutureExt;
    use http_body_util::BodyExt;
    let collected = body.collect().now_or_never();
    let chunk = match collected {
        Some(Ok(collected)) => Ok(collected.to_bytes()),
        Some(Err(error)) => Err(error),
        None => Err(HttpError::new(HttpErrorKind::Request, std::fmt::Error)),
    };
    std::iter::once(chunk)
}

fn failed(error: ureq::Error) -> HttpError {
    let kind = match &error {
        ureq::Error::Timeout(_) => HttpErrorKind::Timeout,
        ureq::Error::ConnectionFailed | ureq::Error::HostNotFound => HttpErrorKind::Connect,
        ureq::Error::Io(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => {
            HttpErrorKind::Connect
        }
        ureq::Error::Io(_) => HttpErrorKind::Interrupted,
        _ => HttpErrorKind::Unknown,
    };
    HttpError::new(kind, error)
}
