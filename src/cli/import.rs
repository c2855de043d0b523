//! `afterword import …`: files in.

mod responses;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;
use indicatif::{ProgressBar, ProgressStyle};

use super::output;
use crate::domain::intake::{Country, Rules, parse_mapping};
use crate::error::{Context, Error, Result};
use crate::flow::House;
use crate::flow::import::{Imported, Mode, run};
use crate::render::FluentValue;

/// What to bring in.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// Orders, as your shop system exports them (Shopify, WooCommerce, a spreadsheet as CSV)
    Orders {
        /// The file
        file: PathBuf,
        /// The name under which these orders are known; by default the system's
        #[arg(long)]
        source: Option<String>,
        /// Which column holds which field, as field=column; may be given several times
        #[arg(long, value_name = "FIELD=COLUMN")]
        map: Vec<String>,
        /// Check and count, store nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Old answers, so that the trend does not begin today: a table, or JSON saved from Delighted
    ///
    /// The table has a column each for the date, the score and, if there is one, the comment; the
    /// usual headers in English, Vietnamese and Thai are known. Branch, product, staff, tier,
    /// channel, language and tags are counted apart, and so are other columns whose words come
    /// again and again; the rest is kept with the answer. Names, addresses and phone numbers are
    /// not read. Importing a file again changes nothing, or what the file now says otherwise: an
    /// answer is known by its id or, without one, by all that its row says.
    #[command(verbatim_doc_comment)]
    Responses(responses::Responses),
}

impl Import {
    /// Imports; exit code 0 even if rows were refused, since the rest is in and the report names
    /// them.
    ///
    /// # Errors
    /// Refused if the file cannot be read or its layout is not known.
    pub async fn run(self, house: &House, json: bool) -> Result<ExitCode> {
        let (file, source, map, dry_run) = match self {
            Self::Orders { file, source, map, dry_run } => (file, source, map, dry_run),
            Self::Responses(responses) => return responses.run(house, json).await,
        };
        let country = &house.config.shop.country;
        let rules = Rules {
            zone: &house.zone,
            country: Country::parse(country)
                .ok_or_else(|| Error::refused(format!("shop.country: {country} is unknown")))?,
            language: house.config.shop.language,
            map: parse_mapping(&map)?,
            source,
            dimensions: &house.config.site.dimensions,
        };
        let (open, bar) = open(&file)?;
        let mode = if dry_run { Mode::DryRun } else { Mode::Store };
        let reading = bar.wrap_read(std::io::BufReader::new(open));
        let imported = run(house, reading, &rules, mode, |orders| {
            bar.set_message(format!("{orders} orders"));
        })
        .await?;
        bar.finish_and_clear();
        if json { output::json(&imported) } else { report(house, &imported, dry_run) }
    }
}

/// A file, and a bar as long as it.
fn open(file: &Path) -> Result<(File, ProgressBar)> {
    let say = || format!("cannot read {}", file.display());
    let open = File::open(file).map_err(|error| Error::refused(say()).because(error))?;
    let bar = progress(open.metadata().doing(say)?.len());
    Ok((open, bar))
}

/// A bar on a terminal; nothing where standard error is none.
fn progress(bytes: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:30} {percent:>3} %  {msg}  {eta} left");
    let bar = ProgressBar::new(bytes);
    match style {
        Ok(style) => bar.with_style(style),
        Err(_default) => bar,
    }
}

fn report(house: &House, imported: &Imported, dry_run: bool) -> Result<ExitCode> {
    let language = house.config.shop.language;
    let text = |key: &str, args: &[(&str, FluentValue)]| house.renderer.text(language, key, args);
    for refused in &imported.refused {
        let reason = text(refused.why.reason.key(), &refused.why.reason.args());
        let line = FluentValue::from(refused.line);
        output::say(text("import-refused", &[("line", line), ("reason", reason.into())]))?;
    }
    for (note, count) in &imported.notes {
        output::say(text(note.key(), &[("count", FluentValue::from(*count))]))?;
    }
    let count = |name: &'static str, n: u64| (name, FluentValue::from(n));
    output::say(text(
        "import-summary",
        &[
            count("orders", imported.orders),
            count("created", imported.created),
            count("updated", imported.updated),
            count("unchanged", imported.unchanged),
            count("customers", imported.customers),
            count("refused", imported.refused_rows),
        ],
    ))?;
    output::say(text("import-mails", &[count("count", imported.mails_to_come)]))?;
    if dry_run { output::say(text("import-dry-run", &[])) } else { Ok(ExitCode::SUCCESS) }
}
