//! `afterword doctor`: what to change so that mail arrives.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use serde_json::json;

use super::output;
use crate::app;
use crate::app::doctor::{Check, Level, Wishes, examine};
use crate::config::Config;
use crate::error::Result;
use crate::types::{Random, SystemClock};

/// How to look.
#[derive(Debug, Args)]
pub struct Doctor {
    /// Ask this name server instead of the system's, such as 9.9.9.9:53
    #[arg(long, value_name = "ADDRESS:PORT")]
    resolver: Option<SocketAddr>,
    /// The address that mail leaves from, if it is not the one of the mail server in the
    /// configuration: for a mail server of your own on this machine
    #[arg(long, value_name = "ADDRESS")]
    address: Option<IpAddr>,
}

impl Doctor {
    /// Looks and reports; exit code 1 if anything must be changed.
    ///
    /// # Errors
    /// Refused if there is no name server to ask.
    pub async fn run(self, config: Config, file: Option<PathBuf>, json: bool) -> Result<ExitCode> {
        let wishes = Wishes {
            resolver: self.resolver,
            address: self.address,
            config_file: file.unwrap_or_else(|| "config.toml".into()),
            clock: Arc::new(SystemClock),
        };
        let clock = Arc::clone(&wishes.clock);
        let house = app::look_into(config.clone(), clock, Random::from_system()).await;
        let checks = examine(&config, house, &wishes).await?;
        let fails = checks.iter().filter(|check| check.level == Level::Fail).count();
        if json {
            output::json(&json!({ "ok": fails == 0, "checks": checks }))?;
        } else {
            for check in &checks {
                output::say(line(check))?;
            }
            output::say(match fails {
                0 => "nothing must be changed".to_owned(),
                1 => "1 thing must be changed".to_owned(),
                more => format!("{more} things must be changed"),
            })?;
        }
        Ok(ExitCode::from(u8::from(fails > 0)))
    }
}

fn line(check: &Check) -> String {
    let level = match check.level {
        Level::Ok => "ok  ",
        Level::Warn => "warn",
        Level::Fail => "FAIL",
    };
    let Check { check: name, found, advice, .. } = check;
    let advice = advice.as_ref().map(|advice| format!("\n      → {advice}")).unwrap_or_default();
    format!("{level}  {name}: {found}{advice}")
}
