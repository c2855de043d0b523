//! `afterword touchpoint …`: places with a shared code.

use std::process::ExitCode;

use clap::Subcommand;
use serde_json::json;

use super::output;
use crate::db::touchpoints::TouchpointRow;
use crate::error::Result;
use crate::flow::{House, touchpoint};

/// What to do with touchpoints.
#[derive(Debug, Subcommand)]
pub enum Touchpoint {
    /// Make one; prints its address
    Add {
        /// What staff call it: "Counter, Hải Châu"
        name: String,
        /// The survey it asks
        #[arg(long, default_value = "after-purchase", value_name = "SLUG")]
        survey: String,
        /// The branch its answers count for
        #[arg(long)]
        location: Option<String>,
    },
    /// List them
    List,
    /// Take no more answers at one
    Close {
        /// The code in its address
        code: String,
    },
    /// Take answers again
    Open {
        /// The code in its address
        code: String,
    },
}

impl Touchpoint {
    /// Does it.
    ///
    /// # Errors
    /// Refused for an unknown survey or code.
    pub async fn run(self, house: &House, json: bool) -> Result<ExitCode> {
        match self {
            Self::Add { name, survey, location } => {
                let made = touchpoint::add(house, survey, name, location).await?;
                report(house, &[made], json)
            }
            Self::List => report(house, &touchpoint::list(house).await?, json),
            Self::Close { code } => {
                touchpoint::set_active(house, code, false).await?;
                output::say("closed")
            }
            Self::Open { code } => {
                touchpoint::set_active(house, code, true).await?;
                output::say("open")
            }
        }
    }
}

fn report(house: &House, rows: &[TouchpointRow], json: bool) -> Result<ExitCode> {
    let url = |row: &TouchpointRow| format!("{}/q/{}", house.config.server.public_url, row.code);
    if json {
        let values: Vec<_> = rows
            .iter()
            .map(|row| {
                json!({
                    "code": row.code, "name": row.name, "location": row.location,
                    "active": row.active, "url": url(row)
                })
            })
            .collect();
        return output::json(&values);
    }
    for row in rows {
        let state = if row.active { "open  " } else { "closed" };
        output::say(format!("{state}  {}  {}", url(row), row.name))?;
    }
    Ok(ExitCode::SUCCESS)
}
