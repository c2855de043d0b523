//! `afterword mail …`: what the shop's mail looks like and how it travels.

mod preview;

use std::process::ExitCode;

use clap::Subcommand;

use crate::error::Result;
use crate::flow::House;

/// What to do about mail.
#[derive(Debug, Subcommand)]
pub enum Mail {
    /// Write a survey's mail to files, as a sample customer would get it
    Preview(preview::Preview),
}

impl Mail {
    /// Does it.
    ///
    /// # Errors
    /// What each command says.
    pub async fn run(self, house: &House, json: bool) -> Result<ExitCode> {
        match self {
            Self::Preview(preview) => preview.run(house, json).await,
        }
    }
}
