//! `afterword run …`: one stage, once.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;
use serde_json::json;

use super::mail::files::write;
use super::output;
use crate::error::Result;
use crate::flow::deliver::{Courier, transport_of};
use crate::flow::publish::digest::{self, Standing, State, Told};
use crate::flow::receive::Mailboxes;
use crate::flow::{House, fold, plan, publish};
use crate::site::Published;

/// A stage to run.
#[derive(Debug, Subcommand)]
pub enum Stage {
    /// Turn orders into invitations and deliveries
    Plan,
    /// Send what is due
    Deliver,
    /// Read bounces and complaints from the configured mailboxes
    Receive,
    /// Count the answers that wait
    Fold,
    /// Build the site and put it in place
    Publish,
    /// Send the digest of the last full week or month to those who have not had it
    Digest {
        /// Send nothing; write subject.txt, text.txt and mail.html to this folder
        #[arg(long, value_name = "DIR")]
        preview: Option<PathBuf>,
    },
}

impl Stage {
    /// Runs it.
    ///
    /// # Errors
    /// What the stage says.
    pub async fn run(self, house: &House, json: bool) -> Result<ExitCode> {
        let (text, value) = match self {
            Self::Plan => {
                let done = plan::run(house).await?;
                let text = format!(
                    "{} orders planned, {} invitations made, {} mails to come",
                    done.orders, done.invitations, done.mails
                );
                (text, json!(done))
            }
            Self::Deliver => {
                let done = Courier::new(house, transport_of(house)?).run().await?;
                let mut text = format!(
                    "{} mails sent, {} skipped, {} to try again, {} failed, {} uncertain",
                    done.sent, done.skipped, done.later, done.failed, done.uncertain
                );
                if done.filed > 0 {
                    text += &format!(", {} written to files, which nobody gets", done.filed);
                }
                (text, json!(done))
            }
            Self::Receive => {
                let done = Mailboxes::default().run(house).await?;
                let text = format!(
                    "{} messages read: {} bounces, {} notices, {} left alone",
                    done.read, done.bounces, done.notices, done.left
                );
                (text, json!(done))
            }
            Self::Fold => {
                let folded = fold::run(house).await?;
                (format!("{folded} entries folded"), json!({ "entries": folded }))
            }
            Self::Publish => {
                let done = publish::run_everywhere(house).await?;
                let (text, value) = published(&done);
                let code = if json { output::json(&value) } else { output::say(text) }?;
                return Ok(if done.is_everywhere() { code } else { ExitCode::FAILURE });
            }
            Self::Digest { preview: Some(folder) } => match digest::preview(house).await? {
                Some(composed) => {
                    let files = write(&folder, &composed)?;
                    let lines: Vec<_> =
                        files.iter().map(|path| path.display().to_string()).collect();
                    (lines.join("\n"), json!({ "files": lines }))
                }
                None => ("nobody has answered yet".to_owned(), json!({ "files": [] })),
            },
            Self::Digest { preview: None } => {
                let done = digest::run(house, &transport_of(house)?).await?;
                digests(done, &digest::standings(house).await?)
            }
        };
        if json { output::json(&value) } else { output::say(text) }
    }
}

/// What came of the digests, and how it stands with each that was not sent.
fn digests(done: Told, standings: &[Standing]) -> (String, serde_json::Value) {
    let Told { sent, later, failed } = done;
    let mut lines = vec![format!("{sent} digests sent, {later} to try again, {failed} failed")];
    for Standing { recipient, period, state, attempts, reason, .. } in standings {
        let reason = reason.map(|reason| format!(" ({})", reason.word())).unwrap_or_default();
        let told = |what: &str| format!("recipient {recipient}, {period}: {what}{reason}");
        match state {
            State::Failed => lines.push(told(&format!("given up after {attempts} attempts"))),
            State::Uncertain => lines.push(told("may or may not have arrived; not sent again")),
            State::Waiting => lines.push(told("will be tried again")),
            State::Sending | State::Sent => {}
        }
    }
    let value = json!({
        "sent": sent, "later": later, "failed": failed, "recipients": standings,
    });
    (lines.join("\n"), value)
}

/// What a publication came to, in words and as JSON.
fn published(done: &publish::Publication) -> (String, serde_json::Value) {
    let told = |name: &str, done: &Published| {
        let Published { edition, written, kept } = done;
        format!("{name} {edition}: {written} files written, {kept} kept")
    };
    let mut lines = vec![told("edition", &done.site)];
    lines.extend(done.public.iter().map(|public| told("public edition", public)));
    lines.extend(done.targets.iter().map(|served| match &served.error {
        None => {
            let (target, written, kept) = (&served.target, served.written, served.kept);
            format!("{target}: {written} files written, {kept} kept")
        }
        Some(error) => format!("{}: not served: {error}", served.target),
    }));
    let value = json!({
        "edition": done.site.edition, "written": done.site.written, "kept": done.site.kept,
        "public_edition": done.public.map(|public| public.edition), "targets": done.targets,
    });
    (lines.join("\n"), value)
}
