//! `afterword audit …`: who did what by hand.

use std::process::ExitCode;

use clap::Subcommand;

use super::output;
use crate::error::Result;
use crate::flow::{House, audit};

/// What to do with the log.
#[derive(Debug, Subcommand)]
pub enum Audit {
    /// List what was done by hand, who signed in and out, and which sign-ins failed; newest first
    List {
        /// How many lines
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(i64).range(1..=10_000))]
        limit: i64,
    },
}

impl Audit {
    /// Does it.
    ///
    /// # Errors
    /// What the database says.
    pub async fn run(self, house: &House, json: bool) -> Result<ExitCode> {
        let Self::List { limit } = self;
        let lines = audit::latest(house, limit).await?;
        if json {
            return output::json(&lines);
        }
        for line in lines {
            output::say(format!(
                "{}  {:<16} {}  {}",
                line.at, line.action, line.who, line.details
            ))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}
