//! `afterword import responses`: old answers in.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::super::output;
use super::open;
use crate::domain::intake::answers::parse_mapping;
use crate::error::Result;
use crate::flow::House;
use crate::flow::import::Mode;
use crate::flow::import::responses::{ImportedResponses, Wishes, run};
use crate::render::FluentValue;

/// Old answers.
#[derive(Debug, Args)]
pub struct Responses {
    /// The file: CSV with a row of headers, or JSON
    file: PathBuf,
    /// The survey that was answered; without it a column has to say, unless there is only one
    #[arg(long, value_name = "SLUG")]
    survey: Option<String>,
    /// The name under which these answers are known; by default "delighted" or "file". Files that
    /// do not belong together, such as two branches' whose rows may be the same, need two names
    #[arg(long)]
    source: Option<String>,
    /// Which column holds which field: id, survey, answered_at, score, comment, language, channel,
    /// location, product, staff, tier, tag, or dimension.NAME, property.NAME, answer.KEY; may be
    /// given several times. "answered_at=Date (MM/DD/YYYY)" says that the month comes first
    #[arg(long, value_name = "FIELD=COLUMN")]
    map: Vec<String>,
    /// Check and count, store nothing
    #[arg(long)]
    dry_run: bool,
}

impl Responses {
    /// Imports; exit code 0 even if rows were refused, since the rest is in and the report names
    /// them.
    ///
    /// # Errors
    /// Refused if the file cannot be read, or its layout or survey is not known.
    pub async fn run(self, house: &House, json: bool) -> Result<ExitCode> {
        let wishes =
            Wishes { survey: self.survey, map: parse_mapping(&self.map)?, source: self.source };
        let (open, bar) = open(&self.file)?;
        let mode = if self.dry_run { Mode::DryRun } else { Mode::Store };
        let reading = bar.wrap_read(std::io::BufReader::new(open));
        let imported = run(house, reading, wishes, mode, |answers| {
            bar.set_message(format!("{answers} answers"));
        })
        .await?;
        bar.finish_and_clear();
        if json { output::json(&imported) } else { report(house, &imported, self.dry_run) }
    }
}

fn report(house: &House, imported: &ImportedResponses, dry_run: bool) -> Result<ExitCode> {
    let language = house.config.shop.language;
    let text = |key: &str, args: &[(&str, FluentValue)]| house.renderer.text(language, key, args);
    for refused in &imported.refused {
        let reason = text(refused.why.reason.key(), &refused.why.reason.args());
        // Line numbers are names, not amounts: they take no thousands marks.
        let line = FluentValue::from(refused.line.to_string());
        output::say(text("import-refused", &[("line", line), ("reason", reason.into())]))?;
    }
    let count = |name: &'static str, n: u64| (name, FluentValue::from(n));
    let untold = imported.refused_rows.saturating_sub(imported.refused.len() as u64);
    if untold > 0 {
        output::say(text("import-responses-untold", &[count("count", untold)]))?;
    }
    let lists = [
        ("import-responses-dimensions", &imported.dimensions),
        ("import-responses-properties", &imported.properties),
        ("import-responses-left-out", &imported.left_out),
    ];
    for (key, names) in lists.into_iter().filter(|(_, names)| !names.is_empty()) {
        output::say(text(key, &[("names", names.join(", ").into())]))?;
    }
    let counts = [
        ("import-responses-repeated", imported.repeated),
        ("import-responses-without-id", imported.without_id),
    ];
    for (key, n) in counts.into_iter().filter(|(_, n)| *n > 0) {
        output::say(text(key, &[count("count", n)]))?;
    }
    output::say(text(
        "import-responses-summary",
        &[
            count("responses", imported.responses),
            count("created", imported.created),
            count("updated", imported.updated),
            count("unchanged", imported.unchanged),
            count("refused", imported.refused_rows),
        ],
    ))?;
    let end = if dry_run { "import-dry-run" } else { "import-responses-next" };
    output::say(text(end, &[]))
}
