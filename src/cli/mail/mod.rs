//! `afterword mail …`: what the shop's mail looks like, how it travels and what comes back.

pub mod files;
mod keys;
mod preview;
pub mod receive;
mod test;

use std::process::ExitCode;

use clap::Subcommand;

use crate::error::Result;
use crate::flow::House;

/// What to do about mail.
#[derive(Debug, Subcommand)]
pub enum Mail {
    /// Write a survey's mail to files, as a sample customer would get it
    Preview(preview::Preview),
    /// Print what to publish in DNS so that mail is trusted: DKIM's keys, SPF and DMARC
    Keys(keys::Keys),
    /// Send one mail with a sample order at once, and say what the mail server answered
    Test(test::Test),
    /// Take one message that came back from standard input: a bounce, a complaint, a reply
    ///
    /// For a mail server's pipe, such as this line of /etc/aliases:
    /// bounces: "|afterword --config /srv/shop/config.toml mail receive".
    /// When the message cannot be taken now, the exit code is 75, so that the server keeps it.
    Receive(receive::Receive),
}

impl Mail {
    /// Does it.
    ///
    /// # Errors
    /// What each command says.
    pub async fn run(self, house: &House, json: bool) -> Result<ExitCode> {
        match self {
            Self::Preview(preview) => preview.run(house, json).await,
            Self::Keys(keys) => keys.run(house, json).await,
            Self::Test(test) => test.run(house, json).await,
            Self::Receive(receive) => receive.run(house, json).await,
        }
    }
}
