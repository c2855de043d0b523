//! `afterword mail receive`: one message from standard input, as mail servers pipe it.

use std::io::Read;
use std::process::ExitCode;

use clap::Args;

use crate::cli::output;
use crate::domain::inbound::{self, LARGEST, Verdict};
use crate::error::{Context, Error, Result};
use crate::flow::House;
use crate::flow::receive::receive;

/// The exit code by which a mail server keeps the message and tries again (EX_TEMPFAIL of
/// sysexits.h): with any other it would send a bounce of the bounce.
pub const TRY_AGAIN: u8 = 75;

/// The exit code for a message that cannot be taken later either (EX_DATAERR).
const TOO_LARGE: u8 = 65;

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
        match message()? {
            Some(message) => report(&inbound::read(&message), json),
            None => Ok(too_large()),
        }
    }

    /// Takes the message and does what follows.
    ///
    /// # Errors
    /// What the database says.
    pub async fn run(self, house: &House, json: bool) -> Result<ExitCode> {
        let Some(message) = message()? else { return Ok(too_large()) };
        let received = receive(house, &message).await?;
        if received.delivery.is_none() && !json {
            output::say("not about a mail of ours, as far as can be told; nothing was done")?;
        }
        report(&received.verdict, json)
    }
}

/// The message; `None` if it is larger than any that is taken, of which no more is read than tells so.
fn message() -> Result<Option<Vec<u8>>> {
    let say = || "cannot read the message from standard input".to_owned();
    let (mut bytes, input) = (Vec::new(), std::io::stdin().lock());
    let most = u64::try_from(LARGEST).unwrap_or(u64::MAX).saturating_add(1);
    input.take(most).read_to_end(&mut bytes).doing(say)?;
    Ok((bytes.len() <= LARGEST).then_some(bytes))
}

fn too_large() -> ExitCode {
    let message = format!("the message is larger than {LARGEST} bytes; it is not taken");
    output::complain(&Error::refused(message));
    ExitCode::from(TOO_LARGE)
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
