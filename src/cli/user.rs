//! `afterword user …`: who may sign in.

use std::process::ExitCode;

use clap::Subcommand;
use serde_json::json;

use super::output;
use crate::app::owner_link;
use crate::db::access;
use crate::error::Result;
use crate::flow::House;

/// What to do with users.
#[derive(Debug, Subcommand)]
pub enum User {
    /// List them
    List,
    /// Print a link that signs a user in once, to choose a new password
    Reset {
        /// The user's name
        #[arg(default_value = "owner")]
        name: String,
    },
}

impl User {
    /// Does it.
    ///
    /// # Errors
    /// Refused for an unknown name.
    pub async fn run(self, house: &House, json: bool) -> Result<ExitCode> {
        match self {
            Self::List => {
                let users = house.db.read(access::users).await?;
                if json {
                    let values: Vec<_> =
                        users.iter().map(|u| json!({ "name": u.name, "role": u.role })).collect();
                    return output::json(&values);
                }
                for user in users {
                    output::say(format!("{:<8} {}", user.role, user.name))?;
                }
                Ok(ExitCode::SUCCESS)
            }
            Self::Reset { name } => {
                let link = owner_link(house, &name).await?;
                if json {
                    return output::json(&json!({ "url": link.url }));
                }
                output::say(format!("{}\nThis link signs {name} in once:\n{}", link.code, link.url))
            }
        }
    }
}
