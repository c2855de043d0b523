//! One recorder of metrics a process, however many houses a test starts in it.

use std::sync::OnceLock;

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

use crate::web::RenderMetrics;

static HANDLE: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

/// What renders the metrics; empty if another library has taken the recorder's place.
pub fn render() -> RenderMetrics {
    let handle = HANDLE.get_or_init(|| match PrometheusBuilder::new().install_recorder() {
        Ok(handle) => Some(handle),
        Err(error) => {
            tracing::warn!(%error, "there will be no metrics");
            None
        }
    });
    std::sync::Arc::new(move || handle.as_ref().map(PrometheusHandle::render).unwrap_or_default())
}
