//! `/healthz`, `/readyz`, `/metrics`: for those who run the machine.

use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use super::Web;
use super::client::address_of;
use crate::db::{entries, ledger};

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

/// Counters and gauges in Prometheus' text format, for this machine only.
pub async fn metrics(web: Data<Web>, request: HttpRequest) -> HttpResponse {
    let local = address_of(&web, &request).is_some_and(|address| address.is_loopback());
    // A proxy on this machine that nobody named speaks for a stranger too.
    let unnamed_proxy = request.peer_addr().is_some_and(|peer| !web.is_trusted(peer.ip()))
        && [header::X_FORWARDED_FOR, header::FORWARDED]
            .iter()
            .any(|name| request.headers().contains_key(name));
    if !local || unnamed_proxy {
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
