//! `afterword deliveries`: the ledger, and what is sent again on command.

mod release;

use std::process::ExitCode;

use clap::Subcommand;

use super::output;
use crate::db::ledger::{LedgerLine, ledger};
use crate::error::Result;
use crate::flow::House;
use crate::flow::resend::{Which, resend};
use crate::types::{DeliveryState, Instant, Reason};

/// How many lines are read at a time.
const PAGE: i64 = 1_000;

/// What to do with deliveries.
#[derive(Debug, Subcommand)]
pub enum Deliveries {
    /// List deliveries, by state or reason if given
    List {
        /// waiting, sending, sent, skipped, filed, failed, uncertain
        #[arg(long, value_parser = state)]
        state: Option<DeliveryState>,
        /// answered, cancelled, no_address, quiet_period, suppressed, …
        #[arg(long, value_parser = reason)]
        reason: Option<Reason>,
    },
    /// Send mails again of which it is not known whether they arrived
    ///
    /// They may arrive twice: look at your mail server's log first. Each is looked at once more
    /// before it goes out, as every mail is.
    Resend {
        /// The invitation's number in `deliveries list --json`; several may be given
        #[arg(required_unless_present = "all")]
        invitations: Vec<i64>,
        /// All uncertain deliveries
        #[arg(long, conflicts_with = "invitations")]
        all: bool,
    },
    /// Send what was written to files while there was no mail server
    ///
    /// Lists whom it would write to and asks first. Each mail is looked at again: what is too old,
    /// answered, cancelled or unsubscribed is skipped, and the list says so.
    Release(release::Release),
}

fn state(word: &str) -> Result<DeliveryState, String> {
    let known: Vec<&str> = DeliveryState::ALL.iter().map(|state| state.word()).collect();
    DeliveryState::parse(word).ok_or_else(|| format!("allowed are {}", known.join(", ")))
}

fn reason(word: &str) -> Result<Reason, String> {
    let known: Vec<&str> = Reason::ALL.iter().map(|reason| reason.word()).collect();
    Reason::parse(word).ok_or_else(|| format!("allowed are {}", known.join(", ")))
}

impl Deliveries {
    /// Does it.
    ///
    /// # Errors
    /// What the database says.
    pub async fn run(self, house: &House, json: bool) -> Result<ExitCode> {
        match self {
            Self::List { state, reason } => list(house, (state, reason), json).await,
            Self::Release(release) => release.run(house, json).await,
            Self::Resend { invitations, all } => {
                let which = if all { Which::All } else { Which::Of(invitations) };
                let resent = resend(house, which).await?;
                if json {
                    return output::json(&serde_json::json!({ "waiting": resent }));
                }
                output::say(format!("{resent} uncertain deliveries wait to be sent again"))
            }
        }
    }
}

async fn list(
    house: &House,
    (state, reason): (Option<DeliveryState>, Option<Reason>),
    json: bool,
) -> Result<ExitCode> {
    let (mut after, mut all) = (0, Vec::new());
    loop {
        let page = house
            .db
            .read(move |conn| {
                let (state, reason) = (state.map(DeliveryState::word), reason.map(Reason::word));
                ledger(conn, state, reason, (after, PAGE))
            })
            .await?;
        let Some((last, _)) = page.last() else { break };
        after = *last;
        let lines = page.into_iter().map(|(_, line)| line);
        if json {
            all.extend(lines);
        } else {
            lines
                .map(|line| text_of(house, &line))
                .try_for_each(|line| output::say(line).map(|_| ()))?;
        }
    }
    if json { output::json(&all) } else { Ok(ExitCode::SUCCESS) }
}

fn text_of(house: &House, line: &LedgerLine) -> String {
    let local = |micros: i64| {
        let zoned = Instant(micros).to_timestamp().to_zoned(house.zone.clone());
        zoned.strftime("%Y-%m-%d %H:%M").to_string()
    };
    let when = match line.sent_at {
        Some(sent) => format!("sent {}", local(sent)),
        None => format!("due {}", local(line.next_attempt_at)),
    };
    let reason = line.reason.as_deref().unwrap_or("");
    format!(
        "{:<16} {:<14} {:<9} {:<10} {:<13} {when}",
        line.survey, line.subject, line.kind, line.state, reason
    )
}
