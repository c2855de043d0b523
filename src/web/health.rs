//! `/healthz`, `/readyz`, `/metrics`: for those who run the machine.

use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::Web;
use super::client::origin_of;
use crate::db::{entries, ledger};

/// What proxies add to the requests they pass on, besides all that begins with `X-Forwarded-`.
const OF_PROXIES: [&str; 6] =
    ["forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip"];

/// The process answers. No IO, so that a full disk does not get it restarted.
pub async fn healthz() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("ok\n")
}

/// The house can do its work: the database takes writes, and the stages run. Answered within two
/// seconds, whatever state the database is in.
pub async fn readyz(web: Data<Web>) -> HttpResponse {
    let database = web.heartbeat.check(&web.house).await;
    let mut complaints = web.house.health.complaints();
    if let Err(error) = database {
        tracing::warn!(%error, "not ready");
        complaints.push("database");
    }
    let body = json!({ "ready": complaints.is_empty(), "complaints": complaints });
    // A mail server that is down stops mail, not answers: only the database decides.
    if complaints.contains(&"database") {
        HttpResponse::ServiceUnavailable().json(body)
    } else {
        HttpResponse::Ok().json(body)
    }
}

/// Counters and gauges in Prometheus' text format, for whoever the shop has named.
pub async fn metrics(web: Data<Web>, request: HttpRequest) -> HttpResponse {
    if !may_read_metrics(&web, &request) {
        return HttpResponse::NotFound().finish();
    }
    match gauges(&web).await {
        Ok(()) => {
            HttpResponse::Ok().content_type("text/plain; version=0.0.4").body((web.metrics)())
        }
        Err(error) => {
            tracing::error!(%error, "the metrics could not be read");
            HttpResponse::ServiceUnavailable().finish()
        }
    }
}

/// By the token, or by an address that is certain.
fn may_read_metrics(web: &Web, request: &HttpRequest) -> bool {
    let server = &web.config().server;
    let sent = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let sent = sent.and_then(|value| value.split_once(' '));
    let sent = sent.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    if let (Some(token), Some((_, sent))) = (&server.metrics_token, sent) {
        // The time it takes to compare digests tells nothing of the token.
        return Sha256::digest(token.expose()) == Sha256::digest(sent.trim());
    }
    let is_listed = |address| server.metrics_from.iter().any(|net| net.contains(address));
    is_said(web, request)
        && origin_of(web, request)
            .is_some_and(|origin| origin.is_whole && is_listed(origin.address))
}

/// Whether the address of a request is its own: nothing in it tells of a proxy whose word is not read.
/// A proxy that nobody named speaks for strangers too.
fn is_said(web: &Web, request: &HttpRequest) -> bool {
    let is_trusted = request.peer_addr().is_some_and(|peer| web.is_trusted(peer.ip()));
    let read = web.config().server.forwarded_header.name();
    if is_trusted && request.headers().contains_key(read) {
        return true;
    }
    let tells = |name: &header::HeaderName| {
        let name = name.as_str();
        name.starts_with("x-forwarded-") || OF_PROXIES.contains(&name)
    };
    !request.headers().keys().any(tells)
}

async fn gauges(web: &Web) -> crate::error::Result<()> {
    let (waiting, states) = web
        .house
        .db
        .read_long(|conn| Ok((entries::count(conn)?, ledger::count_by_state(conn)?)))
        .await?;
    #[expect(clippy::cast_precision_loss, reason = "a gauge is a float by its format")]
    let gauge = |n: i64| n as f64;
    metrics::gauge!("afterword_entries_waiting").set(gauge(waiting));
    for (state, reason, n) in states {
        let labels = [("state", state), ("reason", reason.unwrap_or_default())];
        metrics::gauge!("afterword_deliveries", &labels).set(gauge(n));
    }
    Ok(())
}
