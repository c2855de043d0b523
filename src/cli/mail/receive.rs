//! `afterword mail receive`: one message from standard input, as mail servers pipe it.

use std::io::Read;
use std::process::ExitCode;

use clap::Args;

use crate::cli::output;
use crate::domain::inbound::{self, LONGEST, Verdict};
use crate::error::{Context, Result};
use crate::flow::House;
use crate::flow::receive::receive;

/// The exit code by which a mail server keeps the message and tries again (EX_TEMPFAIL of
/// sysexits.h): with any other it would send a bounce of the bounce.
pub const TRY_AGAIN: u8 = 75;

/// Takes a message that came back.
#[derive(Debug, Args)]
pub struct Receive {
    /// Say what the message says and store nothing; needs neither configuration nor database
    #[arg(long)]
    pub dry_run: bool,
}

impl Receive {
    /// Says what the message says.
    ///
    /// # Errors
    /// Standard input cannot be read.
    pub fn look(&self, json: bool) -> Result<ExitCode> {
        report(&inbound::read(&message()?), json)
    }

    /// Takes the message and does what follows.
    ///
    /// # Errors
    /// What the database says.
    pub async fn run(self, house: &House, json: bool) -> Result<ExitCode> {
        let received = receive(house, &message()?).await?;
        if received.delivery.is_none() && !json {
            output::say("not about a mail of ours, as far as can be told; nothing was done")?;
        }
        report(&received.verdict, json)
    }
}

/// As much of the message as is looked at; the rest is read too, since a mail server takes a
/// closed pipe for a failure.
fn message() -> Result<Vec<u8>> {
    let say = || "cannot read the message from standard input".to_owned();
    let (mut bytes, mut input) = (Vec::new(), std::io::stdin().lock());
    let longest = u64::try_from(LONGEST).unwrap_or(u64::MAX);
    input.by_ref().take(longest).read_to_end(&mut bytes).doing(say)?;
    std::io::copy(&mut input, &mut std::io::sink()).doing(say)?;
    Ok(bytes)
}

fn report(verdict: &Verdict, json: bool) -> Result<ExitCode> {
    if json {
        return output::json(verdict);
    }
    let mut line = verdict.kind.word().replace('_', " ");
    if let Some(reason) = verdict.reason {
        line += &format!(", {}", reason.word().replace('_', " "));
    }
    if let Some(recipient) = &verdict.recipient {
        line += &format!(", for {recipient}");
    }
    let code = verdict.reply_code.map(|code| code.to_string());
    let codes: Vec<String> = code.into_iter().chain(verdict.status.clone()).collect();
    if !codes.is_empty() {
        line += &format!(" ({})", codes.join(" "));
    }
    if verdict.hard {
        line += ": the address does not work";
    }
    output::say(line)
}
