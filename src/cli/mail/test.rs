//! `afterword mail test`: one mail, at once.

use std::process::ExitCode;

use clap::Args;
use serde_json::json;

use crate::cli::output;
use crate::error::{Error, Result};
use crate::flow::deliver::transport_of;
use crate::flow::{House, sample};
use crate::mail::Outcome;
use crate::types::{Email, Language};

/// A mail to try the way out.
#[derive(Debug, Args)]
pub struct Test {
    /// Whom to send it to
    #[arg(value_parser = address)]
    address: Email,
    /// Its language: en, vi or th; without it the shop's
    #[arg(long, value_parser = language)]
    lang: Option<Language>,
}

fn address(written: &str) -> Result<Email, String> {
    Email::parse(written).ok_or_else(|| "this is no mail address".to_owned())
}

fn language(written: &str) -> Result<Language, String> {
    Language::parse(written).ok_or_else(|| "there are en, vi and th".to_owned())
}

impl Test {
    /// Sends it, whatever the budget says, and reports what came of it.
    ///
    /// # Errors
    /// Busy if the mail server cannot be reached; refused if it does not let us sign in.
    pub async fn run(self, house: &House, json: bool) -> Result<ExitCode> {
        let language = self.lang.unwrap_or(house.config.shop.language);
        let parcel = sample::letter(house, self.address, language).await?.pack()?;
        let mut line = transport_of(house)?.open().await?;
        let outcome = line.send(&parcel).await;
        line.close().await;
        let (word, reply) = match outcome {
            Outcome::Sent { reply } => ("sent", reply),
            Outcome::Later { reply } | Outcome::Deferred { reply } => ("later", reply),
            Outcome::Refused { reply, .. } => ("refused", reply),
            Outcome::Uncertain => ("uncertain", "the line broke after the last dot".to_owned()),
        };
        if json {
            output::json(&json!({ "outcome": word, "reply": reply }))?;
            return Ok(ExitCode::from(u8::from(word != "sent")));
        }
        match word {
            "sent" => output::say(format!("taken: {reply}")),
            "later" => Err(Error::busy(format!("not taken, to be tried again: {reply}"))),
            "refused" => Err(Error::busy(format!("not taken: {reply}"))),
            _ => Err(Error::busy(format!("it may or may not arrive: {reply}"))),
        }
    }
}
