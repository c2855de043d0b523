//! `afterword export …`: data out, as files.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Subcommand, ValueEnum};
use jiff::civil::Date;
use serde_json::json;

use super::cards::out::Out;
use super::days::{day_of, start_of};
use super::output;
use crate::domain::spreadsheet::{MARK, safe};
use crate::error::{Context, Result};
use crate::flow::House;
use crate::flow::links::{self, Filter, Link};
use crate::flow::users::COMMAND_LINE;

/// What to write.
#[derive(Debug, Subcommand)]
pub enum Export {
    /// Messages with links to pass on, for customers with a phone and no e-mail address
    ///
    /// As at /admin/links: who should be asked by now and has no link yet. A cell that a spreadsheet
    /// would compute, such as one that begins with a plus, gets an apostrophe before it.
    Links {
        /// Only those due on this day or later
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = day_of)]
        since: Option<Date>,
        /// Customers with an e-mail address too, and those whose mail is still to come
        #[arg(long)]
        all: bool,
        /// The file's format
        #[arg(long, default_value = "csv")]
        format: Format,
        /// The file to write
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Note that these links are passed on; they are then not written again
        #[arg(long)]
        record: bool,
    },
}

/// The format of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For spreadsheets: UTF-8 with its mark, RFC 4180
    Csv,
    /// A JSON object a line
    Jsonl,
}

const COLUMNS: [&str; 9] =
    ["order", "customer", "phone", "language", "location", "survey", "due_at", "link", "message"];

impl Export {
    /// Does it.
    ///
    /// # Errors
    /// Refused where the file cannot be written or the links would lead nowhere; what the database
    /// says.
    pub async fn run(self, house: &House, json: bool) -> Result<ExitCode> {
        let Self::Links { since, all, format, out, record } = self;
        links::check(house)?;
        let since = since.map(|day| start_of(day, &house.zone)).transpose()?;
        let place = Out::open(&out)?;
        let found = links::list(house, Filter { all, since, copied: false }).await?;
        if found.is_empty() {
            return nothing(json);
        }
        let body = match format {
            Format::Csv => csv_of(house, &found)?,
            Format::Jsonl => jsonl_of(&found)?,
        };
        // The file first: links that are noted and written nowhere would be lost.
        place.fill(&body)?;
        links::note_export(house, COMMAND_LINE, found.len()).await?;
        let recorded = if record {
            let ids: Vec<i64> = found.iter().map(|link| link.invitation).collect();
            links::note_all(house, COMMAND_LINE, &ids).await?
        } else {
            0
        };
        let file = out.display().to_string();
        if json {
            return output::json(
                &json!({ "links": found.len(), "recorded": recorded, "file": file }),
            );
        }
        let noted = if record { format!(", {recorded} recorded") } else { String::new() };
        let more = if i64::try_from(found.len()).is_ok_and(|n| n >= links::MOST) {
            "; there may be more: record these and export again"
        } else {
            ""
        };
        output::say(format!("{} links in {file}{noted}{more}", found.len()))
    }
}

/// Nothing is written, or a second run would empty the file of the first; the exit code says so.
fn nothing(json: bool) -> Result<ExitCode> {
    if json {
        output::json(&json!({ "links": 0, "recorded": 0, "file": null }))?;
    } else {
        output::say("there is nobody to pass a link on to; no file was written")?;
    }
    Ok(ExitCode::from(1))
}

fn csv_of(house: &House, links: &[Link]) -> Result<Vec<u8>> {
    let doing = || "writing the table of links".to_owned();
    let mut table = csv::Writer::from_writer(MARK.to_vec());
    table.write_record(COLUMNS).doing(doing)?;
    for link in links {
        let due = link.due_at.to_timestamp().to_zoned(house.zone.clone());
        let due = due.strftime("%Y-%m-%d %H:%M").to_string();
        let text = |text: &Option<String>| safe(text.as_deref().unwrap_or_default());
        let row: [String; COLUMNS.len()] = [
            text(&link.order),
            text(&link.customer),
            safe(&link.phone),
            link.language.tag().to_owned(),
            text(&link.location),
            safe(&link.survey),
            due,
            safe(&link.url),
            safe(&link.message),
        ];
        table.write_record(row).doing(doing)?;
    }
    table.into_inner().map_err(csv::IntoInnerError::into_error).doing(doing)
}

fn jsonl_of(links: &[Link]) -> Result<Vec<u8>> {
    let mut lines = Vec::new();
    for link in links {
        let line = serde_json::to_vec(link).doing(|| "writing the links".to_owned())?;
        lines.extend(line);
        lines.push(b'\n');
    }
    Ok(lines)
}
