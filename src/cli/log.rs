//! The log: lines for people or JSON for programs, on standard error, without personal data.

use tracing_subscriber::EnvFilter;

use crate::config::{Config, LogFormat};
use crate::error::{Error, Result};

/// Starts logging. Commands that report and end log warnings only.
///
/// # Errors
/// Broken if something logs already.
pub fn start(config: &Config, serving: bool) -> Result<()> {
    let level = if serving { config.log.level.word() } else { "warn" };
    // The libraries underneath log requests and addresses at their own discretion, and whatever a
    // stranger sends that is no HTTP as an error: anybody could fill the disk.
    let filter = EnvFilter::new(format!("warn,actix_http::h1::dispatcher=off,afterword={level}"));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = match config.log.format {
        LogFormat::Text => lines.with_target(false).try_init(),
        LogFormat::Json => lines.json().try_init(),
    };
    started.map_err(|error| Error::broken("cannot start the log").because(error))
}
