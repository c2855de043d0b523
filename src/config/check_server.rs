//! Who may read the metrics, and how long clients are waited for.

use super::{Secret, Server};

/// The fewest characters of a token: nobody counts how often it is guessed.
const TOKEN_LENGTH: usize = 16;

pub(super) fn check_metrics_token(server: &Server) -> Option<String> {
    let token = server.metrics_token.as_ref().map(Secret::expose)?;
    let good = token.len() >= TOKEN_LENGTH && token.bytes().all(|byte| byte.is_ascii_graphic());
    (!good).then(|| {
        format!(
            "found something else; allowed: {TOKEN_LENGTH} or more random letters, digits and signs, \
             without spaces"
        )
    })
}

/// The server speaks no TLS: before an `https://` address stands a proxy. If nobody has named it,
/// everybody seems to come from its address.
pub(super) fn check_metrics_from(server: &Server) -> Option<String> {
    let is_behind_one = server.public_url.is_secure();
    let is_unnamed = is_behind_one && server.trusted_proxies.is_empty();
    (is_unnamed && !server.metrics_from.is_empty()).then(|| {
        "found addresses, but public_url is https and trusted_proxies is empty, so that whoever comes \
         through the proxy would have its address; allowed: name the proxy in trusted_proxies, or use \
         metrics_token"
            .to_owned()
    })
}

/// The fewest connections: a browser opens six at a time.
const FEWEST_CONNECTIONS: u16 = 64;

pub(super) fn check_connections(server: &Server) -> Option<String> {
    let found = server.connections;
    (found < FEWEST_CONNECTIONS)
        .then(|| format!("found {found}; allowed: {FEWEST_CONNECTIONS} to {}", u16::MAX))
}

pub(super) fn check_seconds(found: u16) -> Option<String> {
    (!(1..=3_600).contains(&found)).then(|| format!("found {found}; allowed: 1 to 3600"))
}
