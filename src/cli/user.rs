//! `afterword user …`: who may sign in.

use std::process::ExitCode;

use clap::{Subcommand, ValueEnum};
use serde_json::json;

use super::output;
use crate::app::{OwnerLink, owner_link, reset_link};
use crate::error::Result;
use crate::flow::House;
use crate::flow::users::{self, COMMAND_LINE};
use crate::types::Role;

/// What a new user may do.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum RoleName {
    /// Prints cards and sees touchpoints, nothing else
    Staff,
    /// Everything
    Owner,
}

/// What to do with users.
#[derive(Debug, Subcommand)]
pub enum User {
    /// Let somebody in; prints a link that signs them in once, to choose a password
    Add {
        /// The name to sign in with
        name: String,
        /// What they may do
        #[arg(long, value_enum, default_value = "staff")]
        role: RoleName,
    },
    /// List them
    List,
    /// Sign a user out everywhere, and print a link that signs them in once, to choose a new password
    Reset {
        /// The user's name
        #[arg(default_value = "owner")]
        name: String,
    },
    /// Sign a user out on all devices
    SignOut {
        /// The user's name
        name: String,
    },
    /// Remove a user; what they printed stays in the log under their name
    Remove {
        /// The user's name
        name: String,
    },
}

impl User {
    /// Does it.
    ///
    /// # Errors
    /// Refused for an unknown name, or one that is taken.
    pub async fn run(self, house: &House, json: bool) -> Result<ExitCode> {
        match self {
            Self::Add { name, role } => {
                let role = match role {
                    RoleName::Staff => Role::Staff,
                    RoleName::Owner => Role::Owner,
                };
                users::add(house, COMMAND_LINE, &name, role).await?;
                let name = name.trim();
                show(&owner_link(house, name).await?, name, json)
            }
            Self::List => list(house, json).await,
            Self::Reset { name } => {
                let link = reset_link(house, COMMAND_LINE, &name).await?;
                show(&link, &name, json)
            }
            Self::SignOut { name } => {
                let devices = users::sign_out(house, COMMAND_LINE, &name).await?;
                if json {
                    return output::json(&json!({ "name": name, "devices": devices }));
                }
                output::say(format!("{name} is signed out on all devices ({devices})"))
            }
            Self::Remove { name } => {
                users::remove(house, COMMAND_LINE, &name).await?;
                if json {
                    return output::json(&json!({ "name": name }));
                }
                output::say(format!("{name} may not sign in any more"))
            }
        }
    }
}

async fn list(house: &House, json: bool) -> Result<ExitCode> {
    let users = users::list(house).await?;
    if json {
        return output::json(&users);
    }
    for user in users {
        let password = if user.has_password { "" } else { ", no password yet" };
        let devices = user.devices;
        output::say(format!("{:<6} {} ({devices} signed in{password})", user.role, user.name))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn show(link: &OwnerLink, name: &str, json: bool) -> Result<ExitCode> {
    if json {
        return output::json(&json!({ "name": name, "url": link.url }));
    }
    output::say(format!("{}\nThis link signs {name} in once:\n{}", link.code, link.url))
}
