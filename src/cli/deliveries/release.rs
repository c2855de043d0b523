//! `afterword deliveries release`: what was written to files goes out after all.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use clap::Args;
use jiff::civil::Date;
use serde_json::json;

use crate::cli::days::{day_of, start_of};
use crate::cli::output;
use crate::error::{Context, Error, Result};
use crate::flow::House;
use crate::flow::release::{self, Filed, Which};
use crate::flow::users::COMMAND_LINE;
use crate::types::Reason;

/// Which mails, and whether to ask first.
#[derive(Debug, Args)]
pub struct Release {
    #[command(flatten)]
    which: Wanted,
    /// Do not ask first
    #[arg(long)]
    yes: bool,
}

/// One of these has to be said, and one alone.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Wanted {
    /// All of them
    #[arg(long)]
    all: bool,
    /// Those due on this day or later: 2026-11-20
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day_of)]
    since: Option<Date>,
    /// Those about one order
    #[arg(long, value_name = "NUMBER")]
    order: Option<String>,
}

impl Release {
    /// Says whom it would write to, asks, and releases.
    ///
    /// # Errors
    /// Refused where there is no mail server, or nobody to ask; what the database says.
    pub async fn run(self, house: &House, json: bool) -> Result<ExitCode> {
        release::check_transport(house)?;
        let which = match (self.which.since, self.which.order) {
            (Some(day), _) => Which::Since(start_of(day, &house.zone)?),
            (None, Some(number)) => Which::Order(number),
            (None, None) => Which::All,
        };
        let found = release::look(house, &which).await?;
        if let Which::Order(number) = &which
            && found.is_empty()
        {
            return Err(Error::refused(format!("no email about order {number} is in a file")));
        }
        let going = found.iter().filter(|filed| filed.reason.is_none()).count();
        if !json {
            found.iter().try_for_each(|filed| output::say(line(house, filed)).map(drop))?;
        }
        if !self.yes && !found.is_empty() && !agrees(going)? {
            return Err(Error::refused("nothing was released"));
        }
        let (released, skipped) = release::release(house, COMMAND_LINE, &found).await?;
        if json {
            return output::json(
                &json!({ "waiting": released, "skipped": skipped, "mails": found }),
            );
        }
        output::say(format!("{released} emails wait to be sent now, {skipped} skipped"))
    }
}

fn agrees(going: usize) -> Result<bool> {
    if !std::io::stdin().is_terminal() {
        return Err(Error::refused(format!(
            "{going} emails would be sent; there is no terminal to ask on: add --yes"
        )));
    }
    let mut stderr = std::io::stderr();
    write!(stderr, "Send {going} emails? [y/N] ").doing(|| "cannot ask".to_owned())?;
    stderr.flush().doing(|| "cannot ask".to_owned())?;
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer).doing(|| "cannot read the answer".to_owned())?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

fn line(house: &House, filed: &Filed) -> String {
    let due = filed.due_at.to_timestamp().to_zoned(house.zone.clone());
    let what = filed.reason.map_or("to be sent", Reason::word);
    format!(
        "{:<28} {:<14} {:<16} due {} {what}",
        filed.address.as_deref().unwrap_or("-"),
        filed.order.as_deref().unwrap_or("-"),
        filed.survey,
        due.strftime("%Y-%m-%d %H:%M")
    )
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::Release;

    #[derive(Parser)]
    struct Cli {
        #[command(flatten)]
        _release: Release,
    }

    fn is_taken(args: &str) -> bool {
        Cli::try_parse_from(["release"].into_iter().chain(args.split_whitespace())).is_ok()
    }

    #[test]
    fn which_mails_go_out_has_to_be_said_once() {
        for taken in ["--all", "--all --yes", "--since 2026-11-20", "--yes --order A1"] {
            assert!(is_taken(taken), "{taken}");
        }
        let unclear = ["", "--yes", "--order A1 --since 2026-11-20 --yes", "--all --order A1"];
        for refused in unclear.into_iter().chain(["--since 9999-12-31", "--since soon"]) {
            assert!(!is_taken(refused), "{refused}");
        }
    }
}
